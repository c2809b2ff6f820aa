from datetime import date

import pytest

from trialdb.extract.dates import parse_date


@pytest.mark.parametrize(
    ("text", "on", "precision"),
    [
        ("2024", date(2024, 1, 1), "year"),
        ("2024-05", date(2024, 5, 1), "month"),
        ("2024-05-14", date(2024, 5, 14), "day"),
        ("June 2015", date(2015, 6, 1), "month"),
        ("June 15, 2015", date(2015, 6, 15), "day"),
        ("15 June 2015", date(2015, 6, 15), "day"),
        ("Sept. 2019", date(2019, 9, 1), "month"),
        ("  October  1,\n2024 ", date(2024, 10, 1), "day"),
        ("1900-01-01", date(1900, 1, 1), "day"),
    ],
)
def test_every_registry_spelling_keeps_its_precision(text: str, on: date, precision: str) -> None:
    found = parse_date(text)
    assert found is not None
    assert (found.on, found.precision, found.kind) == (on, precision, None)


@pytest.mark.parametrize(
    "text",
    ["", "N/A", "soon", "2024-13", "2023-02-29", "June 31, 2015", "1492-10-12", "99999999", "in June 2015", "２０２４"],
)
def test_what_is_no_day_of_the_calendar_is_none(text: str) -> None:
    assert parse_date(text) is None
