-- How often the amount of a dosage is given in a week on average: 1/3 for 75 mg/m2 every 3 weeks.
--
-- Grain:   one value; pass a row of dosages.
-- Answers: "What is the dose intensity?": this, times the amount; dose_totals has the product.
-- Nulls:   NULL where neither cycle nor interval says it, for months, and for single and counted doses.
-- Source:  planned dose intensity after Hryniuk: the amount of a cycle over its weeks; without one, over the interval.

CREATE OR REPLACE FUNCTION answers.average_weekly_amounts(dosage trialdb.dosages)
RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT CASE
    WHEN answers.cycle_length(dosage) IS NOT NULL
        THEN coalesce(
            answers.cycle_amounts(dosage) * 7 / nullif(answers.cycle_length(dosage), 0), answers.weekly_amounts(dosage)
        )
    WHEN dosage.interval_days > 1
        AND answers.is_repeated(dosage)
        AND dosage.dose_per = 'dose'
        AND dosage.n_doses IS NULL
        AND dosage.cycle_days IS NULL
        AND dosage.days_off IS NULL
        AND coalesce(answers.treatment_days(dosage) > dosage.interval_days, TRUE)
        THEN 7 / dosage.interval_days * answers.daily_amounts(dosage)
    ELSE answers.weekly_amounts(dosage)
END
$$
