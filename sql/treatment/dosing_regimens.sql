-- Every dose a trial states, with its schedule in columns.
--
-- Grain:   one row per dosage: one agent, amount and schedule, however often the record states it.
-- Answers: "Which phase 3 trials give gemcitabine on days 1 and 8 of a 21-day cycle?"
-- Nulls:   interval_days is NULL when administrations are not evenly spaced (days 1 and 8 of 21).
-- Units:   dose_unit is UCUM: mg/m2, mg/kg, Gy, {cells}, mg/mL.min for a dose by AUC.
-- Caution: a month is never turned into days; QM is not Q4W.

SELECT
    trial.trial_key,  -- The trial.
    trial.title,  -- Its title.
    trial.phase,  -- Its phase as the registry joins it.
    trial.phase_low,  -- Its lowest phase.
    trial.phase_high,  -- Its highest phase.
    trial.status,  -- Where it stands.
    trial.conditions,  -- What it studies.
    (
        SELECT string_agg(arm.label, '; ' ORDER BY arm.arm_no)
        FROM dosage_arms AS given
        INNER JOIN arms AS arm ON given.trial_id = arm.trial_id AND given.arm_no = arm.arm_no
        WHERE given.trial_id = dosage.trial_id AND given.dosage_no = dosage.dosage_no
    ) AS arm_label,  -- The arms that get the dose.
    (
        SELECT string_agg(DISTINCT arm.arm_type, '; ' ORDER BY arm.arm_type)
        FROM dosage_arms AS given
        INNER JOIN arms AS arm ON given.trial_id = arm.trial_id AND given.arm_no = arm.arm_no
        WHERE given.trial_id = dosage.trial_id AND given.dosage_no = dosage.dosage_no
    ) AS arm_type,  -- What those arms are for.
    dosage.dosage_no,  -- The dosage's number within its trial.
    coalesce(agent.name, dosage.agent_text) AS agent,  -- What is given: the preferred name, else as written.
    dosage.role,  -- What the dose is for: loading, maintenance, lymphodepletion, escalation_level …
    dosage.dose_low,  -- Lowest amount.
    dosage.dose_high,  -- Highest amount; the same as dose_low for one amount.
    dosage.dose_unit,  -- UCUM unit of the amount.
    dosage.dose_per,  -- What the amount is for: dose, day, cycle, fraction, total …
    dosage.route,  -- How it enters the body, such as IV.
    dosage.frequency,  -- How often, as a code such as Q3W.
    dosage.frequency_basis,  -- Whether the words state the frequency or it is derived from days and cycle length.
    dosage.interval_days,  -- Days between administrations, where they are evenly spaced.
    dosage.doses_per_day,  -- Administrations in a day.
    dosage.cycle_length_days,  -- Days in a cycle.
    array_to_string(dosage.cycle_days, ',') AS cycle_days,  -- Days of the cycle with a dose, such as 1,8.
    dosage.infusion_minutes_low AS infusion_minutes,  -- Length of the infusion; the shortest of a range.
    dosage.infusion_minutes_high,  -- Length of the infusion; the longest of a range.
    coalesce(dosage.cycles_high, dosage.cycles_low) AS cycles,  -- Number of cycles; the most of a range.
    dosage.n_doses,  -- Number of doses in all.
    array_to_string(dosage.until, '; ') AS until,  -- What ends it: progression, toxicity, death …
    dosage.dosage_text  -- The words it was read from.
FROM dosages AS dosage
INNER JOIN trial_overview AS trial ON dosage.trial_id = trial.trial_id
LEFT JOIN agents AS agent ON dosage.agent_id = agent.agent_id
