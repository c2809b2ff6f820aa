-- The limits of all trials that a patient's file can answer.
--
-- Grain:   one row per limit on something the file states; none for a limit of the other sex.
-- Answers: "Which limits does this patient meet, and which not?"
-- Nulls:   fits is NULL where the file or the limit does not say; holds is NULL where its condition is not known.
-- Caution: a limit that does not fit need not exclude: its group may offer an alternative (patient_criteria).

CREATE OR REPLACE FUNCTION answers.patient_limits(
    patient jsonb, only_trials bigint[] DEFAULT NULL, half integer DEFAULT NULL
)
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
    low double precision,  -- The bound, in the unit of the patient's value; NULL is open.
    high double precision,  -- The same.
    trial_id bigint,  -- The trial's number.
    group_size integer,  -- Limits in its group, those of the other sex included.
    is_qualified boolean  -- Whether words around it may exempt who breaks it.
)
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
WITH fact AS MATERIALIZED (
    SELECT stated.concept, stated.value, stated.uln, stated.lln, stated.status, stated.name, stated.days_ago
    FROM answers.patient_facts(patient) AS stated
),

state AS MATERIALIZED (
    SELECT DISTINCT ON (fact.concept)
        fact.concept, fact.value, fact.status, fact.days_ago, known.canonical_unit, truth.also, truth.never,
        round((fact.value / nullif(fact.uln, 0))::numeric, 9)::double precision AS of_uln,
        round((fact.value / nullif(fact.lln, 0))::numeric, 9)::double precision AS of_lln,
        -- Their bounds are often written without a unit, and then always mean the same one.
        known.domain IN ('vital', 'cardiac', 'pulmonary') AND known.canonical_unit <> 'L' AS has_usual_unit
    FROM fact
    LEFT JOIN trialdb.concepts AS known ON fact.concept = known.concept
    LEFT JOIN (
        VALUES
        ('positive', ARRAY['positive', 'present'], ARRAY['negative']),
        ('active', ARRAY['active', 'positive', 'present'], ARRAY['negative']),
        ('detectable', ARRAY['detectable', 'positive', 'present'], ARRAY['undetectable', 'negative']),
        ('undetectable', ARRAY['undetectable', 'negative'], ARRAY['detectable', 'positive']),
        ('negative', ARRAY['negative', 'undetectable'], ARRAY['positive', 'present', 'active', 'detectable']),
        ('present', ARRAY['present', 'positive'], ARRAY['negative']),
        ('absent', ARRAY['negative'], ARRAY['present', 'positive', 'active'])
    ) AS truth (status, also, never) ON fact.status = truth.status
    WHERE fact.concept NOT IN ('condition', 'history', 'prior_therapy')
    ORDER BY fact.concept, fact.days_ago, fact.value, fact.status
),

-- Who has a cancer has one more than a trial on no cancer allows.
own_cancer AS MATERIALIZED (
    SELECT EXISTS (
        SELECT
        FROM fact
        WHERE fact.concept = 'condition'
            AND fact.name ~ 'cancer|carcinoma|sarcoma|malignan|leuk(a)?emia|lymphoma|melanoma|myeloma|blastoma'
            AND fact.name !~ 'benign|in situ|family|risk'
    ) AS is_had
),

allows_none AS MATERIALIZED (
    SELECT DISTINCT allows.trial_id
    FROM trialdb.criterion_limits AS allows
    CROSS JOIN own_cancer
    WHERE own_cancer.is_had
        AND allows.concept = 'other_malignancy'
        AND (only_trials IS NULL OR allows.trial_id IN (SELECT unnest(only_trials)))
        AND CASE WHEN half IS NULL THEN TRUE ELSE allows.trial_id % 2 = half END
        AND allows.trial_id NOT IN (
            SELECT studied.trial_id
            FROM trialdb.trial_conditions AS studied
            INNER JOIN trialdb.conditions AS condition ON studied.condition_id = condition.condition_id
            WHERE condition.name = 'Neoplasms'
        )
),

-- A name or a title may tell of a tumor that no heading does.
on_no_tumor AS MATERIALIZED (
    SELECT allows_none.trial_id
    FROM allows_none
    INNER JOIN trialdb.trials AS trial ON allows_none.trial_id = trial.trial_id
    CROSS JOIN (
        VALUES
        ('neoplas|cancer|carcinom|tumou?r|malignan|sarcom|leuk|lymphom|melanom|myelom|gliom|blastom|metasta|ectomy')
    ) AS words (of_tumors)
    WHERE concat_ws(' ', trial.brief_title, trial.official_title) !~* (words.of_tumors || '|oncolog|radio|chemo')
        AND NOT EXISTS (
            SELECT
            FROM trialdb.trial_conditions AS studied
            INNER JOIN trialdb.conditions AS condition ON studied.condition_id = condition.condition_id
            WHERE studied.trial_id = trial.trial_id AND condition.name ~* words.of_tumors
        )
),

