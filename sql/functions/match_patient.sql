-- Which trials a patient could join, and why not the others.
--
-- Grain:   one row per trial.
-- Answers: "Which trials could this 14-year-old with an ANC of 1.2 join?"
-- Caution: unknown is not a no. A bound that is NULL is open. The patient's measurements must be in the canonical unit
--          of their concept or state none: trialdb match --resolved converts a file.
-- Source:  not eligible: at least one requirement is violated beyond doubt. Eligible so far: none is, the registry's
--          age, sex, health and condition are met, and so is at least one limit read from the text.

CREATE OR REPLACE FUNCTION answers.match_patient(patient jsonb)
RETURNS TABLE (
    trial_key text,  -- The trial.
    verdict text,  -- eligible so far, not eligible or unknown.
    n_met bigint,  -- Requirements the patient meets; alternatives are one requirement.
    n_violated bigint,  -- Requirements the patient breaks.
    n_unknown bigint,  -- Requirements the file or the text leaves open.
    deciding text  -- The words that exclude; else what is still to be found out.
)
LANGUAGE sql STABLE
SET jit = off
SET work_mem = '64MB'
AS $$
WITH required AS MATERIALIZED (
    SELECT
        asked.trial_key, asked.kind, asked.criterion_no, asked.group_no, asked.concepts, asked.outcome,
        asked.registry_text
    FROM answers.patient_requirements(patient) AS asked
),

counted AS (
    SELECT
        required.trial_key,
        count(*) FILTER (WHERE required.outcome = 'met') AS n_met,
        count(*) FILTER (WHERE required.outcome = 'violated') AS n_violated,
        count(*) FILTER (WHERE required.outcome = 'unknown') AS n_unknown,
        bool_and(required.outcome = 'met') FILTER (WHERE required.kind = 'registry') AS is_registry_met,
        coalesce(bool_or(required.outcome = 'met') FILTER (WHERE required.kind <> 'registry'), FALSE) AS has_met_limit,
        string_agg(DISTINCT required.concepts, ', ') FILTER (WHERE required.outcome = 'unknown') AS open_concepts
    FROM required
    GROUP BY required.trial_key
),

broken AS (
    SELECT
        required.trial_key,
        string_agg(
            coalesce(
                required.kind || ' ' || required.criterion_no || ': ' || stated.words,
                'registry: ' || required.registry_text
            ),
            '; ' ORDER BY required.criterion_no NULLS FIRST, required.group_no
        ) AS words
    FROM required
    LEFT JOIN LATERAL (
        SELECT string_agg(DISTINCT btrim(regexp_replace(said.limit_text, '\s+', ' ', 'g')), ', ')
        FROM answers.eligibility_limits AS said
        WHERE said.trial_key = required.trial_key
            AND said.criterion_no = required.criterion_no
            AND said.group_no = required.group_no
    ) AS stated (words) ON TRUE
    WHERE required.outcome = 'violated'
    GROUP BY required.trial_key
)

SELECT
    counted.trial_key,
    CASE
        WHEN counted.n_violated > 0 THEN 'not eligible'
        WHEN counted.is_registry_met AND counted.has_met_limit THEN 'eligible so far'
        ELSE 'unknown'
    END AS verdict,
    counted.n_met,
    counted.n_violated,
    counted.n_unknown,
    coalesce(broken.words, 'to find out: ' || counted.open_concepts) AS deciding
FROM counted
LEFT JOIN broken ON counted.trial_key = broken.trial_key
$$
