-- What each dosage comes to in a day, a cycle and a week, in units that compare.
--
-- Grain:   one row per dosage with an amount.
-- Answers: "Which trials plan a dose intensity of docetaxel above 30 mg/m2 a week?"
-- Nulls:   a total is NULL where the text does not determine it; a bound is NULL where the dosage has none.
-- Units:   all amounts are in unit: mg for g and ug, Gy for cGy; /kg and /m2 stay. Intensities are in unit per week.
-- Caution: weekly totals are for dosages whose weeks are all the same; intensity_* are averages over cycle or interval.

WITH given AS (
    SELECT
        dosage.trial_id,
        dosage.dosage_no,
        dosage.agent_id,
        dosage.agent_text,
        dosage.role,
        dosage.frequency,
        canonical_dose_unit(dosage.dose_unit) AS unit,
        dosage.dose_per,
        dosage.dose_low * dose_unit_factor(dosage.dose_unit) AS low,
        dosage.dose_high * dose_unit_factor(dosage.dose_unit) AS high,
        daily_amounts(dosage) AS a_day,
        cycle_amounts(dosage) AS a_cycle,
        cycle_length(dosage) AS cycle_length_days,
        weekly_amounts(dosage) AS a_week,
        average_weekly_amounts(dosage) AS on_average,
        dosage.dosage_text
    FROM dosages AS dosage
    WHERE dosage.dose_unit IS NOT NULL
)

SELECT
    trial.trial_key,  -- The trial.
    given.dosage_no,  -- The dosage's number within its trial.
    coalesce(agent.name, given.agent_text) AS agent,  -- What is given: the preferred name, else as written.
    given.role,  -- What the dose is for: loading, maintenance, lymphodepletion, escalation_level …
    given.frequency,  -- How often, as a code such as Q3W.
    given.unit,  -- UCUM unit of all amounts of this row.
    given.dose_per,  -- What the stated amount is for: dose, day, cycle, fraction, total …
    given.low::numeric::double precision AS low,  -- Lowest stated amount.
    given.high::numeric::double precision AS high,  -- Highest stated amount.
    (given.low * given.a_day)::numeric::double precision AS daily_low,  -- Lowest total of a day with doses: EXDOSTOT.
    (given.high * given.a_day)::numeric::double precision AS daily_high,  -- Highest total of a day with doses.
    (given.low * given.a_cycle)::numeric::double precision AS cycle_low,  -- Lowest total of a cycle.
    (given.high * given.a_cycle)::numeric::double precision AS cycle_high,  -- Highest total of a cycle.
    given.cycle_length_days,  -- Days in that cycle.
    (given.low * given.a_week)::numeric::double precision AS weekly_low,  -- Lowest total of a week.
    (given.high * given.a_week)::numeric::double precision AS weekly_high,  -- Highest total of a week.
    (given.low * given.on_average)::numeric::double precision AS intensity_low,  -- Lowest amount a week, on average.
    (given.high * given.on_average)::numeric::double precision AS intensity_high,  -- Highest amount a week, on average.
    given.dosage_text  -- The words it was read from.
FROM given
INNER JOIN trials AS trial ON given.trial_id = trial.trial_id
LEFT JOIN agents AS agent ON given.agent_id = agent.agent_id
