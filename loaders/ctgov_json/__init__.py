"""ClinicalTrials.gov API v2: one study as a JSON object."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.ctgov_json.decoding import decode
from loaders.ctgov_json.record import record
from trialdb.errors import DocumentError
from trialdb.records import TrialRecord

PARSER_VERSION = "1"
RANK = 30

_SECTION = re.compile(rb'"protocolSection"\s*:')
_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")


def claims(_name: str, data: bytes) -> bool:
    """Whether ``data`` is a JSON object with a ``protocolSection``."""
    return bool(_OBJECT.match(data) and _SECTION.search(data))


def parse(_name: str, data: bytes) -> Iterator[TrialRecord]:
    """The study in ``data``; DocumentError where it is none."""
    study, notes = decode(data)
    if not study.protocol_section.identification_module.nct_id:
        raise DocumentError("$.protocolSection.identificationModule.nctId", "the study states no registry id")
    yield record(study, notes)
