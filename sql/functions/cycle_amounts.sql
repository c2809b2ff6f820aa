-- How often the amount of a dosage is given in one cycle: 28 for 1000 mg/m2 BID on days 1 to 14 of 21.
--
-- Grain:   one value; pass a row of dosages.
-- Answers: "How much capecitabine is given in a cycle?"
-- Nulls:   NULL without a cycle, and where days, interval, duration and number of doses leave it open or disagree.

CREATE OR REPLACE FUNCTION answers.cycle_amounts(dosage trialdb.dosages)
RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT CASE
    WHEN NOT answers.is_repeated(dosage) THEN NULL
    WHEN dosage.dose_per = 'cycle' THEN 1
    WHEN dosage.cycle_days IS NOT NULL
        THEN CASE
            WHEN 1 <= ALL(dosage.cycle_days)
                AND answers.cycle_length(dosage) >= ALL(dosage.cycle_days)
                AND coalesce(cardinality(dosage.cycle_days) * dosage.interval_days <= answers.cycle_length(dosage), TRUE)
                AND coalesce(
                    answers.treatment_days(dosage) = cardinality(dosage.cycle_days)
                    OR answers.treatment_days(dosage) > answers.cycle_length(dosage), TRUE
                )
                AND coalesce(dosage.frequency_period_unit <> 'wk' OR dosage.frequency_count = 1, TRUE)
                AND coalesce(dosage.n_doses >= cardinality(dosage.cycle_days), TRUE)
                THEN cardinality(dosage.cycle_days) * answers.daily_amounts(dosage)
        END
    WHEN dosage.n_doses IS NOT NULL THEN NULL
    -- Taken daily for a part of the cycle, else through all of it.
    WHEN dosage.doses_per_day >= 1 OR (dosage.dose_per = 'day' AND dosage.frequency IS NULL)
        THEN CASE
            WHEN answers.treatment_days(dosage) <= answers.cycle_length(dosage)
                THEN answers.treatment_days(dosage) * answers.daily_amounts(dosage)
            WHEN dosage.doses_per_day >= 1 THEN answers.cycle_length(dosage) * answers.daily_amounts(dosage)
        END
    WHEN dosage.dose_per <> 'dose' THEN NULL
    -- Every so many days for a part of the cycle, else through all of it; whole numbers only.
    WHEN mod(
        least(answers.treatment_days(dosage), answers.cycle_length(dosage))::integer,
        nullif(floor(dosage.interval_days)::integer, 0)
    ) = 0 AND dosage.interval_days = floor(dosage.interval_days)
        THEN least(answers.treatment_days(dosage), answers.cycle_length(dosage)) / dosage.interval_days
            * answers.daily_amounts(dosage)
    WHEN dosage.frequency_period_unit = 'wk'
        AND dosage.interval_days IS NULL
        AND mod(answers.cycle_length(dosage), nullif(7 * dosage.frequency_period, 0)) = 0
        AND coalesce(answers.treatment_days(dosage) >= answers.cycle_length(dosage), TRUE)
        THEN answers.cycle_length(dosage) / 7 / dosage.frequency_period * dosage.frequency_count
END * CASE WHEN answers.cycle_length(dosage) > 0 OR dosage.dose_per = 'cycle' THEN 1 END
$$
