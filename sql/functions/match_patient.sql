-- Which trials a patient could join, and why not the others.
--
-- Grain:   one row per trial, or per trial of only_trials (trial_id), which is faster.
-- Answers: "Which trials could this 14-year-old with an ANC of 1.2 join?"
-- Nulls:   deciding is NULL where nothing is decided yet: no limit of the trial could be checked.
-- Caution: unknown is not a no. A bound that is NULL is open. The patient's measurements must be in the canonical unit
--          of their concept or state none: trialdb match --resolved converts a file.
-- Source:  not eligible: at least one requirement is violated beyond doubt. Eligible so far: none is, even in doubt,
--          the registry's age, sex, health and condition are met, and so is at least one limit read from the text.

CREATE OR REPLACE FUNCTION answers.match_patient(patient jsonb, only_trials bigint[] DEFAULT NULL)
RETURNS TABLE (
    trial_key text,  -- The trial.
    verdict text,  -- eligible so far, not eligible or unknown.
    n_met bigint,  -- Requirements the patient meets; alternatives are one requirement.
    n_violated bigint,  -- Requirements the patient breaks.
    n_unknown bigint,  -- Requirements the file or the text leaves open.
    deciding text  -- The words that exclude, are met, or are in doubt; else what the registry asks and the file lacks.
)
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
-- The planner gives each half to a process of its own.
SELECT
    half.trial_key, half.verdict, half.n_met, half.n_violated, half.n_unknown, half.deciding
FROM answers.match_half(patient, only_trials, 0) AS half
UNION ALL
SELECT
    half.trial_key, half.verdict, half.n_met, half.n_violated, half.n_unknown, half.deciding
FROM answers.match_half(patient, only_trials, 1) AS half
$$
