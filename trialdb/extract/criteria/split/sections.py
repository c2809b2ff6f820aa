"""Which section an entry stands in: its kind, the part of the study it is for, and the headers above it."""

from __future__ import annotations

import re

import msgspec

from trialdb.extract.criteria.split.headings import Heading, Section
from trialdb.extract.criteria.split.lead_ins import leads_in

_LONGEST_LABEL = 5  # blanks
_KIND = re.compile(r"(?i)\b(?:in|ex)(?=clusion)")


class Header(msgspec.Struct, frozen=True, gc=False):
    """An open header: ``rank`` tells "PATIENT CHARACTERISTICS:" from "Age:" below it; ``entry`` is its position."""

    rank: str
    entry: int
    is_sentence: bool = False


class Sections:
    """The headings and headers above the entry that is read next."""

    def __init__(self) -> None:
        self.kind: Section | None = None
        self._part: int | None = None
        self._opened_after: int | None = None
        self._headers: list[Header] = []
        self._forms: set[str] = set()  # of the headings before any part
        self._part_forms: set[str] = set()  # of those in parts

    @property
    def parent(self) -> int | None:
        """The position of the innermost header, below which entries without a list go."""
        return self._headers[-1].entry if self._headers else self._part

    @property
    def has_headers(self) -> bool:
        return bool(self._headers)

    def begins_with(self, position: int) -> bool:
        """Whether the entry at ``position`` is the innermost header itself, so that nothing stands below it yet."""
        return bool(self._headers) and self._headers[-1].entry == position

    def is_within(self, heading: Heading | None) -> bool:
        """Whether a heading repeats the kind of the section it stands in, below headers of that section."""
        return bool(self._headers) and heading is not None and heading.kind == self.kind and not heading.is_header

    def weighs(self, heading: Heading) -> bool:
        """Whether a heading counts: "Siblings are eligible if:" names no new section inside another one."""
        if not heading.is_weak or heading.kind == self.kind:
            return not (heading.is_weak and heading.is_header)
        if heading.is_header and heading.kind == "exclusion":
            return True
        return self.kind is None or (not heading.is_header and heading.kind == "inclusion")

    def open_part(self, position: int) -> None:
        self._headers, self.kind, self._part = [], None, position

    def open_section(self, heading: Heading, words: str, last: int) -> int | None:
        """Begin the section of ``heading``; returns the parent of a heading that is an entry too.

        "Criteria:" right below "Exclusion" is the rest of that heading. "Key Exclusion Criteria" ends a part whose own
        headings read "Inclusion Criteria", if "Key Inclusion Criteria" stood before the first part.
        """
        form = _KIND.sub("", words).lower().rstrip(" :：.-–")
        if self._part is None:
            self._forms.add(form)
        elif form in self._forms and form not in self._part_forms:
            self._part = None if self._part_forms else self._part
        if self._part is not None:
            self._part_forms.add(form)
        goes_on = heading.kind == "eligibility" and self.kind is not None and self._opened_after == last
        self._opened_after = last
        keeps = heading.kind is None or goes_on or (heading.is_weak and not heading.is_header)
        kind = self.kind if keeps else heading.kind
        only_announces = heading.kind is None or (
            not heading.is_header and kind == self.kind is not None and self.begins_with(last)
        )
        self.kind = kind or heading.kind
        if not only_announces or heading.is_header:
            self._headers = []
        return self._part

    def head_section(self, position: int) -> None:
        self._headers = [Header("section", position)]

    def open_header(self, text: str, start: int, end: int, position: int) -> int | None:
        """Begin a header that will be the entry at ``position``; returns its parent."""
        rank = ("caps" if text[start:end].isupper() else "title") + (":" if leads_in(text, start, end) else "")
        ranks = [header.rank for header in self._headers]
        is_first = self.begins_with(position - 1)
        if rank in ranks and not (is_first and rank.endswith(":") and self._headers[-1].rank == rank):
            del self._headers[ranks.index(rank) :]
        elif self._headers and not is_first:
            self._headers.pop()
        parent = self.parent
        self._headers.append(Header(rank, position, text.count(" ", start, end) > _LONGEST_LABEL))
        return parent

    def leave_lead_in(self) -> None:
        """Leave a header that is a sentence, which leads in to its list and to no more than that."""
        if self._headers and self._headers[-1].is_sentence:
            self._headers.pop()

    def leave_headers(self) -> None:
        self._headers = []
