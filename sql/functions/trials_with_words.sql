-- Trials whose titles or summary hold words, in any of their forms.
--
-- Grain:   one row per trial.
-- Answers: "Which trials are about stem cell transplantation but not about leukaemia?"
-- Caution: words as in a search engine: "stem cell" in quotes, OR, and - before what must not be there. The text is
--          put together exactly as the index trials_words_idx has it, or every trial would be read.

CREATE OR REPLACE FUNCTION answers.trials_with_words(words text)
RETURNS TABLE (
    trial_key text,  -- The trial.
    title text,  -- The title for the public, else the protocol's.
    status text,  -- Where the trial stands.
    phase text  -- The phase as the registry joins it.
)
LANGUAGE sql STABLE
AS $$
SELECT
    trial.trial_key,
    coalesce(trial.brief_title, trial.official_title),
    trial.overall_status,
    trial.phase
FROM trialdb.trials AS trial
WHERE
    to_tsvector(
        'english'::regconfig,
        left(
            coalesce(trial.brief_title, '') || ' ' || coalesce(trial.official_title, '')
            || ' ' || coalesce(trial.brief_summary, ''),
            200000
        )
    ) @@ websearch_to_tsquery('english'::regconfig, words)
$$;
