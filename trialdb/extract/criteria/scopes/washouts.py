"""Treatments and times below a lead-in that tells what the times are: "Steroids - 4 weeks", "4 weeks for steroids"."""

from __future__ import annotations

import re

import msgspec

from trialdb.extract.criteria.scopes.whom import plain

_TIMES = re.compile(  # "the specified time before", "the following washout periods", "wash-out"
    r"""(?ix) \bwash-?\s?outs?\b
      | \b(?: specified | indicated | following | stated | listed | noted | given | corresponding | respective
          | minimum | these )
        \s+ (?:[a-z-]+\s+)? (?: times?(?:\s*-?\s*(?:periods?|frames?|intervals?|windows?))? | timeframes?
          | periods? | intervals? | durations? | windows? )\b (?!\s+points?\b)
      | \btimes?\s+(?: specified | indicated | stated | listed | given )\b"""
)
_TIMES_CUES = ("wash", "time", "period", "interval", "duration", "window")
_SENTENCE = re.compile(r"(?<=[a-z)][.;])\s+(?=[A-Z])")
_IS_TREATMENT = re.compile(
    r"(?i)\b(?:treatments?|therap\w+|medications?|medicines?|drugs?|agents?|biologics|wash-?\s?outs?|vaccin\w+|antibod\w+)\b"
)
_OTHERWISE = re.compile(
    r"(?i)\b(?:stable|(?<!first )(?<!last )doses?|allowed|permitted|acceptable(?! wash)|contracepti\w+|birth|symptoms?"
    r"|un(?:able|willing)|cannot|abst(?:ain|inence))\b"
)
_BEHIND = re.compile(
    r"(?i)\b(?:prior to|before|preceding)\s+(?!wash)[^:;(),]{4,70}?(?=\s+(?:or|and|for|in)\s|[:;(),]|$)"
)
_UNIT = r"(?:hours?|days?|weeks?|months?|years?|half-?\s?li(?:fe|ves))"
_TIME = (
    rf"\d{{1,3}}(?:\s*\(\w+\))?[\s-]*{_UNIT}(?:\s+or\s+\d{{1,2}}\s+{_UNIT})?"
    r"(?:[\s,(]*whichever\s+is\s+\w+[\s)]*)?"
)
_LEAST = r"(?:(?:≥|>|at\s+least|a\s+minimum\s+of|within|for)\s*)*"
_NAME = r"(?P<name>[^\W\d](?:e\.g\.|i\.e\.|(?!\s[-–]\s)[^:;.]){2,140}?)"
_BEFORE = re.compile(
    rf"(?i)^\W*{_NAME}\s*(?:[:,]|[:,]?\s[-–]|(?<=\s)for\b|\(|\bwithin)\s*{_LEAST}(?P<time>{_TIME})"
    r"(?:\s+of\s+the\s+(?:drug|agent|medication|antibody|treatment))?\)?\W*$"
)
_AFTER = re.compile(rf"(?i)^\W*{_LEAST}(?P<time>{_TIME})\s+(?:for|since|from)\s+{_NAME}\W*$")


class Washout(msgspec.Struct, frozen=True, gc=False):
    """What a lead-in says of the times below it: ``is_gap``: so long nothing; ``when``: before what."""

    is_gap: bool
    when: str

    def sentence(self, item: str) -> str | None:
        """What ``item``, a treatment and a time, is short for; None where it is none."""
        listed = _BEFORE.match(item) or _AFTER.match(item)
        if listed is None:
            return None
        use, time = f"use of {listed['name']}", listed["time"]
        if not self.is_gap:
            return f"{use} within {time} {self.when or 'before enrollment'}"
        return f"{use} at least {time} {self.when}" if self.when else f"at least {time} since {use}"


def washout_of(lead_in: str, kind: str) -> Washout | None:
    """How ``lead_in`` reads the times below it, where it tells what they are."""
    lead_in = _SENTENCE.split(lead_in.rstrip())[-1]
    if not any(map(lead_in.lower().__contains__, _TIMES_CUES)):
        return None
    if not (_TIMES.search(lead_in) and _IS_TREATMENT.search(lead_in)) or _OTHERWISE.search(lead_in):
        return None
    behind = _BEHIND.search(plain(lead_in))
    return Washout(kind != "exclusion" or "wash" in lead_in.lower(), behind[0] if behind else "")
