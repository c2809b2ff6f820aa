"""An entry in its place, on the way from blocks to criteria."""

from __future__ import annotations

from typing import Literal

import msgspec

from trialdb.extract.criteria.split.headings import Section
from trialdb.extract.criteria.split.markers import Marker


class Entry(msgspec.Struct, gc=False):
    """``text[start:end]`` with the marker, ``text[text_start:end]`` without.

    ``parent`` is a position among the entries; ``kind`` that of the section, None before any; ``is_label`` an unmarked
    header.
    """

    start: int
    text_start: int
    end: int
    kind: Section | None
    parent: int | None
    marker: Marker | None = None
    is_label: bool = False


class Rest(msgspec.Struct, frozen=True, gc=False):
    """A block that is no entry: a heading, a separator, a remark."""

    start: int
    end: int
    role: Literal["heading", "separator", "remark"]
