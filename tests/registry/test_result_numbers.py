"""Numbers of results are numbers only where they are nothing more."""

from __future__ import annotations

import pytest

from loaders.ctgov_json.numbers import count, number, p_value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("12.5", 12.5), ("-0.63", -0.63), ("−0.63", -0.63), ("1,234,567.8", 1234567.8), (".05", 0.05), ("2.", 2.0),
        ("1.2E-5", 1.2e-5), (" 7 ", 7.0), ("NA", None), ("<5", None), ("1,23", None), ("12 %", None), ("9e999", None),
        ("", None), (None, None), ("٣", None),
    ],
)  # fmt: skip
def test_a_number_is_the_whole_of_its_words(words: str | None, value: float | None) -> None:
    assert number(words) == value


def test_a_count_is_whole() -> None:
    assert [count(words) for words in ("61", "1,122", "0", "2.5", "NA")] == [61, 1122, 0, None, None]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("0.03", (0.03, "=")), ("<0.001", (0.001, "<")), ("< .0001", (0.0001, "<")), ("P ≤ 0.05", (0.05, "<=")),
        ("p-value = 0.2", (0.2, "=")), (">0.99", (0.99, ">")), ("p=0.4", (0.4, "=")), ("1.5", (None, None)),
        ("<0.05 for both", (None, None)), ("NS", (None, None)), ("p", (None, None)), (None, (None, None)),
    ],
)  # fmt: skip
def test_a_p_value_keeps_its_relation(words: str | None, value: object) -> None:
    assert p_value(words) == value
