-- What the registry's own fields say of a patient, trial by trial.
--
-- Grain:   one row per trial.
-- Answers: "Which trials take a 14-year-old?"
-- Nulls:   NULL where the file or the registry does not say, and where the registry's age cannot be read.
-- Caution: a bound that is not stated is open. A trial on something else may still take the patient: that is unknown.

CREATE OR REPLACE FUNCTION answers.patient_registry(
    patient jsonb, only_trials bigint[] DEFAULT NULL, half integer DEFAULT NULL
)
RETURNS TABLE (
    trial_id bigint,  -- The trial.
    trial_key text,  -- The same as text.
    has_right_age boolean,  -- Whether the patient is neither too young nor too old.
    has_right_sex boolean,  -- Whether the trial takes the patient's sex.
    has_right_health boolean,  -- Whether the trial takes healthy volunteers, or the patient is none.
    has_its_condition boolean,  -- Whether the patient has what the trial studies, or is healthy where those are taken.
    is_above_minimum boolean,  -- Whether the minimum age lets the patient in; NULL if none is stated.
    is_below_maximum boolean,  -- Whether the maximum age lets the patient in; NULL if none is stated.
    min_age_years double precision,  -- The minimum age.
    max_age_years double precision,  -- The maximum age.
    n_requirements integer,  -- How many requirements are read from its text.
    age_text text,  -- The ages as written.
    sex_text text,  -- The sex it takes.
    health_text text,  -- Whether it takes healthy volunteers, in words.
    has_its_disease boolean  -- has_its_condition, whether new or come back.
)
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
WITH fact AS MATERIALIZED (
    SELECT stated.concept, stated.value, stated.status, stated.name
    FROM answers.patient_facts(patient) AS stated
    WHERE stated.concept IN ('age', 'sex', 'condition')
),

person AS MATERIALIZED (
    SELECT
        (SELECT fact.value FROM fact WHERE fact.concept = 'age') AS age,
        (SELECT upper(fact.status) FROM fact WHERE fact.concept = 'sex') AS sex,
        -- Some trials go by gender; who states none is asked by the sex.
        upper(coalesce(patient ->> 'gender', patient ->> 'sex')) AS gender,
        EXISTS (
            SELECT FROM fact WHERE fact.concept = 'condition' AND fact.name ~ '^(relapsed|recurrent|refractory) '
        ) AS is_again,
        -- Who has a condition is no healthy volunteer.
        coalesce(
            (patient ->> 'healthy')::boolean,
            CASE WHEN EXISTS (SELECT FROM fact WHERE fact.concept = 'condition') THEN FALSE END
        ) AS is_healthy,
        EXISTS (SELECT FROM fact WHERE fact.concept = 'condition') AS has_condition
),

-- What the patient has, and what that is a kind of: sarcoma for an osteosarcoma. A heading two or more steps up (lung
-- diseases for a lung cancer), or that gathers by a site or a cause (diseases of the prostate, blood-borne infections),
-- gathers too much to say that the patient has what is studied there; but tumours of all kinds are studied under one.
own AS MATERIALIZED (
    SELECT
        kind.condition_id,
        min(kind.distance) AS distance,
        bool_or(
            kind.distance = 1
            AND (
                position(lower(heading.name) IN kind.of_name) > 0
                OR heading.name ~* 'neoplasm|tumor|cancer|carcinom|sarcom|lymphom|leuk|melanom|myelom|gliom|blastom'
            )
        ) AS is_near
    FROM (
        SELECT
            has.ancestor_id AS condition_id,
            has.distance,
            lower(condition.name) AS of_name
        FROM trialdb.conditions AS condition
        INNER JOIN trialdb.condition_ancestors AS has ON condition.condition_id = has.condition_id
        WHERE lower(condition.name) IN (SELECT fact.name FROM fact WHERE fact.concept = 'condition')
        UNION ALL
        SELECT
            condition.condition_id,
            2 AS distance,
            '' AS of_name
        FROM jsonb_array_elements_text(coalesce(patient -> 'wider_conditions', '[]')) AS wider (name)
        INNER JOIN trialdb.conditions AS condition ON wider.name = condition.name
    ) AS kind
    INNER JOIN trialdb.conditions AS heading ON kind.condition_id = heading.condition_id
    GROUP BY kind.condition_id
),

listed AS MATERIALIZED (
    SELECT
        under.trial_id,
        own.condition_id,
        own.distance = 0 AS is_own,
        bool_or(own.distance = 0 AND under.relation = 'reported') AS is_certain
    FROM own
    INNER JOIN trialdb.conditions AS condition ON own.condition_id = condition.condition_id
    INNER JOIN trialdb.trial_conditions AS under ON own.condition_id = under.condition_id
    WHERE under.relation <> 'mesh_ancestor'
        AND (
            own.distance = 0
            OR own.is_near
            OR (
                condition.name = 'Neoplasms'
                -- The registry files a trial on one cancer there as well.
                AND (
                    under.relation = 'reported'
                    -- Asked of these trials one by one: an EXISTS would look at the titles of all.
                    OR (
                        SELECT
                            concat_ws(' ', titled.brief_title, titled.official_title)
                            ~* 'solid|malignanc|cancers\M|tumou?rs\M|neoplasms'
                        FROM trialdb.trials AS titled
                        WHERE titled.trial_id = under.trial_id
                    )
                )
            )
        )
    GROUP BY under.trial_id, own.condition_id, own.distance
),

beside AS MATERIALIZED (
    SELECT
        listed.trial_id,
        listed.condition_id AS heading_id,
        listed.is_own,
        other.condition_id
    FROM listed
    INNER JOIN trialdb.trial_conditions AS other ON listed.trial_id = other.trial_id
    WHERE NOT listed.is_certain AND other.relation <> 'mesh_ancestor'
),