asked_state AS MATERIALIZED (
    SELECT
        state.concept, state.value, state.status, state.days_ago, state.canonical_unit, state.also, state.never,
        state.of_uln, state.of_lln, state.has_usual_unit,
        CASE WHEN state.concept = 'other_malignancy' AND own_cancer.is_had THEN FALSE END AS is_of_own_cancer
    FROM state
    CROSS JOIN own_cancer
    UNION ALL
    SELECT
        'other_malignancy', NULL, 'present', 0, NULL, ARRAY['present', 'positive'], ARRAY['negative'],
        NULL, NULL, FALSE, TRUE
    FROM own_cancer
    WHERE own_cancer.is_had
),

person AS MATERIALIZED (
    SELECT
        (SELECT upper(state.status) FROM state WHERE state.concept = 'sex') AS sex,
        ARRAY(SELECT state.concept FROM state WHERE 'present' = ANY(state.also)) AS has,
        ARRAY(SELECT state.concept FROM state WHERE 'present' = ANY(state.never)) AS has_not,
        -- The days of these windows are counted back from today; those of a biopsy or a transplant are not.
        ARRAY[
            'screening', 'first_dose', 'enrollment', 'study_start', 'visit_1', 'randomization', 'baseline', 'consent',
            'registration'
        ] AS anchors
),

