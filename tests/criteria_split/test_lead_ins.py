"""How the children of an item combine, and whether it requires anything by itself."""

from __future__ import annotations

import pytest

from trialdb.extract.criteria import split_criteria
from trialdb.records import Criterion


def _parent(lead_in: str, heading: str = "Inclusion Criteria:") -> Criterion:
    return split_criteria(f"{heading}\n\n* {lead_in}\n  * fever\n  * cough\n")[0]


@pytest.mark.parametrize(
    ("lead_in", "logic"),
    [
        ("All of the following:", "all"),
        ("Any of the following:", "any"),
        ("At least one of the following signs:", "any"),
        ("One or more of:", "any"),
        ("Either:", "any"),
        ("Both of the following:", "all"),
        ("At least two of the following:", "n_of"),
        ("Three or more of these signs:", "n_of"),
        ("2 of the following:", "n_of"),
        ("Signs of infection:", "all"),
        ("For Part 3 of the study:", "all"),
        ("For Part 1 of this trial:", "all"),
    ],
)
def test_logic_of_a_lead_in(lead_in: str, logic: str) -> None:
    assert _parent(lead_in).logic == logic


def test_exclusion_excludes_by_any_of_its_parts() -> None:
    assert _parent("Signs of infection:", "Exclusion Criteria:").logic == "any"
    assert _parent("All of the following:", "Exclusion Criteria:").logic == "all"


def test_children_joined_by_or_are_alternatives() -> None:
    parent = split_criteria("Inclusion Criteria:\n\n* Leukemia:\n  * relapsed OR\n  * refractory\n")[0]

    assert parent.logic == "any"


def test_item_without_children_is_a_leaf() -> None:
    (criterion,) = split_criteria("Inclusion Criteria:\n\n* Any of the following signs:\n")

    assert (criterion.logic, criterion.is_header) == ("leaf", False)


@pytest.mark.parametrize(
    "lead_in",
    [
        "Cardiovascular disease:",
        "Adequate organ function defined as:",
        "Any of the following:",
        "Documented diagnosis of",
        "Exclusions related to the heart and the vessels of any size and at any time:",
        "Bleeding disorders including known:",
    ],
)
def test_bare_lead_in_is_a_header(lead_in: str) -> None:
    assert _parent(lead_in).is_header


@pytest.mark.parametrize(
    "lead_in",
    [
        "Cancer within the last 2 years except:",
        "Must have a confirmed infection with one of the following:",
        "Severe diabetes, including:",
        "Infection that was treated in a hospital",
    ],
)
def test_lead_in_that_carries_a_criterion_is_no_header(lead_in: str) -> None:
    assert not _parent(lead_in).is_header


def _undecisive(text: str) -> list[str]:
    return [criterion.text for criterion in split_criteria(text) if not criterion.is_decisive]


def test_one_of_several_does_not_decide() -> None:
    text = "Inclusion Criteria:\n\n* fever\n* One of the following:\n  * cough\n  * rash, with:\n    * itch\n"

    assert _undecisive(text) == ["cough", "rash, with:", "itch"]


def test_what_excludes_only_together_does_not_decide() -> None:
    text = "Exclusion Criteria:\n\n* All of the following:\n  * cough\n  * fever\n* Any of the following:\n  * rash\n"

    assert _undecisive(text) == ["cough", "fever"]


def test_what_an_exclusion_lets_in_is_no_part_of_it() -> None:
    text = "Exclusion Criteria:\n\n* Cancer, unless all of the following are met:\n  * cured\n  * small\n"

    assert _undecisive(text) == []


def test_none_of_several_decides() -> None:
    text = "Inclusion Criteria:\n\n* No history of any of the following:\n  * cough\n  * fever\n"

    assert _undecisive(text) == []


@pytest.mark.parametrize("between", ["; or\n* ", "\n\nOR\n\n* ", "\n  or\n* "])
def test_items_with_an_or_between_do_not_decide(between: str) -> None:
    items = f"* fever\n* cough{between}rash\n* itch\n"

    assert [text.removesuffix("; or") for text in _undecisive(f"Inclusion Criteria:\n\n{items}")] == ["cough", "rash"]
    assert _undecisive(f"Exclusion Criteria:\n\n{items}") == []


def test_an_or_in_the_midst_of_a_list_joins_two_of_it_only() -> None:
    text = "Inclusion Criteria:\n\n* Blood values:\n  * cells\n  * salts or\n  * sugars\n  * fats\n  * proteins\n"

    assert split_criteria(text)[0].logic == "all"
    assert _undecisive(text) == ["salts or", "sugars"]


def test_items_beside_their_lead_in_are_alternatives_up_to_one_required_of_all() -> None:
    items = "* fever\n* at least one of the following:\n* rash\n* age over 60\n* must be able to walk\n* gout\n"

    assert _undecisive(f"Inclusion Criteria:\n\n{items}") == ["rash", "age over 60"]
    assert _undecisive(f"Exclusion Criteria:\n\n{items}") == []


def test_numbers_after_a_lead_in_without_its_list_are_required_of_all() -> None:
    text = "Inclusion Criteria:\n\n1. fever\n2. rash in one of the following places:\n3. age over 60\n"

    assert _undecisive(text) == []


def test_one_item_beside_a_lead_in_is_no_alternative() -> None:
    items = "* fever\n* rash in one of the following places:\n* age over 60\n"

    assert _undecisive(f"Inclusion Criteria:\n\n{items}") == []
