"""Lines of earlier treatment: ``no more than two prior regimens``, ``1-3 lines of systemic therapy``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from trialdb.extract.criteria.limits.bounds import Bound
from trialdb.extract.criteria.limits.draft import Draft

_LINES = re.compile(
    r"(?: or (?:more|fewer|less|two|three|2|3))? ?(?P<modifier>(?:[a-z0-9/-]+ ){0,6}?)"
    r"(?P<head>lines?|(?:treatment |therapy )?regimen(?:t?s)?|therap(?:y|ies)|courses?|treatments?|"
    r"chemotherap(?:y|ies))(?![a-z]| (?:doses?|lines?|regimens?|courses?)(?![a-z]))"
    r"(?: of (?P<of>(?:[a-z0-9/-]+ ?){1,4}))?"
)
_EARLIER = re.compile(
    r"(?<![a-z])(?:prior|previous|previously|earlier|failed|received|treated|preceding|refractory|relapsed|"
    r"lines?)(?![a-z])"
)
_UNCOUNTED = re.compile(
    r"(?<![a-z])(?:of|the|at|for|in|is|and|days?|cycles?|months?|weeks?|years?|doses?|hours?|mg)(?![a-z])"
)
_NOT_OF = re.compile(
    r" ?(?<![a-z])(?:for|in|to|or|and|with|within|prior|including|is|are|that|who|were|before|at|on|as|if|was|should|"
    r"must)(?![a-z]).*$"
)
_NOT_TREATMENT = re.compile(
    r"(?<![a-z])(?:prior|previous|previously|different|lines?|or more|separate|additional|other)(?![a-z])"
)
_DISEASE = (
    r"(?:carcinoma|cancer|lymphoma|myeloma|melanoma|sarcoma|leuk(?:a)?emia|adenocarcinoma|mesothelioma|glioma|"
    r"nsclc|sclc|crc|hnscc|tnbc|hcc|rcc)"
)
_LABEL = re.compile(  # "Hepatocellular carcinoma (HCC): at least 2 prior lines"
    r"\s*(?:[*•-] ?)?(?P<disease>(?!diagnos|histolog|prior|previous|disease|patholog|confirmed)"
    rf"(?:[a-z -]{{0,30}}{_DISEASE}, ){{0,3}}[^:;.,]{{0,60}}{_DISEASE}"
    r"(?: \([a-z0-9/+ -]{2,20}\))?[^:;.,]{0,30}?)(?::| - | – )"
)
_ALSO_LET_IN = re.compile(
    r"[^.;]{0,200}(?<![a-z])(?:are|is|may be|will be) also (?:eligible|allowed|permitted|enrolled)"
)
_COUNTS_AS = re.compile(
    r"(?<![a-z])(?:considered|counts?|counted|regarded|defined)(?: as| to be)?(?: having (?:received|had))?(?: a)? $"
)
_IF = re.compile(  # "ECOG 0-1 (if received 2 prior regimens)", "GOG 0-2 (those who had 1 prior regimen)"
    r"\((?:if|when|(?:for |in )?(?:those|patients|subjects|participants))(?![a-z])[^()]*$"
)
_BUT = re.compile(r",? (?:but|and) ")  # one but not more than three
_MOST_LINES = 12


def read_lines(lower: str, bounds: Sequence[Bound]) -> list[Draft]:
    """Counts of earlier lines of treatment among ``bounds``."""
    drafts: list[Draft] = []
    for bound in bounds:
        last = drafts[-1] if drafts else None
        if last and bound.start < last.end:
            continue  # the second of "at least one or two prior regimens"
        draft = _lines(lower, bound)
        if draft and last and last.bound and _BUT.fullmatch(lower, last.bound.end, bound.start):
            last.bound = replace(last.bound, high=bound.high, high_inclusive=bound.high_inclusive)
            last.end, last.of = draft.end, draft.of
        elif draft:
            drafts.append(draft)
    return drafts


def _lines(lower: str, bound: Bound) -> Draft | None:
    if bound.unit or bound.reference or bound.is_age or (bound.high or bound.low or 0) > _MOST_LINES:
        return None
    match = _LINES.match(lower, bound.end)
    if (
        match is None
        or _ALSO_LET_IN.match(lower, match.end("head"))
        or _COUNTS_AS.search(lower, max(0, bound.start - 50), bound.start)
    ):
        return None
    if _IF.search(lower, max(0, bound.start - 60), bound.start):
        return None
    if _UNCOUNTED.search(match["modifier"]) or lower.endswith("first ", 0, bound.start):
        return None
    counted = match["head"].startswith(("line", "regimen", "treatment regimen", "therapy regimen"))
    earlier = _EARLIER.search(match["modifier"])
    if not earlier and bound.is_bare and lower.endswith(("(", " or "), 0, bound.start):
        return None
    if not earlier and not (counted and (match["of"] or _EARLIER.search(lower, max(0, bound.start - 60), bound.start))):
        return None
    of = _treatment(match["of"] or "", match["modifier"], match["head"])
    limited = replace(bound, unit="{lines}")
    label = _LABEL.match(lower, 0, bound.start)
    condition = label["disease"].strip() if label else None
    end = match.start("of") + len(_NOT_OF.sub("", match["of"]).rstrip()) if match["of"] else match.end()
    return Draft("prior_lines", bound.start, end, "therapy.lines", bound=limited, of=of, condition=condition)


def _treatment(of: str, modifier: str, head: str) -> str | None:
    words = " ".join((_NOT_OF.sub("", _NOT_TREATMENT.sub("", of).strip()) or _NOT_TREATMENT.sub(" ", modifier)).split())
    if head.startswith("chemotherap") or words.startswith("chemotherap"):
        return "chemotherapy"
    return words or None
