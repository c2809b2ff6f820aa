-- The limits of all trials that a patient's file can answer.
--
-- Grain:   one row per limit on something the file states; none for a limit of the other sex.
-- Answers: "Which limits does this patient meet, and which not?"
-- Nulls:   fits is NULL where the file or the limit does not say; holds is NULL where its condition is not known.
-- Caution: a limit that does not fit need not exclude: its group may offer an alternative (patient_criteria).

CREATE OR REPLACE FUNCTION answers.patient_limits(patient jsonb, only_trials bigint[] DEFAULT NULL)
RETURNS TABLE (
    trial_key text,  -- The trial.
    criterion_no integer,  -- The criterion the limit is stated in.
    limit_no integer,  -- Its number there.
    group_no integer,  -- Limits of one group are alternatives, or break only together.
    kind text,  -- inclusion, exclusion or unspecified.
    concept text,  -- What is limited.
    fits boolean,  -- Whether the patient is as the limit asks.
    is_conditional boolean,  -- Whether the limit is only for some.
    holds boolean,  -- Whether the patient is one of them.
    is_floor boolean,  -- Whether the patient must be above it (TRUE) or below (FALSE).
    trial_id bigint,  -- The trial's number.
    group_size integer,  -- Limits in its group, those of the other sex included.
    has_exception boolean  -- Whether its words exempt some.
)
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
WITH fact AS MATERIALIZED (
    SELECT stated.concept, stated.value, stated.uln, stated.lln, stated.status, stated.name, stated.days_ago
    FROM answers.patient_facts(patient) AS stated
),

state AS MATERIALIZED (
    SELECT DISTINCT ON (fact.concept)
        fact.concept, fact.value, fact.status, fact.days_ago, known.canonical_unit,
        round((fact.value / nullif(fact.uln, 0))::numeric, 9)::double precision AS of_uln,
        round((fact.value / nullif(fact.lln, 0))::numeric, 9)::double precision AS of_lln,
        -- Their bounds are often written without a unit, and then always mean the same one.
        known.domain IN ('vital', 'cardiac', 'pulmonary') AND known.canonical_unit <> 'L' AS has_usual_unit
    FROM fact
    LEFT JOIN trialdb.concepts AS known ON fact.concept = known.concept
    WHERE fact.concept NOT IN ('condition', 'history', 'prior_therapy')
    ORDER BY fact.concept, fact.days_ago, fact.value, fact.status
),

person AS MATERIALIZED (
    SELECT (SELECT upper(state.status) FROM state WHERE state.concept = 'sex') AS sex
),

-- What happened, where a limit names it: as a member of its list, or as a kind of one (major surgery: surgery).
happened AS MATERIALIZED (
    SELECT
        fact.name,
        regexp_replace(fact.name, '^.*\W', '') AS last_word,
        min(fact.days_ago) AS days_ago
    FROM fact
    WHERE fact.name ~ '\w$'
    GROUP BY fact.name
),

named AS MATERIALIZED (
    SELECT
        stated.trial_id, stated.criterion_no, stated.limit_no, stated.group_no, stated.group_size, stated.kind,
        stated.concept, stated.requirement, stated.if_text, stated.exception_text, lower(stated.of_text) AS of_text,
        stated.window_relation, stated.window_anchor, stated.window_days
    FROM trialdb.criterion_limits AS stated
    WHERE stated.concept IN ('condition', 'procedure', 'prior_therapy')
        AND (only_trials IS NULL OR stated.trial_id IN (SELECT unnest(only_trials)))
        AND lower(stated.of_text) LIKE ANY (ARRAY(SELECT '%' || happened.last_word || '%' FROM happened))
),

event AS (
    SELECT named.trial_id, named.criterion_no, named.limit_no, min(happened.days_ago) AS days_ago
    FROM named
    INNER JOIN happened ON position(happened.last_word IN named.of_text) > 0
    CROSS JOIN regexp_split_to_table(named.of_text, '\s*(?:[,;/]|\mand/or\M|\mor\M)\s*') AS member
    CROSS JOIN LATERAL (
        SELECT regexp_replace(
            member,
            '^(?:(?:any|prior|previous|previously|received|treatment|treated|therapy|use|with|of) )+'
            || '|(?: (?:therapy|treatment|administration|infusion|injection))+$', '', 'g'
        ) AS words
    ) AS plain
    WHERE plain.words <> ''
        AND (
            happened.name = plain.words
            OR (
                right(happened.name, length(plain.words) + 1) = ' ' || plain.words
                -- A recent "infection" or "disease" is not the chronic one that ends in the same word.
                AND plain.words NOT IN ('infection', 'disease', 'disorder', 'syndrome')
            )
        )
    GROUP BY named.trial_id, named.criterion_no, named.limit_no
),

