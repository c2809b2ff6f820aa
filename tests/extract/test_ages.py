import pytest

from trialdb.extract.ages import age_years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("18 Years", 18),
        ("1 Year", 1),
        ("6 Months", 0.5),
        ("52.5 Years", 52.5),
        ("4 Weeks", 28 / 365.25),
        ("2 Days", 2 / 365.25),
        ("30 Minutes", 1 / (2 * 24 * 365.25)),
        (" 12  years ", 12),
    ],
)
def test_every_registry_unit_is_read_in_years(text: str, years: float) -> None:
    assert age_years(text) == pytest.approx(years)


@pytest.mark.parametrize("text", ["", "N/A", "None", "18", "Years", "-3 Years", "18 to 75 Years", "1e5 Years"])
def test_what_is_not_an_age_is_none(text: str) -> None:
    assert age_years(text) is None
