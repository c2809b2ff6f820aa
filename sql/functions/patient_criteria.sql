-- What the eligibility texts ask of a patient, where the file can answer: each group of limits as one requirement.
--
-- Grain:   one row per group of limits of which the file can answer at least one.
-- Answers: "Which criteria does this patient break?"
-- Nulls:   is_met is NULL where it stays unknown.
-- Caution: unknown is not a no: the limit has a condition, an exception, a cohort of its own, or an alternative.

CREATE OR REPLACE FUNCTION answers.patient_criteria(
    patient jsonb, only_trials bigint[] DEFAULT NULL, half integer DEFAULT NULL
)
RETURNS TABLE (
    trial_id bigint,  -- The trial.
    criterion_no integer,  -- The criterion the limits are stated in.
    group_no integer,  -- Their number there.
    kind text,  -- inclusion, exclusion or unspecified.
    is_met boolean,  -- FALSE where the patient breaks it beyond doubt.
    is_in_doubt boolean  -- Whether the patient breaks it, and words leave open whether that excludes.
)
LANGUAGE sql STABLE PARALLEL SAFE

AS $$
WITH answered AS MATERIALIZED (
    SELECT
        asked.trial_id,
        asked.criterion_no,
        asked.group_no,
        asked.group_size,
        asked.kind,
        asked.concept,
        asked.is_conditional,
        asked.holds,
        asked.is_qualified,
        CASE
            -- Lines of treatment are those of the disease that is studied.
            WHEN asked.concept = 'prior_lines' AND NOT asked.fits AND registry.has_its_disease IS NOT TRUE THEN NULL
            WHEN asked.concept = 'age'
                AND NOT asked.fits
                AND (
                    -- An age that nobody of the registry's ages has is that of something else: of a biopsy, a newborn.
                    asked.high < registry.min_age_years
                    OR asked.low > registry.max_age_years
                    -- The registry's own bound on that side lets the patient in: the stricter one is some cohort's.
                    OR (
                        (asked.is_floor IS FALSE OR registry.is_above_minimum)
                        AND (asked.is_floor OR registry.is_below_maximum)
                    )
                )
                THEN NULL
            ELSE asked.fits
        END AS fit
    FROM answers.patient_limits(patient, only_trials, half) AS asked
    LEFT JOIN answers.patient_registry(patient, only_trials, half) AS registry
        ON CASE WHEN asked.concept IN ('age', 'prior_lines') AND NOT asked.fits THEN asked.trial_id END = registry.trial_id
),

-- Limits of the other sex are none.
of_other_sex AS (
    SELECT
        stated.trial_id,
        stated.criterion_no,
        stated.group_no,
        count(*) AS n_limits
    FROM trialdb.criterion_limits AS stated
    WHERE stated.sex <> upper(patient ->> 'sex')
    GROUP BY stated.trial_id, stated.criterion_no, stated.group_no
),

-- A limit that holds only under a condition is an alternative only where the condition holds; by itself it can be broken
-- only there, and does not matter elsewhere.
weighed AS (
    SELECT
        answered.trial_id,
        answered.criterion_no,
        answered.group_no,
        answered.kind,
        bool_and(known.domain IS NOT DISTINCT FROM 'reproductive') AS is_reproductive,
        -- One scale restates another: who is too weak by ECOG may not be fit by a Karnofsky that the file lacks.
        bool_and(answered.concept IN ('ecog', 'karnofsky', 'lansky')) AS is_performance,
        -- "HIV, HBsAg and HCV antibody" mostly means any of them: hi, hb, hc, sy are infections of their own.
        count(DISTINCT left(answered.concept, 2))
        FILTER (WHERE known.domain = 'virology' AND answered.concept <> 'cd4') > 1 AS is_of_infections,
        bool_or(answered.is_qualified AND NOT answered.fit) AS is_qualified,
        answered.group_size - coalesce(min(of_other_sex.n_limits), 0) AS n_limits,
        count(*) FILTER (WHERE answered.is_conditional) AS n_conditional,
        count(*) FILTER (WHERE answered.fit AND (NOT answered.is_conditional OR answered.holds)) AS n_met,
        count(*) FILTER (WHERE answered.fit OR (answered.is_conditional AND NOT answered.holds)) AS n_met_or_moot,
        count(*) FILTER (WHERE NOT answered.fit AND (NOT answered.is_conditional OR answered.holds)) AS n_broken,
        count(*) FILTER (WHERE NOT answered.fit OR (answered.is_conditional AND NOT answered.holds)) AS n_no_help,
        count(*) FILTER (WHERE NOT answered.fit AND answered.holds IS NOT FALSE) AS n_unfit,
        count(*) FILTER (WHERE answered.fit AND answered.is_conditional AND answered.holds IS NULL) AS n_perhaps
    FROM answered
    LEFT JOIN trialdb.concepts AS known ON answered.concept = known.concept
    LEFT JOIN of_other_sex
        ON answered.trial_id = of_other_sex.trial_id
            AND answered.criterion_no = of_other_sex.criterion_no
            AND answered.group_no = of_other_sex.group_no
    WHERE answered.group_size > 1
    GROUP BY answered.trial_id, answered.criterion_no, answered.group_no, answered.kind, answered.group_size
),

