"""Words beside a threshold that are no limit themselves: what will do instead, what must hold as well."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import groups_of, said


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        (
            "Creatinine is normal or creatinine clearance ≥ 55 mL/min",
            ["creatinine_clearance [55, -) mL/min except Creatinine is normal"],
        ),
        ("> 45%; or shortening fraction ≥ 26%", ["fractional_shortening [26, -) % except > 45%"]),
        ("BSA≥12 or PASI≥11", ["pasi [11, -) except BSA≥12"]),
        (
            "Hemoglobin ≤ 9 g/dL or dependent on transfusions",
            ["hemoglobin (-, 9] g/dL except dependent on transfusions"],
        ),
        (
            "BP ≥ 130/85 mmHg or drugs that lower it",
            ["sbp [130, -) mm[Hg] except drugs that lower it", "dbp [85, -) mm[Hg] except drugs that lower it"],
        ),
    ],
)
def test_what_will_do_instead_of_a_threshold_is_its_exception(text: str, limits: list[str]) -> None:
    assert said(text, "inclusion") == limits


def test_the_stricter_of_two_ages_takes_nothing_back() -> None:
    text = "≥ 18 years of age or the age of majority, whichever is greater"
    assert said(text, "inclusion") == ["age [18, -) a"]


def test_other_words_for_lines_of_treatment_are_no_alternative() -> None:
    assert said("at least one prior treatment or regimen", "inclusion") == ["prior_lines [1, -) {lines}"]


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        (
            "Shock (systolic blood pressure < 95 mmHg and evidence of poor perfusion)",
            ["sbp (-, 95) mm[Hg] if evidence of poor perfusion"],
        ),
        ("Glasgow Coma Scale < 6 with fixed pupils", ["gcs (-, 6) if fixed pupils"]),
        ("GCS < 6, measured without sedation", ["gcs (-, 6)"]),
    ],
)
def test_what_must_hold_as_well_is_the_condition_of_an_exclusion(text: str, limits: list[str]) -> None:
    assert said(text, "exclusion") == limits


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        (
            "BMI ≥ 30, or BMI ≥ 27 with an illness of overweight",
            ["bmi [30, -)", "bmi [27, -) if an illness of overweight"],
        ),
        (
            "At least 12 years old (at least 18 years in Norway)",
            ["age [12, -) a", "age [18, -) a if in Norway"],
        ),
        ("Hemoglobin ≥ 9 g/dL at screening", ["hemoglobin [9, -) g/dL"]),
    ],
)
def test_the_second_threshold_of_a_concept_is_for_whom_it_names(text: str, limits: list[str]) -> None:
    assert said(text, "inclusion") == limits


def test_of_two_transaminases_with_bilirubin_neither_excludes_alone() -> None:
    text = "AST or ALT > 3 x ULN with total bilirubin > 2 x ULN"
    assert said(text, "exclusion") == [
        "alt (3, -) ULN if total bilirubin > 2 x ULN",
        "ast (3, -) ULN",
        "bilirubin_total (2, -) ULN",
    ]
    assert groups_of(text, "exclusion") == [("alt", 1), ("ast", 2), ("bilirubin_total", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "AST, ALT and alkaline phosphatase > 4 x ULN",
        "heart rate > 105 or < 45 bpm, and systolic pressure > 165 or < 95 mmHg",
    ],
)
def test_names_of_one_bound_and_whole_alternatives_exclude_each(text: str) -> None:
    groups = [group for _, group in groups_of(text, "exclusion")]
    assert groups == list(range(1, len(groups) + 1))


@pytest.mark.parametrize(
    "text",
    [
        "PTT less than 4 seconds above ULN",
        "LVEF ≥ 12% below the LLN",
        "a QTc that has increased by ≥ 50 ms",
        "ionized calcium > 1.4 mmol/L",
        "Ankle systolic pressure below 65 mmHg",
        "Baseline Dyspnea Index (BDI) ≤ 6",
        "MADRS item 10 score > 2",
        "ppo DLCO > 35%",
    ],
)
def test_a_distance_a_part_or_another_measure_is_no_value_of_the_concept(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("Neuropathy, if any, equal to or less than grade 1", ["peripheral_neuropathy_grade (-, 1]"]),
        ("failed at least one or two prior systemic regimens", ["prior_lines [1, -) {lines} of systemic"]),
        ("Activated Prothrombin Time (APTT) < 1.4 x ULN", ["aptt (-, 1.4) ULN"]),
        ("ALT < 2 х ULN", ["alt (-, 2) ULN"]),  # the Cyrillic letter
    ],
)
def test_the_whole_comparison_and_name_are_read(text: str, limits: list[str]) -> None:
    assert said(text) == limits


@pytest.mark.parametrize(
    "text",
    [
        "Two risk factors such as diabetes, obesity (BMI > 31) or renal failure",
        "An illness that comes with overweight. Examples include: hypertension; lipids (LDL > 131 mg/dL)",
    ],
)
def test_an_example_of_what_is_asked_for_is_asked_of_nobody(text: str) -> None:
    assert said(text, "inclusion") == []


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        (
            "AST ≤ 3 times ULN (6 times ULN if liver metastases are present)",
            ["ast (-, 3] ULN", "ast (-, 6] ULN if liver metastases"],
        ),
        (
            "Bilirubin ≤ 1.4 x ULN (may be relaxed to 2.8 x ULN for patients with Gilbert's syndrome)",
            ["bilirubin_total (-, 1.4] ULN", "bilirubin_total (-, 2.8] ULN if Gilbert's syndrome"],
        ),
        (
            "Adequate organs (creatinine < 2 x ULN and ALT < 3 x ULN) unless due to infiltration",
            [
                "creatinine (-, 2) ULN except due to infiltration",
                "alt (-, 3) ULN except due to infiltration",
            ],
        ),
    ],
)
def test_a_threshold_of_some_stands_beside_that_of_all(text: str, limits: list[str]) -> None:
    assert said(text, "inclusion") == limits


def test_either_transaminase_above_a_bound_will_do() -> None:
    assert groups_of("AST or ALT > 45 U/L", "inclusion") == [("alt", 1), ("ast", 1)]
    assert groups_of("AST or ALT ≤ 2 x ULN", "inclusion") == [("alt", 1), ("ast", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "positive specific serum anti-birch IgE (> 2 U/mL)",
        "creatinine exceeds 25% of the upper limit of normal",
        "Exclusion criteria for children (≤ 17 years):",
    ],
)
def test_a_title_and_what_is_only_like_a_measure_limit_nothing(text: str) -> None:
    assert said(text, "exclusion") == []


def test_an_alternative_that_is_not_read_may_stand_between_two_that_are() -> None:
    text = "Dermatitis (EASI ≥ 9, or SCORAD ≥ 27, or IGA score ≥ 3)"
    assert said(text, "inclusion") == ["easi [9, -) except SCORAD ≥ 27", "iga [3, -) except SCORAD ≥ 27"]


def test_what_is_allowed_in_brackets_behind_a_threshold_is_its_exception() -> None:
    text = "TSH ≤ ULN (if above, a normal thyroxine is acceptable)"
    assert said(text, "inclusion") == ["tsh (-, 1] ULN except if above, a normal thyroxine is acceptable"]


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        (
            "One or more of the following: LDH > 3 x ULN; a bulky tumor; stage IV",
            "ldh (3, -) ULN except a bulky tumor; stage IV",
        ),
        (
            "Bilirubin ≤ 1.6 x ULN (patients with Gilbert's syndrome and ≤ 4 x ULN can be included)",
            "bilirubin_total (-, 1.6] ULN except patients with Gilbert's syndrome and ≤ 4 x ULN can be included",
        ),
        (
            "Creatinine ≤ 1.4 x ULN or ≥ 55 mL/min creatinine clearance in the others",
            "creatinine (-, 1.4] ULN except ≥ 55 mL/min creatinine clearance in the others",
        ),
    ],
)
def test_what_stands_for_a_threshold_is_kept_as_its_exception(text: str, limit: str) -> None:
    assert said(text, "inclusion") == [limit]


def test_cells_in_a_field_of_a_biopsy_are_no_blood_count() -> None:
    assert said("Esophagitis with eosinophils > 20/high power field") == []


def test_who_of_an_age_is_excluded_is_its_condition() -> None:
    assert said("Subjects age 70 or older who cannot start with a 5 mg dose", "exclusion") == [
        "age [70, -) a if who cannot start with a 5 mg dose"
    ]


def test_none_in_a_time_leaves_the_total_before_it_alone() -> None:
    text = "A lifetime total below 8 pack-years and none in the past year"
    assert said(text, "inclusion") == ["pack_years (-, 8) {pack-years}"]
