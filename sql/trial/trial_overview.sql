-- Every trial on one line: what it is, where it stands, what it studies and gives, who runs it and where.
--
-- Grain:   one row per trial.
-- Answers: "Which randomized phase 3 trials are recruiting, and how many participants do they want?"
-- Nulls:   phase_low and phase_high are NULL where phases do not apply; an age that is NULL is an open bound.
-- Caution: a trial of phases 2 and 3 has phase_low 2 and phase_high 3; ask for phase_low <= 3 AND phase_high >= 3.

SELECT
    trial.trial_id,  -- Number of the trial: JOIN the tables of the schema trialdb with it.
    trial.trial_key,  -- The registry id, or doc: and a hash for a trial known only by a page without one.
    trial.registry_id,  -- The trial's id in its registry, such as NCT06935409.
    coalesce(trial.brief_title, trial.official_title) AS title,  -- The title for the public, else the protocol's.
    trial.overall_status AS status,  -- Where the trial stands, such as RECRUITING.
    trial.phase,  -- The phase as the registry joins it, such as PHASE2/PHASE3.
    trial.phase_low,  -- The lowest phase; 0.5 is early phase 1.
    trial.phase_high,  -- The highest phase.
    trial.study_type,  -- INTERVENTIONAL, OBSERVATIONAL or EXPANDED_ACCESS.
    trial.allocation,  -- How participants are assigned to arms.
    trial.masking,  -- How many parties do not know the assignment.
    trial.primary_purpose,  -- What the interventions are for.
    trial.enrollment,  -- Participants, planned or actual.
    trial.enrollment_type,  -- Whether the enrollment is ACTUAL or ESTIMATED.
    trial.start_on,  -- First participant; the first day of what is stated.
    trial.primary_completion_on,  -- Last data for the primary outcome.
    trial.completion_on,  -- Last visit of the last participant.
    trial.min_age_years,  -- Youngest age; NULL is open.
    trial.max_age_years,  -- Oldest age; NULL is open.
    trial.sex,  -- Who may join, by sex.
    trial.accepts_healthy_volunteers,  -- Whether the healthy may join.
    (
        SELECT string_agg(reported.name, '; ' ORDER BY reported.first_no)
        FROM (
            SELECT
                condition.name,
                min(listed.condition_no) AS first_no
            FROM trial_conditions AS listed
            INNER JOIN conditions AS condition ON listed.condition_id = condition.condition_id
            WHERE listed.trial_id = trial.trial_id AND listed.relation = 'reported'
            GROUP BY condition.name
        ) AS reported
    ) AS conditions,  -- Conditions the sponsor reported, by their preferred names.
    (
        SELECT string_agg(given.name, '; ' ORDER BY given.intervention_no)
        FROM interventions AS given
        WHERE given.trial_id = trial.trial_id
    ) AS interventions,  -- Interventions as named in the record.
    (
        SELECT string_agg(lead.reported_as, '; ' ORDER BY lead.sponsor_no)
        FROM trial_sponsors AS lead
        WHERE lead.trial_id = trial.trial_id AND lead.role = 'lead'
    ) AS lead_sponsor,  -- Who leads the trial, as written.
    (
        SELECT string_agg(named.name, '; ' ORDER BY named.name)
        FROM (
            SELECT DISTINCT coalesce(country.name, listed.country_text) AS name
            FROM trial_countries AS listed
            LEFT JOIN countries AS country ON listed.country_code = country.country_code
            WHERE listed.trial_id = trial.trial_id AND NOT listed.is_removed
        ) AS named
    ) AS countries,  -- Countries it runs in, by name; those it has left are not listed.
    (
        SELECT count(*)
        FROM arms AS arm
        WHERE arm.trial_id = trial.trial_id
    ) AS n_arms,  -- Number of arms.
    (
        SELECT count(*)
        FROM trial_sites AS site
        WHERE site.trial_id = trial.trial_id
    ) AS n_sites,  -- Number of sites.
    trial.has_results,  -- Whether results are posted.
    trial.source,  -- The loader of the trial's highest-ranked document.
    trial.last_updated_on  -- Latest update shown to the public.
FROM trials AS trial
