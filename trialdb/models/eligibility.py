"""Who may join: the items of the eligibility text, and the limits each one states."""

from __future__ import annotations

from typing import get_args

from sqlalchemy import Boolean, CheckConstraint, Computed, ForeignKey, Index, text, true
from sqlalchemy.orm import Mapped, mapped_column

from trialdb.models.base import (
    Base,
    CharEnd,
    CharStart,
    OfParent,
    OfTrial,
    Position,
    Rule,
    belongs_to,
    one_of,
    span_in_order,
)
from trialdb.records.criterion import Kind

# An exclusion, a denial, an absence and a gap since an event each turn a limit; a gap before a measured value does not.
_REQUIREMENT = """
    CASE WHEN (kind <> 'unspecified'::text) THEN CASE
    WHEN (((kind = 'inclusion'::text) <> (COALESCE(is_negated, false) <> (operator = 'absent'::text)))
    <> (COALESCE((window_relation = 'min_gap'::text), false) AND (num_nonnulls(low, high, value_set) = 0)))
    THEN 'must'::text ELSE 'must_not'::text END ELSE NULL::text END
    """


class Concept(Base):
    """Something a criterion may limit: an age, a laboratory value, a score, a state."""

    __tablename__ = "concepts"
    __table_args__ = ({"info": {"lookup": True}},)

    concept: Mapped[str] = mapped_column(primary_key=True, comment="The code, such as anc.")
    description: Mapped[str | None] = mapped_column(comment="The code in words.")
    domain: Mapped[str | None] = mapped_column(comment="What kind of thing it is: demographic, laboratory, score …")
    canonical_unit: Mapped[str | None] = mapped_column(comment="UCUM unit that makes its limits comparable.")
    loinc_code: Mapped[str | None] = mapped_column(comment="LOINC code, where one fits.")
    ncit_code: Mapped[str | None] = mapped_column(comment="NCI Thesaurus code, where one fits.")
    is_known: Mapped[bool] = mapped_column(
        Boolean, server_default=true(), comment="False for a concept that this version of trialdb does not know."
    )


class Criterion(Base):
    """One item of an eligibility text."""

    __tablename__ = "criteria"
    __table_args__ = (
        belongs_to("criteria", "parent_no", key="criterion_no"),
        one_of("kind", get_args(Kind)),
        one_of("logic", ("leaf", "all", "any", "n_of")),
        span_in_order(),
    )

    trial_id: Mapped[OfTrial]
    criterion_no: Mapped[Position]
    kind: Mapped[str] = mapped_column(comment="inclusion, exclusion or unspecified.")
    parent_no: Mapped[int | None] = mapped_column(comment="The enclosing item.")
    depth: Mapped[int] = mapped_column(comment="How deep it is nested, from 0.")
    marker: Mapped[str | None] = mapped_column(comment="The bullet or number it had.")
    is_header: Mapped[bool] = mapped_column(comment="Whether it only labels its children.")
    is_decisive: Mapped[bool] = mapped_column(
        Boolean,
        server_default=true(),
        comment="False for one of several that need not all be so, or that exclude only together.",
    )
    logic: Mapped[str] = mapped_column(comment="How its children combine: leaf (none), all, any or n_of.")
    text: Mapped[str] = mapped_column(comment="The item as written.")
    char_start: Mapped[CharStart | None] = mapped_column(comment="Where it begins in trials.eligibility_text, from 0.")
    char_end: Mapped[CharEnd | None] = mapped_column(comment="Where it ends there, exclusive.")


