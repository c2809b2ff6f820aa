-- The days in a row that a dosage is given for: "for 14 days", "4 weeks on".
--
-- Grain:   one value; pass a row of dosages.
-- Answers: "For how many days of each cycle is it taken?"
-- Nulls:   NULL where neither is stated, or in months.

CREATE OR REPLACE FUNCTION answers.treatment_days(dosage trialdb.dosages)
RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT coalesce(
    dosage.days_on,
    dosage.duration_value * CASE dosage.duration_unit WHEN 'd' THEN 1 WHEN 'wk' THEN 7 END
)
$$
