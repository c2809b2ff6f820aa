"""From a draft to a dosage row."""

from __future__ import annotations

from typing import Any

from trialdb.extract.dosing.drafts import Draft
from trialdb.extract.dosing.facts import Amount
from trialdb.extract.dosing.schedules.settle import settle
from trialdb.extract.dosing.tables import Repeat
from trialdb.records import Dosage

_Said = dict[str, Any]  # what a draft says first of each kind
_INFUSED = frozenset({"IV", "IA", "IP", "IT", "SC", "EPI", "IVT", "IPL", "ICV"})
_AT_ONCE = frozenset({"PO", "SL", "TOP", "TD", "OPH", "PR", "PV"})  # no infusion


def _amount(amount: Amount | None, said: _Said) -> dict[str, Any]:
    if amount is None:
        return {}
    fields: dict[str, Any] = {"dose_low": amount.low, "dose_high": amount.high, "dose_unit": amount.unit}
    fields["dose_per"] = amount.per or "dose"
    if amount.kind == "radiation":
        fields["fractions"] = said.get("fractions")
        if fields["fractions"] and amount.per not in ("fraction", "day"):
            fields["dose_per"] = "total"
        if fraction := said.get("per_fraction"):
            fields["dose_per"] = "total"
            fields["dose_per_fraction"] = fraction.low if fraction.low == fraction.high else None
    if cap := said.get("cap"):
        fields["dose_cap"] = cap.high
        fields["dose_cap_unit"] = cap.unit
    return fields


def _is_hourly(draft: Draft) -> bool:
    """Given every few hours: what then lasts hours is the course, not an infusion."""
    return any(r.unit == "h" for r in draft.facts.get("repeat", ()))


def _every_hours(draft: Draft) -> int:
    return max(r.period or 0 for r in draft.facts["repeat"] if r.unit == "h")


def _infusion(draft: Draft, said: _Said) -> dict[str, Any]:
    if said.get("route") in _AT_ONCE:
        return {}
    is_continuous = "continuous" in said
    minutes = said.get("infusion")
    if minutes is None and (said.get("route") in _INFUSED or is_continuous) and not _is_hourly(draft):
        minutes = said.get("lasting")
    if minutes is None and is_continuous and (days := said.get("over_days")):
        minutes = (days * 1440, days * 1440)
    fields: dict[str, Any] = {"is_continuous": True if is_continuous else None}
    if minutes:
        fields |= {"infusion_minutes_low": minutes[0], "infusion_minutes_high": minutes[1]}
    return fields


def _course(draft: Draft, said: _Said) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if cycles := said.get("cycles"):
        fields |= {"cycles_low": cycles[0], "cycles_high": cycles[1]}
    duration = said.get("duration")
    if on_off := said.get("on_off"):
        fields |= {"days_on": on_off[0], "days_off": on_off[1]}
    elif (rest := said.get("rest")) and duration and duration[1] in ("d", "wk"):
        fields |= {"days_on": int(duration[0] * (7 if duration[1] == "wk" else 1)), "days_off": rest}
    elif (hours := said.get("lasting")) and _is_hourly(draft) and hours[1] > 60 * _every_hours(draft):
        fields |= {"duration_value": hours[1] / 60, "duration_unit": "h"}  # every 6 hours for 48 hours
    if duration:
        fields |= {"duration_value": duration[0], "duration_unit": duration[1]}
    fields["n_doses"] = said.get("doses")
    fields["until"] = said.get("until") or ()
    return fields


def _days(draft: Draft) -> tuple[int, ...]:
    lists = draft.facts.get("days") or ((),)
    return lists[0] if len(lists) == 1 else tuple(dict.fromkeys(day for days in lists for day in days))


def _repeats(draft: Draft) -> list[Repeat]:
    """The frequencies of a dose; in ``3 weekly doses every 28 days`` the 28 days are none.

    Nor is ``daily`` in ``2 to 4 divided doses daily``.
    """
    repeats: list[Repeat] = draft.facts.get("repeat", [])
    unsure = draft.facts.get("ambiguous", ())
    if "divided" in unsure:
        return [repeat for repeat in repeats if repeat.code != "QD"]
    return [repeat for repeat in repeats if (repeat.days or 0) <= 7] if "counted" in unsure else repeats


def _rounds(draft: Draft, said: _Said) -> tuple[list[Repeat], int | None]:
    """The frequencies, and the cycle; in ``2 mg/m2/day for 5 days every 3 weeks`` the days come round, not the dose."""
    repeats, cycle, duration = _repeats(draft), said.get("cycle"), said.get("duration")
    if draft.amount and not draft.amount.per and "duration" not in draft.trailing | draft.shared:
        return repeats, cycle  # for 10 days before, 3 mg/kg every 3 weeks
    if cycle or not draft.amount or draft.amount.per not in (None, "day") or not duration or duration[1] != "d":
        return repeats, cycle
    rounds = [int(r.days) for r in repeats if r.times == 1 and r.days and r.days > duration[0] > 1]
    return (repeats, None) if not rounds else ([r for r in repeats if r.days != rounds[0]], rounds[0])


def build(draft: Draft) -> Dosage:
    """The dosage a finished draft states."""
    said = {kind: values[0] for kind, values in draft.facts.items() if values}
    repeats, cycle = _rounds(draft, said)
    agent, role = draft.name.text if draft.name else None, said.get("role")
    words = agent.lower().split() if agent else ()
    if words and not role and (words[-1] in ("placebo", "placebos", "placebo-matching") or words[0] == "placebo"):
        role = "placebo"
    return Dosage(
        agent_text=agent,
        role=role,
        route=said.get("route"),
        char_start=draft.start,
        char_end=draft.end,
        rule=draft.rule,
        **_amount(draft.amount, said),
        **_infusion(draft, said),
        **_course(draft, said),
        **settle(repeats, _days(draft), cycle, said.get("round")),
    )
