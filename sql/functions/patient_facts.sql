-- What a patient's file says, one fact a row, with what follows from it.
--
-- Grain:   one row per fact: a value, a status, or something that happened.
-- Answers: "What does trialdb make of this patient?"
-- Nulls:   value is NULL where the file gives a unit that is not the concept's canonical one: trialdb match converts.
-- Caution: what the file does not say has no row, and is never taken for a no.

CREATE OR REPLACE FUNCTION answers.patient_facts(patient jsonb)
RETURNS TABLE (
    concept text,  -- As in the table concepts; condition for what has only a name.
    value double precision,  -- In the concept's canonical unit; age in years.
    uln double precision,  -- Upper limit of normal, in the same unit.
    lln double precision,  -- Lower limit of normal, in the same unit.
    status text,  -- A grade, positive, negative, present, absent …
    name text,  -- Of a condition, an event or a therapy, in lower case.
    days_ago double precision  -- Since it happened; 0 for what is so now.
)
LANGUAGE sql STABLE
ROWS 30  -- the planner would think of thousands
SET search_path = trialdb, answers, public
AS $$
WITH file AS (
    SELECT
        jsonb_strip_nulls(patient) AS said,
        coalesce((patient ->> 'as_of')::date, current_date) AS as_of
),

measured AS (
    SELECT
        entry.key AS concept,
        CASE jsonb_typeof(entry.value)
            WHEN 'object' THEN entry.value ELSE jsonb_build_object('value', entry.value)
        END AS stated
    FROM file
    CROSS JOIN jsonb_each(
        jsonb_build_object('age', file.said -> 'age', 'prior_lines', file.said -> 'prior_lines')
        || coalesce(file.said -> 'performance', '{}')
        || coalesce(file.said -> 'measurements', '{}')
    ) AS entry
),

flagged AS (
    SELECT
        entry.key AS concept,
        CASE WHEN entry.value = 'false' THEN 'absent' ELSE 'present' END AS status,
        entry.value AS stated
    FROM file
    CROSS JOIN jsonb_each(coalesce(file.said -> 'flags', '{}')) AS entry
),

named AS (
    SELECT
        listed.concept,
        CASE jsonb_typeof(entry) WHEN 'object' THEN entry ELSE jsonb_build_object('name', entry) END AS stated
    FROM file
    CROSS JOIN (
        VALUES ('conditions', 'condition'), ('history', 'history'), ('prior_therapies', 'prior_therapy')
    ) AS listed (key, concept)
    CROSS JOIN jsonb_array_elements(coalesce(file.said -> listed.key, '[]')) AS entry
),

-- A therapy counts under its own name and under each of its kinds: doxorubicin, chemotherapy.
happened AS (
    SELECT
        named.concept,
        lower(called.name) AS name,
        CASE
            WHEN named.stated ? 'days_ago' THEN (named.stated ->> 'days_ago')::double precision
            WHEN named.stated ? 'date' THEN file.as_of - (named.stated ->> 'date')::date
            WHEN named.concept = 'condition' THEN 0
        END AS days_ago
    FROM named
    CROSS JOIN file
    CROSS JOIN jsonb_array_elements_text(
        jsonb_build_array(named.stated -> 'name') || coalesce(named.stated -> 'kinds', '[]')
    ) AS called (name)
),

