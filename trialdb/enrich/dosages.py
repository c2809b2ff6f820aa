"""The dosages of a trial: read from every text of the record, said once, tied to arm, intervention and drug."""

from __future__ import annotations

import msgspec

from trialdb.enrich.dosage_arms import arms_of
from trialdb.enrich.dosage_doubts import (
    is_amount_of_arm,
    is_of_other_cycle,
    is_open_for,
    is_strength,
    open_schedules,
    settle_doubts,
)
from trialdb.enrich.dosage_headings import arms_told, is_of_unknown_arm
from trialdb.enrich.dosage_links import (
    intervention_given,
    intervention_named,
    is_given_to_others,
    is_one_drug,
)
from trialdb.enrich.dosage_rows import (
    Row,
    is_of_other_date,
    is_of_other_title,
    is_taken_so,
    join_bare,
    join_daily,
    lasts_as,
    move_labels,
    without_duration,
)
from trialdb.enrich.dosage_sources import (
    Source,
    agents_of,
    is_compared,
    is_part_of_product,
    is_placebo_beside,
    is_placebo_of_others,
    sources_of,
)
from trialdb.extract.dosing import Stated, read_stated
from trialdb.extract.dosing.merging.contradictions import consistent, says_anything
from trialdb.extract.dosing.merging.merge import (
    compatible,
    counts_cycles,
    has_amount,
    has_schedule,
    is_complete,
    joined,
    mergeable,
    same_schedule,
    without_course,
    without_cycles,
)
from trialdb.extract.dosing.names.lexicon import is_known_agent, mentions, same_agent
from trialdb.extract.dosing.names.names import without_stage
from trialdb.extract.dosing.passages.stages import is_parted
from trialdb.records import Dosage, TrialDosage, TrialRecord

_NEAR = 25  # characters within which words tell one of several interventions of a drug


def _intervention_of(record: TrialRecord, source: Source, stated: Stated) -> int | None:
    """The intervention that a dosage is part of: the one whose text it is, or the one named like its drug."""
    if source.arm is not None:
        nearest = list(record.arms[source.arm - 1].interventions)
    else:
        nearest = [source.intervention] if source.intervention else []
    agent, first = stated.dosage.agent_text, stated.places[0]
    said = source.text[max(0, first.start - _NEAR) : first.end + _NEAR]
    if agent and (number := intervention_named(record, agent, nearest, said)):
        is_label = source.field.endswith(".label") and len(nearest) == 1
        if source.intervention and number != source.intervention and is_placebo_beside(stated, source):
            return source.intervention
        if is_label or (source.intervention and is_given_to_others(record, source.intervention, number, agent)):
            return nearest[0]  # of a label the one intervention of its arm, and no drug of other arms alone
        return number
    return source.intervention or (nearest[0] if len(nearest) == 1 and agent is None else None)


def _accepted(dosage: Dosage, source: Source) -> bool:
    """Device, behaviour and procedure texts must name a known drug and its amount."""
    if source.is_beside_others and dosage.rule == "title_schedule":
        return has_amount(dosage)
    if not source.is_strict:
        return True
    return has_amount(dosage) and dosage.agent_text is not None and is_known_agent(dosage.agent_text)


def _is_of_other_arms(row: Row, source: Source) -> bool:
    return source.arm is not None and bool(row.arms) and source.arm not in row.arms


def _is_of_others(row: Row, source: Source) -> bool:
    """Whether other interventions or arms state the dosage, and no intervention that this arm gets."""
    if source.intervention is not None:
        return source.intervention not in row.interventions
    return _is_of_other_arms(row, source) and row.interventions.isdisjoint(source.given)


def _is_of_other_course(row: Row, source: Source, dosage: Dosage) -> bool:
    """Whether another arm has the dosage in a number of cycles, and this one does not say so."""
    is_apart = _is_of_other_arms(row, source) and has_schedule(row.dosage) and has_schedule(dosage)
    return is_apart and counts_cycles(row.dosage) != counts_cycles(dosage)


def _is_of_other_days(row: Row, source: Source, dosage: Dosage) -> bool:
    """``Once daily`` of one arm, ``once daily on days 2-14`` of another."""
    if not _is_of_other_arms(row, source) or row.dosage.frequency is None or dosage.frequency is None:
        return False
    return (len(row.dosage.cycle_days) > 1) != (len(dosage.cycle_days) > 1)


