"""A limit says itself what may exempt who breaks it, and which names it is of: a match reads no texts.

Fills the new columns from the texts and writes the table of limits anew: about two minutes for 80,000 trials.
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

# Any prior radiotherapy, or treatment with docetaxel: radiotherapy, docetaxel.
FILL_NAMES = r"""
    UPDATE trialdb.criterion_limits AS stated
    SET of_names = bare.names
    FROM (
        SELECT
            named.trial_id, named.criterion_no, named.limit_no,
            array_agg(plain.name ORDER BY member.no) AS names
        FROM trialdb.criterion_limits AS named
        CROSS JOIN regexp_split_to_table(
            btrim(regexp_replace(lower(named.of_text), '\s+', ' ', 'g')), '\s*(?:[,;/]|\mand/or\M|\mor\M)\s*'
        ) WITH ORDINALITY AS member (words, no)
        CROSS JOIN regexp_replace(
            member.words,
            '^(?:(?:any|prior|previous|previously|received|treatment|treated|therapy|use|with|of) )+'
            '|(?: (?:therapy|treatment|administration|infusion|injection))+$', '', 'g'
        ) AS plain (name)
        WHERE named.concept IN ('condition', 'procedure', 'prior_therapy') AND length(plain.name) BETWEEN 1 AND 200
        GROUP BY named.trial_id, named.criterion_no, named.limit_no
    ) AS bare
    WHERE bare.trial_id = stated.trial_id AND bare.criterion_no = stated.criterion_no
      AND bare.limit_no = stated.limit_no
"""
# What is said with a limit: an exception, a cohort; what is allowed among the exclusions or not asked for among the
# inclusions; what a domain's exclusions leave open; the alternative in the next line, and to the one before.
OWN = r"""
    stated.exception_text IS NOT NULL
    OR criterion.text ~* (
        '\m(cohort|sub-?study|stratum|(arm|part|phase|group|stage) [0-9a-e]+|unless|except(ions?|ing)?'
        '|case[ -]by[ -]case|will be evaluated)\M'
    )
    OR (concept.domain = 'demographic' AND criterion.text ~* 'menopaus|child-?bearing|\m(assent|proband)')
    OR CASE stated.kind
        WHEN 'exclusion' THEN
            (
                concept.domain IS DISTINCT FROM 'reproductive'
                AND criterion.text ~* (
                    '\m(must|provided|allowed|permitted|acceptable|outside|(are|is|be) eligible'
                    '|(may|can|could) (be (included|enrolled)|participate|enroll|join))\M'
                )
            )
            OR CASE concept.domain
                WHEN 'demographic' THEN
                    criterion.text ~* '(\mage|old|older|years?|\d)\)?,? (with|who(se|m)?|(for|in) whom)\M'
                WHEN 'virology' THEN
                    criterion.text ~* '(not|poorly|inadequately) (\w+ )?(controlled|treated)|kaposi|castleman'
                    OR (criterion.text ~* '\mAIDS\M|acquired immun' AND criterion.text !~* '\mHIV|human immun')
                WHEN 'therapy' THEN
                    criterion.text ~* '\m(current(ly)?|concurrent(ly)?|concomitant(ly)?|ongoing)\M'
                    AND criterion.text !~* '\m(within|prior|previous(ly)?|past|last|history)\M'
                WHEN 'reproductive' THEN
                    criterion.text ~* '\m(twins?|multiple|ectopic|assisted)\M'
                    OR (
                        criterion.text ~* '\m(men|males?)\M|\m(his|whose|\w+''s) (\w+ )?partner'
                        AND criterion.text !~* '\m(females?|wom[ae]n)\M'
                    )
            END
        WHEN 'inclusion' THEN
            criterion.text ~* '\m(exclud(e|es|ed|ing)|ineligible)\M|\mor\W*$'
            OR before.text ~* '\mor\W*$'
            OR (
                concept.domain IN ('virology', 'disease', 'therapy')
                AND criterion.text ~* (
                    '^if\M|\m(may|allowed|permitted|acceptable|eligible (if|when|provided|as long)|can (also )?be'
                    '|or,? for (those|patients|participants|subjects|individuals))\M'
                )
            )
    END
