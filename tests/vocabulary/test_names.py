"""Keys, countries and phases."""

from __future__ import annotations

import gzip
import json
from decimal import Decimal
from pathlib import Path

import pytest

from trialdb.vocabulary.countries import countries, country_code, country_name
from trialdb.vocabulary.keys import entity_id, normalize_name, plain_words
from trialdb.vocabulary.phases import phase_range

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
needs_corpus = pytest.mark.skipif(not CORPUS.exists(), reason="real registry records are not beside this checkout")


def test_an_entity_id_is_exact_in_json_and_the_same_everywhere() -> None:
    assert entity_id("sponsor", "acme") == 8415856734935645
    assert 0 < entity_id("agent", "") < 2**53
    assert entity_id("agent", "acme") != entity_id("sponsor", "acme")


def test_names_are_equal_whatever_their_quotes_blanks_and_case() -> None:
    assert normalize_name("  Crohn’s\u00a0 DISEASE ") == normalize_name("Crohn's disease") == "crohn's disease"
    assert plain_words("São-Paulo & Söhne, Inc.") == "sao paulo and sohne inc"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("South Korea", "KR"),
        ("Korea, Republic of", "KR"),
        ("Korea, Democratic People's Republic of", "KP"),
        ("Türkiye (Türkiye)", "TR"),
        ("Turkey (Türkiye)", "TR"),
        ("TURKEY", "TR"),
        ("Russia", "RU"),
        ("Czechia", "CZ"),
        ("Czech Republic", "CZ"),
        ("Iran, Islamic Republic of", "IR"),
        ("Macedonia, The Former Yugoslav Republic of", "MK"),
        ("Congo, The Democratic Republic of the", "CD"),
        ("Côte d’Ivoire", "CI"),
        ("Palestinian Territories, Occupied", "PS"),
        ("Virgin Islands (U.S.)", "VI"),
        ("Former Yugoslavia", "YU"),
        ("The Netherlands", "NL"),
        ("Niger", "NE"),
        ("Nigeria", "NG"),
        ("Dominica", "DM"),
        ("USA", "US"),
        ("Atlantis", None),
        ("", None),
        ("France (Germany)", None),
    ],
)
def test_a_country_has_one_code_in_all_spellings(name: str, code: str | None) -> None:
    assert country_code(name) == code


def test_the_name_shown_leads_back_to_the_code() -> None:
    assert len(countries()) > 249
    assert {country_code(name) for name in countries().values()} == set(countries())
    assert country_name("KR") == "South Korea"
    assert country_name("ZZ") is None


@needs_corpus
def test_every_country_of_real_records_has_a_code() -> None:
    names = set()
    with gzip.open(CORPUS / "ctgov_v2.ndjson.gz") as lines:
        for line in lines:
            record = json.loads(line)
            locations = record["protocolSection"].get("contactsLocationsModule", {}).get("locations", [])
            names |= {location["country"] for location in locations if "country" in location}
            names |= set(record.get("derivedSection", {}).get("miscInfoModule", {}).get("removedCountries", ()))
    assert len(names) > 80
    assert [name for name in sorted(names) if country_code(name) is None] == []


@pytest.mark.parametrize(
    ("phase", "low", "high"),
    [
        ("PHASE3", "3", "3"),
        ("PHASE2/PHASE3", "2", "3"),
        ("Phase 1/Phase 2", "1", "2"),
        ("Phase II/III", "2", "3"),
        ("Phase IIIb", "3", "3"),
        ("EARLY_PHASE1", "0.5", "0.5"),
        ("Early Phase 1", "0.5", "0.5"),
        ("Phase 0", "0.5", "0.5"),
        ("4", "4", "4"),
    ],
)
def test_phases_compare_as_numbers(phase: str, low: str, high: str) -> None:
    assert phase_range(phase) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize("phase", ["NA", "N/A", "", None, "Not Applicable", "PHASE5", "pilot"])
def test_what_names_no_phase_has_no_range(phase: str | None) -> None:
    assert phase_range(phase) == (None, None)
