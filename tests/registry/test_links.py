"""Arms and interventions are tied by the union of both lists."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from loaders.ctgov_json.protocol_pieces import ArmsInterventionsModule
from loaders.ctgov_json.reading import Reading
from loaders.ctgov_json.treatment import arms_and_interventions


def links(
    arms: dict[str, list[str]], interventions: list[tuple[str, list[str]]]
) -> tuple[list[tuple[int, ...]], Reading]:
    module: dict[str, Any] = {
        "armGroups": [{"label": label, "interventionNames": names} for label, names in arms.items()],
        "interventions": [
            {"type": "DRUG", "name": name, "armGroupLabels": labels} for name, labels in interventions
        ],
    }  # fmt: skip
    reading = Reading()
    tied, _ = arms_and_interventions(msgspec.convert(module, ArmsInterventionsModule), reading)
    return [arm.interventions for arm in tied], reading


@pytest.mark.parametrize(
    ("arms", "interventions", "tied"),
    [
        ({"A": ["Drug: X"], "B": []}, [("X", ["B"])], [(1,), (1,)]),
        ({"A": ["Drug:  x"]}, [("X", [])], [(1,)]),
        ({"A": ["Drug: X: strong"]}, [("X: strong", [])], [(1,)]),
        ({"A": ["Drug: P"], "B": ["Drug: P"]}, [("P", ["A"]), ("P", ["B"])], [(1,), (2,)]),
        ({"A": ["Drug: P"], "B": ["Drug: P"]}, [("P", []), ("P", [])], [(1, 2), (1, 2)]),
        ({"A": ["Drug: P", "Drug: P"]}, [("P", ["A"]), ("P", [])], [(1, 2)]),
        ({"A": [], "B": []}, [("X", ["a ", "B"])], [(1,), (1,)]),
    ],
)
def test_either_list_ties(arms: dict[str, list[str]], interventions: list[tuple[str, list[str]]], tied: object) -> None:
    assert links(arms, interventions)[0] == tied


def test_names_of_nothing_are_noted() -> None:
    _, reading = links({"A": ["Drug: Y"]}, [("X", ["B"])])
    assert {(note.place, note.value) for note in reading.notes} == {
        ("arms.interventions", "Drug: Y"),
        ("interventions.arms", "B"),
    }
