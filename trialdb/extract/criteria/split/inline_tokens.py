"""What looks like a marker inside a line, with how it is joined to the text before it."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import msgspec

from trialdb.extract.criteria.split.markers import CIRCLED, Reading, letter_readings

_TOKEN = re.compile(
    rf"[\s;,.:：，；。、)）{CIRCLED}]"  # one class first: the scan stops only there
    rf"(?:(?<=[{CIRCLED}])[.、)]?(?P<circled>)"
    r"|(?![a-hj-uwyzA-HJ-UWYZ][a-z])(?:"  # no numeral, nor a bullet
    r"(?<!\.)[(（]?(?P<word>\d{1,2}|[ivxIVX]{2,5}|[a-zA-Z])"
    r"(?:\\?[)）](?![-/\w]*[)）])|(?P<dot>\\?\.)(?=\s+[^\s\d,;]|[A-Z])|、|(?P<dash>\s?-(?=\s?[A-Z])))"
    r"|(?P<bullet>[•●▪■◦\uf0b7](?=\s*\w)|·(?=\s+[^\W\d])"
    r"|(?<=[.;:]\s)\\?[-–](?=\s+[A-Z<>≥≤])|(?<=\s)[-–*](?=\s+[A-Z][a-z])|(?<=\s)o(?=\s[A-Z]))"
    r"|(?P<glued>(?<=\s)[-–](?=[^\W\d_]{2})(?!(?:fold|years?|weeks?|months?|days?|hours?|mg|ml)\b))))"
)
# What every token has and few lines have: looked for first, for the scan above stops at every blank.
_NUMERALS = (  # what stands before the parenthesis of a token, by its length: "a", "12", "iv\\"
    *(r"[\da-zA-Z]", r"[\da-zA-Z][\divxIVX\\]", r"[\divxIVX]{2}[ivxIVX\\]"),
    *(rf"[ivxIVX]{{{count}}}[ivxIVX\\]" for count in (3, 4, 5)),
)
_CLOSES = "|".join(rf"(?<=[\s;,.:：，；。、()（）{CIRCLED}]{numeral}[)）])" for numeral in _NUMERALS)
_CUE = re.compile(
    rf"[)）、•●▪■◦·\uf0b7{CIRCLED}.*–-]"
    rf"(?:(?<=[、•●▪■◦·\uf0b7{CIRCLED}])|(?<=[)）])(?:{_CLOSES})|(?<=\.)(?=\s+[^\s\d,;]|[A-Z])"
    r"|(?<=[\s\\a-z\d).;:][*–-])(?=\s)|(?<=\s[–-])(?=[^\W\d_]{2}))"
)
_LETTER = re.compile(r"o(?<=\so)(?=\s[A-Z])")  # for a bullet
_PARENTHESIS = re.compile(r"[()（）]")
_CONJUNCTION = re.compile(
    r"(?i)(?P<before>^|[;.。；]|[,，]|\s|[^\w\s])\s*\b(?:and/or|and|or|plus|either|with|to|than|of|vs\.?)\s*$"
)
# A number that ends a sentence: "ECOG score of 1. Patients …".
_MEASURED = re.compile(
    r"""(?ix)
    (?: \b(?: grade | stage | class | type | score | phase | level | group | cohort | day | week | part | version
         | visit | status | no | number | than | [a-z]+ed\ by | is | was )
      | [-–≤≥<>=~/+] ) \s* $"""
)
# A letter that ends a sentence: "… hepatitis B. Patients …", "Child-Pugh A. Patients …", "J. Smith".
_TYPED = re.compile(
    r"(?i)(?:\b(?:hepatitis|hep|vitamin|type|class|grade|stage|group|cohort|arm|part|pugh|score|influenza|factor"
    r"|h(?:a?e)mophilia|category|schedule|dr|appendix|section|table|cyclosporine?|ebola|toxin|bipolar|is|or|and)\.?"
    r"|[-/(&]|\b[A-Z]\.)\s*$"
)
_FOLLOWED = re.compile(r"\s+(?!(?:Diff|Coli|Albicans))[A-Z][a-z]|\s+[A-Z]{2}")
_FOOTNOTE = re.compile(r"(?i)\bnotes?:\s*$")  # "NOTE: * Unless …"
PREFIX = re.compile(r"(?i)(?:\b(?:anti|non|pre|post|co|self|long|short|re|semi|multi|inter|intra|sub|ex)|[-–/(])\s*$")
_SUFFIXED = re.compile(r"[-–](?:[A-Z]{1,2}|D[PQR]\w{0,2})(?:,|,? (?:and|or|&))\s*$")  # HLA-A, -B and -DRB1
_NUMBERED = frozenset({".", ")", "()"})  # of an entry's own marker: "1. a) … b) …" begins with two
GLUED = "-x"  # the style of "-age between …" between words
_LIST_PUNCTUATION = (";", ":", ".", "。", "；", "：", "!", ".)", ";)", "./")
_LONGEST_PARENTHESIS = 400
_LINK_WINDOW = 24


class Token(msgspec.Struct, frozen=True, gc=False):
    """``link`` is 2 after list punctuation, 1 directly after text, 0 after a conjunction.

    ``is_doubtful``: a number that may as well end a sentence ("… grade 2. with …").
    """

    start: int
    end: int
    style: str
    readings: tuple[Reading, ...]
    is_dotted: bool
    link: int
    is_after_colon: bool
    is_doubtful: bool


def may_have_tokens(text: str, start: int, end: int, own_style: str) -> bool:
    """Whether it is worth looking for tokens inside ``text[start:end]``; in most lines it is not."""
    if own_style == "n-" or _CUE.search(text, start, end):
        return True
    return _LETTER.search(text, start, end) is not None


def inline_tokens(text: str, start: int, end: int, own_style: str) -> list[Token]:
    """The tokens inside ``text[start:end]``, but for those in parentheses and mere references.

    ``own_style`` is that of the entry's own marker: "-" and "1-" inside a line mean something only where the list has
    them.
    """
    tokens = [
        token
        for match in _TOKEN.finditer(text, max(start - 1, 0), end)
        if (token := _token(text, match, start, end, own_style)) is not None
    ]
    if sum(_is_weak_bullet(token) for token in tokens) == 1:
        tokens = [token for token in tokens if not _is_weak_bullet(token)]
    if sum(token.style == GLUED for token in tokens) == 1:
        tokens = [token for token in tokens if token.style != GLUED]
    return _without_references(text, outside_parentheses(text, start, end, tokens))


def _token(text: str, match: re.Match[str], start: int, end: int, own_style: str) -> Token | None:
    at = match.start() + (match["circled"] is None)
    dotted, readings = bool(match["dot"]), _readings(text, at, match)
    if at == start and not (own_style in _NUMBERED and any(ordinal == 1 for _, ordinal in readings)):
        return None
    before = text[max(start, at - _LINK_WINDOW) : at]
    if match["glued"]:
        if PREFIX.search(before) or _SUFFIXED.search(before):
            return None
        style = GLUED
    elif bullet := match["bullet"]:
        style = bullet.lstrip("\\")
        if style in "-–*" and style != own_style and text[at - 2 : at - 1] not in (".", ";", ":"):
            return None  # a dash between words is a dash, unless the entries of this list begin with one
        if style == "*" and _FOOTNOTE.search(before):
            return None
        if _link(before) == 0 and text[match.end() : match.end() + 3].lstrip()[:1].islower():
            return None  # "3 weeks or • half-lives": a number that was lost
    elif not readings or (match["dash"] and own_style != "n-"):
        return None
    else:
        style = "①" if match["circled"] is not None else "." if dotted else "()" if text[at] in "(（" else ")"
        if style == "()" and text.startswith(",", match.end()):
            return None  # "mild (1), severe (2), …": the values of a scale
    link = _link(before)
    is_doubtful = False
    if dotted and link < 2:
        family = readings[0][0]
        if family.endswith("LETTER") and (link == 0 or not _FOLLOWED.match(text, match.end()) or _TYPED.search(before)):
            return None
        if family == "number" and _MEASURED.search(before):
            return None
        is_doubtful = family == "number" and not text[match.end() : match.end() + 3].lstrip()[:1].isupper()
    stop = match.end()
    while stop < end and text[stop].isspace():
        stop += 1
    is_after_colon = before.rstrip().endswith((":", "："))
    return Token(at, stop, style, readings, dotted, link, is_after_colon, is_doubtful)


def _is_weak_bullet(token: Token) -> bool:
    """ "Severity - Clinical Impression", "vitamin o Zinc": only several of them show a list."""
    return not token.readings and (token.style == "o" or (token.style in "-–*" and token.link < 2))


def _readings(text: str, at: int, match: re.Match[str]) -> tuple[Reading, ...]:
    if match["circled"] is not None:
        return (("circled", int(unicodedata.numeric(text[at]))),)
    word = match["word"]
    if word is None:
        return ()
    return (("number", int(word)),) if word.isdigit() else letter_readings(word)


def _link(before: str) -> int:
    before = before.rstrip()
    if before.endswith(_LIST_PUNCTUATION):
        return 2
    if match := _CONJUNCTION.search(before):
        return 2 if match["before"] in tuple(";.。；") else 0
    return 1


def _without_references(text: str, tokens: list[Token]) -> list[Token]:
    """Drop "a), b) or c)": markers with nothing of their own between them."""
    bare = [False] * (len(tokens) + 1)
    for index, (token, following) in enumerate(pairwise(tokens)):
        if not token.readings or not following.readings or _restarts(token, following):
            continue
        gap = text[token.end : min(following.start, token.end + 12)]
        if not re.sub(r"(?i)\b(?:and|or|to)\b|\W", "", gap):
            bare[index] = bare[index + 1] = True
    return [token for token, is_bare in zip(tokens, bare, strict=False) if not is_bare]


def _restarts(token: Token, following: Token) -> bool:
    """ "Any of the following 1) to 3) 1) asthma 2) …": the list begins after the reference."""
    ordinals = dict(token.readings)
    return any(ordinal == 1 < ordinals.get(family, 0) for family, ordinal in following.readings)


def outside_parentheses(text: str, start: int, end: int, tokens: list[Token]) -> list[Token]:
    """The tokens of ``text[start:end]``, but for those in parentheses; one that is never closed holds nothing."""
    if not tokens:
        return tokens
    kept: list[Token] = []
    opened: list[int] = []
    position = start
    never_closed = _never_closed(text, start, end)
    for token in tokens:
        for match in _PARENTHESIS.finditer(text, position, token.start):
            if match[0] in "(（":
                if match.start() not in never_closed:
                    opened.append(match.start())
            elif opened:
                opened.pop()
        position = token.end
        if opened and token.start - opened[-1] > _LONGEST_PARENTHESIS:
            opened.clear()
        if not opened:
            kept.append(token)
        elif token.style == ")":
            opened.pop()
    return kept


def _never_closed(text: str, start: int, end: int) -> set[int]:
    opened: list[int] = []
    for match in _PARENTHESIS.finditer(text, start, end):
        if match[0] in "(（":
            opened.append(match.start())
        elif opened:
            opened.pop()
    return set(opened)