status_truth (patient_is, stated, is_true) AS (
    VALUES
    ('positive', 'positive', TRUE), ('positive', 'present', TRUE), ('positive', 'negative', FALSE),
    ('active', 'active', TRUE), ('active', 'positive', TRUE), ('active', 'present', TRUE),
    ('active', 'negative', FALSE),
    ('detectable', 'detectable', TRUE), ('detectable', 'positive', TRUE), ('detectable', 'present', TRUE),
    ('detectable', 'undetectable', FALSE), ('detectable', 'negative', FALSE),
    ('undetectable', 'undetectable', TRUE), ('undetectable', 'negative', TRUE),
    ('undetectable', 'detectable', FALSE), ('undetectable', 'positive', FALSE),
    ('negative', 'negative', TRUE), ('negative', 'undetectable', TRUE), ('negative', 'positive', FALSE),
    ('negative', 'present', FALSE), ('negative', 'active', FALSE), ('negative', 'detectable', FALSE),
    ('present', 'present', TRUE), ('present', 'positive', TRUE), ('present', 'negative', FALSE),
    ('absent', 'present', FALSE), ('absent', 'positive', FALSE), ('absent', 'active', FALSE),
    ('absent', 'negative', TRUE)
),

-- The days of these windows are counted back from today; those of a biopsy or a transplant are not.
today (anchor) AS (
    VALUES
    ('screening'), ('first_dose'), ('enrollment'), ('study_start'), ('visit_1'), ('randomization'), ('baseline'),
    ('consent'), ('registration')
),

