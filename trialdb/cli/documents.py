"""``trialdb documents|reparse``: the documents as received, and reading them again."""

from __future__ import annotations

import click

from trialdb.cli.load import Display, tell
from trialdb.cli.options import limit_option, url_option
from trialdb.cli.output import format_option, note, print_rows
from trialdb.errors import UsageError
from trialdb.identity import registry_id
from trialdb.loading import link_document
from trialdb.loading import reparse as reparse_trials
from trialdb.session import open_database

_DOCUMENTS = """
    SELECT trial_key, loader, source_on, is_current, is_linked, evidence, source_name, size_bytes,
        encode(sha256, 'hex') AS sha256, parser_version, load_id
    FROM trialdb.documents
    WHERE %s::text IS NULL OR trial_key = %s
    ORDER BY trial_id, loader, is_current DESC, source_on DESC NULLS LAST
    LIMIT %s
    """

_WITHOUT_DOCUMENT = """
    SELECT given FROM unnest(%s::text[]) AS given
    WHERE NOT EXISTS (SELECT FROM trialdb.documents WHERE trial_key = given)
    """


@click.command(
    epilog="\b\nExamples:\n  trialdb documents NCT06935409\n  trialdb documents NCT06935409 --unlink email-banner"
)
@click.argument("trial", required=False)
@click.option("--unlink", metavar="LOADER", help="Take what this loader read of TRIAL out of it.")
@click.option("--relink", metavar="LOADER", help="Put it back.")
@limit_option("Print at most N rows.")
@format_option
@url_option
def documents(
    trial: str | None, unlink: str | None, relink: str | None, limit: int | None, style: str | None, url: str | None
) -> None:
    """List what a trial is made of: every document received, current and superseded.

    A document that was joined to the wrong trial is taken out with --unlink: the trial is made anew without it, the
    document stays stored.
    """
    if (unlink or relink) and not trial:
        raise UsageError("--unlink and --relink need the TRIAL")
    if unlink and relink:
        raise UsageError("give --unlink or --relink, not both")
    if trial and (loader := unlink or relink):
        link_document(trial, loader, is_linked=relink is not None, url=url)
        note(f"{trial}: {loader} {'counts again' if relink else 'no longer counts'}")
        return
    key = (registry_id(trial) or trial) if trial else None
    with open_database(url, read_only=True) as connection:
        cursor = connection.execute(_DOCUMENTS, [key, key, limit])
        if trial and not cursor.rowcount:
            raise UsageError(f"there is no document of {trial!r}; trialdb documents lists all")
        print_rows([column.name for column in cursor.description or ()], cursor, style)


@click.command(epilog="\b\nExamples:\n  trialdb reparse\n  trialdb reparse NCT06935409")
@click.argument("trials", nargs=-1, metavar="[TRIAL]...")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Worker processes.  [default: one a core]")
@url_option
def reparse(trials: tuple[str, ...], jobs: int | None, url: str | None) -> int:
    """Read the stored documents again with this version's loaders and readers.

    Run it after an upgrade that reads more: the files the documents came from are not needed.
    """
    keys = [registry_id(trial) or trial for trial in trials]
    with open_database(url, read_only=True) as connection:
        unknown = [key for (key,) in connection.execute(_WITHOUT_DOCUMENT, [keys])]
    if unknown:
        raise UsageError(f"there is no document of {', '.join(unknown)}; nothing was read")
    with Display() as display:
        return tell(reparse_trials(keys, url=url, jobs=jobs, progress=display.show))
