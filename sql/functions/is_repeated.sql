-- Whether a dosage is given over and over, as its schedule says, so that it has a total of each cycle or week.
--
-- Grain:   one value; pass a row of dosages.
-- Answers: "Is this a loading dose?"
-- Nulls:   none.

CREATE OR REPLACE FUNCTION answers.is_repeated(dosage trialdb.dosages)
RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT coalesce(dosage.role, 'primary') NOT IN ('loading', 'lymphodepletion', 'conditioning', 'rescue')
    AND coalesce(dosage.frequency, '') NOT IN ('ONCE', 'PRN')
    AND dosage.is_prn IS NOT TRUE
$$
