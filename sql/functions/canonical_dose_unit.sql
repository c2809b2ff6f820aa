-- The unit in which amounts of one kind compare: mg/kg for g/kg and ug/kg, Gy for cGy, MBq for mCi.
--
-- Grain:   one value.
-- Answers: "Which doses may be compared with one in mg/m2?"
-- Nulls:   NULL only for no unit; a unit of another kind, such as {cells}/kg, [IU] or {tablet}, is its own.
-- Units:   UCUM. What an amount is for (/kg, /m2) stays; a rate is per hour.

CREATE OR REPLACE FUNCTION answers.canonical_dose_unit(unit text)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT CASE
    WHEN split_part(unit, '/', 1) IN ('kg', 'g', 'mg', 'ug', 'ng') THEN 'mg'
    WHEN split_part(unit, '/', 1) IN ('L', 'mL', 'uL') THEN 'mL'
    WHEN split_part(unit, '/', 1) IN ('mol', 'mmol', 'umol', 'nmol') THEN 'mmol'
    WHEN split_part(unit, '/', 1) IN ('Gy', 'cGy') THEN 'Gy'
    WHEN split_part(unit, '/', 1) IN ('GBq', 'MBq', 'kBq', 'Bq', 'Ci', 'mCi', 'uCi') THEN 'MBq'
    ELSE split_part(unit, '/', 1)
END || regexp_replace(substr(unit, length(split_part(unit, '/', 1)) + 1), '/min$', '/h')
$$
