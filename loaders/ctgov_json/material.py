"""What hangs on a study: its ids, outcomes, MeSH terms, references, links and files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from loaders.ctgov_json.protocol_pieces import IdentificationModule, OutcomesModule, ReferencesModule
from loaders.ctgov_json.protocol_pieces import Outcome as OutcomePiece
from loaders.ctgov_json.reading import Reading
from loaders.ctgov_json.study_pieces import BrowseModule, LargeDoc
from trialdb.records import File, Identifier, Link, MeshTerm, Outcome, Reference, Retraction

_Relation = Literal["term", "ancestor", "leaf", "branch"]
_PADDED = re.compile(r"D000\d{6}", re.ASCII)
_LAST_SHORT = 66_400  # MeSH descriptors with six digits end below; the ids above really have nine


def identifiers(module: IdentificationModule, reading: Reading) -> Iterator[Identifier]:
    own = module.org_study_id_info
    if own.id:
        yield Identifier(
            identifier=own.id,
            role="org_study_id",
            identifier_type=reading.value("identifier_type", own.type, "identifiers.identifier_type"),
            url=own.link or None,
        )
    for info in module.secondary_id_infos:
        if not info.id:
            reading.left_out("identifiers.identifier", info.domain)
            continue
        yield Identifier(
            identifier=info.id,
            role="secondary_id",
            identifier_type=reading.value("identifier_type", info.type, "identifiers.identifier_type"),
            organization=info.domain or None,
            url=info.link or None,
        )
    for alias in filter(None, module.nct_id_aliases):
        yield Identifier(identifier=alias, role="nct_alias")


def outcomes(module: OutcomesModule, reading: Reading) -> Iterator[Outcome]:
    yield from _outcomes("primary", module.primary_outcomes, reading)
    yield from _outcomes("secondary", module.secondary_outcomes, reading)
    yield from _outcomes("other", module.other_outcomes, reading)


def _outcomes(
    kind: Literal["primary", "secondary", "other"], pieces: Iterable[OutcomePiece], reading: Reading
) -> Iterator[Outcome]:
    for piece in pieces:
        if piece.measure:
            yield Outcome(
                measure=piece.measure,
                kind=kind,
                description=piece.description or None,
                time_frame=piece.time_frame or None,
            )
        else:
            reading.left_out("outcomes.measure", piece.description)


def mesh_terms(
    subject: Literal["condition", "intervention"], module: BrowseModule, reading: Reading
) -> Iterator[MeshTerm]:
    def term(relation: _Relation, words: str | None, written: str | None, **facts: str | None) -> Iterator[MeshTerm]:
        if words:
            yield MeshTerm(subject=subject, relation=relation, term=words, mesh_id=mesh_id(written), **facts)
        elif written:
            reading.left_out("mesh_terms.term", written)

    for mesh in module.meshes:
        yield from term("term", mesh.term, mesh.id)
    for mesh in module.ancestors:
        yield from term("ancestor", mesh.term, mesh.id)
    for leaf in module.browse_leaves:
        relevance = reading.value("relevance", leaf.relevance, "mesh_terms.relevance")
        yield from term("leaf", leaf.name, leaf.id, as_found=leaf.as_found or None, relevance=relevance)
    for branch in module.browse_branches:
        yield from term("branch", branch.name, branch.abbrev)


def mesh_id(written: str | None) -> str | None:
    """The id as MeSH writes it: the registry pads the six-digit ones with zeros (``D000013274`` is ``D013274``)."""
    if written and _PADDED.fullmatch(written) and int(written[1:]) < _LAST_SHORT:
        return "D" + written[4:]
    return written or None


def references(module: ReferencesModule, reading: Reading) -> tuple[Reference, ...]:
    return tuple(
        Reference(
            citation=piece.citation or None,
            pmid=piece.pmid or None,
            reference_type=reading.value("reference_type", piece.type),
            retractions=tuple(Retraction(pmid=r.pmid or None, source=r.source or None) for r in piece.retractions),
        )
        for piece in module.references
    )


def links(module: ReferencesModule) -> Iterator[Link]:
    for link in module.see_also_links:
        yield Link(url=link.url or None, label=link.label or None)
    for ipd in module.avail_ipds:
        yield Link(
            url=ipd.url or None,
            label=ipd.comment or None,
            link_type=ipd.type or "Participant Data",
            identifier=ipd.id or None,
        )


def files(documents: Iterable[LargeDoc], reading: Reading) -> Iterator[File]:
    for piece in documents:
        if not piece.filename:
            reading.left_out("files.filename", piece.label)
            continue
        yield File(
            filename=piece.filename,
            label=piece.label or None,
            file_type=piece.type_abbrev or None,
            has_protocol=piece.has_protocol,
            has_sap=piece.has_sap,
            has_icf=piece.has_icf,
            dated_on=reading.date(piece.date, "files.dated_on"),
            uploaded_at=piece.upload_date or None,
            size_bytes=piece.size,
        )