-- A trial that lists asthma beside lung diseases is on asthma, one on severe asthma that the registry files under asthma
-- on the severe: a heading counts only where nothing narrower is listed that is not the patient's. Under a wider heading
-- a name without a code of its own (advanced solid tumor) is but its parent, qualified.
elsewhere AS (
    SELECT
        beside.trial_id,
        beside.heading_id
    FROM beside
    INNER JOIN trialdb.conditions AS other ON beside.condition_id = other.condition_id
    INNER JOIN trialdb.condition_ancestors AS narrower
        ON beside.condition_id = narrower.condition_id AND beside.heading_id = narrower.ancestor_id
    WHERE beside.condition_id NOT IN (SELECT own.condition_id FROM own)
        AND (narrower.distance > 1 OR beside.is_own OR other.mesh_id IS NOT NULL)
),

studied AS (
    SELECT listed.trial_id
    FROM listed
    WHERE listed.is_certain
        OR (listed.trial_id, listed.condition_id) NOT IN (
            SELECT elsewhere.trial_id, elsewhere.heading_id FROM elsewhere
        )
),

-- The sponsor names nothing but the healthy, in the title too; the registry may list what the treatment is for.
for_healthy AS (
    SELECT named.trial_id
    FROM trialdb.conditions AS condition
    INNER JOIN trialdb.trial_conditions AS named ON condition.condition_id = named.condition_id
    WHERE condition.name ~* '^(normal )?healthy( (adult|human|male|female|young|elderly))*( (volunteer|subject|participant)s?| adults?)?$'
        AND named.relation = 'reported'
        AND NOT EXISTS (
            SELECT
            FROM trialdb.trial_conditions AS other
            WHERE other.trial_id = named.trial_id
                AND other.relation = 'reported'
                AND other.condition_id <> named.condition_id
        )
)

SELECT
    trial.trial_id,
    trial.trial_key,
    CASE
        WHEN trial.min_age_years IS NOT NULL THEN bound.is_above_minimum ELSE nullif(trial.min_age_text IS NULL, FALSE)
    END
    AND CASE
        WHEN trial.max_age_years IS NOT NULL THEN bound.is_below_maximum ELSE nullif(trial.max_age_text IS NULL, FALSE)
    END AS has_right_age,
    CASE
        WHEN coalesce(trial.sex, 'ALL') = 'ALL' THEN TRUE
        WHEN NOT coalesce(trial.is_gender_based, FALSE) THEN trial.sex = person.sex
        WHEN person.gender IN ('FEMALE', 'MALE') THEN trial.sex = person.gender
    END AS has_right_sex,
    CASE
        WHEN NOT person.is_healthy
            AND trial.trial_id IN (SELECT for_healthy.trial_id FROM for_healthy)
            AND concat(trial.brief_title, trial.official_title) ~* 'healthy'
            THEN FALSE
        -- The sponsor names what the treatment is for, and the title those it is tried on.
        WHEN NOT person.is_healthy
            AND disease.is_studied
            AND trial.accepts_healthy_volunteers
            AND concat_ws(' ', trial.brief_title, trial.official_title)
            ~* 'healthy( (adult|human|male|female|young|older|elderly|chinese|japanese))* (volunteer|subject|participant|adult|people|men|women|male|female)'
            AND concat_ws(' ', trial.brief_title, trial.official_title)
            !~* 'patient|(volunteer|subject|participant|adult|people|men|women|male|female)s? with '
            THEN NULL
        WHEN trial.accepts_healthy_volunteers OR NOT person.is_healthy THEN TRUE
        WHEN NOT trial.accepts_healthy_volunteers THEN NOT person.is_healthy
    END AS has_right_health,
    CASE
        -- A trial on the newly diagnosed may not take a relapse.
        WHEN disease.is_studied
            AND person.is_again
            AND concat_ws(' ', trial.brief_title, trial.official_title) ~* '(newly|recently)[- ]diagnosed|untreated'
            AND concat_ws(' ', trial.brief_title, trial.official_title) !~* 'relaps|recurr|refractory|progressi'
            THEN NULL
        ELSE disease.is_studied
    END AS has_its_condition,
    bound.is_above_minimum,
    bound.is_below_maximum,
    trial.min_age_years,
    trial.max_age_years,
    trial.n_requirements,
    CASE
        WHEN trial.min_age_text IS NULL THEN 'up to ' || trial.max_age_text
        ELSE trial.min_age_text || coalesce(' to ' || trial.max_age_text, ' or older')
    END AS age_text,
    lower(trial.sex) || CASE WHEN trial.is_gender_based THEN ' by gender' ELSE '' END AS sex_text,
    CASE
        WHEN trial.accepts_healthy_volunteers THEN 'healthy volunteers' ELSE 'no healthy volunteers'
    END AS health_text,
    disease.is_studied AS has_its_disease
FROM trialdb.trials AS trial
CROSS JOIN person
CROSS JOIN LATERAL (
    SELECT CASE
        WHEN person.has_condition THEN nullif(trial.trial_id IN (SELECT studied.trial_id FROM studied), FALSE)
        WHEN trial.accepts_healthy_volunteers THEN nullif(person.is_healthy, FALSE)
    END AS is_studied
) AS disease
CROSS JOIN LATERAL (
    SELECT
        floor(person.age) >= trial.min_age_years OR person.age >= trial.min_age_years AS is_above_minimum,
        floor(person.age) <= trial.max_age_years AS is_below_maximum
) AS bound
WHERE (only_trials IS NULL OR trial.trial_id IN (SELECT unnest(only_trials)))
    AND CASE WHEN half IS NULL THEN TRUE ELSE trial.trial_id % 2 = half END
$$
