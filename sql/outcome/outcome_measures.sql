-- What trials plan to measure, and when.
--
-- Grain:   one row per planned outcome measure.
-- Answers: "Which trials have overall survival as a primary outcome, and how long do they follow it?"
-- Nulls:   kind is NULL where a page lists outcomes without saying which are primary.
-- Caution: time_frame_days is the latest time the words state; months and years are average ones there.

SELECT
    trial.trial_key,  -- The trial.
    outcome.outcome_no,  -- The outcome's number within its trial.
    outcome.kind,  -- primary, secondary or other.
    outcome.endpoint,  -- The kind of outcome, such as OS, where its words leave no doubt.
    outcome.measure,  -- What is measured, as written.
    outcome.description,  -- How it is measured.
    outcome.time_frame,  -- When it is measured, as written.
    outcome.time_frame_days  -- The latest time stated, in days.
FROM outcomes AS outcome
INNER JOIN trials AS trial ON outcome.trial_id = trial.trial_id
