-- Trials by what they study, under every wider condition too.
--
-- Grain:   one row per trial and condition, ancestors included.
-- Answers: "Which trials study any kind of bone cancer?"
-- Nulls:   mesh_id is NULL for a condition outside MeSH.
-- Caution: a trial has many rows; count trials with count(DISTINCT trial_key), filter with EXISTS.
-- Source:  reported conditions, the registry's assigned MeSH terms, and the ancestors of both.

WITH named AS (
    SELECT
        listed.trial_id,
        listed.condition_id,
        listed.condition_no,
        listed.reported_as,
        listed.distance
    FROM trial_conditions AS listed
    UNION ALL
    SELECT
        listed.trial_id,
        ancestor.ancestor_id,
        listed.condition_no,
        listed.reported_as,
        ancestor.distance
    FROM trial_conditions AS listed
    INNER JOIN condition_ancestors AS ancestor ON listed.condition_id = ancestor.condition_id
    WHERE listed.distance = 0
)

SELECT
    trial.trial_key,  -- The trial.
    condition.name AS condition,  -- The condition, by its preferred name.
    (
        array_agg(named.reported_as ORDER BY named.distance, named.condition_no)
    )[1] AS reported_as,  -- As the record has it.
    condition.mesh_id,  -- Its MeSH descriptor.
    min(named.distance) AS distance  -- 0 for what the record names; steps up the tree for a wider condition.
FROM named
INNER JOIN trials AS trial ON named.trial_id = trial.trial_id
INNER JOIN conditions AS condition ON named.condition_id = condition.condition_id
GROUP BY trial.trial_key, condition.name, condition.mesh_id
