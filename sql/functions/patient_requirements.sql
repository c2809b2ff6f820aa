-- What every trial asks, against one patient: the registry's own facts, and each group of limits as one requirement.
--
-- Grain:   one row per requirement.
-- Answers: "Why may this patient not join?"
-- Nulls:   criterion_no and group_no are NULL for what the registry states in fields of its own.
-- Caution: unknown is not a no: the file does not say, or the limit has a condition, an exception, a cohort of its own.

CREATE OR REPLACE FUNCTION answers.patient_requirements(patient jsonb)
RETURNS TABLE (
    trial_key text,  -- The trial.
    kind text,  -- registry for age, sex, health and condition; inclusion, exclusion; NULL if nothing is known.
    criterion_no integer,  -- The criterion it is stated in.
    group_no integer,  -- Its number there.
    fact text,  -- age, sex, healthy or condition, for kind registry.
    outcome text,  -- met, violated or unknown.
    registry_text text  -- What the registry states, for kind registry.
)
LANGUAGE sql STABLE
AS $$
WITH RECURSIVE fact AS MATERIALIZED (
    SELECT stated.concept, stated.value, stated.status, stated.name, stated.days_ago
    FROM answers.patient_facts(patient) AS stated
),

person AS MATERIALIZED (
    SELECT
        (SELECT fact.value FROM fact WHERE fact.concept = 'age') AS age,
        (SELECT upper(fact.status) FROM fact WHERE fact.concept = 'sex') AS sex,
        -- Who has a condition is no healthy volunteer.
        coalesce(
            (patient ->> 'healthy')::boolean,
            CASE WHEN EXISTS (SELECT FROM fact WHERE fact.concept = 'condition') THEN FALSE END
        ) AS is_healthy,
        EXISTS (SELECT FROM fact WHERE fact.concept = 'condition') AS has_condition
),

-- The trials on the patient's conditions, on wider ones (sarcoma) and on narrower ones (relapsed osteosarcoma).
own AS (
    SELECT condition.condition_id
    FROM trialdb.conditions AS condition
    WHERE lower(condition.name) IN (SELECT fact.name FROM fact WHERE fact.concept = 'condition')
),

studied AS (
    SELECT own.condition_id FROM own
    UNION
    SELECT wider.ancestor_id
    FROM own
    INNER JOIN trialdb.condition_ancestors AS wider ON own.condition_id = wider.condition_id
    UNION
    SELECT narrower.condition_id
    FROM own
    INNER JOIN trialdb.condition_ancestors AS narrower ON own.condition_id = narrower.ancestor_id
    UNION
    SELECT condition.condition_id
    FROM jsonb_array_elements_text(coalesce(patient -> 'wider_conditions', '[]')) AS wider (name)
    INNER JOIN trialdb.conditions AS condition ON wider.name = condition.name
),

trial AS MATERIALIZED (
    SELECT
        trial.trial_id,
        trial.trial_key,
        coalesce(trial.min_age_text || CASE WHEN trial.max_age_text IS NULL THEN ' or older' ELSE ' to ' END, 'up to ')
        || coalesce(trial.max_age_text, '') AS age_text,
        lower(trial.sex) AS sex_text,
        trial.accepts_healthy_volunteers,
        CASE
            WHEN trial.min_age_years IS NOT NULL
                THEN floor(person.age) >= trial.min_age_years OR person.age >= trial.min_age_years
            ELSE nullif(trial.min_age_text IS NULL, FALSE)
        END AS is_old_enough,
        CASE
            WHEN trial.max_age_years IS NOT NULL
                THEN floor(person.age) <= trial.max_age_years
            ELSE nullif(trial.max_age_text IS NULL, FALSE)
        END AS is_young_enough,
        trial.min_age_years IS NOT NULL AS has_min_age,
        trial.max_age_years IS NOT NULL AS has_max_age,
        CASE
            WHEN coalesce(trial.sex, 'ALL') = 'ALL' OR trial.sex = person.sex THEN TRUE
            WHEN NOT coalesce(trial.is_gender_based, FALSE) THEN trial.sex = person.sex
        END AS has_right_sex,
        CASE
            WHEN trial.accepts_healthy_volunteers OR NOT person.is_healthy THEN TRUE
            WHEN NOT trial.accepts_healthy_volunteers THEN NOT person.is_healthy
        END AS is_right_in_health,
        CASE
            WHEN person.has_condition
                THEN nullif(
                    trial.trial_id IN (
                        SELECT listed.trial_id
                        FROM trialdb.trial_conditions AS listed
                        INNER JOIN studied ON listed.condition_id = studied.condition_id
                        WHERE listed.relation <> 'mesh_ancestor'
                    ), FALSE
                )
            ELSE TRUE
        END AS has_its_condition
    FROM trialdb.trials AS trial
    CROSS JOIN person
),

