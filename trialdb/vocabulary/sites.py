"""Facilities that different documents spell differently."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from trialdb.vocabulary.keys import plain_words
from trialdb.vocabulary.tables import rows_of

UNNAMED = ""
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
# 1160.25 Clinic of …   Site 37 - Clinic of …   Clinic of …, Site 003
_NUMBER_BEFORE = re.compile(r"^(?:sites? )?(?:\w{0,3}\d+\w? )+(?=\D)")
_NUMBER_AFTER = re.compile(r" (?:site|center|facility|investigat\w+)(?: (?:no|nr|number|id|ref))? ?[a-z]{0,3}\d\w*$")
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")
_DROPPED = frozenset(
    {"a", "and", "at", "d", "da", "de", "del", "der", "des", "di", "do", "du", "for", "in", "l", "la", "of", "the"}
)


@cache
def _full_words() -> dict[str, str]:
    return {row["short"]: row["word"] for row in rows_of("facility_words")}


@cache
def _unnamed() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row['pattern']})" for row in rows_of("unnamed_facilities")))


@cache
def _state_codes() -> dict[tuple[str, str], str]:
    return {
        (row["country_code"], plain_words(row[spelling])): row["code"].casefold()
        for row in rows_of("states")
        for spelling in ("name", "code")
    }


def site_key(facility: str | None, city: str | None, state: str | None, country_code: str | None) -> str:
    """The form in which spellings of one facility are equal: ``facility|city|state|country``.

    A facility that is not named ("Research Site", "Site 003") is the unnamed one of its city. The state counts where
    cities repeat and states are spelt one way: in the United States, Canada and Australia.
    """
    place, region = _place(city, state, country_code)
    return f"{_facility(facility or '', place)}|{place}|{region}"


def is_named(facility: str | None) -> bool:
    """Whether ``facility`` says which one it is: not "Investigational Site 12"."""
    return _facility(facility or "", "") != UNNAMED


@lru_cache(maxsize=1 << 14)
def _place(city: str | None, state: str | None, country_code: str | None) -> tuple[str, str]:
    """The city, and ``state|country``; the state's code is empty where states do not count."""
    code = _state_codes().get((country_code or "", plain_words(state or "")), "")
    return _words(city or ""), f"{code}|{(country_code or '').casefold()}"


def _words(text: str) -> str:
    words = plain_words(text).split()
    return " ".join(map(_full_words().get, words, words))


def _has_letter(text: str) -> bool:
    return text[:1].isalpha() or bool(_LETTER.search(text))


def _facility(facility: str, place: str) -> str:
    outside = _words(_BRACKETS.sub(" ", facility) if "(" in facility or "[" in facility else facility)
    plain = outside if _has_letter(outside) else _words(facility)
    has_number = _DIGIT.search(plain)
    if has_number:
        plain = _NUMBER_BEFORE.sub("", plain)
    if not _has_letter(plain) or _unnamed().match(plain):
        return UNNAMED
    if has_number:
        plain = _NUMBER_AFTER.sub("", plain)
    name = " ".join([word for word in plain.split() if word not in _DROPPED])
    return name.removesuffix(" " + place) if place else name
