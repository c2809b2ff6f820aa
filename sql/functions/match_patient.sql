-- Which trials a patient could join, and why not the others.
--
-- Grain:   one row per trial.
-- Answers: "Which trials could this 14-year-old with an ANC of 1.2 join?"
-- Nulls:   deciding is NULL where nothing is decided yet: no limit of the trial could be checked.
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
    deciding text  -- The words that exclude, or that are met; of an unknown, what the registry asks and the file lacks.
)
LANGUAGE sql STABLE
SET jit = off
SET work_mem = '64MB'
SET search_path = trialdb, answers, public
AS $$
WITH required AS MATERIALIZED (
    SELECT asked.trial_key, asked.kind, asked.criterion_no, asked.group_no, asked.fact, asked.outcome, asked.registry_text
    FROM answers.patient_requirements(patient) AS asked
),

judged AS MATERIALIZED (
    SELECT
        counted.trial_key,
        counted.n_met,
        counted.n_violated,
        counted.n_unknown,
        -- Where the registry's facts exclude, they are words enough.
        counted.n_facts_violated > 0 AS is_by_registry,
        CASE
            WHEN counted.n_violated > 0 THEN 'violated'
            WHEN counted.n_facts_met = 4 AND counted.n_met > 4 THEN 'met'
            ELSE 'unknown'
        END AS outcome
    FROM (
        SELECT
            required.trial_key,
            count(*) FILTER (WHERE required.outcome = 'met') AS n_met,
            count(*) FILTER (WHERE required.outcome = 'violated') AS n_violated,
            count(*) FILTER (WHERE required.outcome = 'unknown') AS n_unknown,
            count(*) FILTER (WHERE required.outcome = 'met' AND required.criterion_no IS NULL) AS n_facts_met,
            count(*) FILTER (WHERE required.outcome = 'violated' AND required.criterion_no IS NULL) AS n_facts_violated
        FROM required
        GROUP BY required.trial_key
    ) AS counted
),

-- What decides, in the words it was read from: what excludes, else what is met, else what the registry's facts lack.
worded AS (
    SELECT
        judged.trial_key,
        string_agg(
            CASE
                WHEN judged.outcome = 'unknown' THEN 'not known: ' || required.fact
                ELSE coalesce(
                    required.kind || ' ' || required.criterion_no || ': ' || stated.words,
                    'registry: ' || required.registry_text
                )
            END,
            '; ' ORDER BY required.criterion_no NULLS FIRST, required.group_no
        ) AS words
    FROM judged
    INNER JOIN required ON judged.trial_key = required.trial_key AND judged.outcome = required.outcome
    LEFT JOIN LATERAL (
        SELECT string_agg(DISTINCT btrim(regexp_replace(said.limit_text, '\s+', ' ', 'g')), ', ')
        FROM answers.eligibility_limits AS said
        WHERE said.trial_key = required.trial_key
            AND said.criterion_no = required.criterion_no
            AND said.group_no = required.group_no
            AND judged.outcome <> 'unknown'
    ) AS stated (words) ON TRUE
    WHERE (required.criterion_no IS NULL) = (judged.is_by_registry OR judged.outcome = 'unknown')
    GROUP BY judged.trial_key
)

SELECT
    judged.trial_key,
    CASE judged.outcome WHEN 'violated' THEN 'not eligible' WHEN 'met' THEN 'eligible so far' ELSE 'unknown' END AS verdict,
    judged.n_met,
    judged.n_violated,
    judged.n_unknown,
    worded.words AS deciding
FROM judged
LEFT JOIN worded ON judged.trial_key = worded.trial_key
$$
