"""A whole study of API v2, with the sections that the registry itself adds: annotations, documents, derived terms."""

from __future__ import annotations

from loaders.ctgov_json.piece import Dated, Piece
from loaders.ctgov_json.protocol_pieces import ProtocolSection
from loaders.ctgov_json.results_pieces import ResultsSection


class UnpostedEvent(Piece, frozen=True):
    type: str | None = None
    date: str | None = None
    date_unknown: bool | None = None


class UnpostedAnnotation(Piece, frozen=True):
    unposted_responsible_party: str | None = None
    unposted_events: tuple[UnpostedEvent, ...] = ()


class ViolationEvent(Piece, frozen=True):
    type: str | None = None
    description: str | None = None
    creation_date: str | None = None
    issued_date: str | None = None
    release_date: str | None = None
    posted_date: str | None = None


class ViolationAnnotation(Piece, frozen=True):
    violation_events: tuple[ViolationEvent, ...] = ()


class AnnotationModule(Piece, frozen=True):
    unposted_annotation: UnpostedAnnotation = UnpostedAnnotation()
    violation_annotation: ViolationAnnotation = ViolationAnnotation()


class AnnotationSection(Piece, frozen=True):
    annotation_module: AnnotationModule = AnnotationModule()


class LargeDoc(Piece, frozen=True):
    type_abbrev: str | None = None
    has_protocol: bool | None = None
    has_sap: bool | None = None
    has_icf: bool | None = None
    label: str | None = None
    date: str | None = None
    upload_date: str | None = None
    filename: str | None = None
    size: int | None = None


class LargeDocumentModule(Piece, frozen=True):
    no_sap: bool | None = None
    large_docs: tuple[LargeDoc, ...] = ()


class DocumentSection(Piece, frozen=True):
    large_document_module: LargeDocumentModule = LargeDocumentModule()


class SubmissionInfo(Piece, frozen=True):
    release_date: str | None = None
    unrelease_date: str | None = None
    unrelease_date_unknown: bool | None = None
    reset_date: str | None = None
    mcp_release_n: int | None = None


class FirstMcpInfo(Piece, frozen=True):
    post_date_struct: Dated = Dated()


class SubmissionTracking(Piece, frozen=True):
    estimated_results_first_submit_date: str | None = None
    first_mcp_info: FirstMcpInfo = FirstMcpInfo()
    submission_infos: tuple[SubmissionInfo, ...] = ()


class MiscInfoModule(Piece, frozen=True):
    version_holder: str | None = None
    removed_countries: tuple[str, ...] = ()
    submission_tracking: SubmissionTracking = SubmissionTracking()


class Mesh(Piece, frozen=True):
    id: str | None = None
    term: str | None = None


class BrowseLeaf(Piece, frozen=True):
    id: str | None = None
    name: str | None = None
    as_found: str | None = None
    relevance: str | None = None


class BrowseBranch(Piece, frozen=True):
    abbrev: str | None = None
    name: str | None = None


class BrowseModule(Piece, frozen=True):
    meshes: tuple[Mesh, ...] = ()
    ancestors: tuple[Mesh, ...] = ()
    browse_leaves: tuple[BrowseLeaf, ...] = ()
    browse_branches: tuple[BrowseBranch, ...] = ()


class DerivedSection(Piece, frozen=True):
    misc_info_module: MiscInfoModule = MiscInfoModule()
    condition_browse_module: BrowseModule = BrowseModule()
    intervention_browse_module: BrowseModule = BrowseModule()


class Study(Piece, frozen=True):
    protocol_section: ProtocolSection
    results_section: ResultsSection | None = None
    annotation_section: AnnotationSection = AnnotationSection()
    document_section: DocumentSection = DocumentSection()
    derived_section: DerivedSection = DerivedSection()
    has_results: bool | None = None
