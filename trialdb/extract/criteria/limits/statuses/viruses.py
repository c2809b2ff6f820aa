"""Of which virus words are: an exception that names hepatitis C says nothing of an infection with HIV."""

from __future__ import annotations

import re

_NAMES = {
    "hb": re.compile(r"(?<![a-z])(?:hbv|hbs|hbc|hepatitis b|anti-?hb)|(?<![a-z])dna(?![a-z])"),
    "hc": re.compile(r"(?<![a-z])(?:hcv|hepatitis c|anti-?hcv)|hepatitis b(?: or | and | and/or |/| / )c(?![a-z])"),
    "hi": re.compile(r"(?<![a-z])(?:hiv|cd4|human immunodeficiency|anti-?retroviral)"),
}
_RNA = re.compile(r"(?<![a-z])rna(?![a-z])")
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