-- In an inclusion the limits of a group are alternatives, in an exclusion they break only together: either way a
-- group is broken when all are, and met as soon as one is.
judged AS (
    SELECT
        weighed.trial_id,
        weighed.criterion_no,
        weighed.group_no,
        weighed.kind,
        weighed.is_qualified,
        weighed.n_limits,
        weighed.n_unfit,
        weighed.n_perhaps,
        weighed.is_performance,
        weighed.is_of_infections,
        CASE
            WHEN weighed.is_of_infections AND weighed.n_unfit > 0 AND weighed.n_unfit < weighed.n_limits THEN NULL
            -- "Pregnant and breastfeeding women", "not pregnant or breastfeeding": either is enough to exclude.
            WHEN weighed.is_reproductive AND weighed.n_broken > 0 THEN FALSE
            WHEN weighed.is_reproductive AND weighed.n_met_or_moot < weighed.n_limits THEN NULL
            WHEN weighed.kind = 'inclusion' AND weighed.n_conditional < weighed.n_limits
                THEN CASE
                    WHEN weighed.n_met > 0 THEN TRUE
                    WHEN weighed.n_no_help = weighed.n_limits THEN FALSE
                END
            WHEN weighed.n_met_or_moot = weighed.n_limits THEN TRUE
            WHEN weighed.kind = 'exclusion' AND weighed.n_met_or_moot > 0 THEN TRUE
            WHEN weighed.n_broken = weighed.n_limits THEN FALSE
        END AS is_met
    FROM weighed
),

grouped AS (
    SELECT
        answered.trial_id,
        answered.criterion_no,
        answered.group_no,
        answered.kind,
        NOT answered.fit
        AND answered.holds IS NOT FALSE
        AND (answered.is_qualified OR (answered.is_conditional AND answered.holds IS NULL))
        AS is_in_doubt,
        CASE
            WHEN NOT answered.is_conditional THEN answered.fit
            WHEN answered.fit OR NOT answered.holds THEN TRUE
            WHEN answered.holds THEN answered.fit
        END AS is_met
    FROM answered
    WHERE answered.group_size = 1
    UNION ALL
    SELECT
        judged.trial_id,
        judged.criterion_no,
        judged.group_no,
        judged.kind,
        CASE
            WHEN judged.is_met IS NULL
                THEN judged.n_unfit > 0
                AND (
                    judged.n_unfit + judged.n_perhaps = judged.n_limits
                    OR judged.is_performance
                    OR judged.is_of_infections
                )
            ELSE NOT judged.is_met AND judged.is_qualified
        END AS is_in_doubt,
        judged.is_met
    FROM judged
)

-- What words or a condition that is not known may exempt from is neither met nor broken.
SELECT
    grouped.trial_id,
    grouped.criterion_no,
    grouped.group_no,
    grouped.kind,
    CASE WHEN grouped.is_in_doubt IS NOT TRUE THEN grouped.is_met END AS is_met,
    coalesce(grouped.is_in_doubt, FALSE) AS is_in_doubt
FROM grouped
$$
