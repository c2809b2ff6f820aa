"""Who is behind the study: sponsors, the responsible party, investigators, contacts, and their numbers for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Literal, NamedTuple

from loaders.labels import values as known_values
from loaders.pages.values import Values
from loaders.snapshot_headings.sections import Marked, Sections
from trialdb.records import Contact, Identifier, Official, Sponsor

_ROLES: dict[str, Literal["lead", "collaborator"]] = {"lead": "lead", "collaborator": "collaborator"}
_ID_ROLES: dict[str, Literal["org_study_id", "secondary_id", "nct_alias"]] = {
    "org_study_id": "org_study_id",
    "secondary_id": "secondary_id",
    "nct_alias": "nct_alias",
}
_ROLE = {"Role:": known_values("role")}
_IDENTIFIER = {"Identifier Type": known_values("identifier_type"), "Identifier Source": _ID_ROLES}
_PHONE = re.compile(r"\+?[\d(][\d\s().+/-]{4,}(?P<ext>(?: ?ext\.? ?| ?x)\d+)?", re.IGNORECASE)


def fields(page: Sections, values: Values) -> dict[str, Any]:
    """The fields of the record that this module reads."""
    return {
        "sponsors": tuple(_sponsors(page, values)),
        "officials": tuple(_officials(page, values)),
        "contacts": tuple(_contacts(page, values)),
        "identifiers": tuple(_identifiers(page, values)),
        **_responsible_party(page, values),
    }


def _sponsors(page: Sections, values: Values) -> Iterator[Sponsor]:
    """Name, class, ``Sponsor Role X``."""
    waiting: list[str] = []
    for label, text in page.marked("Sponsors", {"Sponsor Role": _ROLES}):
        role = _ROLES.get(text.strip().casefold())
        if not label:
            waiting.append(" ".join(text.split()))
        elif waiting and role:
            name, *rest = waiting
            sponsor_class = values.enumerated("sponsor_class", rest[0]) if rest else None
            values.unplaced("Sponsors", rest[1:])
            yield Sponsor(name=name, role=role, sponsor_class=sponsor_class)
            waiting = []
        else:
            values.unplaced("Sponsors", [f"{label} {text}"])
    values.unplaced("Sponsors", waiting)


def _responsible_party(page: Sections, values: Values) -> dict[str, Any]:
    """Name and title of an investigator, ``Responsibility Role X``, the affiliation where it is given."""
    section = page.marked("Responsible Party", {"Responsibility Role": known_values("responsible_party_type")})
    role = next((text for label, text in section if label), None)
    at = next((at for at, (label, _) in enumerate(section) if label), len(section))
    above = [" ".join(text.split()) for _, text in section[:at]]
    below = [" ".join(text.split()) for label, text in section[at:] if not label]
    values.unplaced("Responsible Party", above[2:] + below[1:])
    return {
        "responsible_party_type": values.enumerated("responsible_party_type", role),
        "responsible_party_name": above[0] if above else None,
        "responsible_party_title": above[1] if len(above) > 1 else None,
        "responsible_party_affiliation": below[0] if below else None,
    }


class _Person(NamedTuple):
    name: str
    role: str
    below: list[str]


def _people(section: Sequence[Marked]) -> Iterator[_Person]:
    """Name, ``Role: X``, then what is known of the person, up to the next name."""
    roles = [at for at, (label, _) in enumerate(section) if label]
    for at, following in pairwise([*roles, len(section) + 1]):
        name = section[at - 1].text if at and not section[at - 1].label else ""
        below = [" ".join(text.split()) for _, text in section[at + 1 : following - 1]]
        yield _Person(" ".join(name.split()), section[at].text, below)


def _officials(page: Sections, values: Values) -> Iterator[Official]:
    for person in _people(page.marked("Principal Investigators", _ROLE)):
        role = values.enumerated("role", person.role, "officials")
        values.unplaced("Principal Investigators", person.below[1:])
        if person.name:
            yield Official(name=person.name, role=role, affiliation=person.below[0] if person.below else None)


def _contacts(page: Sections, values: Values) -> Iterator[Contact]:
    for person in _people(page.marked("Central Contacts", _ROLE)):
        phone = next((_PHONE.fullmatch(text) for text in person.below if _PHONE.fullmatch(text)), None)
        email = next((text for text in person.below if "@" in text), None)
        values.unplaced("Central Contacts", [text for text in person.below if text not in (phone and phone[0], email)])
        extension = phone["ext"] if phone else None
        yield Contact(
            name=person.name or None,
            role=values.enumerated("role", person.role, "contacts"),
            phone=phone[0].removesuffix(extension or "") if phone else None,
            phone_ext=re.sub(r"\D", "", extension) if extension else None,
            email=email,
        )


def _identifiers(page: Sections, values: Values) -> Iterator[Identifier]:
    """The number, ``Identifier Type: X`` (``-`` where none is given), ``Identifier Source: X``."""
    number, kind = "", None
    for label, text in page.marked("Other Identifiers", _IDENTIFIER):
        if not label and text == "-":
            continue  # no type, where the labels were dropped
        if not label:
            values.unplaced("Other Identifiers", [number])
            number, kind = " ".join(text.split()), None
        elif label == "Identifier Type":
            kind = values.enumerated("identifier_type", text)
        elif number and text in _ID_ROLES:
            yield Identifier(identifier=number, role=_ID_ROLES[text], identifier_type=kind)
            number = ""
        else:
            values.unplaced("Other Identifiers", [f"{label}: {text}"])
    values.unplaced("Other Identifiers", [number])
