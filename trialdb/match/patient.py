"""The patient's file: JSON that says what is known, and nothing about what is not."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any, Literal

import msgspec

from trialdb.errors import UsageError
from trialdb.extract.criteria import concepts

Status = Literal["positive", "negative", "active", "detectable", "undetectable"]


class Measure(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A value with its unit as the laboratory wrote it, and the laboratory's own limits of normal in that unit."""

    value: float | str
    unit: str | None = None
    uln: float | None = None
    lln: float | None = None


class Moment(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """When something last was so."""

    date: date | None = None
    days_ago: float | None = None


class Event(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A condition, an event or a therapy by its name; ``kinds`` are wider words a protocol may use for it."""

    name: str
    kinds: tuple[str, ...] = ()
    date: date | None = None
    days_ago: float | None = None


class Patient(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What is known of a patient. What is absent is not known, and never taken for a no."""

    as_of: date | None = None
    age: float | Measure | None = None
    sex: Literal["female", "male"] | None = None
    healthy: bool | None = None
    conditions: tuple[str | Event, ...] = ()
    wider_conditions: tuple[str, ...] = ()
    performance: Mapping[str, int] = {}
    measurements: Mapping[str, float | Measure] = {}
    markers: Mapping[str, Status] = {}
    flags: Mapping[str, bool | Moment] = {}
    history: tuple[str | Event, ...] = ()
    prior_therapies: tuple[str | Event, ...] = ()
    prior_lines: int | None = None


# Said of a patient in the file; a limit's condition ("if liver metastases") may ask for them.
_CONDITIONS_OF_LIMITS = ("liver_metastases", "bone_metastases", "gilbert_syndrome")
_FLAG_NAMES = {"pregnant": "pregnancy", "lactating": "breastfeeding", "lactation": "breastfeeding"}
_FIELDS = sorted({name for struct in (Patient, Measure, Event) for name in struct.__struct_fields__})
_UNKNOWN_FIELD = re.compile(r"Object contains unknown field `(?P<name>[^`]*)`")
_ELSEWHERE = ("age", "prior_lines", "condition", "procedure", "prior_therapy")


def read_patient(data: bytes | str, where: str = "the patient's file") -> Patient:
    """The patient a JSON text describes; ``UsageError`` says in one line what it cannot mean."""
    try:
        said = msgspec.json.decode(data)
        if isinstance(said, dict):
            _check_names(said)
        return msgspec.convert(said, Patient, str_keys=True)
    except UsageError as error:
        raise UsageError(f"{where}: {error}") from None
    except msgspec.ValidationError as error:
        found = _UNKNOWN_FIELD.search(str(error))
        hint = f"; {_suggestion(found['name'], _FIELDS)}" if found else ""
        raise UsageError(f"{where}: {error}{hint}") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"{where} is not JSON: {error}") from None


def _check_names(said: dict[str, Any]) -> None:
    """Raise for a concept where it does not belong; everyday names of flags are turned into concepts."""
    for section, names in _sections().items():
        stated = said.get(section)
        if not isinstance(stated, dict):
            continue
        if section == "flags":
            stated = said[section] = {_FLAG_NAMES.get(name, name): flag for name, flag in stated.items()}
        for name in stated:
            if name not in names:
                raise UsageError(f"{section} knows no {name!r}; {_place(name, names)}")


@cache
def _sections() -> dict[str, frozenset[str]]:
    """Which concepts each part of the file may name."""
    known = {concept.code: concept for concept in concepts().values() if concept.code not in _ELSEWHERE}
    performance = frozenset({"ecog", "karnofsky", "lansky"})
    return {
        "performance": performance,
        "measurements": frozenset(c.code for c in known.values() if c.reading & {"number", "scale"}) - performance,
        "markers": frozenset(c.code for c in known.values() if "status" in c.reading),
        "flags": frozenset(c.code for c in known.values() if c.reading & {"presence", "event"})
        | frozenset(_CONDITIONS_OF_LIMITS),
    }


def _place(name: str, names: Iterable[str]) -> str:
    elsewhere = next((section for section, others in _sections().items() if name in others), None)
    return f"it belongs in {elsewhere}" if elsewhere else _suggestion(name, names)


def _suggestion(name: str, names: Iterable[str]) -> str:
    names = sorted(names)
    near = difflib.get_close_matches(name.lower(), names, n=1)
    if near:
        return f"did you mean {near[0]!r}?"
    return "docs/match.md lists them" if len(names) > 10 else "it may be " + ", ".join(names)