def _is_loading_of_other_arm(row: Row, source: Source, dosage: Dosage) -> bool:
    """``300 mg every 2 weeks`` of one arm, a loading dose of 300 mg of another."""
    return _is_of_other_arms(row, source) and (row.dosage.role == "loading") != (dosage.role == "loading")


def _is_of_other_stage(row: Row, source: Source, stated: Stated) -> bool:
    """``Drug X over 30 minutes. After surgery, drug X on day 1 of each cycle``: two of one text."""
    if has_amount(row.dosage) or has_amount(stated.dosage):
        return False
    at = stated.places[0].start
    return any(one.source_field == source.field and is_parted(source.text, one.char_end, at) for one in row.mentions)


def _is_of_regimen(record: TrialRecord, row: Row, intervention: int | None, agent: str) -> bool:
    """Whether a row is of a regimen whose arms do not get the intervention that is named like its drug."""
    if row.intervention is None or intervention is None:
        return False
    is_drug = is_one_drug(record.interventions[intervention - 1], agent)
    return is_drug and is_given_to_others(record, row.intervention, intervention, agent)


def _is_same_schedule(row: Row, dosage: Dosage) -> bool:
    return not has_amount(row.dosage) and same_schedule(row.dosage, dosage)


def _of_no_arm(rows: list[Row], partners: list[Row], source: Source, dosage: Dosage) -> list[Row]:
    """The rows that an arm which states no amount may mean: of its interventions, and no level that others state."""
    partners = [
        row
        for row in partners
        if (row.intervention is None or row.intervention in source.given)
        and (not row.arms or row.interventions or _is_same_schedule(row, dosage))
    ]
    levels = {
        (row.dosage.dose_low, row.dosage.dose_high, row.dosage.dose_unit)
        for row in rows
        if row.arms and has_amount(row.dosage) and same_agent(row.dosage.agent_text, dosage.agent_text)
    }
    return partners if len(levels) < 2 else [row for row in partners if not row.arms]


def _place(
    rows: list[Row],
    stated: Stated,
    source: Source,
    intervention: int | None,
    *,
    joins: bool = True,
    is_open: bool = False,
) -> bool:
    """Put a mention to the row it belongs to, if there is one and only one way to do so.

    What arms and interventions say completes the row; a description is evidence, and completes a bare amount only.
    """
    dosage = stated.dosage
    partners = [
        row
        for row in rows
        if mergeable(row.dosage, dosage)
        and not is_open_for(row, stated, is_open=is_open)
        and not _is_of_other_course(row, source, dosage)
        and not _is_of_other_days(row, source, dosage)
        and not is_of_other_cycle(row, source, dosage)
        and not _is_loading_of_other_arm(row, source, dosage)
        and not is_of_other_date(row, stated, source)
        and not is_of_other_title(row, stated, source)
        and not _is_of_other_stage(row, source, stated)
    ]
    if has_amount(dosage):
        exact = [row for row in partners if has_amount(row.dosage)]
        partners = exact[:1] or [row for row in partners if not _is_of_other_arms(row, source)]
    elif source.arm is not None:
        partners = [row for row in partners if source.arm in row.arms] or _of_no_arm(rows, partners, source, dosage)
    if not partners:
        return False
    if not has_amount(dosage) and len(partners) > 1:
        for row in partners:
            row.mention(stated, source)
        return True
    row = partners[0]
    if _is_of_other_arms(row, source) and has_schedule(row.dosage):
        dosage = without_course(dosage)
    is_told_apart = _is_of_others(row, source) and is_taken_so(row.dosage) and is_taken_so(dosage)
    if row.lasts_variously or (is_told_apart and not lasts_as(row.dosage, stated.dosage)):
        row.dosage, dosage, row.lasts_variously = without_duration(row.dosage), without_duration(dosage), True
    is_shared = is_complete(row.dosage) or bool(row.arms - {source.arm})
    if source.arm is not None and is_shared and not counts_cycles(row.dosage):
        dosage = without_cycles(dosage)  # how many cycles an arm has of a dosage that others have too
    is_told = source.arm is not None and source.field.endswith(".description") and has_amount(dosage)
    if is_told and row.arms - {source.arm} and not counts_cycles(stated.dosage):
        row.dosage = without_cycles(row.dosage)  # an arm that does not count them has it too
    if joins or not has_schedule(row.dosage):
        row.dosage = joined(row.dosage, dosage)
    if source.field.endswith(".name") and has_amount(dosage) and not row.is_named:
        row.intervention, row.is_named = intervention, True
    row.mention(stated, source)
    if row.intervention is None and (not row.arms or intervention in row.given):
        row.intervention = intervention
    return True


