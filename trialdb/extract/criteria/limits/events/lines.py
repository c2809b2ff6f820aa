"""Lines of earlier treatment: ``no more than two prior regimens``, ``1-3 lines of systemic therapy``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.thresholds.bounds import Bound

_LINES = re.compile(
    r"(?: or (?:more|fewer|less|two|three|2|3))? ?(?P<modifier>(?:(?!or no )[a-z0-9/-]+ ){0,6}?)"
    r"(?P<head>lines?|(?:treatment |therapy )?regimen(?:t?s)?|therap(?:y|ies)|courses?|treatments?|"
    r"chemotherap(?:y|ies))(?![a-z]| (?:doses?|lines?|regimens?|courses?)(?![a-z]))"
    r"(?: of (?P<of>(?:[a-z0-9/-]+ (?:\+ (?=[a-z]))?|[a-z0-9/-]+){1,4}))?"
)
_SETTING = re.compile(  # "2 regimens for metastatic disease", "3 lines in the recurrent or metastatic setting"
    r" ?(?:for|in) (?!(?:the (?:past|last|previous|study|trial)|whom|which|case|total|addition|combination|order|"
    r"patients|subjects|participants|those|people|all|at least|up to|more|less|eligib|each|both|\d)(?![a-z]))"
    r"[a-z](?:[^.;:,()\[*≥≤<>]|, (?=(?:and|or|and/or) [a-z]+ |"
    r"(?:locally|recurrent|metastatic|unresectable|relapsed|refractory|advanced|stage)(?![a-z]))){2,100}?"
    r"(?=,? ?(?:[.;:()\[,*≥≤<>]|$)|"
    r",? (?:with|that|who|whom|which|where|when|if|unless|but|provided|including|as|on|during|by|given|containing|"
    r"after|before|within|prior|was|were|is|are|has|have|had|must|should|consisting|following|without|"
    r"(?:and|or) (?:has|have|had|is|are|was|were|at least|no|not|must|(?:disease )?progress[a-z]*|prior|meets?|who|a|"
    r"\d+|intoleran[a-z]*|ineligible|if|after))(?![a-z]))"
)
_ASIDE = re.compile(r" ?\([^()]{1,60}\)(?= (?:for|in) )")
_MAY_HAVE = re.compile(  # "may have received 1 prior regimen", or none
    r"(?<![a-z])(?:may|might|can|could) (?:also )?have (?:had |received |undergone )?(?:(?:a|only) )*$"
)
_ALLOWED = re.compile(r"[^.;]{0,120}?(?<![a-z])(?:is|are|will be) (?:allowed|permitted|acceptable)(?![a-z])")
_LISTED_BEFORE = re.compile(r"(?<![a-z0-9.])(?P<least>[01]), ?$")  # "1, 2 or 3 prior regimens"
_WHICH_ONE = re.compile(r" (?:must|should|had to|has to) (?:have been|be)(?![a-z])")  # "one regimen must have been …"
_OF_SOME = re.compile(  # "subjects with a mutation should have had targeted therapy, with a maximum of 3 lines"
    r"[.;] (?:the |those |all |any )?(?:patients|subjects|participants|those|individuals) (?:with|who have|having) "
    r"(?P<who>[^.;,]{3,100}?) (?:must|should|may|will|need)(?![a-z])[^.;]*$"
)
_EARLIER = re.compile(
    r"(?<![a-z])(?:prior|previous|previously|earlier|failed|received|treated|preceding|refractory|relapsed|"
    r"lines?)(?![a-z])"
)
_AFTER = ("after ", "following ")  # "progressed after one chemotherapy regimen"
_TREATMENT = re.compile(r"(?:chemo|immunoth|hormon|endocrin|cytotoxic)")
_SYSTEMIC = re.compile(r"(?<![a-z])(?:systemic|platinum|taxane|targeted)")
_PROGRESSED = re.compile(  # "progression during or after at least one systemic therapy"
    r"(?<![a-z])(?:progress|relaps|recur|refractory)[a-z]*(?: \([^()]{1,30}\))?(?: [a-z]+){0,3}? "
    r"(?:after|following|on|to) $"
)
_UNCOUNTED = re.compile(
    r"(?<![a-z])(?:of|the|at|for|in|is|and|days?|cycles?|months?|weeks?|years?|doses?|hours?|mg|lesions?|sites?|tumou?rs?)(?![a-z])"
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
    r"(?: \([a-z0-9/+ -]{2,20}\))?"
    r"(?:(?!prior|previous|treated|progress|receiv|relaps|refract)[^:;.,]){0,80}?)(?::| - | – )"
)
_LABELS = re.compile(rf"\s*(?P<disease>(?=[^:]*{_DISEASE})(?:[a-z0-9/ -]{{2,30}}, ){{1,10}}[a-z0-9/ -]{{2,30}}): ")
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
_TELLING = 10  # letters by which a name is found again: "chemotherapy" in "chemotherapeutic"


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
    counted: object = match["head"].startswith(("line", "regimen", "treatment regimen", "therapy regimen"))
    earlier = _EARLIER.search(match["modifier"])
    if not earlier and bound.is_bare and lower.endswith(("(", " or "), 0, bound.start):
        return None
    named = (not bound.is_bare or lower.endswith(_AFTER, 0, bound.start)) and _TREATMENT.search(match["modifier"])
    counted = counted and (match["of"] or named or _was_before(lower, bound.start))
    counted = counted or (
        _SYSTEMIC.search(match["modifier"]) and _PROGRESSED.search(lower, max(0, bound.start - 90), bound.start)
    )
    if not earlier and not counted:
        return None
    if bound.is_bare and (lower.endswith("the ", 0, bound.start) or _WHICH_ONE.match(lower, match.end())):
        return None
    of = _treatment(match["of"] or "", match["modifier"], match["head"])
    end = match.start("of") + len(_NOT_OF.sub("", match["of"]).rstrip()) if match["of"] else match.end()
    aside = _ASIDE.match(lower, end)
    if setting := _SETTING.match(lower, aside.end() if aside else end):
        begin = lower.find(of.split()[0][:_TELLING], bound.end, end) if of else -1
        said = lower[begin if begin >= 0 else match.start("head") : end]
        of = " ".join(f"{said} {setting[0]}".split())
        end = end if aside else setting.end()
    return Draft(
        "prior_lines",
        bound.start,
        end,
        "therapy.lines",
        bound=_counted(lower, bound, end),
        of=of,
        condition=_whose(lower, bound),
    )


def _was_before(lower: str, at: int) -> bool:
    return _EARLIER.search(lower, max(0, at - 60), at) is not None


def _counted(lower: str, bound: Bound, end: int) -> Bound:
    """How many lines are asked for: of some that may have been, none will do too."""
    limited = replace(bound, unit="{lines}")
    if listed := _LISTED_BEFORE.search(lower, max(0, bound.start - 4), bound.start):
        return replace(limited, low=float(listed["least"]))
    is_exact = bound.low is not None and bound.low == bound.high
    if is_exact and (_MAY_HAVE.search(lower, max(0, bound.start - 40), bound.start) or _ALLOWED.match(lower, end)):
        return replace(limited, low=None, low_inclusive=None)
    return limited


def _whose(lower: str, bound: Bound) -> str | None:
    """Whose lines are counted, where that is said before the number."""
    label = _LABEL.match(lower, 0, bound.start) or _LABELS.fullmatch(lower, 0, bound.start)
    label = label or _OF_SOME.search(lower, 0, bound.start)
    return next((said.strip() for said in label.groups() if said), None) if label else None


def _treatment(of: str, modifier: str, head: str) -> str | None:
    words = " ".join((_NOT_OF.sub("", _NOT_TREATMENT.sub("", of).strip()) or _NOT_TREATMENT.sub(" ", modifier)).split())
    if head.startswith("chemotherap") or words.startswith("chemotherap"):
        return "chemotherapy"
    return words or None
