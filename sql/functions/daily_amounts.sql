-- How often the amount of a dosage is given on a day of treatment: 2 for 500 mg BID, 1 for 50 mg/m2 per day.
--
-- Grain:   one value; pass a row of dosages.
-- Answers: "What is the total daily dose (CDISC's EXDOSTOT)?"
-- Nulls:   NULL where the text does not say how often in a day, where it is given as needed or at a rate, and where
--          the amount is of a week, a cycle or a whole course. What is given every so many days is given once that day.

CREATE OR REPLACE FUNCTION answers.daily_amounts(dosage trialdb.dosages)
RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT CASE
    WHEN dosage.is_prn OR dosage.frequency = 'PRN' OR dosage.dose_unit ~ '/(h|min)$' THEN NULL
    WHEN dosage.dose_per = 'day' THEN 1
    WHEN dosage.dose_per NOT IN ('dose', 'fraction') THEN NULL
    WHEN dosage.doses_per_day >= 1
        THEN CASE WHEN dosage.doses_per_day = floor(dosage.doses_per_day) THEN dosage.doses_per_day END
    WHEN dosage.interval_days >= 1 OR dosage.frequency_period_unit IN ('wk', 'mo', 'a') THEN 1
    -- "80 mg/m2 on days 1 and 8".
    WHEN dosage.frequency IS NULL AND dosage.cycle_days IS NOT NULL THEN 1
END::double precision
$$
