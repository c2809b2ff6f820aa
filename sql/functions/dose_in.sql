-- A dose in another unit of the same kind: 1.5 g is 1500 mg, 0.5 ug/kg/min is 0.03 mg/kg/h.
--
-- Grain:   one value.
-- Answers: "Which doses of ifosfamide are between 1 and 2 g/m2, however they are written?"
-- Nulls:   NULL where the two units measure different things: mg and mg/m2, mg and [IU], a tablet and its contents.
-- Units:   UCUM.
-- Source:  1 Ci is 37 GBq by definition.

CREATE OR REPLACE FUNCTION answers.dose_in(target text, amount double precision, unit text)
RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT CASE
    WHEN unit = target THEN amount
    WHEN answers.canonical_dose_unit(unit) = answers.canonical_dose_unit(target)
        -- By way of numeric, so that 2.3 g is 2300 mg and not a hair less.
        THEN (amount * answers.dose_unit_factor(unit) / answers.dose_unit_factor(target))::numeric::double precision
END
$$
