-- The verdicts on every other trial, for two processes to find side by side.
--
-- Grain:   one row per trial with an even number (half 0) or an odd one (half 1), or per trial where half is NULL.
-- Answers: "Which of these trials could this patient join?"
-- Caution: ask match_patient, which puts the halves together; its columns are explained there.

CREATE OR REPLACE FUNCTION answers.match_half(
    patient jsonb, only_trials bigint[] DEFAULT NULL, half integer DEFAULT NULL
)
RETURNS TABLE (
    trial_key text,  -- The trial.
    verdict text,  -- eligible so far, not eligible or unknown.
    n_met bigint,  -- Requirements the patient meets; alternatives are one requirement.
    n_violated bigint,  -- Requirements the patient breaks.
    n_unknown bigint,  -- Requirements the file or the text leaves open.
    deciding text  -- The words that exclude, are met, or are in doubt; else what the registry asks and the file lacks.
)
LANGUAGE sql STABLE PARALLEL SAFE
COST 10000000
ROWS 40000
SET jit = off
SET work_mem = '64MB'
SET enable_mergejoin = off  -- it would sort what a hash finds
SET search_path = trialdb, answers, public
AS $$
WITH required AS MATERIALIZED (
    SELECT asked.trial_id, asked.criterion_no, asked.group_no, asked.kind, asked.is_met, asked.is_in_doubt
    FROM answers.patient_criteria(patient, only_trials, half) AS asked
),

answered AS (
    SELECT
        required.trial_id,
        count(*) FILTER (WHERE required.is_met) AS n_met,
        count(*) FILTER (WHERE NOT required.is_met) AS n_violated,
        bool_or(required.is_in_doubt) AS is_in_doubt
    FROM required
    GROUP BY required.trial_id
),

-- Requirements of the other sex are none.
of_other_sex AS (
    SELECT
        alternatives.trial_id,
        count(*) AS n_requirements
    FROM (
        SELECT stated.trial_id
        FROM trialdb.criterion_limits AS stated
        WHERE stated.sex <> upper(patient ->> 'sex')
        GROUP BY stated.trial_id, stated.criterion_no, stated.group_no
        HAVING count(*) = max(stated.group_size)
    ) AS alternatives
    GROUP BY alternatives.trial_id
),

judged AS MATERIALIZED (
    SELECT
        trial.trial_id,
        trial.trial_key,
        counted.n_met,
        counted.n_violated,
        4 + trial.n_requirements - coalesce(of_other_sex.n_requirements, 0)
        - counted.n_met - counted.n_violated AS n_unknown,
        CASE
            WHEN counted.n_violated > 0 THEN 'not eligible'
            WHEN fact.n_met = 4 AND counted.n_met > 4 AND NOT answered.is_in_doubt THEN 'eligible so far'
            ELSE 'unknown'
        END AS verdict,
        -- Where the registry's facts exclude, they are words enough.
        CASE
            WHEN fact.n_violated > 0 THEN concat_ws(
                '; ',
                CASE WHEN NOT trial.has_right_age THEN 'registry: ' || trial.age_text END,
                CASE WHEN NOT trial.has_right_sex THEN 'registry: ' || trial.sex_text END,
                CASE WHEN NOT trial.has_right_health THEN 'registry: ' || trial.health_text END
            )
            WHEN counted.n_violated = 0 AND fact.n_met < 4 THEN concat_ws(
                '; ',
                CASE WHEN trial.has_right_age IS NULL THEN 'not known: age' END,
                CASE WHEN trial.has_right_sex IS NULL THEN 'not known: sex' END,
                CASE WHEN trial.has_right_health IS NULL THEN 'not known: healthy' END,
                CASE WHEN trial.has_its_condition IS NULL THEN 'not known: condition' END
            )
        END AS registry_words
    FROM answers.patient_registry(patient, only_trials, half) AS trial
    LEFT JOIN answered ON trial.trial_id = answered.trial_id
    LEFT JOIN of_other_sex ON trial.trial_id = of_other_sex.trial_id
    CROSS JOIN LATERAL (
        SELECT
            num_nonnulls(
                nullif(trial.has_right_age, FALSE), nullif(trial.has_right_sex, FALSE),
                nullif(trial.has_right_health, FALSE), nullif(trial.has_its_condition, FALSE)
            ) AS n_met,
            num_nonnulls(
                nullif(trial.has_right_age, TRUE), nullif(trial.has_right_sex, TRUE),
                nullif(trial.has_right_health, TRUE), nullif(trial.has_its_condition, TRUE)
            ) AS n_violated
    ) AS fact
    CROSS JOIN LATERAL (
        SELECT
            fact.n_met + coalesce(answered.n_met, 0) AS n_met,
            fact.n_violated + coalesce(answered.n_violated, 0) AS n_violated
    ) AS counted
),

-- What decides, in the words it was read from: what excludes, else what is met.
worded AS (
    SELECT
        said.trial_id,
        string_agg(
            said.kind || ' ' || said.criterion_no || ': ' || said.words, '; ' ORDER BY said.criterion_no, said.group_no
        ) AS words
    FROM (
        SELECT
            required.trial_id,
            required.criterion_no,
            required.group_no,
            required.kind,
            string_agg(
                DISTINCT btrim(
                    regexp_replace(
                        substr(criterion.text, stated.char_start + 1, stated.char_end - stated.char_start),
                        '\s+', ' ', 'g'
                    )
                ), ', '
            ) AS words
        FROM (
            SELECT
                asked.trial_id, asked.criterion_no, asked.group_no,
                CASE WHEN asked.is_in_doubt THEN 'in doubt: ' ELSE '' END || asked.kind AS kind
            FROM judged
            INNER JOIN required AS asked ON judged.trial_id = asked.trial_id
            WHERE judged.registry_words IS NULL
                AND CASE judged.verdict
                    WHEN 'not eligible' THEN NOT asked.is_met WHEN 'eligible so far' THEN asked.is_met ELSE asked.is_in_doubt
                END
            ORDER BY asked.trial_id, asked.criterion_no  -- texts are looked up in the order they lie on disk
        ) AS required
        INNER JOIN trialdb.criterion_limits AS stated
            ON required.trial_id = stated.trial_id
                AND required.criterion_no = stated.criterion_no
                AND required.group_no = stated.group_no
        INNER JOIN trialdb.criteria AS criterion
            ON required.trial_id = criterion.trial_id AND required.criterion_no = criterion.criterion_no
        GROUP BY required.trial_id, required.criterion_no, required.group_no, required.kind
    ) AS said
    GROUP BY said.trial_id
)

SELECT
    judged.trial_key,
    judged.verdict,
    judged.n_met,
    judged.n_violated,
    judged.n_unknown,
    coalesce(nullif(judged.registry_words, ''), worded.words) AS deciding
FROM judged
LEFT JOIN worded ON judged.trial_id = worded.trial_id
$$
