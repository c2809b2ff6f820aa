-- How often the amount of a dosage is given in a week, where all its weeks are the same: 14 for 500 mg BID.
--
-- Grain:   one value; pass a row of dosages.
-- Answers: "How much methotrexate is taken in a week?"
-- Nulls:   NULL where weeks differ (every 3 weeks, 3 weeks of 4, every other day) or are not stated, and for less than
--          a week of treatment. "1200 mg/m2 per day" alone says nothing of how many days. Radiotherapy once a day may
--          pause at the weekend, so it needs its days of the week.

CREATE OR REPLACE FUNCTION answers.weekly_amounts(dosage trialdb.dosages)
RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT CASE
    WHEN NOT answers.is_repeated(dosage) OR dosage.n_doses IS NOT NULL OR answers.treatment_days(dosage) < 7 THEN NULL
    WHEN dosage.dose_per = 'week' THEN 1
    WHEN dosage.dose_per = 'total'
        THEN CASE
            WHEN dosage.frequency_period_unit = 'wk' AND dosage.frequency_period = 1
                AND dosage.dose_low = dosage.dose_high AND dosage.fractions >= dosage.frequency_count
                THEN dosage.frequency_count::double precision / dosage.fractions
        END
    WHEN dosage.frequency_period_unit = 'wk' AND dosage.frequency_period = 1 AND dosage.cycle_days IS NULL
        AND dosage.days_off IS NULL AND dosage.dose_per IN ('dose', 'fraction')
        AND answers.daily_amounts(dosage) IS NOT NULL
        THEN dosage.frequency_count
    WHEN dosage.dose_unit IN ('Gy', 'cGy') THEN NULL
    WHEN dosage.cycle_days IS NOT NULL OR dosage.days_off IS NOT NULL
        THEN CASE
            WHEN answers.cycle_length(dosage) = 7 THEN answers.cycle_amounts(dosage)
            WHEN dosage.interval_days IN (1, 7) AND dosage.dose_per = 'dose'
                AND answers.cycle_amounts(dosage) * dosage.interval_days
                = answers.cycle_length(dosage) * answers.daily_amounts(dosage)
                THEN 7 / dosage.interval_days * answers.daily_amounts(dosage)
        END
    WHEN answers.treatment_days(dosage) < answers.cycle_length(dosage) THEN NULL
    WHEN dosage.doses_per_day >= 1
        OR (dosage.dose_per = 'day' AND dosage.frequency IS NULL AND answers.treatment_days(dosage) >= 7)
        THEN 7 * answers.daily_amounts(dosage)
    WHEN dosage.interval_days IN (1, 7) AND dosage.dose_per = 'dose'
        THEN 7 / dosage.interval_days * answers.daily_amounts(dosage)
END::double precision
$$
