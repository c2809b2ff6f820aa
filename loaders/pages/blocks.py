"""Repeated groups of labels inside a section: one block an intervention, a collaborator, a facility."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.pages.page import words

Block = dict[str, list[str]]


def blocks(lines: Sequence[str], labels: Sequence[str], repeatable: frozenset[str] = frozenset()) -> list[Block]:
    """The label → lines groups of a section; a block ends where a label comes that stood earlier in the order.

    A ``repeatable`` label may come several times in one block. Lines before the first label are under ``""``.
    """
    rank = {name.casefold(): position for position, name in enumerate(labels)}
    found: list[Block] = [{}]
    under, last = found[0].setdefault("", []), -1
    for line in lines:
        position = rank.get(words(line).casefold())
        if position is None:
            under.append(line)
            continue
        name = labels[position]
        if position < last or (position == last and name not in repeatable):
            found.append({})
        last = position
        under = found[-1].setdefault(name, [])
    return [block for block in found if any(block.values()) or len(block) > 1]