answered AS (
    SELECT
        asked.trial_key,
        asked.criterion_no,
        asked.group_no,
        asked.kind,
        asked.concept,
        asked.is_conditional,
        asked.holds,
        CASE
            -- The registry's own bound on that side lets the patient in: the stricter one is some cohort's.
            WHEN asked.concept = 'age' AND asked.is_floor AND trial.has_min_age AND trial.is_old_enough
                THEN nullif(asked.fits, FALSE)
            WHEN asked.concept = 'age' AND NOT asked.is_floor AND trial.has_max_age AND trial.is_young_enough
                THEN nullif(asked.fits, FALSE)
            ELSE asked.fits
        END AS fits
    FROM answers.patient_limits(patient) AS asked
    INNER JOIN trial ON asked.trial_key = trial.trial_key
),

-- In an inclusion the limits of a group are alternatives, in an exclusion they break only together: either way a
-- group is broken when all are, and met as soon as one is. One that holds only under a condition is an alternative
-- only where the condition holds; by itself it can be broken only there, and does not matter elsewhere.
weighed AS (
    SELECT
        answered.trial_key,
        answered.criterion_no,
        answered.group_no,
        answered.kind,
        bool_or(answered.concept IN ('pregnancy', 'breastfeeding', 'pregnancy_test')) AS is_on_pregnancy,
        count(*) FILTER (WHERE answered.is_conditional) AS n_conditional,
        count(*) FILTER (WHERE answered.fits AND (NOT answered.is_conditional OR answered.holds)) AS n_met,
        count(*) FILTER (WHERE answered.fits OR (answered.is_conditional AND NOT answered.holds)) AS n_met_or_moot,
        count(*) FILTER (WHERE NOT answered.fits AND (NOT answered.is_conditional OR answered.holds)) AS n_broken,
        count(*) FILTER (WHERE NOT answered.fits OR (answered.is_conditional AND NOT answered.holds)) AS n_no_help
    FROM answered
    GROUP BY answered.trial_key, answered.criterion_no, answered.group_no, answered.kind
),

listed AS (
    SELECT
        stated.trial_id,
        stated.criterion_no,
        stated.group_no,
        count(*) AS n_limits
    FROM trialdb.criterion_limits AS stated
    CROSS JOIN person
    WHERE stated.sex IS NULL OR person.sex IS NULL OR upper(stated.sex) = person.sex
    GROUP BY stated.trial_id, stated.criterion_no, stated.group_no
),

grouped AS MATERIALIZED (
    SELECT
        trial.trial_key,
        listed.trial_id,
        listed.criterion_no,
        listed.group_no,
        weighed.kind,
        weighed.is_on_pregnancy,
        CASE
            WHEN weighed.kind = 'inclusion' AND weighed.n_conditional < listed.n_limits
                THEN CASE
                    WHEN weighed.n_met > 0 THEN 'met'
                    WHEN weighed.n_no_help = listed.n_limits THEN 'violated'
                    ELSE 'unknown'
                END
            WHEN weighed.n_met_or_moot = listed.n_limits THEN 'met'
            WHEN weighed.kind = 'exclusion' AND weighed.n_met_or_moot > 0 THEN 'met'
            WHEN weighed.n_broken = listed.n_limits THEN 'violated'
            ELSE 'unknown'
        END AS outcome
    FROM listed
    INNER JOIN trial ON listed.trial_id = trial.trial_id
    LEFT JOIN weighed
        ON trial.trial_key = weighed.trial_key
            AND listed.criterion_no = weighed.criterion_no
            AND listed.group_no = weighed.group_no
),

