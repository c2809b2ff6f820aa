"""Where a text tells of an operation, after which drugs are given anew."""

from __future__ import annotations

import re

_AFTER = (
    r"(?:following|after)\s(?:the\s|their\s|radical\s|surgical\s|definitive\s)?(?:surgery|resection|operation|\w+ectomy)\b"
    r"|(?:post-?operative(?:ly)?|adjuvant\s(?:phase|treatment|therapy|period))\b"
)
STAGE = re.compile(rf"\W*(?:{_AFTER})")
"""Following surgery, patients receive … · Adjuvant phase: …"""
_SENTENCE = re.compile(rf"[.;:\n]\W*(?:{_AFTER})", re.IGNORECASE)


def is_parted(text: str, start: int, end: int) -> bool:
    """Whether a sentence between two places of a text begins with an operation."""
    return _SENTENCE.search(text, start, end) is not None
