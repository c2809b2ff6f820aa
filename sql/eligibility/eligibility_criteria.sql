-- The eligibility text, item by item.
--
-- Grain:   one row per criterion.
-- Answers: "Which trials mention hepatitis B among their exclusion criteria?"
-- Nulls:   parent_no is NULL for an item of the outermost level.
-- Caution: a sub-item may only make sense with its parent: join criterion_no with parent_no.

SELECT
    trial.trial_key,  -- The trial.
    criterion.kind,  -- inclusion, exclusion, or unspecified where the text does not say.
    criterion.criterion_no,  -- The item's number, from 1, in reading order.
    criterion.parent_no,  -- The number of the enclosing item.
    criterion.depth,  -- How deep it is nested, from 0.
    criterion.is_header,  -- Whether it only labels its sub-items.
    criterion.logic,  -- How its sub-items combine: leaf (none), all, any or n_of.
    criterion.text,  -- The item as written.
    criterion.is_decisive  -- FALSE for one of several that need not all be so, or that exclude only together.
FROM criteria AS criterion
INNER JOIN trials AS trial ON criterion.trial_id = trial.trial_id
