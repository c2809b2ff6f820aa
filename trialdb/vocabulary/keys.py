"""The ids of shared entities: computed from their names, so that they are the same in every database."""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b

_BLANKS = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+")
_QUOTES_AND_DASHES = str.maketrans({
    **dict.fromkeys("\u2018\u2019\u02bc\u2032`\u00b4", "'"),
    **dict.fromkeys("\u201c\u201d\u2033", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
})  # fmt: skip


# What plain_words makes of ASCII, where most names stay: one look at each letter.
_PLAIN_ASCII = {
    **{code: " " for code in range(128) if not chr(code).isalnum()},
    **{code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)},
    **dict.fromkeys(map(ord, "'`")),
    ord("&"): " and ",
}


def normalize_name(text: str) -> str:
    """``text`` as names are compared: one Unicode form, one kind of quote and dash, single blanks, no case."""
    folded = unicodedata.normalize("NFKC", text).translate(_QUOTES_AND_DASHES).casefold()
    return _BLANKS.sub(" ", folded).strip()


def plain_words(text: str) -> str:
    """``text`` reduced to its words: no accents, no punctuation, no case; ``&`` is *and*."""
    if text.isascii():
        return " ".join(text.translate(_PLAIN_ASCII).split())
    letters = normalize_name(text).replace("&", " and ").replace("'", "")
    if not letters.isascii():
        letters = "".join(c for c in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(letters))


def entity_id(kind: str, normalized_name: str) -> int:
    """A positive integer below 2**53, which JSON and JavaScript keep exact, for one name of one kind of entity."""
    digest = blake2b(f"{kind}\0{normalized_name}".encode("utf-8", "replace"), digest_size=8).digest()
    return (int.from_bytes(digest, "big") >> 11) or 1
