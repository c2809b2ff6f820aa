"""What of the words that name a treatment is none of it: an illness listed behind, another time, "at any time"."""

from __future__ import annotations

import re

from trialdb.extract.criteria.limits.events.event_names import kind_of, named
from trialdb.extract.criteria.limits.lexicon import words_of

_AND_ILLNESS = re.compile(
    r",? (?:and|or) (?!(?:for|in|with) )[a-z-]+(?: (?!for |in |with |of )[a-z-]+){0,3} "
    r"(?:diseases?|disorders?|syndromes?|infections?|malformations?|anomal(?:y|ies)|injur(?:y|ies)|conditions|diagnosis)$|"
    r",? (?:and|or) (?:known )?hypersensitivity(?: of any (?:level|kind|grade|degree))?$"
)
_LAST_OF_ILLNESS = (
    *("disease", "diseases", "disorder", "disorders", "syndrome", "syndromes", "infection", "infections", "diagnosis"),
    *("malformation", "malformations", "anomaly", "anomalies", "injury", "injuries", "conditions", "hypersensitivity"),
    *("level", "kind", "grade", "degree"),
)
_TAIL_CUES = words_of("anytime either enrollment enrolment entry following randomization screening therapy time")
_TAIL = re.compile(  # "steroids at any time", "steroids or have received such therapy"
    r",? (?:or|and) (?:(?:has|have|had) )?(?:received|used|taken|been treated with) (?:such|this|these|it|them)"
    r"(?: [a-z]+)?$|,? (?:including|such as)(?:,? but not limited to)?,?(?: any of)?(?: the)? following$|"
    r",? (?:either|anytime|(?:at )?any time)$"
)
_AT_ONCE = re.compile(  # "steroids at the time of enrollment or within the month before"
    r",? (?:either )?at (?:the )?(?:time of )?(?:study )?(?:enrol+ment|entry|screening|randomization)$"
)
_SAID_OF_OTHERS = re.compile(  # "untreated gout or on steroids", "women who nurse Subjects who have taken part in"
    r".*? or (?:(?:currently )?on |(?=(?:currently )?(?:receiving|taking|use of|treatment with|treated with) ))|"
    r".*? and (?:(?:has|have|had) been |are |is )?(?=treated with )|"
    r".* (?:patients|subjects|participants|those|individuals) (?:who|that) (?:have |has |had )?"
    r"(?:(?:been|received|taken|used) )?(?!.*progress)"
)
_OTHERS_CUES = (
    *(" or on ", " or currently ", " or receiving ", " or taking ", " or use of ", " or treatment with ", " that "),
)  # of it, beside an "or"
_ASIDE = re.compile(r"\([^()]*\)")
_AIM = re.compile(r" (?:for|to treat|against|(?:treatment|therapy) of) ")


def treatment_alone(of: str, *, is_dated: bool = False) -> str:
    """``retinal surgery and hereditary eye diseases``: what is listed or said behind is no part of the treatment."""
    if of[of.rfind(" ") + 1 :] in _TAIL_CUES and "that " not in of:
        of = _TAIL.sub("", _AT_ONCE.sub("", of) if is_dated else of) or of
    if (
        (" who " in of or " treated with" in of or (" or " in of and any(map(of.__contains__, _OTHERS_CUES))))
        and (others := _SAID_OF_OTHERS.match(of))
        and _is_other(of, others.end())
    ):
        of = of[others.end() :]
    of = of.partition(" or whose ")[0].rstrip(" ,")
    other = _AND_ILLNESS.search(of) if of.endswith(_LAST_OF_ILLNESS) else None
    events = named(of[: other.start()]) if other else []
    if other is None or not events or events[-1].end() < other.start() or _AIM.search(of, 0, other.start()):
        return of
    return of if {kind_of(event) for event in named(other[0])} & {"prior_therapy", "procedure"} else of[: other.start()]


def _is_other(of: str, end: int) -> bool:
    """Whether only what stands behind ``end`` names a treatment."""
    before = named(_ASIDE.sub(" ", of[:end]))
    return "prior_therapy" not in map(kind_of, before) and "prior_therapy" in map(kind_of, named(of[end:]))
