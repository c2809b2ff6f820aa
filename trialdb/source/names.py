"""Names as they can be shown and stored: of files, archive members, lines."""

from __future__ import annotations

import re

_UNSHOWABLE = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]")


def clean_name(name: str) -> str:
    """``name`` with � for characters that would move a terminal's cursor or that no database stores."""
    return _UNSHOWABLE.sub("\ufffd", name)


def member_name(name: str) -> str:
    """An archive member's name without drive, root and steps upwards; it is a label, nothing is ever written there."""
    steps = clean_name(name).replace("\\", "/").split("/")
    return "/".join(step for step in steps if step not in ("", ".", "..") and not step.endswith(":")) or "\ufffd"


def is_hidden(name: str) -> bool:
    """A file of the system's or of an editor: ``.DS_Store``, ``._x.json``, anything under ``__MACOSX``."""
    return any(step.startswith(".") or step == "__MACOSX" for step in name.split("/"))