said AS (
    SELECT
        measured.concept,
        CASE
            WHEN jsonb_typeof(measured.stated -> 'value') = 'number'
                AND coalesce(measured.stated ->> 'unit', concept.canonical_unit, '') IN (concept.canonical_unit, '')
                THEN (measured.stated ->> 'value')::double precision
        END AS value,
        (measured.stated ->> 'uln')::double precision AS uln,
        (measured.stated ->> 'lln')::double precision AS lln,
        measured.stated ->> 'value' AS status,
        NULL AS name,
        NULL::double precision AS days_ago
    FROM measured
    LEFT JOIN trialdb.concepts AS concept ON measured.concept = concept.concept
    WHERE measured.stated -> 'value' <> 'null'
    UNION ALL
    SELECT marker.key, NULL, NULL, NULL, marker.value, NULL, NULL
    FROM file
    CROSS JOIN jsonb_each_text(coalesce(file.said -> 'markers', '{}')) AS marker
    UNION ALL
    SELECT
        flagged.concept, NULL, NULL, NULL, flagged.status, NULL,
        coalesce((flagged.stated ->> 'days_ago')::double precision, file.as_of - (flagged.stated ->> 'date')::date)
    FROM flagged
    CROSS JOIN file
    UNION ALL
    SELECT happened.concept, NULL, NULL, NULL, NULL, happened.name, happened.days_ago
    FROM happened
    UNION ALL
    -- Some conditions are concepts of their own: stroke, myocardial infarction.
    SELECT concept.concept, NULL, NULL, NULL, 'present', NULL, min(happened.days_ago)
    FROM happened
    INNER JOIN trialdb.concepts AS concept ON replace(happened.name, ' ', '_') = concept.concept
    GROUP BY concept.concept
    UNION ALL
    SELECT 'sex', NULL, NULL, NULL, lower(file.said ->> 'sex'), NULL, NULL
    FROM file
    WHERE file.said ? 'sex'
    UNION ALL
    -- Who has a condition is no healthy volunteer.
    SELECT 'healthy', NULL, NULL, NULL, CASE (file.said ->> 'healthy')::boolean WHEN TRUE THEN 'present' ELSE 'absent' END, NULL, NULL
    FROM file
    WHERE file.said ? 'healthy' OR jsonb_array_length(coalesce(file.said -> 'conditions', '[]')) > 0
),

implied AS (
    SELECT DISTINCT ON (rule.implies)
        rule.implies AS concept,
        rule.implied_status AS status
    FROM said
    INNER JOIN (
        VALUES
        ('sex', 'male', 'pregnancy', 'absent'),
        ('sex', 'male', 'breastfeeding', 'absent'),
        ('sex', 'male', 'pregnancy_test', 'negative'),  -- asked of those who could be pregnant
        ('pregnancy', 'present', 'pregnancy_test', 'positive'),
        ('pregnancy', 'absent', 'pregnancy_test', 'negative'),
        ('condition', 'hiv infections', 'hiv', 'positive'),
        ('condition', 'acquired immunodeficiency syndrome', 'hiv', 'positive'),
        ('condition', 'hepatitis b', 'hbv', 'positive'),
        ('condition', 'hepatitis b, chronic', 'hbv', 'positive'),
        ('condition', 'hepatitis c', 'hcv', 'positive'),
        ('condition', 'hepatitis c, chronic', 'hcv', 'positive'),
        ('hiv_rna', 'detectable', 'hiv', 'positive'),
        ('hbsag', 'positive', 'hbv', 'positive'),
        ('hbv_dna', 'detectable', 'hbv', 'positive'),
        ('hcv_rna', 'detectable', 'hcv', 'positive'),
        ('hiv', 'negative', 'hiv_rna', 'undetectable'),
        ('hbv', 'negative', 'hbsag', 'negative'),
        ('hbv', 'negative', 'hbv_dna', 'undetectable'),
        ('hcv', 'negative', 'hcv_rna', 'undetectable')
    ) AS rule (concept, status, implies, implied_status)
        ON said.concept = rule.concept AND coalesce(said.status, said.name) = rule.status
    WHERE NOT EXISTS (SELECT FROM said AS stated WHERE stated.concept = rule.implies)
    ORDER BY rule.implies, rule.implied_status DESC
)

SELECT concept, value, uln, lln, status, name, days_ago FROM said
UNION ALL
SELECT concept, NULL, NULL, NULL, status, NULL, NULL FROM implied
$$
