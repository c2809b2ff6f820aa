-- The length of a dosage's cycle in days: as stated, else the days with doses and the pause after them.
--
-- Grain:   one value; pass a row of dosages.
-- Answers: "How long is the cycle of 4 weeks on, 2 weeks off?"
-- Nulls:   NULL where there is no cycle, and where the two do not agree.

CREATE OR REPLACE FUNCTION answers.cycle_length(dosage trialdb.dosages)
RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT CASE
    WHEN dosage.days_on + dosage.days_off <> dosage.cycle_length_days THEN NULL
    ELSE coalesce(dosage.cycle_length_days, dosage.days_on + dosage.days_off)
END
$$
