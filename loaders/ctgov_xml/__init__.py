"""ClinicalTrials.gov's XML, as it was until 2024: one ``clinical_study`` a document.

It is told in the pieces of API v2 and read from there, so that the two dialects cannot say the same thing differently.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.ctgov_json.decoding import convert
from loaders.ctgov_json.record import record
from loaders.ctgov_xml.document import parse_document
from loaders.ctgov_xml.elements import doubts
from loaders.ctgov_xml.older import with_older_facts
from loaders.ctgov_xml.protocol import protocol_section
from loaders.ctgov_xml.registry import registry_sections
from loaders.ctgov_xml.results import results_section
from trialdb.errors import DocumentError
from trialdb.records import TrialRecord

PARSER_VERSION = "1"
RANK = 20

_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")
_ROOT = re.compile(rb"<clinical_study[\s>]")


def claims(_name: str, data: bytes) -> bool:
    """Whether ``data`` is XML with a ``clinical_study``."""
    return bool(_XML.match(data) and _ROOT.search(data))


def parse(_name: str, data: bytes) -> Iterator[TrialRecord]:
    """The study in ``data``; DocumentError where it is none."""
    root = parse_document(data)
    protocol = protocol_section(root)
    if not protocol["identificationModule"]["nctId"]:
        raise DocumentError("/clinical_study/id_info/nct_id", "the study states no registry id")
    study, notes = convert(
        {"protocolSection": protocol, "resultsSection": results_section(root), **registry_sections(root)}
    )
    yield with_older_facts(record(study, [*notes, *doubts(root)]), root)
