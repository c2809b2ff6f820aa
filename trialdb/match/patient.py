"""The patient's file: JSON that says what is known, and nothing about what is not."""

from __future__ import annotations

import codecs
import difflib
import re
from collections.abc import Collection, Mapping
from datetime import date
from functools import cache
from typing import Any, Literal, get_args

import msgspec

from trialdb.errors import UsageError
from trialdb.extract.criteria import concepts
from trialdb.extract.criteria.limits.tables import rows

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
    gender: Literal["female", "male", "other"] | None = None
    healthy: bool | None = None
    conditions: tuple[str | Event, ...] = ()
    wider_conditions: tuple[str, ...] = ()
    performance: Mapping[str, int] = {}
    measurements: Mapping[str, float | str | Measure] = {}
    markers: Mapping[str, Status] = {}
    flags: Mapping[str, bool | Moment] = {}
    history: tuple[str | Event, ...] = ()
    prior_therapies: tuple[str | Event, ...] = ()
    prior_lines: int | None = None


# Said of a patient in the file; a limit's condition ("if liver metastases") may ask for them.
_CONDITIONS_OF_LIMITS = ("liver_metastases", "bone_metastases", "gilbert_syndrome")
_FLAG_NAMES = {"pregnant": "pregnancy", "lactating": "breastfeeding", "lactation": "breastfeeding"}
_MADE_BY_US = "wider_conditions"  # of a resolved file
_FIELDS = sorted({*Patient.__struct_fields__} - {_MADE_BY_US})
_FIELDS_WITHIN = sorted({*Measure.__struct_fields__, *Event.__struct_fields__})
_LISTED = 15  # more names than these do not fit a line
_UNKNOWN_FIELD = re.compile(r"Object contains unknown field `(?P<name>[^`]*)`")
_CURES = {
    re.compile(r"enum value .* `\$\.sex`"): "it is female or male",
    re.compile(r"enum value .* `\$\.gender`"): "it is female, male or other",
    re.compile(r"enum value .* `\$\.markers"): f"it is {', '.join(get_args(Status)[:-1])} or {get_args(Status)[-1]}",
    re.compile(r"RFC3339 encoded date"): "a day is written 2026-11-20",
    re.compile(r"`(float|int)\b.*got `str`"): "a number stands without quotes",
    re.compile(r"`bool\b.*got `str`"): "it is true or false, without quotes",
    re.compile(r"`array`, got `str`"): 'it is a list: ["…", "…"]',
    re.compile(r"`object`, got `\w+`\Z"): 'a file is one patient: {"age": 14, …}',
}
_ELSEWHERE = ("age", "prior_lines", "condition", "procedure", "prior_therapy")


def read_patient(data: bytes | str, where: str = "the patient's file") -> Patient:
    """The patient a JSON text describes; ``UsageError`` says in one line what it cannot mean."""
    text = (data.encode(errors="replace") if isinstance(data, str) else data).removeprefix(codecs.BOM_UTF8)
    if not text.strip():
        raise UsageError(f"{where} is empty; {{}} is the patient of whom nothing is known")
    said: Any = None
    try:
        said = msgspec.json.decode(text)
        if isinstance(said, dict):
            _check_names(said)
        return msgspec.convert(said, Patient, str_keys=True)
    except UsageError as error:
        raise UsageError(f"{where}: {error}") from None
    except msgspec.ValidationError as error:
        raise UsageError(f"{where}: {_in_words(_with_its_place(error, said))}") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"{where} is not JSON: {error}") from None


def _with_its_place(error: msgspec.ValidationError, said: Any) -> str:
    """The message, with the entry's name where msgspec says only that it is one of several."""
    for section in _sections() if isinstance(said, dict) and "[...]" in str(error) else ():
        for name, stated in said.get(section, {}).items():
            try:
                msgspec.convert({section: {name: stated}}, Patient, str_keys=True)
            except msgspec.ValidationError as found:
                return str(found).replace("[...]", f".{name}")
    return str(error)


def _in_words(message: str) -> str:
    """The message, with the cure where there is one."""
    unknown = _UNKNOWN_FIELD.search(message)
    if unknown:
        names = _FIELDS_WITHIN if " - at `" in message else _FIELDS
        return f"{message}; {_suggestion(unknown['name'], names)}"
    return message + next((f"; {cure}" for sign, cure in _CURES.items() if sign.search(message)), "")


def _check_names(said: dict[str, Any]) -> None:
    """Raise for a concept where it does not belong; everyday names of flags are turned into concepts."""
    for section, names in _sections().items():
        stated = said.get(section)
        if not isinstance(stated, dict):
            continue
        if section == "flags":
            stated = said[section] = _flags(stated)
        for name in stated:
            if name not in names:
                raise UsageError(f"{section} knows no {name!r}; {_place(name, names)}")


def _flags(stated: dict[str, Any]) -> dict[str, Any]:
    flags = {_FLAG_NAMES.get(name, name): flag for name, flag in stated.items()}
    if len(flags) < len(stated):
        raise UsageError(f"flags says the same twice: {', '.join(sorted(set(stated) & {*flags, *_FLAG_NAMES}))}")
    return flags


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


def _place(name: str, names: Collection[str]) -> str:
    elsewhere = next((section for section, others in _sections().items() if name in others), None)
    if elsewhere:
        return f"it belongs in {elsewhere}"
    if name in Patient.__struct_fields__:
        return f"{name!r} stands in the file itself"
    called = name.lower().replace("_", " ")
    code = _codes_of_names().get(called) or _codes_of_names().get(called.removesuffix("s"))
    return f"did you mean {code!r}?" if code in names else _suggestion(name, names)


@cache
def _codes_of_names() -> Mapping[str, str]:
    """The concept that a name stands for in the texts: neutrophils → anc."""
    return {row["form"].lower(): row["concepts"] for row in rows("synonyms")}


def _suggestion(name: str, names: Collection[str]) -> str:
    near = difflib.get_close_matches(name.lower(), sorted(names), n=1)
    if near:
        return f"did you mean {near[0]!r}?"
    return "docs/match.md lists them" if len(names) > _LISTED else "it may be " + ", ".join(sorted(names))
