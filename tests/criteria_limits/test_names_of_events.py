"""What an event is called, whether it is one, and which window is its own."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("A cancer, other than of the skin, within the past 4 years", "within 4 a except of the skin"),
        ("No further cancer (except of the skin) within the past 4 years", "within 4 a except of the skin"),
    ],
)
def test_an_exception_may_stand_between_an_event_and_its_window(text: str, line: str) -> None:
    assert said(text)[0].endswith(line)


def test_an_exception_inside_one_event_is_none_of_the_event_before() -> None:
    text = "Blood products within 5 months of entry or oral steroids (except creams) within 3 weeks of entry"
    assert [line for line in said(text, "exclusion") if " except " in line] == []


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("At least 5 weeks since prior radiotherapy and recovered", "radiotherapy"),
        ("At least 5 weeks since surgery, with full recovery from it", "surgery"),
        ("Off all study drugs for at least 5 weeks before entry", "study drugs"),
        ("Impotence after a prostatectomy more than 17 months from prostatectomy", "prostatectomy"),
        ("Steroids during the 5 weeks, antihistamines during the 8 days before entry", "antihistamines"),
    ],
)
def test_an_event_is_called_by_its_name_alone(text: str, of: str) -> None:
    assert said(text)[0].endswith(f" of {of}")


def test_a_name_ends_before_its_examples() -> None:
    line = "prior_therapy of Ongoing treatment with sedatives"
    assert said("Ongoing treatment with sedatives e.g. benzodiazepines", "exclusion") == [line]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "Acquired immunodeficiency, immunosuppressive therapy within the past 5 months",
            "prior_therapy within 5 mo of immunosuppressive therapy",
        ),
        (
            "Previous (within 10 months) or currently treated peptic ulcer disease",
            "condition present within 10 mo of peptic ulcer disease",
        ),
    ],
)
def test_an_illness_is_no_treatment_though_one_is_named_beside_it(text: str, line: str) -> None:
    assert said(text, "exclusion") == [line]


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        (
            "ANC ≥ 1.4 x 10^9/L (1,400/mm3) with no growth factor for at least 12 days before entry",
            "inclusion",
            "prior_therapy min_gap 12 d @enrollment of growth factor",
        ),
        (
            "Fasting glucose > 115 mg/dL, or use of insulin within 5 weeks of entry",
            "exclusion",
            "prior_therapy within 5 wk @enrollment of insulin",
        ),
        (
            "Volunteers should not have donated blood for at least 40 days before entry",
            "exclusion",
            "procedure min_gap 40 d @enrollment negated of donated blood",
        ),
    ],
)
def test_an_event_behind_a_number_or_a_request_is_told_alone(text: str, kind: str, line: str) -> None:
    assert said(text, kind)[-1] == line


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Mental illness (including mania, phobias, or alcohol abuse within the last 5 months)", "alcohol abuse"),
        ("Women on bisphosphonates within the last 5 months", "bisphosphonates"),
        ("Receiving psychotherapy within 9 weeks of screening", "psychotherapy"),
    ],
)
def test_a_window_in_brackets_is_of_the_nearest_example(text: str, of: str) -> None:
    assert said(text, "exclusion")[-1].endswith(f" of {of}")


@pytest.mark.parametrize(
    ("text", "kind", "lines"),
    [
        (
            "Steroid medication-free for at least 15 days before entry",
            "inclusion",
            ["prior_therapy min_gap 15 d @enrollment of Steroid medication"],
        ),
        ("A head CT scan without contrast (to rule out hemorrhage) within 8 days of treatment", "inclusion", []),
        ("A normal gastroscopy (no cancer nor ulcers) within the past 4 years", "inclusion", []),
        (
            "Age under 8 years: prednisolone 2 mg/kg within 4 months of vaccination",
            "exclusion",
            ["prior_therapy within 4 mo @vaccination if Age under 8 years of prednisolone 2 mg/kg"],
        ),
        ("Age: 19 to 64 years", "inclusion", ["age [19, 64] a"]),
        (
            "Another malignancy within the last 4 years that could confound the outcome",
            "exclusion",
            ["other_malignancy present within 4 a if could confound the outcome"],
        ),
        (
            "Intranasal cromoglicate within 12 days of entry",
            "exclusion",
            ["prior_therapy within 12 d @enrollment of Intranasal cromoglicate"],
        ),
        (
            "Frequent sinusitis (> 3 episodes per year) or acute bronchitis within 3 weeks of entry",
            "exclusion",
            ["condition present within 3 wk @enrollment of acute bronchitis"],
        ),
        (
            "Medication for rhinitis now, or during the 12 days before screening, treatment with steroids",
            "exclusion",
            ["prior_therapy within 12 d @screening of treatment with steroids"],
        ),
        (
            "Administration of another vaccine during the period starting 5 weeks before the first dose",
            "exclusion",
            ["prior_therapy within 5 wk @first_dose of Administration of another vaccine"],
        ),
        ("Age 7 to 16 years: < 90 mm Hg", "exclusion", []),
        ("Serum pregnancy screen (females only)", "inclusion", []),
        ("A negative serum pregnancy within 4 days", "inclusion", ["pregnancy_test negative within 4 d"]),
        (
            "Participation in a trial within 4 half-lives of investigational product discontinuation",
            "exclusion",
            ["prior_therapy within 4 {half-lives} of Participation in a trial"],
        ),
    ],
)
def test_a_window_is_of_what_happened_in_it(text: str, kind: str, lines: list[str]) -> None:
    assert said(text, kind) == lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Psoriasis requiring ultraviolet therapy within 3 months",
            ["condition present within 3 mo of Psoriasis requiring ultraviolet therapy"],
        ),
        (
            "Deafness due to chemotherapy in the past year",
            ["condition present within 1 a of Deafness due to chemotherapy"],
        ),
        ("Patients requiring dialysis within 9 weeks", ["prior_therapy within 9 wk of requiring dialysis"]),
        ("Concurrent illness that may require steroids", []),
        ("History of an ampicillin or, at any age, a cephalosporin allergy", []),
        ("A prick test positive to hazelnut in the past year", []),
        ("Colitis that is a focus of treatment within 5 months", []),
        (
            "Insulin within 3 weeks before the first dose of AB-117 Knee surgery within 6 weeks",
            ["prior_therapy within 3 wk @first_dose of Insulin", "procedure within 6 wk of Knee surgery"],
        ),
    ],
)
def test_what_calls_for_a_treatment_is_no_treatment(text: str, expected: list[str]) -> None:
    assert said(text, "exclusion") == expected
