-- What an amount is multiplied by to be in its canonical unit: 1000 for g, 0.001 for ug/kg, 60 for mg/min.
--
-- Grain:   one value.
-- Answers: "How many mg is a gram?"
-- Nulls:   none; 1 for no unit, and for one that is its own canonical unit.
-- Units:   UCUM, as in canonical_dose_unit.

CREATE OR REPLACE FUNCTION answers.dose_unit_factor(unit text)
RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT CASE split_part(unit, '/', 1)
    WHEN 'kg' THEN 1e6 WHEN 'g' THEN 1e3 WHEN 'ug' THEN 1e-3 WHEN 'ng' THEN 1e-6
    WHEN 'L' THEN 1e3 WHEN 'uL' THEN 1e-3
    WHEN 'mol' THEN 1e3 WHEN 'umol' THEN 1e-3 WHEN 'nmol' THEN 1e-6
    WHEN 'cGy' THEN 0.01
    WHEN 'GBq' THEN 1e3 WHEN 'kBq' THEN 1e-3 WHEN 'Bq' THEN 1e-6
    WHEN 'Ci' THEN 37e3 WHEN 'mCi' THEN 37 WHEN 'uCi' THEN 0.037
    ELSE 1
END::double precision * CASE WHEN unit ~ '/min$' THEN 60 ELSE 1 END
$$
