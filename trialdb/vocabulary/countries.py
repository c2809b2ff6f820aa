"""Country names as registries have spelt them over the years → ISO 3166-1 alpha-2."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import pycountry

from trialdb.vocabulary.keys import plain_words
from trialdb.vocabulary.tables import rows_of

_INVERTED = re.compile(r"^([^,()]+), ([^,()]+)$")  # "Moldova, Republic of"
_BRACKETED = re.compile(r"^(.+?) ?\(([^()]+)\)$")  # "Turkey (Türkiye)"


def _key(name: str) -> str:
    words = plain_words(_INVERTED.sub(r"\2 \1", name)).split()
    return " ".join(word for word in words if word != "the")


@cache
def _codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for country in pycountry.countries:
        for field in ("name", "official_name", "common_name", "alpha_3"):
            if name := getattr(country, field, None):
                codes[_key(name)] = country.alpha_2
    for row in rows_of("country_synonyms") + rows_of("countries"):
        codes[_key(row["name"])] = row["code"]
    return codes


@cache
def countries() -> dict[str, str]:
    """Alpha-2 code → the name shown, of every country; states that are no more keep the code they had."""
    return {row["code"]: row["name"] for row in rows_of("countries")}


@lru_cache(maxsize=4096)
def country_code(name: str) -> str | None:
    """The alpha-2 code of a country in any registry's spelling; None when we do not know it.

    ``country_code("Macedonia, The Former Yugoslav Republic of") == "MK"``
    """
    codes = _codes()
    if code := codes.get(_key(name)):
        return code
    bracketed = _BRACKETED.match(name.strip())
    if not bracketed:
        return None
    outer, inner = (codes.get(_key(part)) for part in bracketed.groups())
    return outer if inner in (None, outer) else None


def country_name(code: str) -> str | None:
    """The name shown for an alpha-2 code: ``country_name("KR") == "South Korea"``."""
    return countries().get(code)
