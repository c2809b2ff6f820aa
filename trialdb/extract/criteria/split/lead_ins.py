"""What a text says of the entries below it: how they combine, and whether it requires anything by itself."""

from __future__ import annotations

import re
from typing import Literal

from trialdb.extract.criteria.split.headings import announces

Logic = Literal["leaf", "all", "any", "n_of"]

# "Documented diagnosis of", "The home of a participant must"
_DANGLES = re.compile(r"(?i)\b(?:of|with|for|by|to|must|are|is|if|either|who|have|has|the|an?)$")
_LONGEST_DANGLING = len("either\n")
_FOLLOWS = re.compile(
    r"(?i)\b(?:(?:the )?following(?: \w+){0,2}|below|as follows|defined (?:as|by)|includ(?:es?|ing))[;.]?\s*$"
)
_LONGEST_ENDING, _ENDING = 40, " \t\r\n\\-*_"

_N_OF = re.compile(
    r"[2-6fst](?<!\w[2-6fst])(?:(?<=[2-6])|(?<=t)(?:wo|hree)|(?<=f)(?:our|ive)|(?<=s)ix)\b(?:\s*\(\d\))?(?:\s+or\s+more)?\s+(?:out\s+)?of\b"
    r"(?!\s+(?:age|course|(?:the|this)\s+(?:study|trial|protocol)))"
)
_ALL_OF = re.compile(
    r"""(?x) [abe](?<!\w[abe])
      (?: (?<=a)ll\s+(?:of|(?:the\s+)?(?:following|these|criteria))\b | (?:(?<=b)oth|(?<=e)ach)\s+of\b
        | (?<=a)nd\s*:\s*$ )"""
)
_ANY_OF = re.compile(
    r"""(?x) [1aeo](?<!\w[1aeo])
      (?: (?:(?<=a)ny|(?<=o)ne|(?<=1))(?:\s+one)?(?:\s*\(1\))?(?:\s+or\s+more)?\s+of\b
          (?! \s+(?:the|this)\s+(?:study|trial|protocol) )
        | (?:(?<=a)ny|(?<=o)ne)\s+(?:of\s+)?(?:the\s+)?following
        | (?<=e)ither\b
        | (?<=o)r\s*:\s*$ )"""
)

# Words of a text that is a criterion in itself, and that its children narrow:
_CARRIES = re.compile(
    r"""(?ix)\b(?: must | confirmed | documented | histolog\w+ | patholog\w+ | patients?\ with | based\ on
      | including | includes? | except\w* | unless | such\ as | relapsed | refractory | severe | active | aged? | years?
      | agree\w* | negative | willing )\b"""
)
# Words of a lead-in: "Adequate organ function defined as:", "A positive result in any of the following tests:".
_ONLY_LEADS = re.compile(
    r"""(?ix)\b(?: following | below | as\ follows | defined | definition | criteria | notes? | parameters | values
      | function | status | tests? | therap\w+ | requirements? | characteristics | any\ of | one\ of )\b"""
)
# "Exclusions related to the heart:", "Bleeding disorders including known:": what is below says it all.
_LABELS = re.compile(
    r"""(?ix)^(?:exclusions? | inclusions? | contraindications? )\s+(?:for | due\ to | related\ to | based\ on )\b
      | ^for\s+(?:\S+\s+){0,3}(?:subjects|patients|participants|volunteers|women|men|children|controls)\b[^.;]*[:：]\s*$
      | ^(?:\S+\s+){1,4} including\s+(?:confirmed | known | documented | proven | suspected )\s*[:：]\s*$"""
)
_NAMES = re.compile(r"(?i)^\w+$|\b(?:function|criteria|definition|parameters|values|status|requirements|medications)$")
_LABEL_WORDS, _DANGLING_WORDS = 5, 12
_TAIL = 300  # the words just before the entries say how they combine


def leads_in(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` ends with a colon: it leads in to what follows it."""
    return text[max(start, end - _LONGEST_ENDING) : end].rstrip(_ENDING).endswith((":", "："))


def names_what_follows(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` ends with "… the following criteria", "… as defined below"."""
    return _FOLLOWS.search(text[max(start, end - _LONGEST_ENDING) : end]) is not None


def dangles(body: str) -> bool:
    """Whether a text breaks off in the middle of a sentence, which the entries below it complete."""
    return _DANGLES.search(body, max(0, len(body) - _LONGEST_DANGLING)) is not None


def requires_nothing(body: str) -> bool:
    """Whether a text with entries below it is a mere label or lead-in ("Any of the following:")."""
    words = body.count(" ")
    if not body.rstrip().endswith((":", "：")):
        return (words < _LABEL_WORDS and _NAMES.search(body) is not None) or (words < _DANGLING_WORDS and dangles(body))
    if announces(body) or _LABELS.search(body):
        return True
    if words == 0:
        return True  # "Age:"
    return not _CARRIES.search(body) and (words < _LABEL_WORDS or _ONLY_LEADS.search(body) is not None)


def logic_of(body: str, kind: str, is_joined_by_or: bool) -> Logic:
    """How the entries below ``body`` combine: as it says, else all of an inclusion and any of an exclusion."""
    tail = body[-_TAIL:].lower()
    if _N_OF.search(tail):
        return "n_of"
    if _ALL_OF.search(tail):
        return "all"
    if is_joined_by_or or _ANY_OF.search(tail):
        return "any"
    return "any" if kind == "exclusion" else "all"
