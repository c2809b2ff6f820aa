-- Every load and how it ended.
--
-- Grain:   one row per load.
-- Answers: "When was the last load, and did anything fail?"
-- Nulls:   finished_at is NULL while a load runs, and for one that was killed.

SELECT
    load_id,  -- Number of the load.
    started_at,  -- When it began.
    finished_at,  -- When it ended.
    status,  -- running, done, failed, interrupted or rolled back.
    array_to_string(paths, '; ') AS paths,  -- What was loaded.
    n_documents,  -- Documents met.
    n_loaded,  -- Documents loaded anew or again.
    n_unchanged,  -- Documents that were there already.
    n_failed,  -- Documents that could not be loaded.
    n_warnings,  -- Doubtful values met.
    seconds,  -- Wall-clock time.
    trialdb_version  -- The version of trialdb that loaded.
FROM loads
