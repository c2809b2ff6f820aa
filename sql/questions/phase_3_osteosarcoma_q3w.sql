-- Phase 3 osteosarcoma trials with dosing every three weeks.
--
-- Grain:   one row per dosage given every 21 days.
-- Answers: "Phase 3 osteosarcoma trials with Q3W dosing."
-- Caution: a dosage counts by its interval, however the record says it: Q3W, every 21 days, day 8 of a 21-day cycle.

SELECT
    regimen.trial_key,  -- The trial.
    regimen.title,  -- Its title.
    regimen.phase,  -- Its phase as the registry joins it.
    regimen.status,  -- Where it stands.
    regimen.arm_label,  -- The arms that get the dose.
    regimen.agent,  -- What is given.
    regimen.dose_low,  -- Lowest amount.
    regimen.dose_high,  -- Highest amount.
    regimen.dose_unit,  -- UCUM unit of the amount.
    regimen.route,  -- How it enters the body.
    regimen.frequency,  -- How often, as a code.
    regimen.frequency_basis,  -- Whether the words state the frequency or it is derived.
    regimen.interval_days,  -- Days between administrations: 21.
    regimen.cycle_days,  -- Days of the cycle with a dose.
    regimen.dosage_text  -- The words it was read from.
FROM dosing_regimens AS regimen
WHERE
    regimen.phase_low <= 3
    AND regimen.phase_high >= 3
    AND regimen.interval_days = 21
    AND EXISTS (
        SELECT 1
        FROM trials_by_condition AS disease
        WHERE disease.trial_key = regimen.trial_key AND disease.condition = 'Osteosarcoma'
    )