compared AS MATERIALIZED (
    SELECT
        stated.trial_id, stated.criterion_no, stated.limit_no, stated.group_no, stated.group_size, stated.kind,
        stated.concept, stated.requirement,
        CASE
            -- An exclusion that asks for a denial is a slip, or an exception within it: it could mean either.
            WHEN stated.kind = 'exclusion'
                AND (stated.requirement = 'must' OR asks.status IN ('negative', 'undetectable'))
                THEN NULL
            -- Contraception is against pregnancy: a criterion on it asks nobody to be pregnant. Who asks for "pregnant or
            -- breastfeeding" has put an exclusion among the inclusions.
            WHEN stated.concept IN ('pregnancy', 'breastfeeding')
                AND stated.requirement = 'must'
                AND (
                    SELECT criterion.text
                    FROM trialdb.criteria AS criterion
                    WHERE criterion.trial_id = stated.trial_id AND criterion.criterion_no = stated.criterion_no
                ) ~* 'contracept|child-?bearing|breast|lactat|nursing'
                THEN NULL
            -- Nobody asks for another cancer: an inclusion that names one allows it.
            WHEN stated.concept = 'other_malignancy' AND stated.requirement = 'must' THEN NULL
            ELSE truth.is_true = (stated.requirement = 'must')
        END AS fits,
        stated.if_text IS NOT NULL OR (stated.sex IS NOT NULL AND person.sex IS NULL) AS is_conditional,
        status_of_condition.is_true AS holds,
        stated.exception_text IS NOT NULL AS has_exception,
        CASE
            WHEN stated.value_set IS NOT NULL THEN 'values'
            WHEN stated.high IS NULL OR (stated.requirement = 'must' AND patient_has.value <= bound.low) THEN 'low'
            WHEN stated.low IS NULL OR stated.requirement = 'must' THEN 'high'
        END AS side,
        bound.low, bound.high, stated.low_inclusive, stated.high_inclusive
    FROM trialdb.criterion_limits AS stated
    INNER JOIN state ON stated.concept = state.concept
    CROSS JOIN person
    CROSS JOIN LATERAL (
        SELECT CASE WHEN stated.operator IN ('present', 'absent') THEN 'present' ELSE stated.status END AS status
    ) AS asks
    LEFT JOIN status_truth ON state.status = status_truth.patient_is AND asks.status = status_truth.stated
    LEFT JOIN state AS asked
        ON asked.concept = replace(
            regexp_replace(replace(stated.if_text, 'metastasis', 'metastases'), '''s|( are| is)? present$', '', 'g'),
            ' ', '_'
        )
    LEFT JOIN status_truth AS status_of_condition
        ON asked.status = status_of_condition.patient_is AND status_of_condition.stated = 'present'
    CROSS JOIN LATERAL (
        SELECT CASE
            WHEN stated.reference IN ('ULN', 'normal') THEN state.of_uln
            WHEN stated.reference = 'LLN' THEN state.of_lln
            WHEN stated.reference IS NOT NULL THEN NULL
            WHEN stated.concept = 'age' AND stated.unit = 'a' THEN floor(state.value)  -- completed years
            ELSE state.value
        END AS value
    ) AS patient_has
    CROSS JOIN LATERAL (
        SELECT
            CASE WHEN as_written.is_comparable THEN stated.low ELSE stated.low_canonical END AS low,
            CASE WHEN as_written.is_comparable THEN stated.high ELSE stated.high_canonical END AS high
        FROM (
            SELECT
                stated.reference IS NOT NULL
                OR state.canonical_unit IS NULL
                -- 0.5 may be an ejection fraction of 50 %, so a bare bound must be plainly in the usual unit.
                OR (stated.unit IS NULL AND state.has_usual_unit AND greatest(stated.low, stated.high) >= 2)
                AS is_comparable
        ) AS as_written
    ) AS bound
    CROSS JOIN LATERAL (
        SELECT CASE
            WHEN stated.value_set IS NOT NULL THEN state.status = ANY(stated.value_set)
            WHEN stated.operator = 'range' AND stated.concept = 'prior_lines' AND stated.of_text IS NOT NULL
                -- The file counts all lines; those of one kind are no more than these.
                THEN CASE
                    WHEN patient_has.value < bound.low THEN FALSE
                    WHEN bound.low IS NULL AND patient_has.value <= bound.high THEN TRUE
                END
            WHEN stated.operator = 'range'
                THEN (
                    stated.low IS NULL
                    OR patient_has.value > bound.low
                    OR (
                        patient_has.value = bound.low
                        -- Somebody of 18 years may or may not be older than 18 years.
                        AND (stated.low_inclusive OR nullif(stated.concept = 'age', TRUE))
                    )
                    OR (stated.concept = 'age' AND state.value > bound.low)
                )
                AND (
                    stated.high IS NULL
                    OR patient_has.value < bound.high
                    OR (patient_has.value = bound.high AND stated.high_inclusive)
                )
            WHEN status_truth.is_true AND stated.count_low > 1 THEN NULL
            WHEN status_truth.is_true
                AND stated.window_relation IS NOT NULL
                AND stated.concept IN ('myocardial_infarction', 'stroke', 'other_malignancy')
                THEN CASE
                    WHEN stated.window_relation <> 'within_after'
                        AND coalesce(stated.window_anchor, 'screening') IN (SELECT today.anchor FROM today)
                        THEN state.days_ago <= stated.window_days
                END
            ELSE status_truth.is_true
        END AS is_true
    ) AS truth
    WHERE (stated.sex IS NULL OR person.sex IS NULL OR stated.sex = person.sex)
        AND (only_trials IS NULL OR stated.trial_id IN (SELECT unnest(only_trials)))
    UNION ALL
    SELECT
        named.trial_id, named.criterion_no, named.limit_no, named.group_no, named.group_size, named.kind,
        named.concept, named.requirement,
        -- That it happened is known, and when; that nothing else on the limit's list did, is not.
        CASE
            WHEN named.kind = 'exclusion' AND named.requirement = 'must' THEN NULL
            WHEN named.window_relation IS NULL
                OR (
                    named.window_relation <> 'within_after'
                    AND coalesce(named.window_anchor, 'screening') IN (SELECT today.anchor FROM today)
                    AND event.days_ago <= named.window_days
                )
                THEN named.requirement = 'must'
        END AS fits,
        named.if_text IS NOT NULL AS is_conditional,
        NULL AS holds,
        named.exception_text IS NOT NULL AS has_exception,
        NULL AS side,
        NULL AS low, NULL AS high, NULL AS low_inclusive, NULL AS high_inclusive
    FROM named
    INNER JOIN event
        ON named.trial_id = event.trial_id
            AND named.criterion_no = event.criterion_no
            AND named.limit_no = event.limit_no
),

-- A trial may state two bounds for one thing, one for each cohort: who meets the lenient one may join somewhere. Nobody
-- can meet both "60 or older" and "under 60": either is enough.
lenient AS (
    SELECT DISTINCT broken.trial_id, broken.concept, broken.requirement, broken.side
    FROM compared AS met
    INNER JOIN compared AS broken
        ON met.trial_id = broken.trial_id
            AND met.concept = broken.concept
            AND met.requirement = broken.requirement
            AND (
                met.side = broken.side
                OR (
                    met.requirement = 'must'
                    AND (
                        met.low > broken.high
                        OR met.high < broken.low
                        OR (met.low = broken.high AND NOT coalesce(met.low_inclusive AND broken.high_inclusive, FALSE))
                        OR (met.high = broken.low AND NOT coalesce(met.high_inclusive AND broken.low_inclusive, FALSE))
                    )
                )
            )
    WHERE met.fits AND met.holds IS NOT FALSE AND NOT broken.fits
)

SELECT
    trial.trial_key, compared.criterion_no, compared.limit_no, compared.group_no, compared.kind, compared.concept,
    CASE
        WHEN compared.fits THEN TRUE
        -- An age that nobody of the registry's ages has is that of something else: of a biopsy, of a newborn.
        WHEN compared.concept = 'age' AND (compared.high < trial.min_age_years OR compared.low > trial.max_age_years)
            THEN NULL
        WHEN lenient.trial_id IS NULL THEN compared.fits
    END AS fits,
    compared.is_conditional,
    compared.holds,
    CASE
        WHEN compared.side <> 'values' THEN (compared.side = 'low') = (compared.requirement = 'must')
    END AS is_floor,
    compared.trial_id,
    compared.group_size,
    compared.has_exception
FROM compared
LEFT JOIN lenient
    ON NOT compared.fits
        AND compared.trial_id = lenient.trial_id
        AND compared.concept = lenient.concept
        AND compared.requirement = lenient.requirement
        AND compared.side = lenient.side
LEFT JOIN trialdb.trials AS trial ON compared.trial_id = trial.trial_id
$$
