"""How names that share one bound are joined: ``INR or PT, and aPTT ≤ 1.5 x ULN``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from trialdb.extract.criteria.limits.draft import Draft

_ASIDE = re.compile(r"\([^()]*\)")
_JOINT = re.compile(r",? ?(?<![a-z])(?P<word>and/or|and|or)(?![a-z])|(?P<sign>[,&])")


def join_shared(drafts: Sequence[Draft], joins: list[str], lower: str) -> None:
    """Corrects ``joins`` where "and" and "or" stand among names of one bound; the last name is the first draft."""
    at = 0
    for _, group in groupby(drafts, key=lambda draft: draft.bound and (draft.start, draft.bound.start)):
        shared = list(group)
        if len(shared) > 2 and shared[0].bound and shared[0].start < shared[0].bound.start:
            words = _joints(_ASIDE.sub(" ", lower[shared[0].start : shared[0].bound.start]))
            if len(words) == len(shared) - 1 and {"and", "or"} <= set(words):
                joins[at + 1 : at + len(shared)] = reversed(words)
        at += len(shared)


def _joints(names: str) -> list[str]:
    """What stands between names, in order; a comma joins as the word behind it does."""
    found = [match["word"] or match["sign"] for match in _JOINT.finditer(names)]
    for index in range(len(found) - 2, -1, -1):
        if found[index] == ",":
            found[index] = found[index + 1]
    return ["or" if one in ("or", "and/or") else "and" for one in found]
