"""What stands around a trial: identifiers, references, links, files, other trials, the record's history."""

from __future__ import annotations

from typing import Literal

import msgspec

from trialdb.records.base import PartialDate


class Identifier(msgspec.Struct, frozen=True, kw_only=True):
    """An id of the trial: the sponsor's own, another registry's, a grant, an alias."""

    identifier: str
    role: Literal["org_study_id", "secondary_id", "nct_alias"]
    identifier_type: str | None = None
    organization: str | None = None
    url: str | None = None


class Retraction(msgspec.Struct, frozen=True, kw_only=True):
    pmid: str | None = None
    source: str | None = None


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    citation: str | None = None
    pmid: str | None = None
    reference_type: str | None = None
    retractions: tuple[Retraction, ...] = ()


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A see-also link (``link_type`` None) or a place where participant data are available."""

    url: str | None = None
    label: str | None = None
    link_type: str | None = None
    identifier: str | None = None


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A large document of the record: protocol, statistical analysis plan, consent form."""

    filename: str
    label: str | None = None
    file_type: str | None = None
    has_protocol: bool | None = None
    has_sap: bool | None = None
    has_icf: bool | None = None
    dated_on: PartialDate | None = None
    uploaded_at: str | None = None
    size_bytes: int | None = None


class RelatedTrial(msgspec.Struct, frozen=True, kw_only=True):
    """Another trial named by the document (layout A's "More Related Trials"); never the document's own."""

    registry_id: str
    title: str | None = None
    overall_status: str | None = None
    phase: str | None = None


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """A dated event of the record's own history: results submissions, releases, resets, violations, unposted results.

    ``submission_no`` ties the release, the reset and the withdrawal of one results submission together,
    ``release_no`` is the registry's own count of releases; a violation states four dates.
    """

    event_type: str
    happened_on: PartialDate | None = None
    is_date_unknown: bool | None = None
    description: str | None = None
    created_on: PartialDate | None = None
    released_on: PartialDate | None = None
    posted_on: PartialDate | None = None
    submission_no: int | None = None
    release_no: int | None = None
