"""Which documents make a trial: taking one out that does not belong to it, and putting it back."""

from __future__ import annotations

from importlib.metadata import version

from trialdb.errors import UsageError
from trialdb.identity import registry_id
from trialdb.session import open_database
from trialdb.store.documents import set_linked
from trialdb.store.loads import finish_load, start_load
from trialdb.tally import Report, Tally


def link_document(trial: str, loader: str, *, is_linked: bool, url: str | None = None) -> None:
    """Let the documents that ``loader`` read of a trial count, or not; the trial's rows are made anew.

    A document that is taken out stays stored, and later versions of it stay out too. A trial of which no document
    counts has no rows until one is put back.
    """
    from trialdb.loading.shard import settle  # the readers take a second to import

    key = registry_id(trial) or trial
    with open_database(url) as connection:
        verb = "relink" if is_linked else "unlink"
        tally = Tally(load_id=start_load(connection, [f"({verb} {key} {loader})"], version("trialdb")))
        with connection.transaction():
            trial_ids = set_linked(connection, key, loader, is_linked=is_linked)
            if not trial_ids:
                state = "linked" if is_linked else "out"
                raise UsageError(
                    f"{key} has no document by {loader} that is not {state} already; see trialdb documents"
                )
            settle(connection, trial_ids, (), tally.load_id, Report())
        tally.status = "done"
        finish_load(connection, tally)
