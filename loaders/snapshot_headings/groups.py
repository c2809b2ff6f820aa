"""Study Groups, paragraph by paragraph: the arms, and which of the listed interventions each of them gets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from loaders.pages.values import Values
from loaders.snapshot_headings.cohorts import cohorts, may_be_label
from loaders.snapshot_headings.sections import Marked
from trialdb.records import Arm, Intervention

GROUP_TYPE, INTERVENTION_TYPE = "Group Type", "Intervention Type"

_Identity = tuple[str | None, str | None]  # type and name, which the registry links by


class _Open(NamedTuple):
    """An arm while its interventions are being read."""

    label: str
    description: str | None
    arm_type: str | None
    given: list[int]


class Groups:
    """Reads the arms of a page. Paragraphs wait in ``texts`` until a label says what they are.

    ``interventions`` are those of the list, and those that only an arm names.
    """

    def __init__(self, section: Sequence[Marked], listed: Sequence[Intervention], values: Values) -> None:
        self.interventions = list(listed)
        self._section = section
        self._values = values
        self._arms: list[_Open] = []
        self._texts: list[str] = []
        self._undescribed: int | None = None  # an intervention whose description, if any, must still come
        self._has_group_types = any(label == GROUP_TYPE for label, _ in section)
        self._numbers: dict[_Identity, list[int]] = {}
        for number, one in enumerate(listed, start=1):
            self._numbers.setdefault((one.intervention_type, one.name), []).append(number)

    def arms(self) -> tuple[Arm, ...]:
        at = 0
        while at < len(self._section):
            label, text = self._section[at]
            at += 1
            if not label:
                self._texts.append(text)
            elif not self._texts:
                self._values.unplaced("Study Groups", [f"{label} {text}"])
            elif label == GROUP_TYPE:
                self._open_arm(text)
            else:
                at += self._give(text, self._texts_from(at))
        self._close()
        self._link_namesakes()
        return tuple(
            Arm(
                label=arm.label,
                arm_type=arm.arm_type,
                description=arm.description,
                interventions=tuple(sorted(set(arm.given))),
            )
            for arm in self._arms
        )

    def _texts_from(self, start: int) -> list[str]:
        end = start
        while end < len(self._section) and not self._section[end].label:
            end += 1
        return [text for _, text in self._section[start:end]]

    def _open_arm(self, type_label: str) -> None:
        label, *description = self._after_description()
        arm_type = self._values.enumerated("arm_type", type_label)
        self._arms.append(_Open(" ".join(label.split()), "\n\n".join(description) or None, arm_type, []))

    def _give(self, type_label: str, following: Sequence[str]) -> int:
        """Links the intervention named just before to the arm; the number of paragraphs its description takes."""
        name = " ".join(self._texts.pop().split())
        self._close()
        number, taken = self._find((self._values.enumerated("intervention_type", type_label), name), following)
        if self._arms:
            self._arms[-1].given.append(number)
        self._undescribed = number if taken is None else None
        return taken or 0

    def _find(self, identity: _Identity, following: Sequence[str]) -> tuple[int, int | None]:
        """The intervention meant, and how many of the paragraphs below its type are its description.

        None: the list does not say.
        """
        same = self._numbers.setdefault(identity, [])
        given = self._arms[-1].given if self._arms else []
        for number in sorted(same, key=given.__contains__):  # of namesakes, first one that this arm does not have yet
            description = self.interventions[number - 1].description
            if description and (taken := _taken(description, following)):
                return number, taken
        for number in same:
            if not self.interventions[number - 1].description:
                return number, 0
        if not same:
            self.interventions.append(Intervention(intervention_type=identity[0], name=identity[1]))
            same.append(len(self.interventions))
        return same[0], None

    def _close(self) -> None:
        """Puts the paragraphs that still wait: arms without a type, or more of the last description."""
        if not self._texts:
            return
        if not self._has_group_types:
            for label, description in cohorts(self._after_description()):
                self._arms.append(_Open(label, description, None, []))
        else:
            self._describe(self._texts)
            self._texts = []

    def _after_description(self) -> list[str]:
        """The waiting paragraphs, without those that still describe the last intervention."""
        texts, self._texts = self._texts, []
        n_described = 0
        if self._undescribed and len(texts) > 1:
            n_described = int(len(texts) > 2 or not may_be_label(texts[0]))
        self._describe(texts[:n_described])
        self._undescribed = None
        return texts[n_described:]

    def _describe(self, texts: list[str]) -> None:
        at = self._undescribed
        if texts and at and not self.interventions[at - 1].description:
            described = msgspec.structs.replace(self.interventions[at - 1], description="\n\n".join(texts))
            self.interventions[at - 1] = described
        else:
            self._values.unplaced("Study Groups", texts)

    def _link_namesakes(self) -> None:
        """Links interventions of one type and name to the same arms, as the registry does, if only one is ever meant.

        The page repeats the first of them wherever the name is linked.
        """
        linked = {number for arm in self._arms for number in arm.given}
        for (_, name), numbers in self._numbers.items():
            meant = linked.intersection(numbers)
            if len(numbers) == 1 or len(meant) != 1:
                continue
            self._values.doubt("ambiguous_link", "arms", "Several interventions have this name: all are linked.", name)
            for arm in self._arms:
                if not meant.isdisjoint(arm.given):
                    arm.given.extend(numbers)


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
