-- What the registry's own fields say of a patient, trial by trial.
--
-- Grain:   one row per trial.
-- Answers: "Which trials take a 14-year-old?"
-- Nulls:   NULL where the file or the registry does not say, and where the registry's age cannot be read.
-- Caution: a bound that is not stated is open. A trial on something else may still take the patient: that is unknown.

CREATE OR REPLACE FUNCTION answers.patient_registry(patient jsonb, only_trials bigint[] DEFAULT NULL)
RETURNS TABLE (
    trial_id bigint,  -- The trial.
    trial_key text,  -- The same as text.
    has_right_age boolean,  -- Whether the patient is neither too young nor too old.
    has_right_sex boolean,  -- Whether the trial takes the patient's sex.
    has_right_health boolean,  -- Whether the trial takes healthy volunteers, or the patient is none.
    has_its_condition boolean,  -- Whether the patient has what the trial studies.
    is_above_minimum boolean,  -- Whether the minimum age lets the patient in; NULL if none is stated.
    is_below_maximum boolean,  -- Whether the maximum age lets the patient in; NULL if none is stated.
    min_age_years double precision,  -- The minimum age.
    max_age_years double precision,  -- The maximum age.
    age_text text,  -- The ages as written.
    sex_text text,  -- The sex it takes.
    health_text text  -- Whether it takes healthy volunteers, in words.
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
        WHEN coalesce(trial.sex, 'ALL') = 'ALL' OR trial.sex = person.sex THEN TRUE
        WHEN NOT coalesce(trial.is_gender_based, FALSE) THEN trial.sex = person.sex
    END AS has_right_sex,
    CASE
        WHEN trial.accepts_healthy_volunteers OR NOT person.is_healthy THEN TRUE
        WHEN NOT trial.accepts_healthy_volunteers THEN NOT person.is_healthy
    END AS has_right_health,
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
    END AS has_its_condition,
    bound.is_above_minimum,
    bound.is_below_maximum,
    trial.min_age_years,
    trial.max_age_years,
    CASE
        WHEN trial.min_age_text IS NULL THEN 'up to ' || trial.max_age_text
        ELSE trial.min_age_text || coalesce(' to ' || trial.max_age_text, ' or older')
    END AS age_text,
    lower(trial.sex) AS sex_text,
    CASE
        WHEN trial.accepts_healthy_volunteers THEN 'healthy volunteers' ELSE 'no healthy volunteers'
    END AS health_text
FROM trialdb.trials AS trial
CROSS JOIN person
CROSS JOIN LATERAL (
    SELECT
        floor(person.age) >= trial.min_age_years OR person.age >= trial.min_age_years AS is_above_minimum,
        floor(person.age) <= trial.max_age_years AS is_below_maximum
) AS bound
WHERE (only_trials IS NULL OR trial.trial_id IN (SELECT unnest(only_trials)))
$$
