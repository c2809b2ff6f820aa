"""The drugs that an intervention's name speaks of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trialdb.vocabulary.agents import agents_of


@pytest.mark.parametrize(
    ("name", "agents"),
    [
        ("Gemcitabine combined with docetaxel", ["gemcitabine", "docetaxel"]),
        ("Pembrolizumab 200 mg", ["pembrolizumab"]),
        ("Pembrolizumab (MK-3475)", ["pembrolizumab"]),
        ("Keytruda®", ["pembrolizumab"]),
        ("Gemzar 1000 mg/m2 days 1 and 8", ["gemcitabine"]),
        ("gemcitabine hydrochloride", ["gemcitabine"]),
        ("5-FU/leucovorin", ["fluorouracil", "leucovorin"]),
        ("mFOLFOX6 + bevacizumab", ["fluorouracil", "leucovorin", "oxaliplatin", "bevacizumab"]),
        ("Carboplatin-paclitaxel", ["carboplatin", "paclitaxel"]),
        ("nab-paclitaxel 125 mg/m2 IV", ["albumin-bound paclitaxel"]),
        ("Emtricitabine/Tenofovir disoproxil fumarate", ["emtricitabine", "tenofovir disoproxil"]),
        ("Chemotherapy (carboplatin and pemetrexed)", ["carboplatin", "pemetrexed"]),
        ("Comparator: sitagliptin", ["sitagliptin"]),
        ("Ivacaftor 25 mg/75 mg", ["ivacaftor"]),
        ("PF-00868554", ["pf-00868554"]),
        ("QX-314 plus carboplatin", ["qx-314", "carboplatin"]),
        ("Zebranib + standard care", ["zebranib"]),
        ("Quuxol 20 mg tablets once daily", ["quuxol"]),
        ("standard of care", []),
        ("Supportive therapy", []),
        ("vaccination", []),
        ("10 mg", []),
        ("", []),
    ],
)
def test_a_drug_intervention_names_its_agents(name: str, agents: list[str]) -> None:
    mentions = agents_of(name, "DRUG")
    assert [mention.name for mention in mentions] == agents
    assert {mention.role for mention in mentions} <= {"active"}


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("Placebo", {"placebo": "placebo"}),
        ("Placebo to indacaterol", {"placebo": "placebo"}),
        ("tadalafil-matching placebo", {"placebo": "placebo"}),
        ("Sham injection", {"placebo": "placebo"}),
        ("imexon placebo + gemcitabine", {"placebo": "placebo", "gemcitabine": "active"}),
        ("rituximab or placebo", {"rituximab": "active", "placebo": "placebo"}),
    ],
)
def test_a_placebo_is_given_for_nothing_else(name: str, roles: dict[str, str]) -> None:
    assert {mention.name: mention.role for mention in agents_of(name, "DRUG")} == roles


@pytest.mark.parametrize("intervention_type", ["BEHAVIORAL", "DEVICE", "DIAGNOSTIC_TEST"])
def test_what_is_no_drug_names_none(intervention_type: str) -> None:
    assert agents_of("Paclitaxel-eluting balloon", intervention_type) == ()


def test_an_unknown_name_of_another_type_is_no_agent() -> None:
    assert agents_of("Quuxol", "OTHER") == ()
    assert [mention.name for mention in agents_of("metformin", "OTHER")] == ["metformin"]


def test_other_names_tell_what_a_code_is_if_they_agree() -> None:
    assert [mention.name for mention in agents_of("XY-1234", "DRUG", ["Cediranib"])] == ["cediranib"]
    assert [mention.name for mention in agents_of("XY-1234", "DRUG", ["cediranib", "olaparib"])] == ["xy-1234"]


def test_the_words_that_name_an_agent_are_kept() -> None:
    (mention,) = agents_of("Herceptin 6 mg/kg", "BIOLOGICAL")
    assert (mention.name, mention.reported_as) == ("trastuzumab", "Herceptin")


def test_a_drug_that_is_not_given_is_not_named() -> None:
    assert agents_of("non-aspirin analgesics", "DRUG") == ()


@given(st.text(max_size=60), st.sampled_from(["DRUG", "OTHER", None]))
def test_any_text_gives_clean_names_each_once(name: str, intervention_type: str | None) -> None:
    names = [mention.name for mention in agents_of(name, intervention_type)]
    assert len(set(names)) == len(names)
    assert all(each == each.casefold().strip() and each for each in names)
