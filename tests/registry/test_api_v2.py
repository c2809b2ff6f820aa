"""API v2 studies become records, whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from loaders import ctgov_json
from tests.registry.leaf_account import Account, leaves, targets
from tests.registry.stored import tables_of_record
from tests.registry.told import stated
from trialdb.errors import DocumentError
from trialdb.records import TrialRecord

FIXTURES = Path(__file__).parent / "fixtures"
RICH = (FIXTURES / "rich_v2.json").read_bytes()


def read(study: dict[str, Any] | bytes) -> TrialRecord:
    (record,) = ctgov_json.parse("study.json", study if isinstance(study, bytes) else json.dumps(study).encode())
    return record


def study(**protocol: Any) -> dict[str, Any]:
    return {"protocolSection": {"identificationModule": {"nctId": "NCT90000001"}, **protocol}}


def test_a_rich_study_gives_the_golden_record() -> None:
    assert stated(read(RICH)) == json.loads((FIXTURES / "rich_expected.json").read_text(encoding="utf-8"))


def test_the_rich_study_states_every_field_and_each_has_a_column() -> None:
    assert {path for path, _ in leaves(json.loads(RICH))} == set(targets())


def test_every_leaf_of_the_rich_study_is_stored() -> None:
    account = Account()
    account.add(json.loads(RICH), tables_of_record(RICH))
    assert not account.missing


def test_the_account_notices_a_lost_leaf() -> None:
    account = Account()
    tables = tables_of_record(RICH)
    tables["outcome_analyses"][0]["ci_low_text"] = None
    tables["arm_interventions"].pop()
    account.add(json.loads(RICH), tables)
    assert {path.rpartition(".")[2] for path in account.missing} == {"ciLowerLimit", "armGroupLabels[]"}


def test_a_field_the_registry_adds_is_noted_and_the_rest_is_read() -> None:
    known = json.loads(RICH)
    known["protocolSection"]["designModule"]["luck"] = {"amount": 7}
    known["protocolSection"]["outcomesModule"]["primaryOutcomes"][0]["mood"] = "good"
    record = read(known)
    assert [(note.code, note.place, note.value) for note in record.notes] == [
        ("unknown_field", "protocolSection.designModule.luck", '{"amount":7}'),
        ("unknown_field", "protocolSection.outcomesModule.primaryOutcomes[].mood", '"good"'),
    ]
    assert stated(record) | {"notes": None} == stated(read(RICH)) | {"notes": None}


def test_a_value_the_registry_adds_is_kept_and_noted_once() -> None:
    sites = [{"facility": name, "status": "NAPPING"} for name in ("North", "South")]
    record = read(study(contactsLocationsModule={"locations": sites}))
    assert [site.status for site in record.sites] == ["NAPPING", "NAPPING"]
    assert [(note.code, note.place, note.value) for note in record.notes] == [
        ("unknown_value", "sites.status", "NAPPING")
    ]


@pytest.mark.parametrize(
    ("module", "field", "code"),
    [
        ({"statusModule": {"startDateStruct": {"date": "1900-01-01"}}}, "start_on", "sentinel_value"),
        ({"statusModule": {"startDateStruct": {"date": "2031-02-30"}}}, "start_on", "unreadable_date"),
        ({"designModule": {"enrollmentInfo": {"count": 99999999}}}, "enrollment", "sentinel_value"),
        ({"designModule": {"enrollmentInfo": {"count": -1}}}, "enrollment", "sentinel_value"),
    ],
)
def test_a_value_that_cannot_be_meant_is_noted_and_not_stored(module: dict[str, Any], field: str, code: str) -> None:
    record = read(study(**module))
    assert getattr(record, field) is None
    assert [(note.code, note.place) for note in record.notes] == [(code, field)]


def test_a_row_without_what_makes_it_one_is_left_out_with_a_note() -> None:
    told = study(
        identificationModule={"nctId": "NCT90000001", "secondaryIdInfos": [{"domain": "Crater College"}]},
        sponsorCollaboratorsModule={"collaborators": [{"class": "NETWORK"}]},
        contactsLocationsModule={"overallOfficials": [{"affiliation": "Crater University"}]},
        armsInterventionsModule={"armGroups": [{"description": "Dusk"}, {"label": "Dawn"}]},
        outcomesModule={"otherOutcomes": [{"description": "By the tide"}]},
    )
    told["documentSection"] = {"largeDocumentModule": {"largeDocs": [{"label": "Protocol"}]}}
    told["derivedSection"] = {"conditionBrowseModule": {"ancestors": [{"id": "D005334"}]}}
    record = read(told)
    assert [arm.label for arm in record.arms] == ["Dawn"]
    left = (record.identifiers, record.sponsors, record.officials, record.outcomes, record.files, record.mesh_terms)
    assert set(left) == {()}
    assert {(note.code, note.place, note.value) for note in record.notes} == {
        ("missing_value", "identifiers.identifier", "Crater College"),
        ("missing_value", "sponsors.name", "NETWORK"),
        ("missing_value", "officials.name", "Crater University"),
        ("missing_value", "arms.label", "Dusk"),
        ("missing_value", "outcomes.measure", "By the tide"),
        ("missing_value", "files.filename", "Protocol"),
        ("missing_value", "mesh_terms.term", "D005334"),
    }


def test_a_place_that_is_not_on_earth_is_noted_and_not_stored() -> None:
    record = read(study(contactsLocationsModule={"locations": [{"geoPoint": {"lat": 91, "lon": 180}}]}))
    assert [(site.latitude, site.longitude) for site in record.sites] == [(None, 180.0)]
    assert [(note.code, note.place, note.value) for note in record.notes] == [
        ("impossible_value", "sites.latitude", "91.0")
    ]


def test_nul_characters_go_with_a_note_and_words_about_them_stay() -> None:
    record = read(study(conditionsModule={"conditions": ["Moon\0light"], "keywords": [r"the escape \u0000"]}))
    assert (record.conditions, record.keywords) == (("Moonlight",), (r"the escape \u0000",))
    assert [(note.code, note.value) for note in record.notes] == [("mended_value", "1")]


@pytest.mark.parametrize(
    ("written", "mesh_id"),
    [
        ("D000013274", "D013274"),
        ("D000086982", "D000086982"),
        ("D013274", "D013274"),
        ("M000013274", "M000013274"),
        ("D000013274D000013274", "D000013274D000013274"),
    ],
)
def test_mesh_ids_lose_the_padding_that_mesh_does_not_have(written: str, mesh_id: str) -> None:
    browse = {"derivedSection": {"conditionBrowseModule": {"meshes": [{"id": written, "term": "Sarcoma"}]}}}
    assert [term.mesh_id for term in read(study() | browse).mesh_terms] == [mesh_id]


def test_nulls_and_empty_words_are_not_stated() -> None:
    record = read(study(descriptionModule={"briefSummary": "", "detailedDescription": None}))
    assert (record.brief_summary, record.detailed_description, record.notes) == (None, None, ())


@pytest.mark.parametrize(
    ("data", "where", "why"),
    [
        (b'{"protocolSection": {"identificationModule": {"nctId": "NCT9', "$", "not JSON"),
        (b'{"protocolSection": {"x": "\xff"}}', "", "not UTF-8"),
        (b'{"protocolSection": ' + b"[" * 100_000, "$", "nested too deeply"),
        (b'{"protocolSection": {"statusModule": ' + b"9" * 5000 + b"}}", "$", "not JSON"),
        (b'{"protocolSection": {"armsInterventionsModule": {"armGroups": "two"}}}', "Module.armGroups", "Expected"),
        (b'{"protocolSection": {"designModule": {"enrollmentInfo": {"count": "x"}}}}', "Info.count", "Expected"),
        (b'{"protocolSection": {"identificationModule": {}}}', "identificationModule.nctId", "no registry id"),
        (b'{"protocolSection": null}', "$", "protocolSection"),
        (b'[{"protocolSection": {}}]', "$", "not list"),
    ],
)  # fmt: skip
def test_a_study_that_cannot_be_read_says_where_and_why(data: bytes, where: str, why: str) -> None:
    with pytest.raises(DocumentError) as refused:
        list(ctgov_json.parse("study.json", data))
    assert where in refused.value.where
    assert why in refused.value.why


def test_a_byte_order_mark_does_not_matter() -> None:
    assert read(b"\xef\xbb\xbf" + RICH) == read(RICH)


@pytest.mark.parametrize(
    ("data", "is_claimed"),
    [
        (RICH, True),
        (b'  {"hasResults": false, "protocolSection" : {', True),
        (b'{"ProtocolSection": {}}', False),
        (b'[{"protocolSection": {}}]', False),
        (b"protocolSection", False),
        (b"", False),
    ],
)
def test_a_study_is_claimed_by_its_protocol_section(data: bytes, is_claimed: bool) -> None:
    assert ctgov_json.claims("study.json", data) is is_claimed
