"""Whether the patient has what a trial studies: the same, or a heading that is near enough to say so."""

import pytest

from tests.match.one_trial import MET, UNKNOWN, VIOLATED, Trial

LUNG = ("Carcinoma, Non-Small-Cell Lung", "Lung Neoplasms", "Lung Diseases", "Respiratory Tract Diseases")
PATIENT = {"conditions": [LUNG[0]], "wider_conditions": list(LUNG[1:])}


@pytest.fixture
def tree(trial: Trial) -> Trial:
    """Another trial's conditions have brought the tree into the database."""
    trial.studies(*LUNG)
    trial.connection.execute("DELETE FROM trialdb.trial_conditions")
    return trial


@pytest.mark.parametrize(
    ("listed", "outcome"),
    [
        ([LUNG], MET),
        ([LUNG[1:]], MET),
        ([LUNG[2:]], UNKNOWN),
        ([("Asthma", *LUNG[2:])], UNKNOWN),
        ([LUNG, ("Asthma", *LUNG[2:])], MET),
        ([LUNG[1:], ("Small Cell Lung Carcinoma", *LUNG[1:])], UNKNOWN),
        ([LUNG[1:], ("Gout",)], MET),
    ],
)
def test_a_heading_far_up_or_beside_something_narrower_is_not_enough(
    tree: Trial, listed: list[tuple[str, ...]], outcome: str
) -> None:
    for names in listed:
        tree.studies(*names)
    assert tree.facts(**PATIENT)["condition"] == outcome


def test_a_kind_of_the_patients_disease_may_or_may_not_be_the_patients(tree: Trial) -> None:
    tree.studies("Adenocarcinoma of Lung", *LUNG)
    assert tree.facts(**PATIENT)["condition"] == UNKNOWN


@pytest.mark.parametrize(
    ("title", "outcome"),
    [
        ("A drug for gout", MET),
        ("A drug for newly diagnosed gout", UNKNOWN),
        ("A drug for newly diagnosed or relapsed gout", MET),
    ],
)
def test_a_relapse_may_not_be_what_a_trial_on_the_newly_diagnosed_studies(
    trial: Trial, title: str, outcome: str
) -> None:
    lines = {"concept": "prior_lines", "unit": "{lines}", "canonical_unit": "{lines}", "operator": "range"}
    trial.criterion("inclusion", {**lines, "high": 0, "high_canonical": 0, "high_inclusive": True})
    trial.studies("Gout")
    trial.registry(brief_title=title)
    relapsed = {"conditions": [{"name": "Relapsed Gout", "kinds": ["Gout"]}]}

    assert trial.facts(**relapsed)["condition"] == outcome
    assert trial.facts(conditions=["Gout"])["condition"] == MET
    assert trial.outcomes(**relapsed, prior_lines=1) == [VIOLATED]


def test_tumours_of_all_kinds_are_studied_under_one_heading(trial: Trial) -> None:
    trial.studies("Osteosarcoma", "Sarcoma", "Neoplasms by Histologic Type", "Neoplasms")
    trial.connection.execute("DELETE FROM trialdb.trial_conditions")
    trial.studies("Neoplasms")
    trial.studies("Advanced Solid Tumor", "Neoplasms", mesh_id=None)
    assert trial.facts(conditions=["Osteosarcoma"])["condition"] == MET
    trial.studies("Melanoma", "Neoplasms")
    assert trial.facts(conditions=["Osteosarcoma"])["condition"] == UNKNOWN


def test_one_cancer_filed_under_all_is_not_on_all(trial: Trial) -> None:
    trial.studies("Osteosarcoma", "Sarcoma", "Neoplasms by Histologic Type", "Neoplasms")
    trial.connection.execute("DELETE FROM trialdb.trial_conditions")
    trial.studies("Neoplasms", relation="mesh_term")
    for title, outcome in (("A drug for solid tumors", MET), ("A drug for melanoma", UNKNOWN)):
        trial.registry(brief_title=title)
        assert trial.facts(conditions=["Osteosarcoma"])["condition"] == outcome


