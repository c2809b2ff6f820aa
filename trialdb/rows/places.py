"""Rows of where a trial runs: its sites as written, the facilities and countries they are."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from trialdb.records import Site, TrialRecord
from trialdb.rows.tables import cells
from trialdb.vocabulary.countries import country_code, country_name
from trialdb.vocabulary.keys import entity_id
from trialdb.vocabulary.sites import site_key

if TYPE_CHECKING:
    from trialdb.rows.build import Rows

_FACILITY_COLUMNS = ("site_id", "name", "facility", "city", "state", "country_code")
_SITE_COLUMNS, _site_cells = cells(Site, "trial_sites")


def add_places(rows: Rows, trial_id: int, record: TrialRecord) -> None:
    """Sites and countries of one trial; a country named only by its sites counts too."""
    named = {country.name: country.is_removed for country in record.countries}
    for site in record.sites:
        if site.country and site.country not in named:
            named[site.country] = False
    codes = {name: country_code(name) for name in named}
    known = filter(None, codes.values())
    rows.share("countries", ("country_code", "name"), {code: (code, country_name(code)) for code in known})
    rows.put_numbered(
        trial_id,
        "trial_countries",
        ("country_code", "country_text", "is_removed"),
        [(codes[name], name, is_removed) for name, is_removed in named.items()],
    )
    facilities = [
        _facility_row(site.facility, site.city, site.state, codes[site.country] if site.country else None)
        for site in record.sites
    ]
    rows.share("sites", _FACILITY_COLUMNS, {facility[0]: facility for facility in facilities if facility})
    rows.put_numbered(
        trial_id,
        "trial_sites",
        ("site_id", *_SITE_COLUMNS),
        [
            (facility[0] if facility else None, *_site_cells(site))
            for facility, site in zip(facilities, record.sites, strict=True)
        ],
    )


@lru_cache(maxsize=1 << 15)
def _facility_row(
    facility: str | None, city: str | None, state: str | None, country_code: str | None
) -> tuple[int, str, str | None, str | None, str | None, str | None] | None:
    """The facility a site is; None where not even its city is stated."""
    key = site_key(facility, city, state, country_code)
    facility, city, state, _ = key.split("|")
    if not (facility or city):
        return None
    return entity_id("site", key), key, facility or None, city or None, state or None, country_code
