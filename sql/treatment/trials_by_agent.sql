-- Trials by what they give, whatever name the record uses.
--
-- Grain:   one row per trial and agent.
-- Answers: "Which trials give docetaxel to their experimental arm?"
-- Nulls:   role is NULL where no arm, or only arms of another kind, get the agent.
-- Caution: role compares arms: an agent that every arm gets is a background treatment, here called both.

WITH given AS (
    SELECT
        contained.trial_id,
        contained.agent_id,
        contained.reported_as,
        contained.intervention_no,
        link.arm_no
    FROM intervention_agents AS contained
    LEFT JOIN arm_interventions AS link
        ON contained.trial_id = link.trial_id AND contained.intervention_no = link.intervention_no
    UNION ALL
    SELECT
        dosage.trial_id,
        dosage.agent_id,
        dosage.agent_text AS reported_as,
        NULL AS intervention_no,
        link.arm_no
    FROM dosages AS dosage
    LEFT JOIN dosage_arms AS link ON dosage.trial_id = link.trial_id AND dosage.dosage_no = link.dosage_no
    WHERE dosage.agent_id IS NOT NULL
)

SELECT
    trial.trial_key,  -- The trial.
    agent.name AS agent,  -- What is given, by its preferred name.
    (
        array_agg(given.reported_as ORDER BY given.intervention_no, given.reported_as)
    )[1] AS reported_as,  -- As the record names it.
    CASE
        WHEN
            bool_or(arm.arm_type = 'EXPERIMENTAL')
            AND bool_or(arm.arm_type IN ('ACTIVE_COMPARATOR', 'PLACEBO_COMPARATOR', 'SHAM_COMPARATOR'))
            THEN 'both'
        WHEN bool_or(arm.arm_type = 'EXPERIMENTAL') THEN 'experimental'
        WHEN bool_or(arm.arm_type IN ('ACTIVE_COMPARATOR', 'PLACEBO_COMPARATOR', 'SHAM_COMPARATOR')) THEN 'comparator'
    END AS role  -- experimental, comparator or both, by the arms that get it.
FROM given
INNER JOIN trials AS trial ON given.trial_id = trial.trial_id
INNER JOIN agents AS agent ON given.agent_id = agent.agent_id
LEFT JOIN arms AS arm ON given.trial_id = arm.trial_id AND given.arm_no = arm.arm_no
GROUP BY trial.trial_key, agent.name
