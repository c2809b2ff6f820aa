-- Trials by what they study, under every wider condition too.
--
-- Grain:   one row per trial and condition, ancestors included.
-- Answers: "Which trials study any kind of bone cancer?"
-- Nulls:   mesh_id is NULL for a condition outside MeSH.
-- Caution: a trial has many rows; count trials with count(DISTINCT trial_key), filter with EXISTS.
-- Source:  reported conditions, the registry's assigned MeSH terms, and the ancestors of both.

SELECT
    trial.trial_key,  -- The trial.
    condition.name AS condition,  -- The condition, by its preferred name.
    (
        array_agg(listed.reported_as ORDER BY listed.distance + kind.distance, listed.condition_no)
    )[1] AS reported_as,  -- As the record has it.
    condition.mesh_id,  -- Its MeSH descriptor.
    min(listed.distance + kind.distance) AS distance  -- 0 for what the record names; steps up to a wider condition.
FROM trial_conditions AS listed
INNER JOIN condition_ancestors AS kind ON listed.condition_id = kind.condition_id
INNER JOIN conditions AS condition ON kind.ancestor_id = condition.condition_id
INNER JOIN trials AS trial ON listed.trial_id = trial.trial_id
-- The registry lists all ancestors of its terms itself; their own ancestors would only repeat them, further off.
WHERE listed.distance = 0 OR kind.distance = 0
GROUP BY trial.trial_key, condition.name, condition.mesh_id
