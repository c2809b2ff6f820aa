-- Every limit the eligibility criteria state, as what a participant must or must not be.
--
-- Grain:   one row per limit.
-- Answers: "Which trials would take a patient with an absolute neutrophil count of 1.2?"
-- Nulls:   a bound that is NULL is open; requirement is NULL where the text does not say whether it is an inclusion.
-- Units:   unit is UCUM as written; low_canonical and high_canonical are comparable across trials.
-- Caution: with reference the bounds are multiples of it, not values. Limits of one group_no are alternatives in an
--          inclusion and belong together in an exclusion. A limit with if_text is for some only: a cohort, part or
--          those with a condition. One that is not is_decisive is an alternative to those of other items.
-- Source:  what can be said in two ways reads one way here: "at least 4 weeks since" in an inclusion and "within 4
--          weeks before" in an exclusion are both must_not, within_days 28; "no brain metastases" in an inclusion and
--          "brain metastases" in an exclusion are both must_not, present.

SELECT
    trial.trial_key,  -- The trial.
    stated.criterion_no,  -- The criterion it is stated in.
    stated.limit_no,  -- Its number within the criterion.
    stated.group_no,  -- Limits of one group belong together; see the view's caution.
    stated.kind,  -- Whether the criterion includes or excludes.
    stated.requirement,  -- must or must_not: exclusions, denials, absences and minimum gaps are turned.
    stated.concept,  -- What is limited, such as anc.
    concept.description AS concept_name,  -- The concept in words.
    CASE stated.operator
        WHEN 'absent' THEN 'present' ELSE stated.operator
    END AS operator,  -- range, in_set, status, present or count.
    stated.low,  -- Lower bound as written.
    stated.low_inclusive,  -- Whether the lower bound itself is within.
    stated.high,  -- Upper bound as written.
    stated.high_inclusive,  -- Whether the upper bound itself is within.
    stated.unit,  -- UCUM unit as written.
    stated.low_canonical,  -- Lower bound in canonical_unit.
    stated.high_canonical,  -- Upper bound in canonical_unit.
    stated.canonical_unit,  -- The unit all limits of the concept share.
    stated.reference,  -- ULN, LLN, normal, baseline …: low and high are multiples of it.
    array_to_string(stated.value_set, ', ') AS values,  -- The values listed, such as ECOG 0, 1.
    CASE
        WHEN stated.operator IN ('present', 'absent') THEN 'present' ELSE stated.status
    END AS status,  -- present, positive, negative, active, detectable …
    stated.count_low,  -- At least so many, such as one measurable lesion.
    stated.count_high,  -- At most so many, such as three prior lines.
    stated.sex,  -- The sex the limit is for, where it differs.
    stated.of_text,  -- Of what, as written: prior lines of chemotherapy.
    stated.if_text,  -- For whom it is, where not for all: the cohort, part or condition as written.
    stated.exception_text,  -- The exception, as written.
    CASE
        WHEN stated.window_relation IN ('within', 'min_gap') THEN stated.window_days
    END AS within_days,  -- Days before the anchor in which it must, or must not, have been.
    stated.window_anchor,  -- What those days are counted back from, such as first_dose.
    substr(
        criterion.text, stated.char_start + 1, stated.char_end - stated.char_start
    ) AS limit_text,  -- The words it was read from.
    criterion.text,  -- The criterion as written.
    stated.window_relation,  -- within or min_gap (before the anchor), or within_after it; with within_days, its length.
    criterion.is_decisive  -- FALSE in one of several items of which not all must be so, or which exclude only together.
FROM criterion_limits AS stated
INNER JOIN criteria AS criterion
    ON stated.trial_id = criterion.trial_id AND stated.criterion_no = criterion.criterion_no
INNER JOIN trials AS trial ON stated.trial_id = trial.trial_id
INNER JOIN concepts AS concept ON stated.concept = concept.concept
