"""Shorter times that will do for some: ``surgery within 3 weeks (5 days may be enough for minor operations)``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.draft import Draft

SHORTER_CUES = frozenset(
    [
        *("washout", "washouts", "wash", "considered", "enough", "sufficient", "suffice"),
        *("oral", "small", "limited", "palliative", "minor", "local"),
    ]
)
_WASHOUT = r"(?:an? |the )?(?:shorter )?wash-? ?out(?: periods?| times?)? (?:for|of|if) [^()]*"
_SHORTER = re.compile(
    rf"(?:[^.;()]|\.\d){{0,80}}(?:\((?:[^()]{{1,80}}; )?(?:or )?(?P<aside>{_WASHOUT}(?:\)[^.()]*\({_WASHOUT})*|"
    r"\d+ (?:days?|weeks?) (?:may be|is|are|will|suffice) [^()]{0,40}?for [a-z][^()]*)\)|"
    r"[;,] (?P<item>\d+ (?:days?|weeks?)(?: or \d+ half-lives)? for "
    r"(?:oral|small|limited|palliative|minor|local) (?:[^.;()]|\.\d)*))"
)


def tell_shorter(lower: str, drafts: Sequence[Draft]) -> None:
    """Makes a shorter time behind what is dated last, if no limit holds it, the exception of that."""
    dated = [draft for draft in drafts if draft.window and draft.of]
    last = max((draft.end for draft in dated), default=None)
    if last is None or (found := _SHORTER.match(lower, last)) is None:
        return
    said = (found["aside"] or found["item"]).strip()
    for draft in dated:
        if draft.end == last:
            draft.exception = f"{draft.exception}; {said}" if draft.exception else said
