"""Study Groups and Interventions: who gets what.

``Interventions`` is the list: name, description, ``Intervention Type X``. ``Study Groups`` repeats of it what each arm
gets: label, description, ``Group Type X``, then name, ``Intervention Type X``, description of each. Only the list tells
where a repeated description ends and the next arm begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from loaders.labels import values as known_values
from loaders.pages.values import Values
from loaders.snapshot_headings.sections import Marked, Sections
from trialdb.records import Arm, Intervention

_GROUP_TYPE, _INTERVENTION_TYPE = "Group Type", "Intervention Type"
_LABELS = {_INTERVENTION_TYPE: known_values("intervention_type"), _GROUP_TYPE: known_values("arm_type")}
_LISTED = re.compile(r"\s*(?:[*•-]|\d+[.)])\s")
_CONTROL = re.compile(r"\b(?:controls?|healthy)\b", re.IGNORECASE)
_MAX_LABEL = 100  # the registry's limit for the label of an arm


def fields(page: Sections, values: Values) -> dict[str, Any]:
    """The fields of the record that this module reads."""
    interventions = list(_interventions(page.marked("Interventions", _LABELS), values))
    arms = _Groups(page.marked("Study Groups", _LABELS), interventions, values).read()
    return {"arms": tuple(arms), "interventions": tuple(interventions)}


def _interventions(section: Sequence[Marked], values: Values) -> Iterator[Intervention]:
    texts: list[str] = []
    for label, text in section:
        if not label:
            texts.append(text)
        elif label == _INTERVENTION_TYPE and texts:
            yield _intervention(texts[0], text, texts[1:], values)
            texts = []
        else:
            values.unplaced("Interventions", [f"{label} {text}"])
    values.unplaced("Interventions", texts)


def _intervention(name: str, type_label: str, description: Sequence[str], values: Values) -> Intervention:
    return Intervention(
        intervention_type=values.enumerated("intervention_type", type_label),
        name=" ".join(name.split()),
        description="\n\n".join(description) or None,
    )


class _Open(NamedTuple):
    """An arm while its interventions are being read."""

    label: str
    description: str | None
    arm_type: str | None
    given: list[int]


class _Groups:
    """Reads Study Groups paragraph by paragraph; paragraphs wait in ``texts`` until a label says what they are."""

    def __init__(self, section: Sequence[Marked], interventions: list[Intervention], values: Values) -> None:
        self._section = section
        self._interventions = interventions
        self._values = values
        self._arms: list[_Open] = []
        self._texts: list[str] = []
        self._is_description_open = False  # the last intervention's, not found in the list
        self._has_group_types = any(label == _GROUP_TYPE for label, _ in section)

    def read(self) -> list[Arm]:
        at = 0
        while at < len(self._section):
            label, text = self._section[at]
            at += 1
            if not label:
                self._texts.append(text)
            elif label == _GROUP_TYPE:
                self._open_arm(text)
            else:
                at += self._give(text, self._section[at:])
        self._close()
        self._link_namesakes()
        return [
            Arm(
                label=arm.label,
                arm_type=arm.arm_type,
                description=arm.description,
                interventions=tuple(sorted(set(arm.given))),
            )
            for arm in self._arms
        ]

    def _open_arm(self, type_label: str) -> None:
        arm_type = self._values.enumerated("arm_type", type_label)
        texts = self._texts[self._n_described(self._texts) :]
        self._texts = []
        if not texts:
            self._values.unplaced("Study Groups", [f"{_GROUP_TYPE} {type_label}"])
            return
        self._arms.append(_Open(" ".join(texts[0].split()), "\n\n".join(texts[1:]) or None, arm_type, []))
        self._is_description_open = False

    def _give(self, type_label: str, following: Sequence[Marked]) -> int:
        """Links the intervention named just before to the arm; the number of paragraphs its description takes."""
        if not self._texts:
            self._values.unplaced("Study Groups", [f"{_INTERVENTION_TYPE} {type_label}"])
            return 0
        name = " ".join(self._texts.pop().split())
        self._close()
        kind = self._values.enumerated("intervention_type", type_label)
        texts = [text for _, text in _until_label(following)]
        number, taken = self._find(kind, name, texts)
        if self._arms:
            self._arms[-1].given.append(number)
        self._is_description_open = taken is None
        return taken or 0

    def _find(self, kind: str | None, name: str, texts: Sequence[str]) -> tuple[int, int | None]:
        """The intervention meant, and how many of the paragraphs below its type are its description.

        None: the list does not have it, so its description, if any, is not known.
        """
        same = [
            (number, listed)
            for number, listed in enumerate(self._interventions, start=1)
            if listed.name == name and listed.intervention_type == kind
        ]
        given = self._arms[-1].given if self._arms else []
        same.sort(key=lambda one: one[0] in given)  # a name listed twice: first the one this arm does not have yet
        for number, listed in same:
            if listed.description and (taken := _taken(listed.description, texts)):
                return number, taken
        for number, listed in same:
            if not listed.description:
                return number, 0
        if same:
            return same[0][0], None
        self._interventions.append(Intervention(intervention_type=kind, name=name))
        return len(self._interventions), None

    def _link_namesakes(self) -> None:
        """Links interventions of one type and name to the same arms, as the registry does, if only one is ever meant.

        The page repeats the first of them wherever the name is linked.
        """
        namesakes: dict[tuple[str | None, str | None], set[int]] = {}
        for number, listed in enumerate(self._interventions, start=1):
            namesakes.setdefault((listed.intervention_type, listed.name), set()).add(number)
        linked = {number for arm in self._arms for number in arm.given}
        for (_, name), numbers in namesakes.items():
            if len(numbers) == 1 or len(numbers & linked) != 1:
                continue
            self._values.doubt("ambiguous_link", "arms", "Several interventions have this name: all are linked.", name)
            for arm in self._arms:
                if numbers & set(arm.given):
                    arm.given.extend(sorted(numbers))

    def _close(self) -> None:
        """Puts the paragraphs that still wait: arms without a type, or more of the last description."""
        texts, self._texts = self._texts, []
        if not texts:
            return
        if self._has_group_types:
            if not self._is_description_open:
                self._values.unplaced("Study Groups", texts)
            return
        for label, description in _pairs(texts[self._n_described(texts) :]):
            self._arms.append(_Open(label, description, None, []))
        self._is_description_open = False

    def _n_described(self, texts: Sequence[str]) -> int:
        """How many of the waiting paragraphs still describe the last intervention, where the list does not say."""
        if not self._is_description_open or len(texts) < 2:
            return 0
        return int(len(texts) > 2 or not _may_be_label(texts[0]))


def _until_label(section: Sequence[Marked]) -> Iterator[Marked]:
    for marked in section:
        if marked.label:
            return
        yield marked


def _taken(description: str, texts: Sequence[str]) -> int:
    """How many of the first ``texts`` make up ``description``; 0 if they do not."""
    wanted = description.split()
    read: list[str] = []
    for number, text in enumerate(texts, start=1):
        read += text.split()
        if read == wanted:
            return number
        if len(read) >= len(wanted):
            break
    return 0


def _pairs(texts: Sequence[str]) -> Iterator[tuple[str, str | None]]:
    """Labels with their descriptions, of arms that have no type; a description may be missing."""
    at = 0
    while at < len(texts):
        label = " ".join(texts[at].split())
        at += 1
        described = at
        while described < len(texts) and not _may_be_label(texts[described]):
            described += 1
        if described == at and at < len(texts) and _alternate(texts[at - 1 :]):
            described += 1
        yield label, "\n\n".join(texts[at:described]) or None
        at = described


def _may_be_label(text: str) -> bool:
    return len(text) <= _MAX_LABEL and not text.rstrip().endswith((".", ":")) and not _LISTED.match(text)


def _alternate(texts: Sequence[str]) -> bool:
    """Whether short paragraphs read as label, description, label, description, and not as labels of a kind."""
    labels, descriptions = texts[::2], texts[1::2]
    if len(labels) != len(descriptions):
        return False
    if all(_words(label) <= _words(description) for label, description in zip(labels, descriptions, strict=True)):
        return True
    if len(labels) > 1:
        return len(set(descriptions)) < len(labels) or sum(map(len, descriptions)) > sum(map(len, labels))
    (label,), (other,) = labels, descriptions
    if (_CONTROL.search(other) and not _CONTROL.search(label)) or other.isdigit():
        return False
    return len(_words(label) & _words(other)) * 2 < len(_words(label) | _words(other))


def _words(text: str) -> set[str]:
    return set(text.casefold().split())
