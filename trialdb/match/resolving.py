"""A patient's file in the terms of the database: canonical units, preferred names of diseases and drugs, days."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import msgspec

from trialdb.extract.criteria import Concept, concepts
from trialdb.extract.criteria.limits.thresholds.units import UNITS, find_unit, to_canonical
from trialdb.extract.text import normalize
from trialdb.match.checking import check_day, check_event, check_moment, check_normal, check_value, wrong
from trialdb.match.patient import Event, Measure, Moment, Patient
from trialdb.vocabulary.agents import agents_of
from trialdb.vocabulary.conditions import ancestors, parents, resolve

# In these a virus is counted: to be positive is to be detectable.
_VIRAL_LOADS = frozenset({"hiv_rna", "hbv_dna", "hcv_rna"})
_POWER = re.compile(r"^(?:x ?)?10(?:[\^eE]|\*{1,2})?(\d{1,2})/")  # x 10^9/L
_PLAIN = str.maketrans("µμ", "uu", "^")
# Of a disease that has come back or does not go: trials say one for the other.
_AGAIN = frozenset({"relapsed", "recurrent", "refractory"})
_OF_CHILDREN, _OF_ADULTS = ("Childhood", "Pediatric"), ("Adult",)
_OF_AN_AGE = frozenset({*_OF_CHILDREN, *_OF_ADULTS})
_ADULT = 18  # years
_COUNTED = {"positive": "detectable", "negative": "undetectable"}


def resolve_patient(patient: Patient, today: date | None = None) -> Patient:
    """The same patient, as ``answers.match_patient`` compares: it is a valid file itself, and resolves to itself."""
    today = today or date.today()
    as_of = check_day(patient.as_of or today, today)
    age = None if patient.age is None else _age(patient.age)
    diseases = [_named(event, "conditions") for event in patient.conditions]
    wider = {kind.name for event in diseases for kind, _ in ancestors(event.name)} | set(patient.wider_conditions)
    return msgspec.structs.replace(
        patient,
        as_of=as_of,
        age=age,
        conditions=tuple(_condition(event, as_of, age) for event in diseases),
        wider_conditions=tuple(sorted(wider)),
        performance={code: _grade(code, grade) for code, grade in patient.performance.items()},
        prior_lines=None if patient.prior_lines is None else int(check_value("prior_lines", patient.prior_lines)),
        measurements={code: _measure(code, stated) for code, stated in patient.measurements.items()},
        markers={
            code: _COUNTED.get(status, status) if code in _VIRAL_LOADS else status
            for code, status in patient.markers.items()
        },
        flags={
            code: Moment(days_ago=_days(flag, as_of, f"flags.{code}")) if isinstance(flag, Moment) else flag
            for code, flag in patient.flags.items()
        },
        history=tuple(_condition(_named(event, "history"), as_of) for event in patient.history),
        prior_therapies=tuple(_therapy(_named(event, "prior_therapies"), as_of) for event in patient.prior_therapies),
    )


def as_json(patient: Patient) -> str:
    """The file of a patient."""
    return msgspec.json.encode(patient).decode()


def _named(event: str | Event, where: str) -> Event:
    return check_event(Event(event) if isinstance(event, str) else event, where)


def _days(moment: Event | Moment, as_of: date, where: str) -> float | None:
    """Days from the event to the day of the file."""
    check_moment(moment, where)
    days = moment.days_ago if moment.date is None else float((as_of - moment.date).days)
    if days is not None and days < 0:
        raise wrong(f"{where} lies after the file's day, {as_of}")
    return days


def _condition(event: Event, as_of: date, age: float | None = None) -> Event:
    """A disease under its one name; a relapsed osteosarcoma is also sought where a trial says refractory.

    That of a child is also sought as a childhood one.
    """
    known = resolve(event.name)
    plain = [] if known.mesh_id else [parent.name for parent in parents(event.name) if ancestors(parent.name)]
    again = _again(known.name)
    of_age = _of_age([known.name, *again, *plain], age)
    return _event(known.name, [event.name, *again, *plain, *event.kinds, *of_age], event, as_of)


def _of_age(names: list[str], age: float | None) -> list[str]:
    if age is None:
        return []
    words = _OF_CHILDREN if age < _ADULT else _OF_ADULTS
    return [f"{word} {name}" for name in names for word in words if name.split(" ", 1)[0] not in _OF_AN_AGE]


def _again(name: str) -> list[str]:
    first, _, disease = name.partition(" ")
    return [resolve(f"{word} {disease}").name for word in sorted(_AGAIN)] if first.lower() in _AGAIN else []


def _therapy(event: Event, as_of: date) -> Event:
    agents = [agent.name for agent in agents_of(event.name)]
    return _event(event.name, [*agents, *event.kinds], event, as_of)


def _event(name: str, kinds: list[str], event: Event, as_of: date) -> Event:
    others = dict.fromkeys(kind for kind in kinds if kind.casefold() != name.casefold())
    return Event(name, tuple(others), days_ago=_days(event, as_of, repr(event.name)))


def _age(stated: float | Measure) -> float:
    measure = stated if isinstance(stated, Measure) else Measure(stated, "a")
    return check_value("age", _number(concepts()["age"], measure.value, _ucum("age", measure.unit or "a"), "age"))


def _measure(code: str, stated: float | str | Measure) -> Measure:
    concept = concepts()[code]
    measure = check_normal(code, stated if isinstance(stated, Measure) else Measure(stated))
    if concept.scale:
        return Measure(str(_grade(code, measure.value)))
    if concept.canonical_unit is None:
        if measure.unit not in (None, "", "1"):
            raise wrong(f"{code} has no unit, so it cannot be in {measure.unit!r}")
        return Measure(check_value(code, _plain(measure.value, code)), None, measure.uln, measure.lln)
    if not measure.unit:
        raise wrong(f"{code} needs a unit, such as {concept.canonical_unit}")
    unit = _ucum(code, measure.unit)
    values: dict[str, Any] = {
        name: None if number is None else _number(concept, number, unit, code)
        for name, number in (("value", measure.value), ("uln", measure.uln), ("lln", measure.lln))
    }
    check_value(code, values["value"])
    return Measure(unit=concept.canonical_unit, **values)


def _grade(code: str, stated: float | str) -> Any:
    """A grade of a scale that is a list of grades, or of one that is a range."""
    scale = concepts()[code].scale
    if not scale:
        return int(check_value(code, _plain(stated, code)))
    written = f"{stated:g}" if isinstance(stated, float) else str(stated)
    grade = next((grade for grade in scale if str(grade) == written), None)
    if grade is None:
        raise wrong(f"{code} is one of {', '.join(map(str, scale))}, not {written}")
    return grade


def _plain(value: float | str, code: str) -> float:
    if isinstance(value, str):
        raise wrong(f"{code} is a number, not {value!r}")
    return value


def _number(concept: Concept, value: float | str, unit: str, code: str) -> float:
    canonical = to_canonical(concept, _plain(value, code), unit)
    if canonical is None:
        raise wrong(f"{code} in {unit} cannot be compared; give it in {concept.canonical_unit}")
    return canonical


def _ucum(code: str, written: str) -> str:
    """The UCUM code of a unit, which may be one already."""
    plain = _POWER.sub(r"10*\1/", normalize(written).text)
    bare = plain.translate(_PLAIN).replace("mm3", "uL")
    for spelling in (written, plain, bare, bare.replace("/l", "/L")):
        if spelling in UNITS:
            return spelling
    found = find_unit(plain.lower(), plain, 0)
    if found is None or found[1] != len(plain):
        raise wrong(f"{code} has a unit {written!r} that is not known; give it in {concepts()[code].canonical_unit}")
    return found[0]
