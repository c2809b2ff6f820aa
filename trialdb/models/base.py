"""What every table is made of: names as PostgreSQL itself would choose them, column types by meaning, comments.

A table's comment is the first line of its class's docstring; every column has a comment of its own or that of its type.
``info={"lookup": True}`` marks a value list, ``info={"shared": True}`` an entity that many trials name.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar, cast

from sqlalchemy import (
    ARRAY,
    TIMESTAMP,
    BigInteger,
    Boolean,
    CheckConstraint,
    Date,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    Table,
    Text,
)
from sqlalchemy.orm import DeclarativeBase, mapped_column

SCHEMA = "trialdb"

_NAMES = {
    "pk": "%(table_name)s_pkey",
    "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
    "uq": "%(table_name)s_%(column_0_N_name)s_key",
    "ix": "%(table_name)s_%(column_0_N_name)s_idx",
    "ck": "%(table_name)s_%(constraint_name)s_check",
}


class Base(DeclarativeBase):
    """Every table of trialdb, in a schema of its own."""

    metadata = MetaData(schema=SCHEMA, naming_convention=_NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text,
        int: Integer,
        float: Double,
        Decimal: Numeric(2, 1),
        bool: Boolean,
        date: Date,
        datetime: TIMESTAMP(timezone=True),
        bytes: LargeBinary,
        list[str]: ARRAY(Text),
        list[int]: ARRAY(Integer),
    }

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cast(Table, cls.__table__).comment = (cls.__doc__ or "").strip().partition("\n")[0]


# Keys: a trial's own, and those of its children in the order of the document.
TrialId = Annotated[
    int,
    mapped_column(
        BigInteger,
        autoincrement=False,
        comment="The trial: the digits of its NCT number, another registry's own range, or a hash below 2^53.",
    ),
]
OfTrial = Annotated[
    int,
    mapped_column(
        BigInteger,
        ForeignKey("trials.trial_id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        comment="The trial this row belongs to.",
    ),
]
OfParent = Annotated[
    int, mapped_column(BigInteger, primary_key=True, autoincrement=False, comment="The trial this row belongs to.")
]
Position = Annotated[
    int,
    mapped_column(Integer, primary_key=True, autoincrement=False, comment="From 1, in the order of the document."),
]
EntityId = Annotated[
    int,
    mapped_column(
        BigInteger,
        primary_key=True,
        autoincrement=False,
        comment="53-bit hash of the name: the same in every database.",
    ),
]

# Values with a meaning of their own.
DatePrecision = Annotated[str, mapped_column(Text, comment="How much of the date is stated: day, month or year.")]
DateKind = Annotated[
    str,
    mapped_column(
        Text, ForeignKey("certainties.certainty"), comment="ACTUAL or ESTIMATED, as the registry says of the date."
    ),
]
CharStart = Annotated[int, mapped_column(Integer, comment="Where the evidence begins, counted from 0.")]
CharEnd = Annotated[int, mapped_column(Integer, comment="Where the evidence ends, exclusive.")]
Rule = Annotated[str, mapped_column(Text, comment="The reader's rule that found it.")]


def belongs_to(table: str, *positions: str, key: str | None = None) -> ForeignKeyConstraint:
    """The composite key by which a row belongs to another row of the same trial; ``key`` where it has another name."""
    target = [key] if key else positions
    return ForeignKeyConstraint(
        ["trial_id", *positions], [f"{table}.{column}" for column in ("trial_id", *target)], ondelete="CASCADE"
    )


def dates_have_precision(*dates: str) -> Iterable[CheckConstraint]:
    """A date and its precision are stated together."""
    for name in dates:
        yield CheckConstraint(
            f"({name} IS NULL) = ({name}_precision IS NULL) AND {name}_precision IN ('day', 'month', 'year')",
            name=f"{name}_has_precision",
        )


def one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    """A closed list of trialdb's own making; lists that a registry may extend are value lists instead."""
    return CheckConstraint(f"{column} IN ({', '.join(map(repr, values))})", name=f"{column}_known")


def span_in_order() -> CheckConstraint:
    """Evidence is a span of text, or nothing."""
    return CheckConstraint("0 <= char_start AND char_start <= char_end", name="span_in_order")
