-- Days between two administrations at a frequency: 21 for Q3W, Q21D and EVERY 3 WEEKS.
--
-- Grain:   one value.
-- Answers: "How many days apart is every other week?"
-- Nulls:   NULL for what is not evenly spaced in whole days: BID, twice a week, once; and for months and years, which
--          are never turned into days.

CREATE OR REPLACE FUNCTION answers.frequency_interval_days(frequency text)
RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT CASE
    WHEN frequency ~* '^(qd|daily|every day)$' THEN 1
    WHEN frequency ~* '^(qod|every other day)$' THEN 2
    WHEN frequency ~* '^(qw|weekly|every week)$' THEN 7
    WHEN frequency ~* '^every other week$' THEN 14
    WHEN frequency ~* '^(q|every) ?[1-9][0-9]{0,2} ?(d|days?)$' THEN substring(frequency FROM '[0-9]+')::integer
    WHEN frequency ~* '^(q|every) ?[1-9][0-9]{0,2} ?(w|wks?|weeks?)$' THEN 7 * substring(frequency FROM '[0-9]+')::integer
    WHEN frequency ~* '^(q|every) ?(24|48|72|96) ?(h|hours?)$' THEN substring(frequency FROM '[0-9]+')::integer / 24
END::double precision
$$
