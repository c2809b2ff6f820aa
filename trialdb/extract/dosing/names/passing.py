"""Drugs that a sentence names in passing: another's time, a level in blood, the other name of one."""

from __future__ import annotations

import re

from trialdb.extract.dosing.drafts import SCHEDULE, Draft
from trialdb.extract.dosing.facts import Fact
from trialdb.extract.dosing.names.lexicon import FORM
from trialdb.extract.dosing.names.names import Name

_TIED_TO = re.compile(
    r"\b(?:after|before|prior\sto|following|during|hours?\sof|days?(?:\s[\d,\s&-]+(?:and\s\d+)?)?\sof|since|until|than|resistan\w+\sto|"
    r"allerg\w+\sto|response\sto|with\sprior|previous|history\sof|on\sstable|failed|refractory\sto|pre-treated\swith|"
    r"levels?\sof|instead\sof|surrounding|around|compared\s(?:to|with)|ahead\sof|in\sadvance\sof|if|(?:parent|previous|preceding)\sstudy|(?:identical|similar|equivalent)\W(?:\w+\W){0,3}?to|"
    r"to\sno|placebos?\s(?:\([^()]{1,20}\)\s)?(?:\w+\s){0,2}(?:to\smatch|to|of|for|match|matching)|"
    r"placebos?\s(?:to\s)?match(?:ing|ed)?\s[\w-]+\sor|placebos?\s(?:to|for)\s[\w-]+(?:,\s[\w-]+)*,?\sand|"
    r"placebos?\s(?:to|for)\s[\w-]+(?:,\s[\w-]+)*(?=,)|\blines?\scontaining|\b(?:mixed\sin|(?:emulsified|blended|dissolved|suspended|diluted|reconstituted)\s(?:in|with))|\bcompletion\sof(?:\s[\w-]+\s(?:and|plus))?|"
    r"\b(?:at|from)\s(?:the\s)?(?:start|end|completion)\sof|\badding\s[\d.]+\s?[a-zµ]+\sof)"
    r"\W{1,2}(?:(?:the|last|first|second|third|any|prior|each|dose|of|initial|total|weekly|daily|receiving|completion|completing|end|start|starting|initiation|beginning|infusion|"
    r"administration|single|low-dose|high-dose)\W{1,2}){0,5}$"
)
_OF_ITS_CYCLE = re.compile(r"\s(?:cycles?|courses?)\b")  # from day 8 of the first drug X cycle
_IS_GROUP = re.compile(
    r"\s(?:\w+\s){0,2}(?:arms?|groups?)\)|\streatment\sgroup\b"
)  # (drug X and placebo arms); those of the placebo treatment group
# in the drug X (older children) group received 10 mg of placebo
_GROUP_GETS = re.compile(r"[^.;:]{0,80}?\s(?:group|arm|cohort)s?\s(?:will\s)?(?:receiv|get|take|took|are|is|was|were)")
_IS_MADE = re.compile(r"\s?(?:(?:lenti|retro)viral\s)?(?:vector\s)?transduc")  # drug X lentiviral transduction
_IS_PERIOD = re.compile(r"\s(?:wash-?\s?out|run-?\s?in|lead-?\s?in)\b")  # the placebo wash-out, then drug X as needed
_CARRIER = re.compile(r"\bin\s(?:oil|water|saline)\s\([^()]*$")  # in oil (refined coconut and peanut oil)
# participants who received placebo weekly in study AB123 will …
_WHO_GOT = re.compile(r"\bwho\s(?:have\s|had\s)?(?:received|completed)\s$")
_IN_STUDY = re.compile(
    r"\bin\s(?:the\s)?(?:parent\s|previous\s|preceding\s)?(?:study|trial)\s[a-z-]*\d[^.;]*\bwill\s(?:start|begin|switch|cross)"
)
_WAS_TREATED = re.compile(r"\bwho\swere\streated\swith\s$")
_IN_CORE = re.compile(r"[^.;]{0,60}?\bin\sthe\s(?:core|parent|previous|preceding|original)\s(?:study|trial)\b")
_A_CERTAIN = re.compile(r"\b(?:first|second|third|last|initial)\s$")
# immunoglobulin E (IgE) levels
_IS_LEVEL = re.compile(
    r"(?:\s[a-z])?(?:\s\([^()]{1,20}\))?\s(?:levels?|concentrations?|titers?|antibod|status\b|receptors?\b)",
    re.IGNORECASE,
)
# drug X (ABC-1) placebo: a placebo, not drug X
OWN_PLACEBO = re.compile(
    r"(?:\s\([^()]{1,40}\)|\))?[\s-](?:match(?:ing|ed)[\s-])?placebos?\b|-match(?:ing|ed)\b", re.IGNORECASE
)


