"""Who runs a study, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from loaders.ctgov_json.protocol_pieces import Contact as ContactPiece
from loaders.ctgov_json.protocol_pieces import Location, SponsorCollaboratorsModule
from loaders.ctgov_json.protocol_pieces import Official as OfficialPiece
from loaders.ctgov_json.protocol_pieces import Sponsor as SponsorPiece
from loaders.ctgov_json.reading import Reading
from trialdb.records import Contact, Country, Official, Site, Sponsor


def sponsors(module: SponsorCollaboratorsModule, reading: Reading) -> Iterator[Sponsor]:
    if module.lead_sponsor.name or module.lead_sponsor.class_:
        yield from _sponsor("lead", module.lead_sponsor, reading)
    for piece in module.collaborators:
        yield from _sponsor("collaborator", piece, reading)


def _sponsor(role: Literal["lead", "collaborator"], piece: SponsorPiece, reading: Reading) -> Iterator[Sponsor]:
    if piece.name:
        yield Sponsor(name=piece.name, role=role, sponsor_class=reading.value("sponsor_class", piece.class_))
    else:
        reading.left_out("sponsors.name", piece.class_)


def officials(pieces: Iterable[OfficialPiece], reading: Reading) -> Iterator[Official]:
    for piece in pieces:
        if piece.name:
            yield Official(
                name=piece.name,
                role=reading.value("role", piece.role, "officials.role"),
                affiliation=piece.affiliation or None,
            )
        else:
            reading.left_out("officials.name", piece.affiliation)


def contacts(pieces: Iterable[ContactPiece], reading: Reading) -> tuple[Contact, ...]:
    return tuple(
        Contact(
            name=piece.name or None,
            role=reading.value("role", piece.role, "contacts.role"),
            phone=piece.phone or None,
            phone_ext=piece.phone_ext or None,
            email=piece.email or None,
        )
        for piece in pieces
    )


def sites(pieces: Iterable[Location], reading: Reading) -> tuple[Site, ...]:
    return tuple(
        Site(
            facility=piece.facility or None,
            city=piece.city or None,
            state=piece.state or None,
            postal_code=piece.zip or None,
            country=piece.country or None,
            latitude=reading.degrees(piece.geo_point.lat, 90, "sites.latitude"),
            longitude=reading.degrees(piece.geo_point.lon, 180, "sites.longitude"),
            status=reading.value("overall_status", piece.status, "sites.status"),
            contacts=contacts(piece.contacts, reading) if piece.contacts else (),
        )
        for piece in pieces
    )


def countries(pieces: Iterable[Location], removed: Iterable[str]) -> Iterator[Country]:
    """Each country with a site once, in the order of the sites; then those that have none any more."""
    for name in dict.fromkeys(piece.country for piece in pieces if piece.country):
        yield Country(name=name)
    for name in filter(None, removed):
        yield Country(name=name, is_removed=True)
