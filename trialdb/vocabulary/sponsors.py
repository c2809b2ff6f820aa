"""Sponsors that different documents spell differently."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from trialdb.vocabulary.keys import plain_words
from trialdb.vocabulary.tables import rows_of

_LAST_BRACKET = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")  # National Cancer Institute (NCI)
# Genzyme, a Sanofi Company    Wyeth is now a wholly owned subsidiary of Pfizer
_OWNER = re.compile(
    r"(?:,? an? [^,]+ company|,? (?:is )?(?:now )?an? (?:wholly[- ]owned )?subsidiary of .+)$", re.IGNORECASE
)
_LETTERS = re.compile(r"\b(?:[a-z] )+[a-z]\b")  # n v, s p a, m d anderson


@cache
def _legal_forms() -> frozenset[str]:
    return frozenset(row["form"] for row in rows_of("legal_forms"))


@cache
def _synonyms() -> dict[str, str]:
    return {_normal(row["synonym"]): _normal(row["sponsor"]) for row in rows_of("sponsor_synonyms")}


@lru_cache(maxsize=65536)
def sponsor_key(name: str) -> str:
    """The form in which two spellings of one sponsor are equal.

    ``sponsor_key("Merck Sharp & Dohme Corp.") == sponsor_key("Merck Sharp and Dohme LLC")``
    """
    normal = _normal(name)
    return _synonyms().get(normal, normal)


def _normal(name: str) -> str:
    """Without case, punctuation, acronym in brackets, owner and legal form; never empty for a name with letters."""
    plain = _LETTERS.sub(
        lambda match: match[0].replace(" ", ""), plain_words(_OWNER.sub("", _LAST_BRACKET.sub("", name)))
    )
    words = plain.removeprefix("the ").split()
    end = len(words)
    while end > 1 and words[end - 1] in _legal_forms():
        end -= 1
    if end > 1 and words[end - 1] == "and":  # Eli Lilly and [Company]
        end -= 1
    return " ".join(words[:end]) or plain_words(name)
