"""The value lists of results, and the columns that many of their tables share."""

from __future__ import annotations

from typing import Annotated

from sqlalchemy import Double, ForeignKey, Integer, Text
from sqlalchemy.orm import mapped_column

from trialdb.models.value_lists import value_list

outcome_types = value_list("outcome_types", "outcome_type", "How a reported outcome stands to the protocol.")
reporting_statuses = value_list("reporting_statuses", "reporting_status", "Whether an outcome has data yet.")
param_types = value_list("param_types", "param_type", "What a reported number is: a mean, a count …")
dispersion_types = value_list("dispersion_types", "dispersion_type", "How the spread of a number is given.")
non_inferiority_types = value_list("non_inferiority_types", "non_inferiority_type", "What a comparison is to show.")
interval_sides = value_list("interval_sides", "interval_sides", "Whether a confidence interval has one bound or two.")
assessment_types = value_list("assessment_types", "assessment_type", "How adverse events were looked for.")
restriction_types = value_list("restriction_types", "restriction_type", "How long publication may be held back.")

GroupNo = Annotated[int, mapped_column(Integer, comment="The group that is counted.")]
ParamType = Annotated[
    str, mapped_column(Text, ForeignKey("param_types.param_type"), comment="What the numbers are: MEAN, NUMBER …")
]
DispersionType = Annotated[
    str,
    mapped_column(Text, ForeignKey("dispersion_types.dispersion_type"), comment="What spread, low and high are."),
]
ClassNo = Annotated[int, mapped_column(Integer, comment="The class of lines, from 1 within its measure.")]
Number = Annotated[float, mapped_column(Double, comment="As a number; NULL where the words are no plain number.")]
AsWritten = Annotated[str, mapped_column(Text, comment="As written: 12.5, NA, <5.")]
Comment = Annotated[str, mapped_column(Text, comment="A remark on this number.")]