class CriterionLimit(Base):
    """One requirement a criterion states, as written; kind, group_size and requirement follow from the others."""

    __tablename__ = "criterion_limits"
    __table_args__ = (
        belongs_to("criteria", "criterion_no"),
        one_of("kind", get_args(Kind)),
        one_of("operator", ("range", "in_set", "status", "present", "absent", "count")),
        one_of("doubt", ("qualified", "misplaced")),
        CheckConstraint("group_size > 0", name="group_size_positive"),
        span_in_order(),
        Index("criterion_limits_concept_idx", "concept"),
        Index("criterion_limits_sex_idx", "sex", postgresql_where=text("sex IS NOT NULL")),
        Index(
            "criterion_limits_of_names_idx",
            "of_names",
            postgresql_using="gin",
            postgresql_where=text("of_names IS NOT NULL"),
        ),
    )

    trial_id: Mapped[OfParent]
    criterion_no: Mapped[Position]
    limit_no: Mapped[Position]
    group_no: Mapped[int | None] = mapped_column(
        comment="Limits of one group are alternatives in an inclusion, and belong together in an exclusion."
    )
    concept: Mapped[str] = mapped_column(ForeignKey("concepts.concept"), comment="What is limited.")
    operator: Mapped[str] = mapped_column(comment="range, in_set, status, present, absent or count.")
    low: Mapped[float | None] = mapped_column(comment="Lower bound as written; NULL is open.")
    low_inclusive: Mapped[bool | None] = mapped_column(comment="Whether the lower bound itself is within.")
    high: Mapped[float | None] = mapped_column(comment="Upper bound as written; NULL is open.")
    high_inclusive: Mapped[bool | None] = mapped_column(comment="Whether the upper bound itself is within.")
    unit: Mapped[str | None] = mapped_column(comment="UCUM unit as written.")
    reference: Mapped[str | None] = mapped_column(
        comment="ULN, LLN, normal, baseline …: the bounds are multiples of it."
    )
    low_canonical: Mapped[float | None] = mapped_column(comment="Lower bound in the concept's canonical unit.")
    high_canonical: Mapped[float | None] = mapped_column(comment="Upper bound in the concept's canonical unit.")
    canonical_unit: Mapped[str | None] = mapped_column(comment="That unit.")
    value_set: Mapped[list[str] | None] = mapped_column(comment="The values listed, such as ECOG 0 and 1.")
    status: Mapped[str | None] = mapped_column(comment="positive, negative, active, detectable …")
    is_negated: Mapped[bool | None] = mapped_column(comment="Whether the item denies it.")
    sex: Mapped[str | None] = mapped_column(ForeignKey("sexes.sex"), comment="The sex it is for, where it differs.")
    count_low: Mapped[int | None] = mapped_column(comment="At least so many, such as one measurable lesion.")
    count_high: Mapped[int | None] = mapped_column(comment="At most so many, such as three prior lines.")
    of_text: Mapped[str | None] = mapped_column(comment="Of what: prior lines of chemotherapy.")
    if_concept: Mapped[str | None] = mapped_column(ForeignKey("concepts.concept"), comment="It holds only with this.")
    if_text: Mapped[str | None] = mapped_column(comment="The condition it holds under, as written.")
    exception_text: Mapped[str | None] = mapped_column(comment="The exception, as written.")
    window_relation: Mapped[str | None] = mapped_column(
        comment="within or min_gap before the anchor, or within_after it."
    )
    window_value: Mapped[float | None] = mapped_column(comment="Length of the window as written.")
    window_unit: Mapped[str | None] = mapped_column(comment="UCUM unit of that length.")
    window_days: Mapped[float | None] = mapped_column(comment="Length of the window in days.")
    window_anchor: Mapped[str | None] = mapped_column(comment="What the window is counted from.")
    char_start: Mapped[CharStart | None] = mapped_column(comment="Where the evidence begins in criteria.text, from 0.")
    char_end: Mapped[CharEnd | None] = mapped_column(comment="Where it ends there, exclusive.")
    rule: Mapped[Rule]
    kind: Mapped[str] = mapped_column(comment="Of its criterion: inclusion, exclusion or unspecified.")
    group_size: Mapped[int] = mapped_column(comment="Limits in its group, itself included.")
    requirement: Mapped[str | None] = mapped_column(
        Computed(_REQUIREMENT, persisted=True),
        comment="must or must_not: exclusions, denials, absences and minimum gaps are turned.",
    )
    doubt: Mapped[str | None] = mapped_column(
        comment="qualified: words around it may exempt some; misplaced: the criterion asks for the contrary."
    )
    of_names: Mapped[list[str] | None] = mapped_column(
        comment="Each treatment or condition of of_text by its bare name, in lower case."
    )
