-- Whether a dosage, from its lowest to its highest amount, lies between two amounts.
--
-- Grain:   one value; pass the columns dose_low, dose_high and dose_unit of dosing_regimens or dosages.
-- Answers: "Which trials give 1 to 2 g/m2 of ifosfamide?"
-- Nulls:   NULL for a dosage without an amount or in a unit of another kind. A bound that is NULL is open.
-- Units:   UCUM; both bounds in the unit named.

CREATE OR REPLACE FUNCTION answers.is_dose_within(
    at_least double precision, at_most double precision, unit text,
    dose_low double precision, dose_high double precision, dose_unit text
)
RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT CASE
    WHEN answers.canonical_dose_unit(unit) = answers.canonical_dose_unit(dose_unit)
        THEN (at_least IS NULL OR answers.dose_in(unit, dose_low, dose_unit) >= at_least)
        AND (at_most IS NULL OR answers.dose_in(unit, dose_high, dose_unit) <= at_most)
END
$$