"""
# A list of which one item is enough; a heading of some of the patients; what is asked for among the exclusions.
ABOVE = r"""
    lead_in.logic = 'n_of'
    OR (lead_in.kind = 'inclusion' AND lead_in.logic = 'any')
    OR (lead_in.kind = 'exclusion' AND lead_in.logic = 'all')
    OR lead_in.text ~* (
        '\m(if|when|for|only|cohorts?|arms?|parts?|phases?|groups?|stages?|strat(um|a)|sub-?stud(y|ies)|controls?'
        '|donors?|recipients?|volunteers?|healthy|women|men|females?|males?|children|adults?|p(a)?ediatric'
        '|except|exceptions?|unless|excluding|additional|notes?)\M'
    )
    OR (lead_in.kind = 'exclusion' AND lead_in.text ~* '\m(must|has to|have to) (?!not)')
    OR (
        lead_in.kind = 'inclusion'
        AND lead_in.text ~* '\m(patients?|subjects?|participants?|individuals?) (with|who|having|whose)\M'
    )
"""
FILL_DOUBTS = rf"""
    WITH RECURSIVE above AS (
        SELECT
            stated.trial_id, stated.criterion_no, stated.limit_no, stated.kind, criterion.parent_no,
            coalesce({OWN}, FALSE) AS is_qualified
        FROM trialdb.criterion_limits AS stated
        JOIN trialdb.concepts AS concept ON stated.concept = concept.concept
        JOIN trialdb.criteria AS criterion
            ON stated.trial_id = criterion.trial_id AND stated.criterion_no = criterion.criterion_no
        LEFT JOIN trialdb.criteria AS before
            ON criterion.trial_id = before.trial_id AND criterion.criterion_no - 1 = before.criterion_no
                AND criterion.parent_no IS NOT DISTINCT FROM before.parent_no
        WHERE stated.kind <> 'unspecified'
        UNION ALL
        SELECT
            above.trial_id, above.criterion_no, above.limit_no, above.kind, lead_in.parent_no,
            coalesce({ABOVE}, FALSE) AS is_qualified
        FROM above
        JOIN trialdb.criteria AS lead_in
            ON above.trial_id = lead_in.trial_id AND above.parent_no = lead_in.criterion_no
                AND lead_in.kind IN (above.kind, 'unspecified')
        WHERE NOT above.is_qualified
    )
    UPDATE trialdb.criterion_limits AS stated
    SET doubt = 'qualified'
    FROM above
    WHERE above.is_qualified AND above.trial_id = stated.trial_id AND above.criterion_no = stated.criterion_no
      AND above.limit_no = stated.limit_no
"""
# A criterion on contraception asks nobody to be pregnant.
FILL_MISPLACED = """
    UPDATE trialdb.criterion_limits AS stated
    SET doubt = 'misplaced'
    FROM trialdb.criteria AS criterion
    WHERE stated.kind = 'inclusion' AND stated.requirement = 'must' AND stated.concept IN ('pregnancy', 'breastfeeding')
      AND criterion.trial_id = stated.trial_id AND criterion.criterion_no = stated.criterion_no
      AND criterion.text ~* 'contracept|child-?bearing|breast|lactat|nursing'
"""


def upgrade() -> None:
    op.add_column(
        "criterion_limits",
        sa.Column(
            "doubt",
            sa.Text(),
            comment="qualified: words around it may exempt some; misplaced: the criterion asks for the contrary.",
        ),
        schema="trialdb",
    )
    op.add_column(
        "criterion_limits",
        sa.Column(
            "of_names",
            sa.ARRAY(sa.Text()),
            comment="Each treatment or condition of of_text by its bare name, in lower case.",
        ),
        schema="trialdb",
    )
    for statement in (FILL_NAMES, FILL_DOUBTS, FILL_MISPLACED):
        op.get_bind().exec_driver_sql(statement, execution_options={"no_parameters": True})
    op.create_check_constraint(
        op.f("criterion_limits_doubt_known_check"),
        "criterion_limits",
        "doubt IN ('qualified', 'misplaced')",
        schema="trialdb",
    )
    op.create_index(
        "criterion_limits_of_names_idx",
        "criterion_limits",
        ["of_names"],
        schema="trialdb",
        postgresql_using="gin",
        postgresql_where=sa.text("of_names IS NOT NULL"),
    )
    op.execute(sa.text("ANALYZE trialdb.criterion_limits"))


def downgrade() -> None:
    op.drop_index("criterion_limits_of_names_idx", "criterion_limits", schema="trialdb")
    for column in ("of_names", "doubt"):
        op.drop_column("criterion_limits", column, schema="trialdb")
