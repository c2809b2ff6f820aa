"""Sponsors and facilities by any of their spellings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trialdb.vocabulary.sites import is_named, site_key
from trialdb.vocabulary.sponsors import sponsor_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Merck Sharp & Dohme Corp.", "Merck Sharp and Dohme LLC"),
        ("National Cancer Institute (NCI)", "NCI"),
        ("M.D. Anderson Cancer Center", "MD Anderson Cancer Center"),
        ("Eli Lilly and Company", "Eli Lilly"),
        ("Acme Pharma, Inc.", "ACME PHARMA"),
        ("Acme Pharma S.p.A.", "Acme Pharma"),
        ("The University of Zebra", "University of Zebra"),
        ("Genzyme, a Sanofi Company", "Genzyme"),
    ],
)
def test_spelling_and_legal_form_make_no_second_sponsor(one: str, other: str) -> None:
    assert sponsor_key(one) == sponsor_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Novartis", "Novartis Vaccines"), ("University of Zebra", "Zebra University"), ("A", "B"), ("Inc.", "Ltd.")],
)
def test_different_sponsors_stay_apart(one: str, other: str) -> None:
    assert sponsor_key(one) != sponsor_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zebra University Hospital", "ZEBRA Univ. Hospital"),
        ("St. Luke's Hospital", "Saint Lukes Hospital"),
        ("Centre Hospitalier de Zébra", "Center Hospitalier Zebra"),
        ("Zebra Clinic (ZC)", "Zebra Clinic"),
        ("Zebra Clinic, Site 0012", "1160.25.002 Zebra Clinic"),
        ("Zebra Clinic - Leeds", "The Zebra Clinic"),
        ("Research Site", None),
        ("Site 003", "GSK Investigational Site"),
        ("Local Institution - 0123", "13004"),
    ],
)
def test_spellings_of_one_facility_in_one_city_are_one_site(one: str, other: str | None) -> None:
    assert site_key(one, "Leeds", None, "GB") == site_key(other, "LEEDS", "West Yorkshire", "GB")


def test_one_name_in_two_places_is_two_sites() -> None:
    assert site_key("Memorial Hospital", "Springfield", "Illinois", "US") != site_key(
        "Memorial Hospital", "Springfield", "Ohio", "US"
    )
    assert site_key("Memorial Hospital", "Paris", None, "FR") != site_key("Memorial Hospital", "Lyon", None, "FR")
    assert site_key("Research Site", "Paris", None, "FR") != site_key("Research Site", "Lyon", None, "FR")
    assert site_key("Memorial Hospital", "Dayton", "OH", "US") == site_key("Memorial Hospital", "Dayton", "Ohio", "US")


@pytest.mark.parametrize(
    ("facility", "expected"),
    [
        ("Zebra University Hospital", True),
        ("Investigative Clinical Research of Zebra", True),
        ("Na Homolce Hospital", True),
        ("Site 37 - Zebra Pediatric Clinic", True),
        ("Pfizer Investigational Site", False),
        ("1160.25.04807 Boehringer Ingelheim Investigational Site", False),
        ("Site Reference ID/Investigator# 432", False),
        ("Call for Information (Investigational Site 0003)", False),
        ("N/A", False),
        ("", False),
        (None, False),
    ],
)
def test_a_placeholder_names_no_facility(facility: str | None, expected: bool) -> None:
    assert is_named(facility) is expected


@given(*[st.text(max_size=30)] * 3, st.sampled_from(["US", "FR", None]))
def test_any_text_has_a_key_of_four_parts(facility: str, city: str, state: str, code: str | None) -> None:
    assert site_key(facility, city, state, code).count("|") == 3


@given(st.text(max_size=40))
def test_a_name_with_letters_has_a_key(name: str) -> None:
    assert bool(sponsor_key(name)) or not any(c.isalnum() for c in name)
