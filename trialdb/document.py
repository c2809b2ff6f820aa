"""One document as received: read by its loader, and identified."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import NamedTuple

from trialdb.errors import DocumentError
from trialdb.identity import Evidence, Identity, identify
from trialdb.records import TrialRecord
from trialdb.registry import Loader, loader_for

# Changes whenever a stored document would be enriched differently; ``trialdb reparse`` then applies it.
READERS_VERSION = "5"


class Document(NamedTuple):
    """A document that has been read: what it is called, its bytes, who read it, and what it says of which trial."""

    name: str
    data: bytes
    sha256: bytes
    loader: Loader
    identity: Identity
    record: TrialRecord

    @property
    def source_on(self) -> date | None:
        """The day the source says the document is of; of two documents with one key the later is current."""
        record = self.record
        stated = record.last_updated_on or record.last_submitted_on or record.verified_on
        return record.processed_on or (stated.on if stated else None)


def digest(data: bytes) -> bytes:
    """What tells whether a document has been seen before."""
    return hashlib.sha256(data).digest()


def parser_version(loader: Loader) -> str:
    """Changes whenever the loader or the readers of free text would say something else of a stored document."""
    return f"{loader.module.PARSER_VERSION}/{READERS_VERSION}"


def read_document(name: str, data: bytes, sha256: bytes, loader: Loader | None = None) -> list[Document]:
    """Every trial a document tells of, nearly always one; a ``DocumentError`` where there is none."""
    loader = loader or loader_for(name, data)
    documents = [
        Document(name, data, sha256, loader, identify(record, name), record)
        for record in loader.module.parse(name, data)
    ]
    if not documents:
        raise DocumentError("", f"{loader.name} found no trial in it")
    return documents


def expected_key(evidence: Evidence, trial_key: str, named: str | None) -> bool:
    """Whether a document stored under ``trial_key`` would get the same key again from a source named after ``named``.

    A name counts only where the document itself states no registry id.
    """
    return evidence == "registry_id" or (trial_key == named if named else evidence == "content")
