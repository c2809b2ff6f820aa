-- What every trial asks, against one patient: the registry's own facts, and each group of limits as one requirement.
--
-- Grain:   one row per requirement.
-- Answers: "Why may this patient not join?"
-- Nulls:   criterion_no and group_no are NULL for what the registry states in fields of its own.
-- Caution: unknown is not a no: the file does not say, or the limit has a condition, an exception, a cohort of its own.

CREATE OR REPLACE FUNCTION answers.patient_requirements(patient jsonb, only_trials bigint[] DEFAULT NULL)
RETURNS TABLE (
    trial_key text,  -- The trial.
    kind text,  -- registry for age, sex, health and condition; inclusion, exclusion or unspecified.
    criterion_no integer,  -- The criterion it is stated in.
    group_no integer,  -- Its number there.
    fact text,  -- age, sex, healthy or condition, for kind registry.
    outcome text,  -- met, violated or unknown.
    registry_text text  -- What the registry states, for kind registry.
)
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
SELECT
    trial.trial_key,
    'registry' AS kind,
    NULL::integer AS criterion_no,
    NULL::integer AS group_no,
    stated.fact,
    CASE stated.fits WHEN TRUE THEN 'met' WHEN FALSE THEN 'violated' ELSE 'unknown' END AS outcome,
    stated.words AS registry_text
FROM answers.patient_registry(patient, only_trials) AS trial
CROSS JOIN LATERAL (
    VALUES
    ('age', trial.has_right_age, trial.age_text),
    ('sex', trial.has_right_sex, trial.sex_text),
    ('healthy', trial.has_right_health, trial.health_text),
    ('condition', trial.has_its_condition, 'has what the trial studies')
) AS stated (fact, fits, words)
UNION ALL
SELECT
    trial.trial_key,
    listed.kind,
    listed.criterion_no,
    listed.group_no,
    NULL AS fact,
    CASE answered.is_met WHEN TRUE THEN 'met' WHEN FALSE THEN 'violated' ELSE 'unknown' END AS outcome,
    NULL AS registry_text
FROM (
    SELECT DISTINCT stated.trial_id, stated.criterion_no, stated.group_no, stated.kind
    FROM trialdb.criterion_limits AS stated
    WHERE (stated.sex = upper(patient ->> 'sex')) IS NOT FALSE
        AND (only_trials IS NULL OR stated.trial_id IN (SELECT unnest(only_trials)))
) AS listed
INNER JOIN trialdb.trials AS trial ON listed.trial_id = trial.trial_id
LEFT JOIN answers.patient_criteria(patient, only_trials) AS answered
    ON listed.trial_id = answered.trial_id
        AND listed.criterion_no = answered.criterion_no
        AND listed.group_no = answered.group_no
$$
