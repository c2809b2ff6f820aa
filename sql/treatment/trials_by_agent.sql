-- Trials by what they give, whatever name the record uses.
--
-- Grain:   one row per trial and agent.
-- Answers: "Which trials give docetaxel to their experimental arm?"
-- Nulls:   role is NULL where no arm, or only arms of another kind, get the agent.
-- Caution: role compares arms: an agent that every arm gets is a background treatment, here called both.

-- Both parts are plain, so that PostgreSQL can look either up by trial or by agent.
WITH given AS (
    SELECT
        trial_id,
        agent_id,
        reported_as,
        intervention_no,
        NULL::integer AS dosage_no
    FROM intervention_agents
    UNION ALL
    SELECT
        trial_id,
        agent_id,
        agent_text AS reported_as,
        NULL::integer AS intervention_no,
        dosage_no
    FROM dosages
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
LEFT JOIN arm_interventions AS arm_link
    ON given.trial_id = arm_link.trial_id AND given.intervention_no = arm_link.intervention_no
LEFT JOIN dosage_arms AS dose_link ON given.trial_id = dose_link.trial_id AND given.dosage_no = dose_link.dosage_no
LEFT JOIN arms AS arm
    ON given.trial_id = arm.trial_id AND coalesce(arm_link.arm_no, dose_link.arm_no) = arm.arm_no
GROUP BY trial.trial_key, agent.name
