"""Which trial a document is about, and what several documents of one trial say together."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trialdb.identity import Ranked, content_key, differences, identify, merge, name_id, registry_id, trial_id
from trialdb.records import Arm, Intervention, Note, Outcome, PartialDate, Sponsor, TrialRecord


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("NCT06935409", "NCT06935409"),
        (" nct06935409\n", "NCT06935409"),
        ("ISRCTN12345678", "ISRCTN12345678"),
        ("2022-500014-26-00", "2022-500014-26-00"),
        ("NCT00000000", None),
        ("N.A.", None),
        ("001", None),
        ("HS-20093-304", None),
        ("NCT0693540", None),
        ("", None),
    ],
)
def test_only_whole_registry_ids_count(written: str, known: str | None) -> None:
    assert registry_id(written) == known


def test_an_nct_number_is_its_own_trial_id() -> None:
    assert trial_id("NCT06935409") == 6935409


@given(
    st.from_regex(r"NCT[0-9]{8}|ISRCTN[0-9]{8}|2022-5[0-9]{5}-[0-9]{2}-00|doc:[0-9a-f]{12}", fullmatch=True) | st.text()
)
def test_every_trial_id_is_exact_in_javascript(key: str) -> None:
    assert 0 <= trial_id(key) < 2**53


def test_registries_do_not_share_a_range() -> None:
    assert len({trial_id(key) for key in ("NCT12345679", "ISRCTN12345679", "DRKS12345679", "doc:123456790000")}) == 4


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("folder/NCT06935409.txt", "NCT06935409"),
        ("dump.zip!NCT06935409.json", "NCT06935409"),
        ("NCT06935409.json.gz", "NCT06935409"),
        ("about_NCT06935409.txt", None),
        ("NCT06935409_v2.txt", None),
        ("dump.ndjson.gz:17", None),
    ],
)
def test_only_a_whole_file_stem_names_a_trial(name: str, found: str | None) -> None:
    assert name_id(name) == found


def test_the_documents_own_id_goes_before_its_files_name() -> None:
    identity = identify(TrialRecord(registry_id="NCT06935409"), "NCT06412458.txt")
    assert identity == ("NCT06935409", 6935409, "registry_id")


def test_a_file_name_stands_in_for_a_missing_id_and_says_so() -> None:
    assert identify(TrialRecord(brief_title="A trial"), "NCT06412458.txt").evidence == "source_name"


def test_equal_titles_alone_never_link() -> None:
    one = TrialRecord(brief_title="Drug A in disease B", brief_summary="The first forty patients.")
    other = TrialRecord(brief_title="Drug A in disease B", brief_summary="The follow-up of those forty patients.")
    assert content_key(one) != content_key(other)


def test_white_space_and_case_do_not_change_a_content_key() -> None:
    one = TrialRecord(brief_title="Drug A  in Disease B", brief_summary="Forty\npatients.")
    other = TrialRecord(brief_title="Drug A in disease B ", brief_summary="Forty patients.")
    assert content_key(one) == content_key(other)


def ranked(rank: int, loader: str, **fields: object) -> Ranked:
    return Ranked(rank, loader, f"{loader}.txt", TrialRecord(**fields))  # type: ignore[arg-type]


PAGE = ranked(
    10,
    "page",
    brief_title="Page title",
    phase="PHASE3",
    enrollment=100,
    arms=(Arm(label="Arm of the page", interventions=(1,)),),
    interventions=(Intervention(name="Drug"),),
    outcomes=(Outcome(measure="Survival"),),
    notes=(Note("unknown_label", "page", "a line nobody knows"),),
)
RECORD = ranked(
    30,
    "record",
    brief_title="Record title",
    enrollment=117,
    interventions=(Intervention(name="Other drug"), Intervention(name="Drug")),
    sponsors=(Sponsor(name="Sponsor", role="lead"),),
    start_on=PartialDate(date(2025, 4, 1), "month"),
)


@pytest.mark.parametrize("documents", [(PAGE, RECORD), (RECORD, PAGE)])
def test_a_field_comes_from_the_highest_ranked_source_that_states_it(documents: tuple[Ranked, ...]) -> None:
    merged = merge(documents)
    assert (merged.brief_title, merged.enrollment, merged.phase) == ("Record title", 117, "PHASE3")
    assert merged.outcomes == PAGE.record.outcomes
    assert merged.sponsors == RECORD.record.sponsors


def test_arms_and_interventions_come_from_one_source() -> None:
    merged = merge((PAGE, RECORD))
    assert merged.arms == ()
    assert merged.interventions == RECORD.record.interventions


def test_merging_keeps_every_note() -> None:
    assert merge((RECORD, PAGE)).notes == PAGE.record.notes


def test_differences_name_the_sources_that_disagree() -> None:
    found = {(d.field, d.loader, d.value) for d in differences((RECORD, PAGE))}
    assert found == {
        ("brief_title", "page", "Page title"),
        ("brief_title", "record", "Record title"),
        ("enrollment", "page", "100"),
        ("enrollment", "record", "117"),
    }


def test_a_date_is_compared_as_far_as_it_is_stated() -> None:
    month = ranked(10, "page", start_on=PartialDate(date(2025, 4, 1), "month"))
    assert not [d for d in differences((month, RECORD)) if d.field == "start_on"]
