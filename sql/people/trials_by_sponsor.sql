-- Trials by who runs and supports them.
--
-- Grain:   one row per trial and sponsor or collaborator.
-- Answers: "Which trials do industry sponsors lead together with a university?"
-- Nulls:   sponsor_class is NULL where a page does not state it.

SELECT
    trial.trial_key,  -- The trial.
    sponsor.name AS sponsor,  -- The organization, by its preferred name.
    listed.reported_as,  -- The organization as written.
    listed.sponsor_class,  -- What kind of organization it is, such as INDUSTRY.
    listed.role  -- lead or collaborator.
FROM trial_sponsors AS listed
INNER JOIN trials AS trial ON listed.trial_id = trial.trial_id
INNER JOIN sponsors AS sponsor ON listed.sponsor_id = sponsor.sponsor_id
