"""The words of an event are all that the criterion says of it, and no more."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said
from trialdb.extract.criteria import read_limits
from trialdb.records import Limit


def _only(text: str, kind: str = "exclusion") -> Limit:
    (limit,) = read_limits(text, kind)
    return limit


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Severe renal or hepatic disease within 9 months before screening",
            "Severe renal or hepatic disease",
        ),
        (
            "Active infection, including but not limited to sinusitis, requiring intravenous drugs within 5 days",
            "Active infection, including but not limited to sinusitis, requiring intravenous drugs",
        ),
        (
            "Fistula, abscess or effusion needing a drain, aspiration, or lavage therapy within 5 weeks",
            "Fistula, abscess or effusion needing a drain, aspiration, or lavage therapy",
        ),
        (
            "Treatment in the past 5 months with a vaccine that has not been licensed",
            "Treatment with a vaccine that has not been licensed",
        ),
        ("Earlier (within the past 8 months) treatment with retinoids", "treatment with retinoids"),
        ("Therapy (in the past 7 years) with bone marrow toxins", "Therapy with bone marrow toxins"),
        (
            "Currently receives a biologic or has received an experimental vaccine within 9 weeks",
            "experimental vaccine",
        ),
        ("Current use of ginseng or use within the last 8 days", "ginseng"),
        ("There was uncontrolled infection within 16 days before enrollment", "uncontrolled infection"),
        (
            "Major surgery within 5 weeks before first dose that, in the judgment of the physician, may add risk",
            "Major surgery that, in the judgment of the physician, may add risk",
        ),
        ("Unstable angina, history of cardiac failure within 80 days of screening", "cardiac failure"),
        ("Patients who've had a migraine attack within 5 weeks of randomization", "migraine attack"),
        (
            "More than one admission in the past year for croup or > 2 emergency visits in the past 9 months for croup",
            "> 2 emergency visits for croup",
        ),
    ],
)
def test_words_are_whole(text: str, words: str) -> None:
    assert read_limits(text, "exclusion")[-1].of_text == words


def test_long_words_end_with_a_word() -> None:
    drugs = ", ".join(f"compound{number}mab" for number in range(36))

    words = _only(f"Treatment with {drugs} within 3 weeks").of_text or ""

    assert 450 < len(words) <= 500
    assert words.rstrip(",").endswith("mab")


def test_plain_names_of_a_list_are_limits_of_their_own() -> None:
    limits = read_limits("Seizures, pneumonia or pancreatitis within 4 months of baseline", "exclusion")

    assert [limit.of_text for limit in limits] == ["Seizures", "pneumonia", "pancreatitis"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Prior treatment with antibodies against CD5, CD7, or CD33.",
            "treatment with antibodies against CD5, CD7, or CD33",
        ),
        ("Previous penile surgery of any kind other than circumcision", "penile surgery of any kind"),
        ("Current use of systemic steroids", "Current use of systemic steroids"),
        ("Previous or current use of systemic steroids", "systemic steroids"),
        ("A previous history of systemic chemotherapy before study start", "systemic chemotherapy"),
        (
            "Previous radiotherapy, hormonal therapy or chemotherapy for thyroid cancer",
            "radiotherapy, hormonal therapy or chemotherapy for thyroid cancer",
        ),
        ("You have received previous or current treatment with statins", "treatment with statins"),
        ("Treated previously with alpha-blockers", "alpha-blockers"),
        ("A history of prior use of SGLT-2 inhibitors", "SGLT-2 inhibitors"),
        ("Prior chemotherapy, asthma, or dementia", "chemotherapy"),
    ],
)
def test_use_without_a_window_is_told_to_the_end_of_its_list(text: str, words: str) -> None:
    limits = read_limits(text, "exclusion")

    assert [limit.of_text for limit in limits if limit.rule == "therapy.use"] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Previous intolerance to any statin",
        "Prior cancer therapy:",
        "History of prior statin use: give the doses",
        "History of current statin use or gout",
    ],
)
def test_what_is_no_use_of_a_treatment_is_none(text: str) -> None:
    assert read_limits(text, "exclusion") == []


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Regular use of alcohol within 5 months of screening", "condition"),
        ("Alcohol, drug, or solvent abuse within the past 15 months", "condition"),
        ("Allergy to products of soy in the last 7 months", "condition"),
        ("Received tumor necrosis factor blockers within 5 months of enrollment", "prior_therapy"),
        ("Nicotine replacement therapy within 3 weeks of screening", "prior_therapy"),
    ],
)
def test_habits_and_reactions_are_no_treatment(text: str, concept: str) -> None:
    assert _only(text).concept == concept


def test_another_malignancy_is_told_with_what_was_in_its_window() -> None:
    limit = _only("Has a second malignancy that has needed active treatment within the past 4 years")

    assert limit.concept == "other_malignancy"
    assert limit.window is not None
    assert limit.window.value == 4
    assert limit.if_text == "has needed active treatment"


@pytest.mark.parametrize(
    "text",
    [
        "However, participation in a diet study within 5 weeks",
        "Fluoxetine is excluded within 5 weeks of visit 1",
        "Taking statins when the dose must be changed within 9 weeks",
    ],
)
def test_a_clause_that_was_cut_is_no_event(text: str) -> None:
    assert not [limit for limit in read_limits(text, "exclusion") if limit.of_text]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Effusion that cannot be controlled by drainage within 16 days",
            "Effusion that cannot be controlled by drainage",
        ),
        ("Met the criteria for unstable angina within 7 months of visit 1", "unstable angina"),
        ("Active infection was present within 16 days before treatment", "Active infection"),
        ("Has a diagnosis of immunodeficiency or is receiving steroid therapy within 8 days", "steroid therapy"),
    ],
)
def test_what_is_said_of_a_name_leaves_it_one(text: str, words: str) -> None:
    assert _only(text).of_text == words


def test_a_use_that_was_stopped_is_told_with_that() -> None:
    text = "Prior therapy with an anti-PD-1, or anti-CTLA-4 agent, and was discontinued due to a skin reaction."

    limit = read_limits(text, "exclusion")[0]

    assert limit.of_text == "therapy with an anti-PD-1, or anti-CTLA-4 agent"
    assert limit.if_text == "was discontinued due to a skin reaction"


def test_the_grade_for_which_a_use_was_stopped_is_no_limit_beside_it() -> None:
    text = "Prior therapy with an anti-CD20, or anti-CD19 agent, and was discontinued due to a grade 4 rash."

    assert [(limit.concept, limit.if_text) for limit in read_limits(text, "exclusion")] == [
        ("prior_therapy", "was discontinued due to a grade 4 rash")
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Never taken antidepressants for pain", "antidepressants"),
        ("Patients who have never been treated with methotrexate", "methotrexate"),
    ],
)
def test_what_was_never_taken_is_absent(text: str, words: str) -> None:
    assert said(text, "inclusion") == [f"prior_therapy absent of {words}"]


@pytest.mark.parametrize(
    "text",
    [
        "Never received more than one course of chemotherapy",
        "Never had chemotherapy other than hydroxyurea",
        "Has never smoked",
        "Never received chemotherapy before the age of 10",
    ],
)
def test_what_was_never_so_but_in_part_is_not_told(text: str) -> None:
    assert [line for line in said(text, "inclusion") if line.startswith("prior_therapy")] == []


def test_a_cancer_that_is_named_is_that_disease_and_no_other() -> None:
    assert said("Prostate cancer within 4 years", "exclusion") == ["condition present within 4 a of Prostate cancer"]
    assert said("Any cancer within 4 years", "exclusion") == ["other_malignancy present within 4 a"]


@pytest.mark.parametrize(
    "text",
    [
        "Cancer, other than skin cancer or local prostate cancer, in the past 4 years",
        "Active malignancy, except basal cell carcinoma or non-invasive breast cancer, in the past 4 years",
    ],
)
def test_a_cancer_that_an_exception_lets_off_is_no_limit(text: str) -> None:
    assert [line for line in said(text, "exclusion") if line.startswith("condition")] == []
