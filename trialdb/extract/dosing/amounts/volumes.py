"""Volumes that are no dose: what something is diluted in, what holds it, one of the parts a dose is given in."""

from __future__ import annotations

import re

from trialdb.extract.dosing.facts import Amount, Fact, before

# in 250 mL saline · diluted to 100 mL · 100 mL of normal saline
_DILUENT = re.compile(
    r"\b(?:in|diluted|dissolved|diluting|into|mixed|made\sup|reconstituted|volume)\W{1,2}(?:(?:in|with|to|a|an|of|"
    r"about|total|volume|approximately|final|up)\W{1,2}){0,4}$"
)
_DILUENT_AFTER = re.compile(
    r"\W{1,2}(?:of\W)?(?:\d\.\d+%\W{1,2})?(?:(?:normal|sterile|isotonic|physiological|glass(?:es)?|bag|"
    r"syringe|squeeze|warm|tap|still)\W{1,2}(?:of\W)?)?(?:saline|ns\b|d5w|dextrose|glucose|water|nacl|"
    r"sodium\schloride|diluent|syringe|vials?|bag|bottle|tube)"
)
# with a 1-mL hypodermic syringe: what it can hold
_SYRINGE = re.compile(r"\W{1,2}(?:(?:hypodermic|tuberculin|insulin|disposable|plastic)\W)?syringe")
_USING = re.compile(r"\b(?:with|using)\san?\s$")
_FLUSH = re.compile(r"\W{1,2}(?:\w+\W){0,2}flush")  # 100 mL of saline flush
# a sham of it: injections of 10 mL of saline, and nothing else in the sentence that it might carry
_GIVEN = re.compile(
    r"(?:\b(?:inject(?:ed|ions?)?|infusions?|instillations?|receive[ds]?)(?:\Wwith)?|\b(?:administer(?:ed)?|given))\W"
    r"(?:(?:of|an?|total|single|the)\W){0,4}$"
)
_GIVEN_AFTER = re.compile(
    r"(?:[^.;]|\.\d){0,40}?\b(?:(?:is|are|was|were|will be|be)\s)?(?:injected|infused|instilled)\b|"
    r"\W(?:of\W)?(?:normal\W)?saline\W(?:solution\W)?(?:\d\W)?injections?\b"
)
# three injections of 0.3 mL for a single dose of 4 mg · each dose is given as three injections of 0.3 mL
_INJECTIONS_OF = re.compile(r"\binjections\sof\s$")
_FOR_ONE_DOSE = re.compile(r"(?:[^.;]|\.\d){0,90}?\bfor\s(?:a|one)\s(?:single\s|total\s)?dose\sof\s\d")
_DOSE_AS = re.compile(
    r"\b(?:each|every|one|a|per)\s(?:single\s)?dose\b[^.;]{0,40}\s(?:as|in|by|with)\s(?:\w+\s){1,3}injections\sof\s$"
)
# two 5 mL of the drug: how often it is taken from, where no injections or doses are counted
_SEVERAL = re.compile(r"\b(?:two|three|four|five|six)\s$")
_COUNTED = re.compile(r"[\s-](?:[\w-]+\s){0,3}?(?:doses?|injections?|infusions?|vaccinations?|vaccines?|times)\b")
_IN_EACH = re.compile(r"(?:/|\bper)\s?$")  # 400 units/0.5 mL


def is_no_dose(low: str, start: int, end: int, fact: Fact, amount: Amount, is_alone: bool) -> bool:
    """Whether a volume is not what is given; ``is_alone`` where its sentence states no amount of another kind."""
    return amount.kind == "volume" and (_is_diluent(low, start, end, fact, is_alone) or _is_part(low, start, end, fact))


def _is_diluent(low: str, start: int, end: int, fact: Fact, is_alone: bool) -> bool:
    if _FLUSH.match(low, fact.end, end):
        return True
    if _SYRINGE.match(low, fact.end, end) and before(_USING, low, start, fact.start):
        return True
    if before(_DILUENT, low, start, fact.start):
        return True
    is_given = is_alone and (before(_GIVEN, low, start, fact.start) or _GIVEN_AFTER.match(low, fact.end, end))
    return not is_given and _DILUENT_AFTER.match(low, fact.end, end) is not None


def _is_part(low: str, start: int, end: int, fact: Fact) -> bool:
    if before(_IN_EACH, low, start, fact.start, 5):
        return True
    if before(_SEVERAL, low, start, fact.start, 7) and not _COUNTED.match(low, fact.end, end):
        return True
    if not before(_INJECTIONS_OF, low, start, fact.start, 14):
        return False
    is_told_ahead = before(_DOSE_AS, low, start, fact.start, 100, word="dose")
    return bool(is_told_ahead or _FOR_ONE_DOSE.match(low, fact.end, end))
