"""Of which virus words are, and how: an exception that names hepatitis C says nothing of an infection with HIV."""

from __future__ import annotations

import re

_NAMES = {
    "hb": re.compile(r"(?<![a-z])(?:hbv|hbs|hbc|hepatitis b|anti-?hb)|(?<![a-z])dna(?![a-z])"),
    "hc": re.compile(r"(?<![a-z])(?:hcv|hepatitis c|anti-?hcv)|hepatitis b(?: or | and | and/or |/| / )c(?![a-z])"),
    "hi": re.compile(r"(?<![a-z])(?:hiv|cd4|human immunodeficiency|anti-?retroviral)"),
}
_RNA = re.compile(r"(?<![a-z])rna(?![a-z])")
_KIND = re.compile(  # "active infections, such as", and the names of some; not "active or latent"
    r"(?<![a-z-])(?<!or )(?<!and )(?<!/)active (?!or |and )"
    r"(?:(?:systemic|serious|severe|significant|uncontrolled|acute|bacterial|viral|fungal|parasitic|microbial|other|any|"
    r"or|and|and/or)[ ,/]{1,2}){0,8}(?:infections?|infectious diseases?)"
    r"(?:(?! or | and | history )[^.;:,()]){0,70},? ?\(?(?:including|such as|like|for example|e\.?g\.?)(?![a-z])"
    r"(?:\([^()]*\)|(?! (?:known|history|latent|past|prior|previous|chronic|evidence|positive|infection with) )"
    r"[^.;:()]){0,200}$"
)
_CODES = frozenset(["hiv", "hiv_rna", "hbv", "hbsag", "hbcab", "hbv_dna", "hcv", "hcv_antibody", "hcv_rna"])


def is_of_another_virus(concept: str, said: str) -> bool:
    """Whether ``said`` names viruses, and not the one that ``concept`` is about."""
    if concept not in _CODES:
        return False
    own = concept[:2]
    named = {virus for virus, names in _NAMES.items() if names.search(said)}
    if not named and own == "hb" and _RNA.search(said):
        return True
    return bool(named) and own not in named


def is_named_as_active(lower: str, at: int) -> bool:
    """Whether an infection is told as one of some that are active: "active infection, such as hepatitis B"."""
    return "active" in lower and _KIND.search(lower, max(0, at - 340), at) is not None


def is_aside(lower: str, end: int, status: int) -> bool:
    """Whether a status stands in brackets behind another name, with a name of its own: "or HIV (antibody positive)"."""
    opened = lower.rfind("(", end, status)
    return opened > 0 and ")" not in lower[opened:status] and lower[opened + 1 : status].strip() != ""


def is_left(lower: str, start: int, end: int) -> bool:
    """Whether brackets around ``start`` close before ``end``."""
    return lower.count("(", start, end) < lower.count(")", start, end)
