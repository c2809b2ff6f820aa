"""The disease behind a reported name, what it is a kind of, and names that stand joined on one line."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trialdb.vocabulary.conditions import ancestors, parents, resolve, separate
from trialdb.vocabulary.conditions.separation import reported_names
from trialdb.vocabulary.keys import normalize_name
from trialdb.vocabulary.tables import rows_of

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
needs_corpus = pytest.mark.skipif(not CORPUS.exists(), reason="real registry records are not beside this checkout")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hepatocellular Carcinoma", "carcinoma, hepatocellular"),
        ("Breast Cancer", "Breast Neoplasms"),
        ("Gastric Tumour", "Stomach Neoplasm"),
        ("Haemophilia A", "Hemophilia A"),
        ("Leukaemia, Myeloid, Acute", "Acute Myeloid Leukemia"),
        ("Crohn's Disease", "Crohn Disease"),
        ("Impotence", "Erectile Dysfunction (ED)"),
        ("Type 2 Diabetes", "Diabetes Mellitus, Type 2"),
        ("NSCLC", "Non-small Cell Lung Cancer"),
        ("Recurrent Zebra Fevers", "recurrent zebra fever"),
    ],
)
def test_spelling_makes_no_second_disease(one: str, other: str) -> None:
    assert resolve(one).mesh_id == resolve(other).mesh_id
    if resolve(one).mesh_id:
        assert resolve(one) == resolve(other)


def test_a_disease_has_its_mesh_id() -> None:
    assert resolve("osteosarcoma").mesh_id == "D012516"
    assert resolve("Stomach Cancer").mesh_id == "D013274"


def test_a_new_name_stays_as_reported_in_one_spelling() -> None:
    assert resolve("REFRACTORY osteosarcoma") == resolve("Refractory Osteosarcoma")
    assert resolve("Refractory  Osteosarcoma").name == "Refractory Osteosarcoma"
    assert resolve("Refractory Osteosarcoma").mesh_id is None


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("Refractory Osteosarcoma", {"Osteosarcoma"}),
        ("Recurrent Osteosarcoma", {"Osteosarcoma"}),
        ("Osteosarcoma, Recurrent", {"Osteosarcoma"}),
        ("Metastatic Osteosarcoma of the Jaw", {"Osteosarcoma"}),
        ("Stage IIIB Breast Cancer AJCC v8", {"Breast Neoplasms"}),
        ("Moderate to Severe Asthma", {"Asthma"}),
        ("Asthma in Children", {"Asthma"}),
        ("Relapsed or Refractory AML", {"Leukemia, Myeloid, Acute"}),
        ("Melanoma, Lung Cancer, or Colorectal Cancer", {"Melanoma", "Lung Neoplasms", "Colorectal Neoplasms"}),
        ("Adenocarcinoma of the Gallbladder", {"Adenocarcinoma", "Gallbladder Neoplasms"}),
        ("Erectile Dysfunction With Diabetes Mellitus", {"Erectile Dysfunction"}),
        ("Healthy", set()),
        ("Risk of Asthma", set()),
        ("Asthma Education", set()),
    ],
)
def test_a_narrower_name_is_a_kind_of_what_it_ends_in(name: str, kinds: set[str]) -> None:
    assert {parent.name for parent in parents(name)} == kinds


def test_a_denied_disease_is_no_ancestor() -> None:
    assert "Hodgkin Disease" not in {condition.name for condition, _ in ancestors("Relapsed Non-Hodgkin Lymphoma")}
    assert "Eclampsia" not in {condition.name for condition, _ in ancestors("Severe Pre-eclampsia")}


def test_ancestors_are_counted_in_steps_up() -> None:
    steps = {condition.name: distance for condition, distance in ancestors("Refractory Osteosarcoma")}
    assert steps["Osteosarcoma"] == 1
    assert steps["Sarcoma"] == 2
    assert steps["Neoplasms"] == 3


@pytest.mark.parametrize("row", rows_of("conditions")[::40], ids=lambda row: row["condition"])
def test_a_heading_resolves_to_itself_and_is_not_its_own_ancestor(row: dict[str, str]) -> None:
    assert resolve(row["condition"]).name == row["condition"]
    assert row["condition"] not in {condition.name for condition, _ in ancestors(row["condition"])}


@pytest.mark.parametrize(
    ("names", "texts"),
    [
        (("Refractory Osteosarcoma", "Recurrent Osteosarcoma"), ()),
        (("Impotence", "Depression"), ()),
        (("Chronic Obstructive Pulmonary Disease", "Asthma", "Pneumococcal Infections"), ()),
        (("Carcinoma, Non-Small-Cell Lung",), ()),
        (("Stage III Lung Cancer AJCC v8", "Stage IIIA Lung Cancer AJCC v8"), ()),
        (("Chronic Spontaneous Urticaria (CSU)", "Seasonal Allergic Rhinitis (SAR)"), ()),
        (("Zebra Fever",), ("A trial in zebra fever",)),
        (("Osteosarcoma",), ()),
        ((), ()),
    ],
)
def test_joined_names_come_apart(names: tuple[str, ...], texts: tuple[str, ...]) -> None:
    assert separate(" ".join(names), texts) == names


def test_words_that_stand_together_in_the_texts_stay_together() -> None:
    assert separate("Maternal Quibbling Depression", ["Treating maternal quibbling in mothers"]) == (
        "Maternal Quibbling",
        "Depression",
    )


@given(st.lists(st.text(alphabet="ab ,()[]-/ZÄ1", max_size=12), max_size=12).map(" ".join))
def test_separation_neither_loses_nor_moves_a_word(joined: str) -> None:
    assert " ".join(separate(joined)).split() == joined.split()


def _without(names: list[str], joined: str, texts: list[str]) -> tuple[str, ...]:
    """Separate with a vocabulary that has not seen this record."""
    counts = reported_names()
    for name in set(names):
        counts.add(name, -1)
    try:
        return separate(joined, texts, counts)
    finally:
        for name in set(names):
            counts.add(name)


@needs_corpus
def test_conditions_of_real_records_come_apart_without_having_been_seen() -> None:
    right = total = several = right_of_several = 0
    with gzip.open(CORPUS / "ctgov_v2.ndjson.gz") as lines:
        for line in lines:
            protocol = json.loads(line)["protocolSection"]
            names = [" ".join(name.split()) for name in protocol.get("conditionsModule", {}).get("conditions", [])]
            if not names or max(map(len, names)) > 120:
                continue
            texts = [protocol["identificationModule"].get("briefTitle", ""), *protocol["descriptionModule"].values()]
            is_right = set(_without(names, " ".join(names), texts)) == set(names)
            total, right = total + 1, right + is_right
            if len(names) > 1:
                several, right_of_several = several + 1, right_of_several + is_right
    assert total > 1700
    assert right / total >= 0.90
    assert right_of_several / several >= 0.80


@needs_corpus
def test_conditions_of_rendered_pages_come_apart() -> None:
    with gzip.open(CORPUS / "ctgov_v2.ndjson.gz") as lines:
        records = (json.loads(line)["protocolSection"] for line in lines)
        known = {each["identificationModule"]["nctId"]: each["conditionsModule"]["conditions"] for each in records}
    right = []
    with zipfile.ZipFile(CORPUS / "pages.zip") as pages:
        for member in pages.namelist():
            if not member.startswith("A_snapshot_headings/"):
                continue
            page = pages.read(member).decode()
            joined = page.split("\nConditions\n")[1].split("\n\n")[1].strip()
            names = [" ".join(name.split()) for name in known[Path(member).stem]]
            rest = page.replace(joined, "")
            right.append(set(_without(names, joined, [page.split("\n")[0], rest])) == set(names))
    assert len(right) == 60
    assert sum(right) / len(right) >= 0.90


@given(
    st.lists(
        st.sampled_from(["Zebra", "fevers", "Refractory", "breast", "cancer", "(ZF)", "of", "the", "Asthma,", "AML"])
    )
)
def test_a_name_found_is_found_again_by_its_name(words: list[str]) -> None:
    found = resolve(" ".join(words))
    assert resolve(found.name) == found
    assert resolve(normalize_name(found.name)) == found
