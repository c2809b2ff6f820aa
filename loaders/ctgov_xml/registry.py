"""What the registry itself adds to an XML study: submissions of results, documents, MeSH terms."""

from __future__ import annotations

from typing import Any

from loaders.ctgov_xml.document import Element, each, text, texts, yes

Piece = dict[str, Any]


def registry_sections(study: Element) -> Piece:
    return {
        "annotationSection": {
            "annotationModule": {
                "unpostedAnnotation": {"unpostedEvents": [_pending(one) for one in each(study, "pending_results/*")]}
            }
        },
        "documentSection": {
            "largeDocumentModule": {
                "largeDocs": [_document(one) for one in each(study, "provided_document_section/provided_document")]
            }
        },
        "derivedSection": {
            "miscInfoModule": {"removedCountries": texts(study, "removed_countries/country")},
            "conditionBrowseModule": {"meshes": _mesh_terms(study, "condition_browse")},
            "interventionBrowseModule": {"meshes": _mesh_terms(study, "intervention_browse")},
        },
    }


def _pending(event: Element) -> Piece:
    """``submitted``, ``returned``, ``submission_canceled``; a cancellation's date may be unknown."""
    words = text(event)
    is_unknown = (words or "").casefold() == "unknown"
    return {
        "type": event.tag.replace("_", " "),
        "date": None if is_unknown else words,
        "dateUnknown": True if is_unknown else None,
    }


def _document(document: Element) -> Piece:
    url = text(document, "document_url")
    return {
        "filename": url.rpartition("/")[2] if url else None,
        "label": text(document, "document_type"),
        "hasProtocol": yes(text(document, "document_has_protocol")),
        "hasSap": yes(text(document, "document_has_sap")),
        "hasIcf": yes(text(document, "document_has_icf")),
        "date": text(document, "document_date"),
    }


def _mesh_terms(study: Element, tag: str) -> list[Piece]:
    return [{"term": term} for term in texts(study, f"{tag}/mesh_term")]
