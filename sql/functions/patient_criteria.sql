-- What the eligibility texts ask of a patient, where the file can answer: each group of limits as one requirement.
--
-- Grain:   one row per group of limits of which the file can answer at least one.
-- Answers: "Which criteria does this patient break?"
-- Nulls:   is_met is NULL where it stays unknown.
-- Caution: unknown is not a no: the limit has a condition, an exception, a cohort of its own, or an alternative.

CREATE OR REPLACE FUNCTION answers.patient_criteria(patient jsonb, only_trials bigint[] DEFAULT NULL)
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
WITH RECURSIVE answered AS MATERIALIZED (
    SELECT
        asked.trial_id,
        asked.criterion_no,
        asked.group_no,
        asked.group_size,
        asked.kind,
        known.domain,
        asked.has_exception AND NOT patient_is.fit AS is_excepted,
        asked.is_conditional,
        patient_is.fit AND (NOT asked.is_conditional OR asked.holds) AS is_met,
        patient_is.fit OR (asked.is_conditional AND NOT asked.holds) AS is_met_or_moot,
        NOT patient_is.fit AND (NOT asked.is_conditional OR asked.holds) AS is_broken,
        NOT patient_is.fit OR (asked.is_conditional AND NOT asked.holds) AS is_no_help
    FROM answers.patient_limits(patient, only_trials) AS asked
    LEFT JOIN trialdb.concepts AS known ON asked.concept = known.concept
    LEFT JOIN answers.patient_registry(patient, only_trials) AS registry
        ON CASE WHEN asked.concept = 'age' THEN asked.trial_id END = registry.trial_id
    CROSS JOIN LATERAL (
        -- The registry's own bound on that side lets the patient in: the stricter one is some cohort's.
        SELECT CASE
            WHEN asked.is_floor IS NULL AND registry.is_above_minimum AND registry.is_below_maximum
                THEN nullif(asked.fits, FALSE)
            WHEN asked.is_floor AND registry.is_above_minimum THEN nullif(asked.fits, FALSE)
            WHEN NOT asked.is_floor AND registry.is_below_maximum THEN nullif(asked.fits, FALSE)
            ELSE asked.fits
        END AS fit
    ) AS patient_is
),

