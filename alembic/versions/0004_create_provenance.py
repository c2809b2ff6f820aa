"""Where every row comes from."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "loads",
        sa.Column(
            "load_id", sa.BigInteger(), sa.Identity(always=True), nullable=False, comment="Counted up by the database."
        ),
        sa.Column(
            "started_at",
            sa.TIMESTAMP(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
            comment="When the load began.",
        ),
        sa.Column(
            "finished_at",
            sa.TIMESTAMP(timezone=True),
            nullable=True,
            comment="When it ended; NULL while running or after a crash.",
        ),
        sa.Column("status", sa.Text(), nullable=False, comment="running, done, failed, interrupted or rolled back."),
        sa.Column("paths", sa.ARRAY(sa.Text()), nullable=False, comment="The paths as given on the command line."),
        sa.Column("trialdb_version", sa.Text(), nullable=False, comment="The version of trialdb that loaded."),
        sa.Column("n_documents", sa.Integer(), nullable=True, comment="Documents met."),
        sa.Column("n_loaded", sa.Integer(), nullable=True, comment="Documents loaded anew or again."),
        sa.Column(
            "n_unchanged", sa.Integer(), nullable=True, comment="Documents that were already there, byte for byte."
        ),
        sa.Column("n_failed", sa.Integer(), nullable=True, comment="Documents that could not be loaded."),
        sa.Column("n_warnings", sa.Integer(), nullable=True, comment="Doubtful values met."),
        sa.Column("seconds", sa.Double(), nullable=True, comment="Wall-clock time."),
        sa.CheckConstraint(
            "status IN ('running', 'done', 'failed', 'interrupted', 'rolled back')",
            name=op.f("loads_status_known_check"),
        ),
        sa.PrimaryKeyConstraint("load_id", name="loads_pkey"),
        schema="trialdb",
        comment="One run of trialdb load, and how it ended.",
    )
    op.create_table(
        "documents",
        sa.Column("loader", sa.Text(), nullable=False, comment="The loader that claimed it."),
        sa.Column("trial_key", sa.Text(), nullable=False, comment="The key of the trial it is about, by itself."),
        sa.Column("sha256", sa.LargeBinary(), nullable=False, comment="Hash of the bytes as received."),
        sa.Column(
            "trial_id",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="The trial it is part of; not a foreign key, as a document outlives its unlinked trial.",
        ),
        sa.Column(
            "is_current", sa.Boolean(), nullable=False, comment="Whether it is the latest of its loader and trial_key."
        ),
        sa.Column(
            "is_linked",
            sa.Boolean(),
            server_default=sa.text("true"),
            nullable=False,
            comment="False when a user has taken it out of its trial.",
        ),
        sa.Column("source_name", sa.Text(), nullable=False, comment="The path, and the member within an archive."),
        sa.Column(
            "source_on", sa.Date(), nullable=True, comment="The date the document gives itself; the latest is current."
        ),
        sa.Column(
            "evidence", sa.Text(), nullable=False, comment="Where the key is from: registry_id, source_name or content."
        ),
        sa.Column("encoding", sa.Text(), nullable=True, comment="How its bytes were read as text."),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False, comment="Size as received."),
        sa.Column("content", sa.LargeBinary(), nullable=False, comment="The bytes as received, zstd-compressed."),
        sa.Column("parser_version", sa.Text(), nullable=False, comment="The version of the parser that read it."),
        sa.Column("load_id", sa.BigInteger(), nullable=True, comment="The load that brought it."),
        sa.Column(
            "loaded_at",
            sa.TIMESTAMP(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
            comment="When it was stored.",
        ),
        sa.CheckConstraint(
            "evidence IN ('registry_id', 'source_name', 'content')", name=op.f("documents_evidence_known_check")
        ),
        sa.ForeignKeyConstraint(["load_id"], ["trialdb.loads.load_id"], name="documents_load_id_fkey"),
        sa.PrimaryKeyConstraint("loader", "trial_key", "sha256", name="documents_pkey"),
        schema="trialdb",
        comment="A document as received; a trial's rows are recomputed from its current ones.",
    )
    op.create_index(
        "documents_current_key",
        "documents",
        ["loader", "trial_key"],
        unique=True,
        schema="trialdb",
        postgresql_where=sa.text("is_current"),
    )
    op.create_index("documents_sha256_idx", "documents", ["sha256"], unique=False, schema="trialdb")
    op.create_index("documents_trial_id_idx", "documents", ["trial_id"], unique=False, schema="trialdb")
    # Compressed already: PostgreSQL need not try again.
    op.execute("ALTER TABLE trialdb.documents ALTER COLUMN content SET STORAGE EXTERNAL")
    op.create_table(
        "load_problems",
        sa.Column(
            "problem_id",
            sa.BigInteger(),
            sa.Identity(always=True),
            nullable=False,
            comment="Counted up by the database.",
        ),
        sa.Column("load_id", sa.BigInteger(), nullable=False, comment="The load that met it."),
        sa.Column(
            "severity",
            sa.Text(),
            nullable=False,
            comment="error: the document is not loaded; warning: it is, with a doubt.",
        ),
        sa.Column("source_name", sa.Text(), nullable=True, comment="The document."),
        sa.Column("loader", sa.Text(), nullable=True, comment="The loader that read it; NULL when none claimed it."),
        sa.Column("trial_key", sa.Text(), nullable=True, comment="The trial, where it was known by then."),
        sa.Column("place", sa.Text(), nullable=True, comment="The field or line."),
        sa.Column(
            "code",
            sa.Text(),
            nullable=False,
            comment="The kind of problem: unknown_value, unreadable_date, sentinel_value …",
        ),
        sa.Column("message", sa.Text(), nullable=False, comment="One sentence for the reader."),
        sa.Column("value", sa.Text(), nullable=True, comment="The words as written."),
        sa.CheckConstraint("severity IN ('error', 'warning')", name=op.f("load_problems_severity_known_check")),
        sa.ForeignKeyConstraint(
            ["load_id"], ["trialdb.loads.load_id"], name="load_problems_load_id_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("problem_id", name="load_problems_pkey"),
        schema="trialdb",
        comment="A document that could not be loaded, or a doubtful value in one that was.",
    )
    op.create_index("load_problems_load_id_idx", "load_problems", ["load_id"], unique=False, schema="trialdb")
    op.create_table(
        "trial_changes",
        sa.Column(
            "change_id",
            sa.BigInteger(),
            sa.Identity(always=True),
            nullable=False,
            comment="Counted up by the database.",
        ),
        sa.Column(
            "trial_id",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="The trial; not a foreign key, as history stays.",
        ),
        sa.Column("trial_key", sa.Text(), nullable=False, comment="The trial's key at the time."),
        sa.Column(
            "load_id", sa.BigInteger(), nullable=True, comment="The load that brought the change; NULL for a reparse."
        ),
        sa.Column(
            "changed_at",
            sa.TIMESTAMP(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
            comment="When it was stored.",
        ),
        sa.Column(
            "field",
            sa.Text(),
            nullable=False,
            comment="The column of trials, or a child table for its list as a whole.",
        ),
        sa.Column("old_value", sa.Text(), nullable=True, comment="The value before, as text."),
        sa.Column("new_value", sa.Text(), nullable=True, comment="The value after, as text."),
        sa.ForeignKeyConstraint(["load_id"], ["trialdb.loads.load_id"], name="trial_changes_load_id_fkey"),
        sa.PrimaryKeyConstraint("change_id", name="trial_changes_pkey"),
        schema="trialdb",
        comment="A field of a trial that a later document changed.",
    )
    op.create_index("trial_changes_trial_id_idx", "trial_changes", ["trial_id"], unique=False, schema="trialdb")
    op.create_table(
        "source_values",
        sa.Column(
            "trial_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The trial this row belongs to."
        ),
        sa.Column(
            "source_value_no",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="From 1, in the order of the document.",
        ),
        sa.Column("field", sa.Text(), nullable=False, comment="The column of trials."),
        sa.Column("loader", sa.Text(), nullable=False, comment="The loader of the document that says so."),
        sa.Column("source_name", sa.Text(), nullable=False, comment="The document that says so."),
        sa.Column("value", sa.Text(), nullable=False, comment="The value as text."),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["trialdb.trials.trial_id"], name="source_values_trial_id_fkey", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trial_id", "source_value_no", name="source_values_pkey"),
        schema="trialdb",
        comment="What each source of a trial with several says of a field; trials with one source have none.",
    )
    op.create_table(
        "repeatable_files",
        sa.Column("file", sa.Text(), nullable=False, comment="Its path within sql/, or the table it fills."),
        sa.Column("sha256", sa.Text(), nullable=False, comment="Hash of the file as applied."),
        sa.Column(
            "definition",
            sa.Text(),
            nullable=True,
            comment="Hash of what PostgreSQL made of it; another one there now means that somebody changed it by hand.",
        ),
        sa.PrimaryKeyConstraint("file", name="repeatable_files_pkey"),
        schema="trialdb",
        comment="A file that is applied again whenever it changes (view, function, reference data), as last applied.",
    )


def downgrade() -> None:
    op.drop_table("repeatable_files", schema="trialdb")
    op.drop_table("source_values", schema="trialdb")
    op.drop_table("trial_changes", schema="trialdb")
    op.drop_table("load_problems", schema="trialdb")
    op.drop_table("documents", schema="trialdb")
    op.drop_table("loads", schema="trialdb")
