-- Where a trial's registry fields and its eligibility text do not agree on who may join, by age, sex or health.
--
-- Grain:   one row per statement of the text that a registry field contradicts, or leaves open.
-- Answers: "Which trials say 18 years in one place and 16 in the other?"
-- Nulls:   in_registry is NULL where the registry leaves open what the text limits.
-- Caution: the text's limit may be one cohort's. Ages count completed years: "under 18" agrees with a maximum of 17
--          or 18.
-- Source:  limits on age that are for all and no alternative to others; thresholds for a sex the registry does not
--          take; inclusions that begin with healthy volunteers.

SELECT
    trial.trial_key,  -- The trial.
    compared.fact,  -- minimum age, maximum age, sex or healthy volunteers.
    compared.in_registry,  -- What the registry's field says; an age in years.
    compared.in_text,  -- What the text says.
    stated.criterion_no,  -- The criterion that says so.
    stated.limit_text,  -- Its words.
    stated.text  -- The criterion as written.
FROM eligibility_limits AS stated
INNER JOIN trials AS trial ON stated.trial_key = trial.trial_key
CROSS JOIN
    LATERAL (  -- noqa: ST05
        SELECT
            CASE stated.requirement WHEN 'must' THEN stated.low_canonical ELSE stated.high_canonical END AS from_years,
            CASE stated.requirement WHEN 'must' THEN stated.high_canonical ELSE stated.low_canonical END AS to_years
    ) AS age
CROSS JOIN
    LATERAL (  -- noqa: ST05
        SELECT
            'minimum age' AS fact,
            trial.min_age_years::text AS in_registry,
            age.from_years::text AS in_text
        WHERE
            stated.concept = 'age'
            AND abs(coalesce(trial.min_age_years, -1) - age.from_years) >= 1
            AND abs(coalesce(trial.min_age_years, -1) - age.from_years - 1) > 0
        UNION ALL
        SELECT
            'maximum age' AS fact,
            trial.max_age_years::text AS in_registry,
            age.to_years::text AS in_text
        WHERE
            stated.concept = 'age'
            AND abs(coalesce(trial.max_age_years, -9) - age.to_years) >= 1
            AND abs(coalesce(trial.max_age_years, -9) - age.to_years + 1) > 0
        UNION ALL
        SELECT
            'sex' AS fact,
            lower(trial.sex) AS in_registry,
            lower(stated.sex) AS in_text
        WHERE trial.sex IN ('FEMALE', 'MALE') AND upper(stated.sex) <> trial.sex
    ) AS compared
WHERE stated.requirement IS NOT NULL AND stated.if_text IS NULL AND stated.is_decisive
UNION ALL
SELECT
    trial.trial_key,
    'healthy volunteers' AS fact,
    'not accepted' AS in_registry,
    'accepted' AS in_text,
    criterion.criterion_no,
    substring(criterion.text FROM '^\w+ \w+') AS limit_text,
    criterion.text
FROM criteria AS criterion
INNER JOIN trials AS trial ON criterion.trial_id = trial.trial_id
WHERE
    NOT trial.accepts_healthy_volunteers
    AND criterion.kind = 'inclusion'
    AND NOT criterion.is_header
    AND criterion.text ~* '^healthy (volunteers|subjects|participants|men|women|adults|males|females)\M'