-- What leaves a broken criterion in doubt: an exception or a cohort in its own words, and in those it stands under; a
-- list of which one item is enough.
above AS (
    SELECT
        grouped.trial_id,
        grouped.criterion_no,
        criterion.parent_no,
        criterion.text ~* '\m(cohort|sub-?study|stratum|(arm|part|phase|group|stage) [0-9a-e]+|unless|except)\M'
        OR (
            grouped.kind = 'exclusion'
            AND NOT grouped.is_on_pregnancy
            AND criterion.text ~* (
                '\m(must|provided|allowed|permitted|acceptable|(are|is|be) eligible'
                || '|(may|can|could) (be (included|enrolled)|participate|enroll|join))\M'
            )
        ) AS is_doubtful
    FROM grouped
    INNER JOIN trialdb.criteria AS criterion
        ON grouped.trial_id = criterion.trial_id AND grouped.criterion_no = criterion.criterion_no
    WHERE grouped.outcome = 'violated'
    UNION
    SELECT
        above.trial_id,
        above.criterion_no,
        lead_in.parent_no,
        lead_in.logic = 'n_of'
        OR (lead_in.kind = 'inclusion' AND lead_in.logic = 'any')
        OR (lead_in.kind = 'exclusion' AND lead_in.logic = 'all')
        OR lead_in.text ~* (
            '\m(if|when|for|only|cohorts?|arms?|parts?|phases?|groups?|stages?|strat(um|a)|sub-?stud(y|ies)|controls?'
            || '|donors?|recipients?|volunteers?|healthy|women|men|females?|males?|children|adults?|p(a)?ediatric'
            || '|except|exceptions?|unless|excluding|additional|notes?)\M'
        )
        OR (
            lead_in.kind = 'inclusion'
            AND lead_in.text ~* '\m(patients?|subjects?|participants?|individuals?) (with|who|having|whose)\M'
        )
    FROM above
    INNER JOIN trialdb.criteria AS lead_in
        ON above.trial_id = lead_in.trial_id AND above.parent_no = lead_in.criterion_no
)

SELECT
    trial.trial_key,
    'registry' AS kind,
    NULL::integer AS criterion_no,
    NULL::integer AS group_no,
    stated.fact,
    CASE stated.fits WHEN TRUE THEN 'met' WHEN FALSE THEN 'violated' ELSE 'unknown' END AS outcome,
    stated.words AS registry_text
FROM trial
CROSS JOIN LATERAL (
    VALUES
    ('age', trial.is_old_enough AND trial.is_young_enough, nullif(trial.age_text, 'up to ')),
    ('sex', trial.has_right_sex, trial.sex_text),
    (
        'healthy', trial.is_right_in_health,
        CASE WHEN trial.accepts_healthy_volunteers THEN 'healthy volunteers' ELSE 'no healthy volunteers' END
    ),
    ('condition', trial.has_its_condition, 'has what the trial studies')
) AS stated (fact, fits, words)
UNION ALL
SELECT
    grouped.trial_key,
    grouped.kind,
    grouped.criterion_no,
    grouped.group_no,
    NULL AS fact,
    CASE WHEN doubtful.trial_id IS NULL THEN grouped.outcome ELSE 'unknown' END AS outcome,
    NULL AS registry_text
FROM grouped
LEFT JOIN (SELECT DISTINCT above.trial_id, above.criterion_no FROM above WHERE above.is_doubtful) AS doubtful
    ON grouped.outcome = 'violated'
        AND grouped.trial_id = doubtful.trial_id
        AND grouped.criterion_no = doubtful.criterion_no
$$