@pytest.mark.parametrize(
    ("disease", "heading", "outcome"),
    [
        ("Hepatitis B, Chronic", "Hepatitis B", MET),
        ("Lung Neoplasms", "Thoracic Neoplasms", MET),
        ("HIV Infections", "Immunologic Deficiency Syndromes", UNKNOWN),
        ("Prostatic Neoplasms", "Prostatic Diseases", UNKNOWN),
    ],
)
def test_a_heading_by_site_or_cause_gathers_too_much(trial: Trial, disease: str, heading: str, outcome: str) -> None:
    trial.studies(disease, heading)
    trial.connection.execute("DELETE FROM trialdb.trial_conditions")
    trial.studies(heading)
    assert trial.facts(conditions=[disease])["condition"] == outcome


@pytest.mark.parametrize(
    ("title", "listed", "outcome"),
    [
        ("A drug for gout", "Gout", VIOLATED),
        ("A drug for gout after chemotherapy", "Gout", UNKNOWN),
        ("A drug for gout", "Melanoma", UNKNOWN),
    ],
)
def test_who_has_a_cancer_has_one_more_than_a_trial_on_none_allows(
    trial: Trial, title: str, listed: str, outcome: str
) -> None:
    trial.criterion("exclusion", {"concept": "other_malignancy", "operator": "present", "status": "present"})
    trial.registry(brief_title=title)
    trial.studies(listed)
    cancer = {"conditions": [{"name": "Prostatic Neoplasms", "kinds": ["prostate cancer"]}]}
    assert trial.outcomes(**cancer) == [outcome]
    assert trial.outcomes(**cancer, flags={"other_malignancy": False}) == [MET if outcome == UNKNOWN else outcome]
    assert trial.outcomes(conditions=["gout"]) == [UNKNOWN]


def test_without_a_condition_only_the_healthy_have_what_is_studied(trial: Trial) -> None:
    trial.studies("Gout")
    trial.registry(accepts_healthy_volunteers=True)
    assert trial.facts()["condition"] == UNKNOWN
    assert trial.facts(healthy=True)["condition"] == MET
    trial.registry(accepts_healthy_volunteers=False)
    assert trial.facts(healthy=True)["condition"] == UNKNOWN


def test_a_disease_excluded_by_its_name_excludes_who_has_it_now(trial: Trial) -> None:
    trial.criterion("exclusion", {"concept": "condition", "operator": "present", "of_text": "Asthma"})
    assert trial.outcomes(conditions=["asthma"]) == [VIOLATED]
    assert trial.outcomes(history=[{"name": "asthma", "days_ago": 900}]) == [UNKNOWN]
    assert trial.outcomes(conditions=["gout"]) == [UNKNOWN]


@pytest.mark.parametrize(
    ("title", "outcome"),
    [
        ("A dose of a drug in healthy adult volunteers", UNKNOWN),
        ("A dose of a drug in healthy volunteers and patients", MET),
        ("A dose of a drug in healthy men and men with gout", MET),
        ("A drug for a healthy weight", MET),
    ],
)
def test_a_title_may_ask_for_the_healthy_alone(trial: Trial, title: str, outcome: str) -> None:
    trial.studies("Gout")
    trial.registry(accepts_healthy_volunteers=True, brief_title=title)
    assert trial.facts(conditions=["Gout"])["healthy"] == outcome
    assert trial.facts(healthy=True)["healthy"] == MET


def test_only_the_healthy_are_what_a_trial_of_the_healthy_asks_for(trial: Trial) -> None:
    trial.criterion("inclusion", {"concept": "healthy", "operator": "present", "status": "present"})
    assert trial.outcomes(conditions=["asthma"]) == [VIOLATED]
    assert trial.outcomes(healthy=False) == [VIOLATED]
    assert trial.outcomes(healthy=True) == [MET]
    assert trial.outcomes() == [UNKNOWN]
