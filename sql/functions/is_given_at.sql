-- Whether a dosage is given at a frequency, in whatever words it was stated, or derived from its days and cycle.
--
-- Grain:   one value; pass the columns frequency, interval_days and doses_per_day of dosing_regimens or dosages.
-- Answers: "Which trials give docetaxel Q3W?"
-- Nulls:   NULL where the dosage has nothing to compare, and for a frequency that is not known. Days 1 and 8 of 21 have
--          no even interval, so they are not every 3 weeks.
-- Caution: every 12 hours is twice a day, but twice a day need not be every 12 hours; a month is not four weeks.
-- Source:  codes of the table frequencies, as CDISC's EXDOSFRQ: Q3W, QD, BID, TIW, QM; EVERY 3 WEEKS is understood.

CREATE OR REPLACE FUNCTION answers.is_given_at(
    wanted text, frequency text, interval_days double precision, doses_per_day double precision DEFAULT NULL
)
RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT CASE
    WHEN upper(wanted) ~ '^Q(24|48|72)H$' THEN frequency = upper(wanted)
    WHEN answers.frequency_interval_days(wanted) IS NOT NULL
        THEN interval_days = answers.frequency_interval_days(wanted)
    WHEN upper(wanted) = 'BID' THEN frequency = 'BID' OR doses_per_day = 2
    WHEN upper(wanted) = 'TID' THEN frequency = 'TID' OR doses_per_day = 3
    WHEN upper(wanted) = 'QID' THEN frequency = 'QID' OR doses_per_day = 4
    WHEN upper(wanted) ~ '^([5-9]ID|[BT4-6]IW|Q[0-9]*[HMY]|BIM|ONCE|CONT|PRN|Q[AP]M|QHS)$' THEN frequency = upper(wanted)
END
$$
