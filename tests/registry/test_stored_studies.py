"""Registry records as they stand in a database."""

from __future__ import annotations

import gzip
import json
import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import psycopg
from lxml import etree

from tests.registry import xml_account
from tests.registry.leaf_account import Account
from tests.registry.stored import tables_of_database
from trialdb import load

FIXTURES = Path(__file__).parent / "fixtures"
RICH = (FIXTURES / "rich_v2.json").read_bytes()
QUESTIONS = re.findall(r"```sql\n(.*?)```", (FIXTURES.parents[2] / "docs" / "results.md").read_text("utf-8"), re.DOTALL)
SECTIONS_OF_ARMS = """
    SELECT label, string_agg(section, ' ' ORDER BY section)
    FROM result_groups
    JOIN arms USING (trial_id, arm_no)
    GROUP BY label
    ORDER BY label
"""


def study(number: int, **protocol: Any) -> dict[str, Any]:
    return {"protocolSection": {"identificationModule": {"nctId": f"NCT9000{number:04}"}, **protocol}}


def test_every_leaf_of_a_rich_study_reaches_the_database(database_url: str) -> None:
    load([FIXTURES / "rich_v2.json"], url=database_url)
    account = Account()
    account.add(json.loads(RICH), tables_of_database(database_url)("NCT90000001"))
    assert account.missing == Counter()


def test_every_word_of_an_xml_file_reaches_the_database(database_url: str) -> None:
    load([FIXTURES / "old.xml"], url=database_url)
    root = etree.parse(FIXTURES / "old.xml").getroot()
    stored = tables_of_database(database_url)("NCT90000011")
    lost = xml_account.missing(root, stored, xml_account.targets())
    assert lost == {("enrollment", "99999999"): 1}  # stands for "unknown"


def test_all_dialects_of_a_trial_are_one_trial(database_url: str, database: psycopg.Connection) -> None:
    load([FIXTURES / name for name in ("rich.xml", "rich_classic.json", "rich_v2.json")], url=database_url)
    assert database.execute("SELECT trial_key, source FROM trials").fetchall() == [("NCT90000001", "ctgov-json")]
    assert database.execute("SELECT loader FROM documents ORDER BY loader").fetchall() == [
        ("ctgov-classic-json",),
        ("ctgov-json",),
        ("ctgov-xml",),
    ]


def test_the_questions_of_the_page_have_answers(database_url: str, database: psycopg.Connection) -> None:
    load([FIXTURES / "rich_v2.json", FIXTURES / "old.xml"], url=database_url)
    small_p, reached, deaths, left = (sorted(database.execute(question).fetchall()) for question in QUESTIONS)
    assert [key for key, _ in small_p] == ["NCT90000001", "NCT90000011"]
    assert [(key, arm, value, low) for key, arm, _, _, _, value, _, _, low, _ in reached] == [
        ("NCT90000001", "Lunazole High", "20.1", "17.0"),
        ("NCT90000001", "Placebo", "<5", None),
        ("NCT90000011", "Lamp", "1,200", "0"),
    ]
    assert deaths == [("NCT90000001", "Lunazole High", 1, 61)]
    assert left == [("NCT90000001", "Withdrawal by Subject", 2)]


def test_a_group_is_one_arm_across_the_sections_of_results(database_url: str, database: psycopg.Connection) -> None:
    load([FIXTURES / "rich_v2.json"], url=database_url)
    sections = database.execute(SECTIONS_OF_ARMS).fetchall()
    assert sections == [("Lunazole High", "baseline event flow outcome"), ("Placebo", "flow outcome")]


def test_a_new_value_is_one_warning_and_is_stored(
    tmp_path: Path, database_url: str, database: psycopg.Connection
) -> None:
    studies = [study(number, statusModule={"overallStatus": "NAPPING"}) for number in range(830, 840)]
    (tmp_path / "new.json").write_text(json.dumps(studies))
    load([tmp_path / "new.json"], url=database_url)
    assert database.execute("SELECT place, value FROM load_problems").fetchall() == [("overall_status", "NAPPING")]
    assert database.execute("SELECT count(*) FROM trials WHERE overall_status = 'NAPPING'").fetchone() == (10,)
    known = "SELECT is_known FROM overall_statuses WHERE overall_status = 'NAPPING'"
    assert database.execute(known).fetchone() == (False,)


def test_a_new_field_is_one_warning_however_many_studies_have_it(
    tmp_path: Path, database_url: str, database: psycopg.Connection
) -> None:
    studies = [study(number, designModule={"luck": number}) for number in range(800, 820)]
    studies[0]["protocolSection"]["statusModule"] = {"mood": "good"}
    (tmp_path / "new.json").write_text(json.dumps(studies))
    assert load([tmp_path / "new.json"], url=database_url).loaded == 20
    warnings = database.execute("SELECT place, message LIKE '%in 20 documents%' FROM load_problems").fetchall()
    assert sorted(warnings) == [
        ("protocolSection.designModule.luck", True),
        ("protocolSection.statusModule.mood", False),
    ]


def test_bad_input_is_listed_and_everything_else_is_loaded(
    tmp_path: Path, database_url: str, database: psycopg.Connection
) -> None:
    lines = gzip.compress("\n".join(json.dumps(study(number)) for number in range(100, 200)).encode())
    (tmp_path / "cut.ndjson.gz").write_bytes(lines[:-30])
    with zipfile.ZipFile(tmp_path / "damaged.zip", "w") as archive:
        archive.writestr("NCT90000200.json", json.dumps(study(200)))
        archive.writestr("NCT90000201.json", json.dumps(study(201)))
    whole = (tmp_path / "damaged.zip").read_bytes()
    (tmp_path / "damaged.zip").write_bytes(whole.replace(b'NCT90000201"', b'NCT9000020X"', 1))
    (tmp_path / "entity.xml").write_text(
        '<!DOCTYPE clinical_study [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
        "<clinical_study><id_info><nct_id>NCT90000300</nct_id></id_info><brief_title>&e;</brief_title></clinical_study>"
    )
    (tmp_path / "mixed.json").write_text(json.dumps([study(400), {"hello": 1}, 7, study(401)]))
    (tmp_path / "nobody.json").write_text('{"protocolSection": {"identificationModule": {}}}')
    (tmp_path / "words.json").write_text(json.dumps(study(500, armsInterventionsModule={"armGroups": "two"})))

    tally = load([tmp_path], url=database_url)

    assert tally.failed == 7
    problems = database.execute("SELECT source_name, place FROM load_problems WHERE severity = 'error'").fetchall()
    assert sorted((re.split("[:!]", Path(name).name)[0], place) for name, place in problems) == [
        ("cut.ndjson.gz", None),
        ("damaged.zip", None),
        ("entity.xml", "DOCTYPE"),
        ("mixed.json[2]", None),
        ("mixed.json[3]", None),
        ("nobody.json", "$.protocolSection.identificationModule.nctId"),
        ("words.json", "$.protocolSection.armsInterventionsModule.armGroups"),
    ]
    loaded = {key for (key,) in database.execute("SELECT trial_key FROM trials")}
    assert {"NCT90000100", "NCT90000200", "NCT90000400", "NCT90000401"} <= loaded
    assert not loaded & {"NCT90000201", "NCT90000300", "NCT90000500"}