_BESIDES = re.compile(
    r"\b(?:(?:after|following)\s(?:the\s)?(?:last|final)\s(?:dose|infusion|cycle)\sof|in\saddition\sto|besides|apart\sfrom|instead\sof|for\s(?:subjects|patients|participants|those)\s(?:who\sare\s)?(?:on|taking|receiving))"
    r"\s(?:[\w-]+\s){0,2}$",
    re.IGNORECASE,
)


def is_beside(text: str, start: int, at: int, end: int) -> bool:
    """``In addition to A, they receive 5 mg``: what is given beside it has a name of its own."""
    return text.find(",", at, end) >= 0 and _BESIDES.search(text, max(start, at - 30), at) is not None


def is_of_group(text: str, start: int, end: int, at: int, stop: int) -> bool:
    """Whether a drug's name is that of a group: what the group gets may be another."""
    return text.endswith(("in ", "in the "), start, at) and _GROUP_GETS.match(text, stop, end) is not None


def is_in_passing(low: str, start: int, end: int, at: int, stop: int) -> bool:
    """Whether a drug only tells when another is given, or what is measured: ``after the first drug X infusion``."""
    if (
        is_beside(low, start, at, end)
        or _IS_LEVEL.match(low, stop, end)
        or _TIED_TO.search(low, max(start, at - 40), at)
    ):
        return True
    if is_of_group(low, start, end, at, stop):
        return True
    if low.startswith("placebo", at) and _IS_PERIOD.match(low, stop, end):
        return True
    if _IS_MADE.match(low, stop, end) or _CARRIER.search(low, max(start, at - 50), at):
        return True
    if _IS_GROUP.match(low, stop, end) or (
        _WHO_GOT.search(low, max(start, at - 30), at) and _IN_STUDY.search(low, stop, end)
    ):
        return True
    if _WAS_TREATED.search(low, max(start, at - 30), at) and _IN_CORE.match(low, stop, end):
        return True
    return bool(_OF_ITS_CYCLE.match(low, stop, end) and _A_CERTAIN.search(low, max(start, at - 10), at))


def is_led_up_to(low: str, at: int, stop: int, drafts: list[Draft], facts: list[Fact]) -> bool:
    """``The drug X arms receive drug X 10 mg weekly``: the first mention has no schedule of its own.

    Nor has the drug in ``placebo to 15 mg of drug X``.
    """
    for draft in drafts:
        if draft.name and draft.name.text.lower() == "placebo" and low[draft.end : at].strip() in ("", "of"):
            return draft.end <= at
        if draft.name and draft.name.start > stop and draft.name.text.lower() == low[at:stop]:
            return not any(f.kind in SCHEDULE and stop <= f.start < draft.name.start for f in facts)
    return False


def is_alias(text: str, name: Name, taken: list[tuple[int, int]], facts: list[Fact]) -> bool:
    """Whether brackets right behind a drug's name hold this one and no dose: ``Symbicort (budesonide, formoterol)``."""
    opening = text.rfind("(", max(0, name.start - 80), name.start)
    closing = text.find(")", name.end, name.end + 80)
    if opening < 0 or closing < 0 or ")" in text[opening : name.start]:
        return False
    if not any(_touches(text, end, opening) or 0 <= begin - closing <= 2 for begin, end in taken):
        return False
    return not any(f.kind in SCHEDULE or f.kind == "amount" for f in facts if opening < f.start < closing)


def _touches(text: str, end: int, opening: int) -> bool:
    """Whether brackets open behind a name: ``Drug X (``, ``Radiation therapy (``."""
    return 0 <= opening - end <= 2 or (0 < opening - end < 20 and text[end:opening].strip().lower() in FORM)