def _read(record: TrialRecord, rows: list[Row], source: Source, agents: tuple[str, ...]) -> None:
    known = len(rows)
    labels = {arm.label for arm in record.arms} if source.arm is not None else set()
    found = read_stated(source.text, agents=agents, title=source.title, needs_amount=source.is_strict)
    opened = open_schedules(found, source.text)
    for index, stated in enumerate(found):
        dosage, is_open = stated.dosage, index in opened
        if is_open and source.arm and any(is_amount_of_arm(row, dosage, source.arm) for row in rows):
            continue
        if not _accepted(dosage, source) or is_placebo_of_others(stated, source) or is_compared(stated, source):
            continue
        if source.intervention and (told := arms_told(record, source.text, (place.start for place in stated.places))):
            of_arms = source._replace(told=frozenset(told))
        elif source.intervention and is_of_unknown_arm(record, source.text, stated.places[0].start):
            of_arms = source._replace(is_apart=True)
        else:
            of_arms = source
        intervention = _intervention_of(record, source, stated)
        if intervention and intervention not in source.given and is_part_of_product(stated, source):
            of_product = not is_one_drug(record.interventions[intervention - 1], dosage.agent_text or "")
            intervention = intervention if of_product else None
        ours = rows[:known]
        if dosage.agent_text in labels:  # drug X, of which another arm is named drug X Plus
            ours = [row for row in ours if row.dosage.agent_text not in labels - {dosage.agent_text}]
        if source.intervention == intervention and dosage.agent_text and not has_amount(dosage):
            ours = [row for row in ours if not _is_of_regimen(record, row, intervention, dosage.agent_text)]
        if not _place(ours, stated, of_arms, intervention, is_open=is_open):
            rows.append(Row(stated, of_arms, intervention))
            rows[-1].is_open = is_open


def _read_free(record: TrialRecord, rows: list[Row], field: str, agents: tuple[str, ...]) -> None:
    """Summary and description: evidence for known rows, and the regimen of a drug that no arm or intervention gives."""
    text = getattr(record, field)
    if not text:
        return
    source = Source(field, text)
    dosed = [row.dosage.agent_text for row in rows if has_amount(row.dosage)]
    known = len(rows)
    for stated in read_stated(text, agents=agents, needs_amount=True):
        dosage = stated.dosage
        if not has_amount(dosage):
            continue
        if any(has_amount(row.dosage) and compatible(row.dosage, dosage) for row in rows[:known]) and _place(
            [row for row in rows[:known] if has_amount(row.dosage)], stated, source, None, joins=False
        ):
            continue
        agent = dosage.agent_text
        is_ours = agent is not None and any(mentions(name, agent) for name in agents)
        is_new = is_ours and has_schedule(dosage) and not any(same_agent(agent, other) for other in dosed)
        if is_new and not _place(rows[:known], stated, source, None, joins=False):
            rows.append(Row(stated, source, _intervention_of(record, source, stated)))


def dosages_of(record: TrialRecord) -> list[TrialDosage]:
    """Every dosage the record states, each once, with its evidence and the arms that get it."""
    agents = agents_of(record)
    rows: list[Row] = []
    for source in sources_of(record):
        _read(record, rows, source, agents)
    for field in ("detailed_description", "brief_summary"):
        _read_free(record, rows, field, agents)
    join_daily(rows)
    join_bare(rows)
    move_labels(rows)
    settle_doubts(rows, filter(None, (record.detailed_description, record.brief_summary)))
    for row in rows:
        row.dosage = consistent(without_duration(row.dosage) if row.is_start else row.dosage)
    return [_stated(record, row, rows) for row in rows if says_anything(row.dosage) and not is_strength(row, rows)]


def _stated(record: TrialRecord, row: Row, rows: list[Row]) -> TrialDosage:
    first, arms, agent = row.mentions[0], arms_of(record, row, rows), row.dosage.agent_text
    name = without_stage(agent) if agent else None
    place = {"char_start": first.char_start, "char_end": first.char_end}
    return TrialDosage(
        dosage=msgspec.structs.replace(row.dosage, agent_text=name, **place),
        dosage_text=row.text,
        intervention_no=intervention_given(record, row.intervention, arms, row.interventions, agent),
        agent=name,
        arms=arms,
        mentions=tuple(row.mentions),
    )
