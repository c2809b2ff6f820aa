"""Section headings: "Key Exclusion Criteria:", "Patients must meet all of the following:", "Inclusion – Cohort A".

A heading is *plain* when every word of it is in the vocabulary ``headings.csv``: it names the section and nothing
else. One that also says to whom or to what it applies is a header, and an item of its own.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Literal

import msgspec

Section = Literal["inclusion", "exclusion", "eligibility"]

with Path(__file__).with_name("headings.csv").open(encoding="utf-8", newline="") as _rows:
    _MEANING = {row["word"]: row["meaning"] for row in csv.DictReader(_rows)}

_CUES = ("clusion", "xclu", "riteri", "ligib", "following", "included", "requirements")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+")
_LATIN = re.compile(r"[A-Za-z]")  # "入选标准 / Inclusion Criteria"
_COLON = re.compile("([:：])")
_IN_PARENTHESES = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*[:.]?\s*")
# "Inclusion criteria for patients", but not "… for the study" or "… for enrollment"
_APPLIES_TO = re.compile(
    r"""(?ix) crit\w{3,5} \s* (?: (?: for | in | of )\b | [-–—:] ) \s* (?: all\s+ )?
          (?! the\b | this\b | study | trial | inclu | exclu | enrol | entry | participati | eligib | screening ) [a-z]
      | \( \s* (?: for | to )\b"""
)
# "Tumor-specific inclusion criteria …", "Exclusion (Part B) …", "Exclusion for the substudy …"
_HEADER = re.compile(
    r"""(?ix) (?P<before> (?: [^\s.:;]+ \s+ ){0,7}? ) (?: non-?\s? )? (?: in | ex )clusion(?: ary )?\b (?: /exclusion )?
        (?: \s+ crit(?: eri | er | ieri )(?: a | on | um )\b (?P<after>.*)
          | \s* (?: [-–—(] | for\b ) (?P<rest>.*) | \s* :? \s* )$"""
)
_NO_LABEL = re.compile(
    r"""(?ix)\b(?: meets? | met | fulfil\w* | satisf\w* | following | above | who | per | see | has | have | had | as
      | all | any | if | is | are | does | do | not | no | to | of | from | addition | under | with | by )\b"""
)
# "Exclusion Criteria - none known"
_DASHED = re.compile(r"(?P<head>[\w ]{9,40}?)\s?[-–]\s+(?=[a-z]|None\b)")
# "Inclusion Criteria Subjects must be adults."
_UNPOINTED = re.compile(
    r"(?P<head>(?:Key |Main )?(?:In|Ex)clusion [Cc]riteria)\s+"
    r"(?=[A-Z][a-z].*[.;]$|[A-Z][a-z].{130}|(?:Patient|Subject|Participant)s?\s.{40})"
)
_FOR_WHOM = re.compile(r"\s+(?:for|in|of)\b(?=.{1,70}$)")
_STATED = re.compile(
    r"""(?ix)\b(?: (?P<out> ineligible | excluded | exclusionary | not\s+(?: be\s+ | been\s+ )?(?: eligible | included
      | enrolled ) ) | (?: are | were | is | be )\s+(?: considered\s+ )?(?: eligible | included | enrolled ) )\b"""
)
_NOT_LIMITED = re.compile(r"(?i),?\s*(?:but\s+)?(?:(?:are|is)\s+)?not\s+limited\s+to\b")
_ONE = re.compile(r"\b1(?= (?:or more|of)\b)")
_VERBS = frozenset({"include", "includes", "included", "including", "exclude", "excludes", "excluded"})
_NAMES_NOTHING = frozenset({"include", "includes"})  # "These include the following:"
_NEGATIVE = frozenset({"not", "none", "cannot"})
# What an announcing sentence says: the kind, and whether only by the way ("to enroll, …", "must have none of …").
_ANNOUNCED: dict[str, tuple[Section | None, bool]] = {
    "inclusion": ("inclusion", False),
    "exclusion": ("exclusion", False),
    "eligibility": ("inclusion", True),
    "none": ("exclusion", True),
    "criteria": (None, False),
}
_LABEL_MEANINGS = {"label", "inclusion", "exclusion", "eligibility", "criteria", "negation"}
_LONGEST_PLAIN, _LONGEST_PLAIN_LABEL = 6, 60  # words, characters
_LONGEST = 400
_LONGEST_LABEL = 130
_LONGEST_STATED = 200


class Heading(msgspec.Struct, frozen=True, gc=False):
    """``kind`` is None for a sentence that announces criteria without saying which ("must meet the following:").

    ``is_weak``: a sentence that names a kind by the way ("Siblings are eligible if:", "To enroll, all of the following
    must apply:"); it does not end another section.
    ``length``: how many characters of the line are the heading; the rest of the line is the first criterion.
    """

    kind: Section | None
    is_header: bool
    length: int
    is_weak: bool = False


def read_heading(line: str, is_marked: bool) -> Heading | None:
    """The heading that ``line`` is or begins with. A line with a list marker must be a short plain one."""
    lower = line[:_LONGEST].lower()
    if not any(map(lower.__contains__, _CUES)):
        return None
    head, colon, rest = _COLON.split(line[:_LONGEST], maxsplit=1) if _COLON.search(lower) else (line, "", "")
    if len(head) <= _LONGEST_PLAIN_LABEL and (plain := _short_plain(head)):
        if not rest.strip(" :：.*_-\\"):
            return Heading(plain, False, len(line))
        if rest.strip() and _IN_PARENTHESES.fullmatch(rest):
            return Heading(plain, not _is_neutral(rest), len(line))
        if colon:
            return Heading(plain, False, len(head) + 1)
    glued = _DASHED.match(line) or _UNPOINTED.match(line)
    if glued and (plain := _short_plain(glued["head"])):
        return Heading(plain, False, glued.end())
    if len(line) > _LONGEST:
        return None
    if not is_marked and (announced := _announced(line)):
        kind, is_weak = _ANNOUNCED[announced]
        return Heading(kind, False, len(line), is_weak)
    return _header_with_kind(line, is_marked) or (None if is_marked else _stated(line))


def is_general(word: str) -> bool:
    """Whether a word is one that headings are made of, which says nothing of whom or what they are about."""
    return word in _MEANING


def announces(line: str) -> bool:
    """Whether a sentence only says that criteria follow: "Patients must meet all of the following:"."""
    return _announced(line) is not None


def _short_plain(head: str) -> Section | None:
    """The kind that a label names: nouns and what may qualify them, no verbs ("Not meeting the inclusion criteria")."""
    words = _words(head)
    if not 1 <= len(words) <= _LONGEST_PLAIN or _APPLIES_TO.search(head):
        return None
    meanings = {_MEANING.get(word, "") for word in words}
    if not meanings <= _LABEL_MEANINGS or ("not" in words) or (len(words) > 1 and not _VERBS.isdisjoint(words)):
        return None
    if "criteria" not in meanings and (len(words) > 2 or not meanings & {"inclusion", "exclusion"}):
        return "eligibility" if words == ["eligibility"] else None
    if not meanings & {"inclusion", "exclusion", "eligibility"}:
        return "eligibility" if words in (["criteria"], ["key", "criteria"]) else None
    return None if "following" in words else _kind(words)


def _announced(line: str) -> Section | Literal["criteria", "none"] | None:
    """The kind of the section that a sentence made of nothing but general words announces."""
    said = _NOT_LIMITED.sub("", line) if "limited" in line.lower() else line
    words = _words(_ONE.sub("one", said))
    if line[0].islower() or len(words) < 3 or not _all_known(words) or _APPLIES_TO.search(line):
        return None
    meanings = {_MEANING[word] for word in words}
    if not ("criteria" in meanings or meanings & {"inclusion", "exclusion"}):
        return None
    if not line.rstrip().endswith((":", ".", "-")) and "following" not in words and "criteria" not in words:
        return None
    named = [word for word in words if word not in _NAMES_NOTHING]
    if any(_MEANING[word] in ("inclusion", "exclusion", "eligibility") for word in named):
        return _kind(named)
    return "none" if _NEGATIVE.intersection(words) else "criteria"


def _header_with_kind(line: str, is_marked: bool) -> Heading | None:
    if len(line) > _LONGEST_LABEL or (is_marked and not line.endswith(":")):
        return None
    match = _HEADER.fullmatch(line)
    if not match or _NO_LABEL.search(match["before"]):
        return None
    after = match["after"] or match["rest"] or ""
    if (line.endswith(".") and not _FOR_WHOM.match(after)) or (after and after[0] in ",;"):
        return None
    words = _words(match[0][len(match["before"]) :])[:2]
    kind = _kind([word for word in words if word in _MEANING] or ["inclusion"])
    return Heading(kind, True, len(line))


def _stated(line: str) -> Heading | None:
    """A lead-in that says for whom, and that they are eligible or not: "Siblings are not eligible if:"."""
    if len(line) > _LONGEST_STATED or not line.endswith(":") or not (match := _STATED.search(line)):
        return None
    return Heading("exclusion" if match["out"] else "inclusion", True, len(line), is_weak=True)


def _kind(words: list[str]) -> Section:
    nouns = [word for word in words if word not in _VERBS]
    found = [_MEANING[word] for word in nouns if word in _MEANING]
    if not {"inclusion", "exclusion"} & set(found):
        found = [_MEANING[word] for word in words if word in _MEANING]
    if "exclusion" in found:
        both = (
            "inclusion" in found and not {"excluded", "exclude", "ineligible"} & set(words) and "negation" not in found
        )
        return "eligibility" if both else "exclusion"
    if "negation" in found and ("inclusion" in found or "eligibility" in found):
        return "exclusion"
    return "inclusion" if "inclusion" in found else "eligibility"


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text) if not word.isalpha() or _LATIN.search(word)]


def _all_known(words: list[str]) -> bool:
    return all(word in _MEANING for word in words)


def _is_neutral(text: str) -> bool:
    return _all_known(_words(text)) and not re.match(r"\W*(?:for|to|applies)\b", text, re.I)
