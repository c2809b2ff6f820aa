-- Fields in which the sources of one trial say different things.
--
-- Grain:   one row per trial and field with differing sources.
-- Answers: "Where does the page disagree with the registry's own record?"
-- Caution: a value one source does not state is no disagreement.

SELECT
    trial.trial_key,  -- The trial.
    stated.field,  -- The field that differs, by its column in trials.
    count(DISTINCT stated.value) AS n_values,  -- How many different values there are.
    string_agg(stated.loader || ': ' || stated.value, '; ' ORDER BY stated.source_value_no) AS values  -- Who says what.
FROM source_values AS stated
INNER JOIN trials AS trial ON stated.trial_id = trial.trial_id
GROUP BY trial.trial_key, stated.field
HAVING count(DISTINCT stated.value) > 1