-- In an inclusion the limits of a group are alternatives, in an exclusion they break only together: either way a
-- group is broken when all are, and met as soon as one is. One that holds only under a condition is an alternative
-- only where the condition holds; by itself it can be broken only there, and does not matter elsewhere.
weighed AS (
    SELECT
        answered.trial_id,
        answered.criterion_no,
        answered.group_no,
        answered.kind,
        answered.group_size,
        answered.domain,
        coalesce(answered.is_excepted, FALSE) AS is_excepted,
        answered.is_conditional::integer AS n_conditional,
        coalesce(answered.is_met, FALSE)::integer AS n_met,
        coalesce(answered.is_met_or_moot, FALSE)::integer AS n_met_or_moot,
        coalesce(answered.is_broken, FALSE)::integer AS n_broken,
        coalesce(answered.is_no_help, FALSE)::integer AS n_no_help
    FROM answered
    WHERE answered.group_size = 1
    UNION ALL
    SELECT
        answered.trial_id,
        answered.criterion_no,
        answered.group_no,
        answered.kind,
        answered.group_size,
        CASE WHEN count(DISTINCT answered.domain) = 1 THEN min(answered.domain) END AS domain,
        coalesce(bool_or(answered.is_excepted), FALSE) AS is_excepted,
        count(*) FILTER (WHERE answered.is_conditional) AS n_conditional,
        count(*) FILTER (WHERE answered.is_met) AS n_met,
        count(*) FILTER (WHERE answered.is_met_or_moot) AS n_met_or_moot,
        count(*) FILTER (WHERE answered.is_broken) AS n_broken,
        count(*) FILTER (WHERE answered.is_no_help) AS n_no_help
    FROM answered
    WHERE answered.group_size > 1
    GROUP BY answered.trial_id, answered.criterion_no, answered.group_no, answered.kind, answered.group_size
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

grouped AS MATERIALIZED (
    SELECT
        weighed.trial_id,
        weighed.criterion_no,
        weighed.group_no,
        weighed.kind,
        weighed.domain,
        weighed.is_excepted,
        CASE
            -- "Pregnant and breastfeeding women", "not pregnant or breastfeeding": either is enough to exclude.
            WHEN weighed.domain = 'reproductive' AND weighed.n_broken > 0 THEN FALSE
            WHEN weighed.domain = 'reproductive' AND weighed.n_met_or_moot < listed.n_limits THEN NULL
            WHEN weighed.kind = 'inclusion' AND weighed.n_conditional < listed.n_limits
                THEN CASE
                    WHEN weighed.n_met > 0 THEN TRUE
                    WHEN weighed.n_no_help = listed.n_limits THEN FALSE
                END
            WHEN weighed.n_met_or_moot = listed.n_limits THEN TRUE
            WHEN weighed.kind = 'exclusion' AND weighed.n_met_or_moot > 0 THEN TRUE
            WHEN weighed.n_broken = listed.n_limits THEN FALSE
        END AS is_met
    FROM weighed
    LEFT JOIN of_other_sex
        ON weighed.trial_id = of_other_sex.trial_id
            AND weighed.criterion_no = of_other_sex.criterion_no
            AND weighed.group_no = of_other_sex.group_no
    CROSS JOIN LATERAL (
        SELECT weighed.group_size - coalesce(of_other_sex.n_limits, 0) AS n_limits
    ) AS listed
    WHERE listed.n_limits > 0
),

-- What leaves a broken criterion in doubt: an exception or a cohort in its own words, and in those it stands under; a
-- list of which one item is enough; words that ask for less than the limit by itself says.
above AS (
    SELECT
        broken.trial_id,
        broken.criterion_no,
        broken.group_no,
        broken.kind,
        criterion.parent_no,
        broken.is_excepted
        OR coalesce(criterion.text ~* (
            '\m(cohort|sub-?study|stratum|(arm|part|phase|group|stage) [0-9a-e]+|unless|except(ions?|ing)?'
            || '|case[ -]by[ -]case|will be evaluated)\M'
        )
        OR CASE broken.kind
            WHEN 'exclusion' THEN
                (
                    broken.domain IS DISTINCT FROM 'reproductive'
                    AND criterion.text ~* (
                        '\m(must|provided|allowed|permitted|acceptable|outside|(are|is|be) eligible'
                        || '|(may|can|could) (be (included|enrolled)|participate|enroll|join))\M'
                    )
                )
                OR CASE broken.domain
                    -- Not all of that age: "65 years or older with renal impairment".
                    WHEN 'demographic' THEN criterion.text ~* '(\mage|old|older|years?|\d)\)?,? (with|who(se|m)?|(for|in) whom)\M'
                    -- HIV may be under control, and is AIDS in few.
                    WHEN 'virology' THEN
                        criterion.text ~* '(not|poorly|inadequately) (\w+ )?(controlled|treated)|kaposi|castleman'
                        OR (criterion.text ~* '\mAIDS\M|acquired immun' AND criterion.text !~* '\mHIV|human immun')
                    -- What is over is not current.
                    WHEN 'therapy' THEN
                        criterion.text ~* '\m(current(ly)?|concurrent(ly)?|concomitant(ly)?|ongoing)\M'
                        AND criterion.text !~* '\m(within|prior|previous(ly)?|past|last|history)\M'
                    -- That of a partner, or of a kind that is rare.
                    WHEN 'reproductive' THEN
                        criterion.text ~* '\m(twins?|multiple|ectopic|assisted)\M'
                        OR (
                            criterion.text ~* '\m(men|males?)\M|\m(his|whose|\w+''s) (\w+ )?partner'
                            AND criterion.text !~* '\m(females?|wom[ae]n)\M'
                        )
                END
            WHEN 'inclusion' THEN
                criterion.text ~* '\m(exclud(e|es|ed|ing)|ineligible)\M|\mor\W*$'
                OR before.text ~* '\mor\W*$'
                -- What is allowed is not asked for.
                OR (
                    broken.domain IN ('virology', 'disease', 'therapy')
                    AND criterion.text ~* (
                        '^if\M|\m(may|allowed|permitted|acceptable|eligible (if|when|provided|as long)|can (also )?be'
                        || '|or,? for (those|patients|participants|subjects|individuals))\M'
                    )
                )
        END
        -- Of what is told by age: when a woman is past the menopause, from when a child assents, the first of a family.
        OR (broken.domain = 'demographic' AND criterion.text ~* 'menopaus|child-?bearing|\m(assent|proband)'), FALSE)
        AS is_doubtful
    FROM (
        SELECT
            grouped.trial_id, grouped.criterion_no, grouped.group_no, grouped.kind, grouped.domain, grouped.is_excepted
        FROM grouped
        WHERE NOT grouped.is_met
        ORDER BY grouped.trial_id, grouped.criterion_no  -- texts are looked up in the order they lie on disk
    ) AS broken
    INNER JOIN trialdb.criteria AS criterion
        ON broken.trial_id = criterion.trial_id AND broken.criterion_no = criterion.criterion_no
    LEFT JOIN trialdb.criteria AS before
        ON broken.kind = 'inclusion'
            AND criterion.trial_id = before.trial_id
            AND criterion.criterion_no - 1 = before.criterion_no
            AND criterion.parent_no IS NOT DISTINCT FROM before.parent_no
    UNION ALL
    SELECT
        above.trial_id,
        above.criterion_no,
        above.group_no,
        above.kind,
        lead_in.parent_no,
        lead_in.logic = 'n_of'
        OR (lead_in.kind = 'inclusion' AND lead_in.logic = 'any')
        OR (lead_in.kind = 'exclusion' AND lead_in.logic = 'all')
        OR lead_in.text ~* (
            '\m(if|when|for|only|cohorts?|arms?|parts?|phases?|groups?|stages?|strat(um|a)|sub-?stud(y|ies)|controls?'
            || '|donors?|recipients?|volunteers?|healthy|women|men|females?|males?|children|adults?|p(a)?ediatric'
            || '|except|exceptions?|unless|excluding|additional|notes?)\M'
        )
        -- What is asked for among the exclusions.
        OR (lead_in.kind = 'exclusion' AND lead_in.text ~* '\m(must|has to|have to) (?!not)')
        OR (
            lead_in.kind = 'inclusion'
            AND lead_in.text ~* '\m(patients?|subjects?|participants?|individuals?) (with|who|having|whose)\M'
        )
    FROM above
    INNER JOIN trialdb.criteria AS lead_in
        ON above.trial_id = lead_in.trial_id
            AND above.parent_no = lead_in.criterion_no
            AND lead_in.kind IN (above.kind, 'unspecified')  -- an inclusion leads to no exclusion
    WHERE NOT above.is_doubtful
)

SELECT
    grouped.trial_id,
    grouped.criterion_no,
    grouped.group_no,
    grouped.kind,
    CASE WHEN doubtful.trial_id IS NULL THEN grouped.is_met END AS is_met,
    doubtful.trial_id IS NOT NULL AS is_in_doubt
FROM grouped
LEFT JOIN (
    SELECT above.trial_id, above.criterion_no, above.group_no FROM above WHERE above.is_doubtful
) AS doubtful
    ON NOT grouped.is_met
        AND grouped.trial_id = doubtful.trial_id
        AND grouped.criterion_no = doubtful.criterion_no
        AND grouped.group_no = doubtful.group_no
$$
