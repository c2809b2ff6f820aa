"""What an inclusion asks without a threshold or a name of its own: to be healthy, or not to have been treated yet.

Both are read only where nothing in the whole text speaks of others: a trial of patients beside healthy volunteers asks
nobody to be healthy, and "treatment-naive or relapsed" nobody to be untreated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from trialdb.records import Criterion, Limit

_HEALTHY = re.compile(
    r"""(?ix) \A\W* (?: (?:must|should|will|have\s+to|be|are|is|a|an|in|good|normal|general(?:ly)?|overall|non-?smoking
            |adults?|males?|females?|men|women|young|elderly|older|and|or|and/or|subjects?|participants?|volunteers?)
            [\s,]+ )*
      (?P<healthy>healthy) (?:,?\s+ [\w/-]+ ){0,5}? \s+
      (?:volunteers?|subjects?|participants?|males?|females?|m[ae]n|wom[ae]n|adults?|individuals?|persons?|people)\b""",
)
# Others than the healthy are taken, or these are healthy but for something.
_OF_OTHERS = re.compile(
    r"(?i)\b(patients?|controls?|donors?|relatives?|caregivers?|siblings?|parents?|diagnos\w+|otherwise|cohorts?|except\w*"
    r"|apart from|but|mild|stable|if|group|arm|part \w|stage)\b"
)
_UNTREATED = re.compile(
    r"(?i)\b(?:(?:treatment|therapy)[- ]na[iï]ve|(?:previously|hitherto)[- ]untreated)\b(?! (?:by|with|for|in)\b)"
)
_UNTREATED_CUES = ("naive", "naïve", "untreated")
_PATIENTS = re.compile(r"(?i)\bpatients?\b")
_BUT_FOR = re.compile(r"(?i)\bwith\b(?! (?:an? )?(?:normal|body|bmi|no)\b)|\ballergic\b|\bor (?:men|women)\b")
# What was treated before, or one of several groups, or another treatment than that of the disease.
_NOT_ALL_UNTREATED = re.compile(
    r"(?i)\b(or|either|both|if|unless|not|experienced|previously treated|refractory|relapsed?|recurrent|fail(?:ed|ure)"
    r"|arms?|cohorts?|parts?|groups?|allowed|permitted|na[iï]ve (?:to|for|with)|hiv|hbv|hcv|hepatitis|(?:anti)?viral"
    r"|art|antiretroviral|in the (?:\w+ ){1,3}settings?|brain|metast\w+ (?:that|which)|lesions?)\b"
)
_STAGE = (
    r"(?:(?:locally\s+)?advanced|unresectable|inoperable|metastatic|(?:stage\s+)?(?:III?|IV)[A-C]?|(?:non-?)?squamous)"
)
_SAME_DISEASE = re.compile(rf"(?i)\b{_STAGE}(?:\s*,)?\s+(?:and/or|or)\s+{_STAGE}\b")  # all of them are untreated


def with_unmeasured(
    criteria: Sequence[Criterion], limits: Sequence[Sequence[Limit]], titles: Sequence[str] = ()
) -> Iterator[tuple[Limit, ...]]:
    """The limits of each criterion of one text, and those without a threshold; the trial's titles may name others."""
    included = [criterion.text for criterion in criteria if criterion.kind == "inclusion"]
    is_for_healthy = (
        any("ealthy" in text for text in included)
        and not any(map(_OF_OTHERS.search, included))
        and not any(map(_PATIENTS.search, titles))
    )
    for criterion, stated in zip(criteria, limits, strict=True):
        found = None
        if criterion.kind == "inclusion" and not criterion.is_header:
            found = _healthy(criterion) if is_for_healthy else None
            found = found or _untreated(criterion, stated)
        yield (*stated, _in_a_group_of_its_own(found, stated)) if found else tuple(stated)


def _healthy(criterion: Criterion) -> Limit | None:
    said = _HEALTHY.match(criterion.text) if "ealthy" in criterion.text else None
    if not said or _BUT_FOR.search(criterion.text):
        return None
    return Limit(
        concept="healthy", operator="present", status="present",
        char_start=said.start("healthy"), char_end=said.end(), rule="health.asked",
    )  # fmt: skip


def _untreated(criterion: Criterion, stated: Sequence[Limit]) -> Limit | None:
    may_be = any(map(criterion.text.lower().__contains__, _UNTREATED_CUES))
    said = _UNTREATED.search(criterion.text) if may_be else None
    if (
        not said
        or _NOT_ALL_UNTREATED.search(_SAME_DISEASE.sub("", criterion.text))
        or any(limit.concept == "prior_lines" for limit in stated)
    ):
        return None
    return Limit(
        concept="prior_lines",
        high=0.0,
        high_inclusive=True,
        unit="{lines}",
        high_canonical=0.0,
        canonical_unit="{lines}",
        char_start=said.start(),
        char_end=said.end(),
        rule="lines.untreated",
    )


def _in_a_group_of_its_own(limit: Limit, beside: Sequence[Limit]) -> Limit:
    return replace(limit, group_no=1 + max((other.group_no or 0 for other in beside), default=0))
