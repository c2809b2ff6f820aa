"""Rows of who runs a trial: sponsors and contacts."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from trialdb.records import Contact, TrialRecord
from trialdb.rows.tables import cells
from trialdb.vocabulary.keys import entity_id
from trialdb.vocabulary.sponsors import sponsor_key

if TYPE_CHECKING:
    from trialdb.rows.build import Rows

_CONTACT_COLUMNS, _contact_cells = cells(Contact, "contacts")


def add_people(rows: Rows, trial_id: int, record: TrialRecord) -> None:
    """Sponsors and contacts of one trial; a site's contacts point to the site."""
    entities = [_sponsor_row(sponsor.name) for sponsor in record.sponsors]
    rows.share("sponsors", ("sponsor_id", "name"), {entity[0]: entity for entity in entities})
    rows.put_numbered(
        trial_id,
        "trial_sponsors",
        ("sponsor_id", "reported_as", "role", "sponsor_class"),
        [
            (sponsor_id, sponsor.name, sponsor.role, sponsor.sponsor_class)
            for (sponsor_id, _), sponsor in zip(entities, record.sponsors, strict=True)
        ],
    )
    contacts: list[tuple[str, int | None, Contact]] = [("central", None, contact) for contact in record.contacts]
    contacts += [
        ("site", site_no, contact) for site_no, site in enumerate(record.sites, 1) for contact in site.contacts
    ]
    rows.put_numbered(
        trial_id,
        "contacts",
        ("scope", "site_no", *_CONTACT_COLUMNS),
        [(scope, site_no, *_contact_cells(contact)) for scope, site_no, contact in contacts],
    )


@lru_cache(maxsize=1 << 14)
def _sponsor_row(name: str) -> tuple[int, str]:
    key = sponsor_key(name)
    return entity_id("sponsor", key), key
