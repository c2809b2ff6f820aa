"""Where a text names a concept."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache

import msgspec

from trialdb.extract.criteria.limits.lexicon import Beginnings, alternation, cues, matches_at, phrases, words_of
from trialdb.extract.criteria.limits.tables import concepts, rows


class Mention(msgspec.Struct, frozen=True, gc=False):
    """Words that name one concept, or several at once ("transaminases"), or one of several ("performance status")."""

    start: int
    end: int
    codes: tuple[str, ...]


def _key(form: str) -> str:
    """A form without what texts write in several ways: blanks, hyphens, capitals."""
    return form.lower().replace(" ", "").replace("-", "")


def _forms() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[tuple[str, tuple[str, ...]], ...]]]:
    """Concepts by form; and, of forms with capitals, the spellings that count ("PT" the test, never "pt")."""
    plain: dict[str, tuple[str, ...]] = {}
    exact: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}
    for row in rows("synonyms"):
        form, codes = row["form"], tuple(row["concepts"].split())
        if form == form.lower():
            plain[_key(form)] = codes
        else:
            exact[_key(form)] = (*exact.get(_key(form), ()), (form, codes))
    return plain, exact


_PLAIN, _EXACT = _forms()
_MENTION = re.compile(
    rf"(?<![a-z0-9α-ω])(?:{alternation(sorted({row['form'].lower() for row in rows('synonyms')}))})(?:'?s|"
    rf"\(s\))?(?:(?![a-z0-9])|(?<=[a-z]{{4}})(?=[1-9] ?\(? ?[≥≤<>]))"  # "bilirubin2 ≤": a footnote
)


_AND_C = re.compile(
    r" ?(?:,|/|,? ?(?:or|and/or|and)) ?(?P<c>c)(?![a-z-])(?: virus)?(?: infections?)?"
)  # hepatitis B or C
_ALONG = re.compile(  # "calcium (corrected for albumin)", "drawn on the same day as the PTH"
    rf"(?<![a-z]){phrases('before a name that only goes along')} (?:(?:the|serum|plasma|low|total) ){{0,2}}$"
)
_OVER = re.compile(
    r"\)? ?/ ?(?:forced vital capacity \(?)?$| \($"
)  # "(FEV1)/forced vital capacity (FVC)", "FEV1/FVC (forced vital capacity)"
_OVER_FVC = (("fev1_pct_predicted",), ("fev1_fvc_ratio",))
_ALONG_CUES = cues("before a name that only goes along")
_ITEM_CUES = frozenset(["item", "question", "answer"])
_ITEM = re.compile(  # "MADRS item 10", "PHQ-9 (question #9)": a part of the scale, which has its own points
    r"[ ,]{0,2}\(?(?:(?:item|question|answer)(?: (?:no\.?|number))? ?#? ?|# ?)\d{1,2}[a-z]?(?![-\d])"
)
_SPECIFIC = re.compile(r"(?<![a-z])specific(?: [a-z-]+){0,4} $")  # "specific serum anti-birch IgE"
_ABBREVIATES = re.compile(r"\)(?! ratio)")
_MEASURES = frozenset(
    ["creatinine", "albumin", "calcium", "alt", "ast", "hdl_cholesterol", "ldl_cholesterol", "triglycerides"]
)
LIVER_TESTS = ("ast", "alt")  # what "liver function tests" and "liver enzymes" are, unless the text names them
_NAMED_NEXT = re.compile(r"[^;.]{0,90}(?:[(\[]| for )[^;.]{0,60}|[^;.\d]{0,60}")
_LIVER = frozenset(["alt", "ast", "alp", "ggt", "ldh", "bilirubin_total", "bilirubin_direct"])
_OF_SOME_VIRUS = frozenset(["viral load", "viral loads", "plasma viral load"])  # of HIV where no other is named
_COPIES = re.compile(r"[^.;,]{0,40}?(?:[<>≥≤\d]|(?:less|fewer|more|greater|lower|higher) than|below|above|at least)")
_OTHER_VIRUSES = frozenset(["hepatitis", "hbv", "hcv", "cmv", "ebv", "cytomegalovirus", "hepatic"])
_RECURRING = 4096  # spellings that are kept
_ADJACENT = 4  # characters between a name and the bracketed name that repeats it


_COMMON = frozenset(
    [
        *("history", "disease", "infection", "test", "antigen", "antibody", "virus", "serum", "blood", "cell", "count"),
        *("time", "primary", "clinical", "life", "other", "another", "who", "years", "active", "positive", "previous"),
        *("current", "investigator", "clinically", "non", "anti", "concomitant", "score", "baseline", "risk", "type"),
        *("than", "of", "in", "the", "to", "or", "and", "with", "at", "on", "by", "for", "any", "is", "that", "which"),
        *("not", "be", "must", "has", "have", "been"),
    ]
)


_BEGINNINGS = Beginnings((row["form"].lower() for row in rows("synonyms")), _COMMON)


def _cues(readings: frozenset[str]) -> frozenset[str]:
    """Of each name of such concepts, the longest word that is not common: no name stands in a text without it."""
    found: set[str] = set()
    for row in rows("synonyms"):
        if any(readings & concepts()[code].reading for code in row["concepts"].split()):
            words = re.findall(r"[a-z][a-z0-9]*", row["form"].lower())
            found.add(max([word for word in words if word not in _COMMON] or words, key=len))
    return frozenset(word + plural for word in found for plural in ("", "s"))


CUES_WITHOUT_NUMBER = _cues(frozenset(["scale", "status", "presence"]))


def names_among(words: frozenset[str]) -> set[str]:
    """Those of a text's ``words`` with which names may begin in it; in most texts none."""
    return _BEGINNINGS.within(words)


