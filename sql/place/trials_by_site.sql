-- Trials by where they run.
--
-- Grain:   one row per trial and site.
-- Answers: "Which trials recruit in Beijing, and at which hospitals?"
-- Nulls:   a site may state no facility, or no place; latitude and longitude come only with registry records.
-- Units:   latitude and longitude are degrees north and east.

SELECT
    trial.trial_key,  -- The trial.
    place.facility,  -- The facility as written.
    place.city,  -- The city as written.
    place.state,  -- The state or province as written.
    coalesce(country.name, place.country) AS country,  -- The country, by its ISO name where it is one.
    site.country_code,  -- ISO 3166 alpha-2 code of the country.
    place.latitude,  -- Degrees north.
    place.longitude,  -- Degrees east.
    place.status AS site_status,  -- Where the site stands; often not stated.
    trial.overall_status AS status,  -- Where the trial stands.
    place.site_id  -- The facility, the same one in every trial however it is spelt.
FROM trial_sites AS place
INNER JOIN trials AS trial ON place.trial_id = trial.trial_id
LEFT JOIN sites AS site ON place.site_id = site.site_id
LEFT JOIN countries AS country ON site.country_code = country.country_code
