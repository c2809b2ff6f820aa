"""Where every row comes from: loads, the documents as received, what was doubtful, what has changed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Identity, Index, func, text, true
from sqlalchemy.orm import Mapped, mapped_column

from trialdb.models.base import Base, OfTrial, Position, TrialId, one_of


class Load(Base):
    """One run of trialdb load, and how it ended."""

    __tablename__ = "loads"
    __table_args__ = (one_of("status", ("running", "done", "failed", "interrupted", "rolled back")),)

    load_id: Mapped[int] = mapped_column(
        BigInteger, Identity(always=True), primary_key=True, comment="Counted up by the database."
    )
    started_at: Mapped[datetime] = mapped_column(server_default=func.now(), comment="When the load began.")
    finished_at: Mapped[datetime | None] = mapped_column(comment="When it ended; NULL while running or after a crash.")
    status: Mapped[str] = mapped_column(comment="running, done, failed, interrupted or rolled back.")
    paths: Mapped[list[str]] = mapped_column(comment="The paths as given on the command line.")
    trialdb_version: Mapped[str] = mapped_column(comment="The version of trialdb that loaded.")
    n_documents: Mapped[int | None] = mapped_column(comment="Documents met.")
    n_loaded: Mapped[int | None] = mapped_column(comment="Documents loaded anew or again.")
    n_unchanged: Mapped[int | None] = mapped_column(comment="Documents that were already there, byte for byte.")
    n_failed: Mapped[int | None] = mapped_column(comment="Documents that could not be loaded.")
    n_warnings: Mapped[int | None] = mapped_column(comment="Doubtful values met.")
    seconds: Mapped[float | None] = mapped_column(comment="Wall-clock time.")


class Document(Base):
    """A document as received; a trial's rows are recomputed from its current ones."""

    __tablename__ = "documents"
    __table_args__ = (
        one_of("evidence", ("registry_id", "source_name", "content")),
        Index("documents_trial_id_idx", "trial_id"),
        Index("documents_sha256_idx", "sha256"),
        Index("documents_current_key", "loader", "trial_key", unique=True, postgresql_where=text("is_current")),
    )

    loader: Mapped[str] = mapped_column(primary_key=True, comment="The loader that claimed it.")
    trial_key: Mapped[str] = mapped_column(primary_key=True, comment="The key of the trial it is about, by itself.")
    sha256: Mapped[bytes] = mapped_column(primary_key=True, comment="Hash of the bytes as received.")
    trial_id: Mapped[TrialId] = mapped_column(
        comment="The trial it is part of; not a foreign key, as a document outlives its unlinked trial."
    )
    is_current: Mapped[bool] = mapped_column(comment="Whether it is the latest of its loader and trial_key.")
    is_linked: Mapped[bool] = mapped_column(
        server_default=true(), comment="False when a user has taken it out of its trial."
    )
    source_name: Mapped[str] = mapped_column(comment="The path, and the member within an archive.")
    source_on: Mapped[date | None] = mapped_column(comment="The date the document gives itself; the latest is current.")
    evidence: Mapped[str] = mapped_column(comment="Where the key is from: registry_id, source_name or content.")
    encoding: Mapped[str | None] = mapped_column(comment="How its bytes were read as text.")
    size_bytes: Mapped[int] = mapped_column(BigInteger, comment="Size as received.")
    content: Mapped[bytes] = mapped_column(comment="The bytes as received, zstd-compressed.")
    parser_version: Mapped[str] = mapped_column(comment="The version of the parser that read it.")
    load_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("loads.load_id"), comment="The load that brought it."
    )
    loaded_at: Mapped[datetime] = mapped_column(server_default=func.now(), comment="When it was stored.")


class DeferredDefinition(Base):
    """An index or foreign key that a first load has put off; there is none unless one is under way."""

    __tablename__ = "deferred_definitions"

    definition_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, comment="The order to run them.")
    statement: Mapped[str] = mapped_column(comment="What makes the index or the foreign key.")


class LoadProblem(Base):
    """A document that could not be loaded, or a doubtful value in one that was."""

    __tablename__ = "load_problems"
    __table_args__ = (one_of("severity", ("error", "warning")), Index("load_problems_load_id_idx", "load_id"))

    problem_id: Mapped[int] = mapped_column(
        BigInteger, Identity(always=True), primary_key=True, comment="Counted up by the database."
    )
    load_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("loads.load_id", ondelete="CASCADE"), comment="The load that met it."
    )
    severity: Mapped[str] = mapped_column(comment="error: the document is not loaded; warning: it is, with a doubt.")
    source_name: Mapped[str | None] = mapped_column(comment="The document.")
    loader: Mapped[str | None] = mapped_column(comment="The loader that read it; NULL when none claimed it.")
    trial_key: Mapped[str | None] = mapped_column(comment="The trial, where it was known by then.")
    place: Mapped[str | None] = mapped_column(comment="The field or line.")
    code: Mapped[str] = mapped_column(comment="The kind of problem: unknown_value, unreadable_date, sentinel_value …")
    message: Mapped[str] = mapped_column(comment="One sentence for the reader.")
    value: Mapped[str | None] = mapped_column(comment="The words as written.")


class TrialChange(Base):
    """A field of a trial that a later document changed."""

    __tablename__ = "trial_changes"
    __table_args__ = (Index("trial_changes_trial_id_idx", "trial_id"),)

    change_id: Mapped[int] = mapped_column(
        BigInteger, Identity(always=True), primary_key=True, comment="Counted up by the database."
    )
    trial_id: Mapped[TrialId] = mapped_column(comment="The trial; not a foreign key, as history stays.")
    trial_key: Mapped[str] = mapped_column(comment="The trial's key at the time.")
    load_id: Mapped[int | None] = mapped_column(
        BigInteger, ForeignKey("loads.load_id"), comment="The load that brought the change; NULL for a reparse."
    )
    changed_at: Mapped[datetime] = mapped_column(server_default=func.now(), comment="When it was stored.")
    field: Mapped[str] = mapped_column(comment="The column of trials, or a child table for its list as a whole.")
    old_value: Mapped[str | None] = mapped_column(comment="The value before, as text.")
    new_value: Mapped[str | None] = mapped_column(comment="The value after, as text.")


class SourceValue(Base):
    """What each source of a trial with several says of a field; trials with one source have none."""

    __tablename__ = "source_values"

    trial_id: Mapped[OfTrial]
    source_value_no: Mapped[Position]
    field: Mapped[str] = mapped_column(comment="The column of trials.")
    loader: Mapped[str] = mapped_column(comment="The loader of the document that says so.")
    source_name: Mapped[str] = mapped_column(comment="The document that says so.")
    value: Mapped[str] = mapped_column(comment="The value as text.")


class RepeatableFile(Base):
    """A file that is applied again whenever it changes (view, function, reference data), as last applied."""

    __tablename__ = "repeatable_files"

    file: Mapped[str] = mapped_column(primary_key=True, comment="Its path within sql/, or the table it fills.")
    sha256: Mapped[str] = mapped_column(comment="Hash of the file as applied.")
    definition: Mapped[str | None] = mapped_column(
        comment="Hash of what PostgreSQL made of it; another one there now means that somebody changed it by hand."
    )