def find_mentions(lower: str, text: str, words: frozenset[str], names: Set[str]) -> list[Mention]:
    """All mentions in order; ``lower`` is ``text`` in lower case, character for character, ``names`` begin them."""
    found: list[Mention] = []
    may_go_along = not words.isdisjoint(_ALONG_CUES)
    may_be_of_item = not words.isdisjoint(_ITEM_CUES) or "#" in lower
    for match in matches_at(_MENTION, lower, names):
        start, end = match.span()
        if may_go_along and _ALONG.search(lower, max(0, start - 50), start):
            continue
        codes = _codes(match[0], text[start:end], is_part=lower.endswith("-", 0, start))
        if codes is None:
            continue
        if may_be_of_item and _ITEM.match(lower, end):
            codes = ()
        if codes == ("ige",) and "specific" in words and _SPECIFIC.search(lower, max(0, start - 50), start):
            codes = ()
        if lower.startswith(" ratio", end) and codes and codes[0] in _MEASURES:
            codes = ()  # of two measures: "calcium to creatinine ratio"
        if codes == ("hbv",) and (second := _AND_C.match(lower, end)):
            found += (Mention(start, end, codes), Mention(second.start("c"), second.end(), ("hcv",)))
            continue
        if match[0] in _OF_SOME_VIRUS and not _is_of_hiv(lower, end, words):
            continue
        last = found[-1] if found else None
        if codes[:1] == ("fvc_pct_predicted",) and (over := _OVER.search(lower, max(0, start - 28), start)):
            is_told = over[0].strip() == "("
            if last and last.codes[:1] in _OVER_FVC[is_told:] and last.end >= over.start():
                found[-1] = Mention(last.start, end + lower.startswith(")", end), ("fev1_fvc_ratio",))
                continue
            if not is_told:  # of something without a name
                continue
        if last and not last.codes and lower[last.end : start] == " (" and _ABBREVIATES.match(lower, end):
            found[-1] = Mention(last.start, end + 1, ())  # "free testosterone (T)": it stands for that name
        elif last and start - last.end < _ADJACENT and (shared := _repeats(lower, last, start, codes)):
            found[-1] = Mention(last.start, end + lower.startswith((")", "]"), end), shared)
        else:
            found.append(Mention(start, end, codes))
    if len(found) > 1 and any(one.codes == LIVER_TESTS for one in found):
        return [one for one, after in zip(found, [*found[1:], None], strict=True) if not _is_told(lower, one, after)]
    return found


def _is_told(lower: str, one: Mention, after: Mention | None) -> bool:
    """Whether ``one`` is a word for tests that are named behind it: "liver function tests (ALT, bilirubin)"."""
    if one.codes != LIVER_TESTS or after is None or _LIVER.isdisjoint(after.codes):
        return False
    return _NAMED_NEXT.fullmatch(lower, one.end, after.start) is not None


def measured_in(text: str) -> list[Mention]:
    """The names in ``text`` of what is measured as a number."""
    lower = text.lower()
    words = words_of(lower)
    names = names_among(words) if len(lower) == len(text) else set()
    found = find_mentions(lower, text, words, names) if names else []
    return [one for one in found if any("number" in concepts()[code].reading for code in one.codes)]


def _is_of_hiv(lower: str, end: int, words: frozenset[str]) -> bool:
    """Whether a viral load whose virus is not said is that of HIV, and measured: "HIV, viral load < 200"."""
    is_alone = "hiv" in words and _OTHER_VIRUSES.isdisjoint(words)
    return is_alone and _COPIES.match(lower, end) is not None


def _repeats(lower: str, last: Mention, start: int, codes: tuple[str, ...]) -> tuple[str, ...]:
    """The concepts of the name before where this one only repeats it: an abbreviation in brackets, "ECOG PS"."""
    between = lower[last.end : start].strip()
    if last.codes == ("cd4",) and "lymphocytes" in codes and between in ("", ")", "+"):
        return last.codes  # "antigen four (CD4) lymphocyte count"
    if between not in ("", "(", "["):
        return ()
    return tuple(code for code in last.codes if code in codes)


@lru_cache(_RECURRING)
def _codes(form: str, written: str, *, is_part: bool) -> tuple[str, ...] | None:
    """The concepts of a form; capitals alone say nothing as a part of another abbreviation ("S-AP")."""
    key = _key(form)
    for candidate in (key, key.removesuffix("(s)"), key.removesuffix("'s"), key.removesuffix("s")):
        for spelling, codes in _EXACT.get(candidate, ()):
            if not is_part and written.startswith(spelling) and len(written) <= len(spelling) + 1:
                return codes
        if candidate in _PLAIN:
            return _PLAIN[candidate]
    return None
