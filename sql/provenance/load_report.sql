-- Every document that could not be loaded, and every doubtful value in those that could.
--
-- Grain:   one row per problem.
-- Answers: "Which documents of the last load failed, and why?"
-- Nulls:   trial_key is NULL where a document failed before its trial was known.

SELECT
    problem.load_id,  -- The load.
    run.started_at,  -- When that load began.
    problem.severity,  -- error: not loaded; warning: loaded, with a doubt.
    problem.source_name,  -- The document.
    problem.loader,  -- The loader that read it.
    problem.trial_key,  -- The trial it is about.
    problem.place,  -- The field or line.
    problem.code,  -- The kind of problem, such as unknown_value.
    problem.message,  -- What is wrong, in one sentence.
    problem.value  -- The words as written.
FROM load_problems AS problem
INNER JOIN loads AS run ON problem.load_id = run.load_id