-- What happened, under its name and under each kind that ends the name: major surgery, surgery. A recent "infection" or
-- "disease" is not the chronic one that ends in the same word.
happened AS MATERIALIZED (
    SELECT
        kind.name,
        min(fact.days_ago) AS days_ago
    FROM fact
    CROSS JOIN LATERAL (
        SELECT
            part.no,
            array_to_string((string_to_array(fact.name, ' '))[part.no:], ' ') AS name
        FROM generate_series(1, cardinality(string_to_array(fact.name, ' '))) AS part (no)
    ) AS kind
    WHERE kind.no = 1
        OR kind.name NOT IN (
            'infection', 'infections', 'disease', 'diseases', 'disorder', 'disorders', 'syndrome', 'syndromes'
        )
    GROUP BY kind.name
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
            -- A criterion on contraception asks nobody to be pregnant.
            WHEN stated.doubt = 'misplaced' THEN NULL
            -- Nobody asks for another cancer: an inclusion that names one allows it.
            WHEN stated.concept = 'other_malignancy' AND stated.requirement = 'must' THEN NULL
            ELSE truth.is_true = (stated.requirement = 'must')
        END AS fits,
        stated.if_text IS NOT NULL OR (stated.sex IS NOT NULL AND person.sex IS NULL) AS is_conditional,
        CASE
            WHEN stated.if_text IS NULL THEN NULL
            -- Who is pregnant is of those that a pregnancy test is asked of.
            WHEN 'pregnancy' = ANY(person.has)
                AND stated.if_text ~* 'child[ -]?bearing|reproductive|fertile|bear children|pregnant|^[fw]o?cb?p'
                THEN TRUE
            WHEN asked.concept = ANY(person.has) THEN TRUE
            WHEN asked.concept = ANY(person.has_not) THEN FALSE
        END AS holds,
        stated.doubt = 'qualified' AS is_qualified,
        CASE
            WHEN stated.value_set IS NOT NULL THEN 'values'
            WHEN stated.high IS NULL OR (stated.requirement = 'must' AND patient_has.value <= bound.low) THEN 'low'
            WHEN stated.low IS NULL OR stated.requirement = 'must' THEN 'high'
        END AS side,
        bound.low, bound.high, stated.low_inclusive, stated.high_inclusive
    FROM trialdb.criterion_limits AS stated
    INNER JOIN asked_state AS state ON stated.concept = state.concept
    CROSS JOIN person
    CROSS JOIN LATERAL (
        SELECT
            CASE WHEN stated.operator IN ('present', 'absent') THEN 'present' ELSE stated.status END AS status,
            stated.reference IS NOT NULL
            OR state.canonical_unit IS NULL
            -- 0.5 may be an ejection fraction of 50 %, so a bare bound must be plainly in the usual unit.
            OR (stated.unit IS NULL AND state.has_usual_unit AND greatest(stated.low, stated.high) >= 2)
            AS is_comparable
    ) AS asks
    CROSS JOIN LATERAL (
        SELECT
            replace(
                regexp_replace(replace(stated.if_text, 'metastasis', 'metastases'), '''s|( are| is)? present$', '', 'g'),
                ' ', '_'
            ) AS concept
    ) AS asked
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
            CASE WHEN asks.is_comparable THEN stated.low ELSE stated.low_canonical END AS low,
            CASE WHEN asks.is_comparable THEN stated.high ELSE stated.high_canonical END AS high,
            CASE WHEN asks.status = ANY(state.also) THEN TRUE WHEN asks.status = ANY(state.never) THEN FALSE END AS is_so
    ) AS bound
    CROSS JOIN LATERAL (
        SELECT CASE
            WHEN stated.value_set IS NOT NULL THEN state.status = ANY(stated.value_set)
            WHEN
                stated.operator = 'range'
                AND stated.concept IN ('prior_lines', 'toxicity_grade')
                AND stated.of_text IS NOT NULL
                -- The file counts all lines, and has the highest grade of all; those of one kind are no more than these.
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
            WHEN bound.is_so IS NOT TRUE THEN bound.is_so
            WHEN stated.count_low > 1 THEN NULL
            WHEN stated.window_relation IS NOT NULL
                AND stated.concept IN ('myocardial_infarction', 'stroke', 'other_malignancy')
                THEN CASE
                    WHEN stated.window_relation <> 'within_after'
                        AND coalesce(stated.window_anchor, 'screening') = ANY(person.anchors)
                        THEN state.days_ago <= stated.window_days
                END
            ELSE TRUE
        END AS is_true
    ) AS truth
    WHERE stated.concept = ANY(ARRAY(SELECT state.concept FROM asked_state AS state))
        AND (
            state.is_of_own_cancer IS NULL
            OR state.is_of_own_cancer = (stated.trial_id IN (SELECT on_no_tumor.trial_id FROM on_no_tumor))
        )
        AND (stated.sex IS NULL OR person.sex IS NULL OR stated.sex = person.sex)
        AND (only_trials IS NULL OR stated.trial_id IN (SELECT unnest(only_trials)))
        AND CASE WHEN half IS NULL THEN TRUE ELSE stated.trial_id % 2 = half END
    UNION ALL
    SELECT
        stated.trial_id, stated.criterion_no, stated.limit_no, stated.group_no, stated.group_size, stated.kind,
        stated.concept, stated.requirement,
        -- That it happened is known, and when; that nothing else on the limit's list did, is not.
        CASE
            WHEN stated.kind = 'exclusion' AND stated.requirement = 'must' THEN NULL
            WHEN (stated.window_relation IS NULL AND (stated.concept <> 'condition' OR event.days_ago = 0))
                OR (
                    stated.window_relation <> 'within_after'
                    AND coalesce(stated.window_anchor, 'screening') = ANY(person.anchors)
                    AND event.days_ago <= stated.window_days
                )
                THEN stated.requirement = 'must'
        END AS fits,
        stated.if_text IS NOT NULL AS is_conditional,
        NULL AS holds,
        stated.doubt = 'qualified' AS is_qualified,
        NULL AS side,
        NULL AS low, NULL AS high, NULL AS low_inclusive, NULL AS high_inclusive
    FROM trialdb.criterion_limits AS stated
    CROSS JOIN person
    CROSS JOIN LATERAL (
        SELECT min(happened.days_ago) AS days_ago
        FROM happened
        WHERE happened.name = ANY(stated.of_names)
    ) AS event
    WHERE stated.of_names && ARRAY(SELECT happened.name FROM happened)
        AND (only_trials IS NULL OR stated.trial_id IN (SELECT unnest(only_trials)))
        AND CASE WHEN half IS NULL THEN TRUE ELSE stated.trial_id % 2 = half END
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
    WHERE met.fits
        AND met.side IS NOT NULL
        AND met.holds IS NOT FALSE
        AND NOT broken.fits
        AND broken.side IS NOT NULL
)

SELECT
    trial.trial_key, compared.criterion_no, compared.limit_no, compared.group_no, compared.kind, compared.concept,
    CASE WHEN lenient.trial_id IS NULL THEN compared.fits END AS fits,
    compared.is_conditional,
    compared.holds,
    CASE
        WHEN compared.side <> 'values' THEN (compared.side = 'low') = (compared.requirement = 'must')
    END AS is_floor,
    compared.low,
    compared.high,
    compared.trial_id,
    compared.group_size,
    compared.is_qualified
FROM compared
LEFT JOIN lenient
    ON CASE WHEN NOT compared.fits THEN compared.trial_id END = lenient.trial_id
        AND compared.concept = lenient.concept
        AND compared.requirement = lenient.requirement
        AND compared.side = lenient.side
LEFT JOIN trialdb.trials AS trial ON compared.trial_id = trial.trial_id
$$
