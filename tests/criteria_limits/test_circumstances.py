"""Numbers that tell of something else than the patient today, and what will do where a threshold is not met."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Stopped an endothelin antagonist owing to an ALT above 4 x ULN", "inclusion"),
        ("Needs supplemental oxygen to keep SpO2 > 91%", "exclusion"),
        ("Epoetin was given to maintain hemoglobin above 11.5 g/dL", "exclusion"),
        ("Fewer than 3 of the following risk factors: LDH > ULN, Karnofsky < 70, hemoglobin < 9.5 g/dL", "exclusion"),
        ("Values in between require a repeat test with HbA1c ≤ 8.2%", "inclusion"),
        ("A first dose of measles vaccine given at 9 to 14 months of age", "inclusion"),
    ],
)
def test_what_was_the_reason_or_the_aim_of_something_is_no_limit(text: str, kind: str) -> None:
    assert said(text, kind) == []


def test_who_is_able_to_keep_a_value_has_it() -> None:
    assert said("Able to maintain SpO2 > 91% on room air", "inclusion") == ["spo2 (91, -) %"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Brain injury with a Glasgow coma scale < 9", "gcs (-, 9) if Brain injury"),
        ("Atrial flutter (heart rate ≥ 105 bpm)", "heart_rate [105, -) /min if Atrial flutter"),
    ],
)
def test_a_value_in_a_disease_is_a_limit_of_those_who_have_it(text: str, line: str) -> None:
    assert said(text, "exclusion") == [line]


def test_the_first_patients_are_some_of_them() -> None:
    text = "For the first four patients, platelets must be ≥ 90,000/µL"
    assert said(text, "inclusion") == ["platelets [90000, -) /uL if the first four patients"]


def test_an_age_in_brackets_says_for_whom_a_scale_is() -> None:
    text = "Karnofsky 70-100% (age > 15 years) or Lansky 70-100% (age ≤ 15 years)"
    assert said(text, "inclusion") == ["karnofsky [70, 100] if > 15 years", "lansky [70, 100] if ≤ 15 years"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Systolic and diastolic pressure < 145 and < 92, respectively", ["sbp (-, 145)", "dbp (-, 92)"]),
        ("Bilirubin and AST < 2 x ULN and < 4 x ULN respectively", ["bilirubin_total (-, 2) ULN", "ast (-, 4) ULN"]),
        ("Bilirubin and AST < 2 and 4 x ULN, respectively", []),
    ],
)
def test_respectively_gives_each_name_its_own_threshold(text: str, lines: list[str]) -> None:
    assert said(text, "inclusion") == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("INR ≤ 1.4 or aPTT within normal limits", ["inr (-, 1.4] except aPTT within normal limits"]),
        (
            "QTc < 455 ms or if outside, the cardiologist must agree",
            ["qtc (-, 455) ms except if outside, the cardiologist must agree"],
        ),
        (
            "Hemoglobin ≥ 9.5 g/dL (a hemoglobin < 9.5 g/dL is acceptable when caused by the disease)",
            [
                "hemoglobin [9.5, -) g/dL except a hemoglobin < 9.5 g/dL is acceptable when caused by the disease",
            ],
        ),
        (
            "Platelets ≥ 60,000/µL (patients with platelets ≥ 25,000/µL are eligible if the marrow is infiltrated)",
            ["platelets [60000, -) /uL", "platelets [25000, -) /uL if the marrow is infiltrated"],
        ),
        (
            "BMI ≥ 31 kg/m2, or BMI ≥ 28 kg/m2 with at least one comorbidity",
            ["bmi [31, -) kg/m2", "bmi [28, -) kg/m2 if at least one comorbidity"],
        ),
    ],
)
def test_what_will_do_instead_is_told_with_the_threshold(text: str, lines: list[str]) -> None:
    assert said(text, "inclusion") == lines


def test_a_denial_reaches_over_brackets_and_a_grade_over_its_scale() -> None:
    assert said("No neuropathy (motor or sensory) above grade 2") == ["peripheral_neuropathy_grade (2, -) negated"]
    text = "Earlier ≥ grade 3 (by CTCAE v4.0) allergic reaction to the drug"
    assert said(text, "exclusion") == ["toxicity_grade [3, -) of allergic reaction to the drug"]


@pytest.mark.parametrize(
    ("text", "kind", "lines"),
    [
        (
            "Children aged 2 to 15 years (a minimum of 40 children < 5 years old is needed)",
            "inclusion",
            ["age [2, 15] a"],
        ),
        (
            "Age 19 to 50 years. Volunteers up to 60 years of age may be enrolled in Panel D",
            "inclusion",
            ["age [19, 50] a"],
        ),
        (
            "IgE ≤ 1200 IU/mL (patients with IgE < 35 IU/mL will be given the lowest dose)",
            "inclusion",
            ["ige (-, 1200] [IU]/mL"],
        ),
        ("Not willing to be off thyroid hormones for at least 9 days before entry", "exclusion", []),
        ("White blood cells > 2,800/l", "inclusion", ["wbc (2800, -)"]),
    ],
)
def test_what_is_planned_for_some_is_asked_of_nobody(text: str, kind: str, lines: list[str]) -> None:
    assert said(text, kind) == lines


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Serious infections (> grade 2)", "toxicity_grade (2, -) of Serious infections"),
        ("A hypersensitivity (≥ grade 3) to antibodies", "toxicity_grade [3, -) of hypersensitivity"),
        ("Hemorrhage ≥ grade 3", "toxicity_grade [3, -) of Hemorrhage"),
        ("Immune-related adverse events (grade ≥ 3)", "toxicity_grade [3, -) of Immune-related adverse events"),
        ("Adverse events (grade ≥ 3)", "toxicity_grade [3, -)"),
        ("Peripheral neuropathy ≥ grade 3 by Common Toxicity Criteria", "peripheral_neuropathy_grade [3, -)"),
    ],
)
def test_what_is_graded_may_be_named_before_its_grade(text: str, line: str) -> None:
    assert said(text, "exclusion") == [line]


@pytest.mark.parametrize("text", ["Hypertension of grade II or III", "Hypertension (grade 2 WHO classification)"])
def test_hypertension_has_grades_of_its_own(text: str) -> None:
    assert said(f"{text}, or any toxicity", "exclusion") == []


@pytest.mark.parametrize(
    ("text", "kind", "lines"),
    [
        ("Platelets ≥ 140, 000/mm3", "inclusion", ["platelets [140000, -) /uL"]),
        ("Leukocytes < 3.1 x 10^9/mm3", "exclusion", ["wbc (-, 3.1e+09)"]),
        ("HIV-positive patients taking protease blockers", "exclusion", ["hiv positive if taking protease blockers"]),
        ("Any active AIDS-defining illness", "exclusion", []),
        ("Pregnant women, or fertile women unless using a barrier method", "exclusion", ["pregnancy present"]),
        ("Received gene therapy or plans to receive it", "exclusion", []),
        ("Prior treatment with insulin or planned use of it", "exclusion", ["prior_therapy of treatment with insulin"]),
        ("Those with a stroke within 10 months will be enrolled in the stroke subgroup", "inclusion", []),
        ("Patients without recovery who have received chemotherapy within 25 days", "exclusion", []),
        (
            "Butenafine or naftifine within 25 days of entry",
            "exclusion",
            ["prior_therapy within 25 d @enrollment of Butenafine or naftifine"],
        ),
        (
            "Urine protein ≤ 1+ (if ≥ 2+, less than 900 mg in 24 hours)",
            "inclusion",
            ["urine_protein_dipstick (-, 1] {+} except if ≥ 2+, less than 900 mg in 24 hours"],
        ),
        ("19 years or older, men or sterile women", "inclusion", ["age [19, -) a"]),
    ],
)
def test_a_limit_says_no_more_than_its_words(text: str, kind: str, lines: list[str]) -> None:
    assert said(text, kind) == lines


@pytest.mark.parametrize(
    ("text", "kind", "lines"),
    [
        (
            "Hemoglobin ≥ 8.5 g/dL (< 8.5 g/dL from marrow disease allowed)",
            "inclusion",
            ["hemoglobin [8.5, -) g/dL except < 8.5 g/dL from marrow disease allowed"],
        ),
        (
            "Creatinine < 2 x ULN or creatinine clearance 55 mL/min",
            "inclusion",
            ["creatinine (-, 2) ULN except creatinine clearance 55 mL/min"],
        ),
        (
            "Hemoglobin ≥ 10.5 g/dL for premenopausal women",
            "inclusion",
            ["hemoglobin [10.5, -) g/dL for female if premenopausal women"],
        ),
        ("Diastolic pressure > 102 mmHg (when measured lying for 4 minutes)", "exclusion", ["dbp (102, -) mm[Hg]"]),
        ("More than three tumours or one under the age of 25 years", "inclusion", []),
        ("Patients 25-45 years are required to meet one criterion more", "inclusion", []),
        (
            "At least 5 weeks since prior chemotherapy except for weekly regimens",
            "inclusion",
            ["prior_therapy min_gap 5 wk of chemotherapy except weekly regimens"],
        ),
        (
            "Opioid abuse or dependence within the past 5 months",
            "exclusion",
            ["condition present within 5 mo of Opioid abuse or dependence"],
        ),
        (
            "Psychosis or current (within 10 months before entry) anxiety disorder",
            "exclusion",
            ["condition present within 10 mo @enrollment of anxiety disorder"],
        ),
        (
            "Bleeding event > grade 2 within 5 weeks",
            "exclusion",
            ["toxicity_grade (2, -) within 5 wk of Bleeding event"],
        ),
    ],
)
def test_a_limit_tells_whom_and_what_it_is_of(text: str, kind: str, lines: list[str]) -> None:
    assert said(text, kind) == lines


@pytest.mark.parametrize(
    ("text", "kind", "lines"),
    [
        (
            "If the creatinine is above 1.8 mg/dL, collect urine for a day. Clearance of creatinine ≥ 55 mL/min",
            "inclusion",
            ["creatinine_clearance [55, -) mL/min"],
        ),
        ("If hemoglobin < 9.5 g/dL", "exclusion", ["hemoglobin (-, 9.5) g/dL"]),
        ("Vaccines can be given in a minor illness, i.e. an oral temperature < 37.8 °C", "exclusion", []),
        ("The challenge is limited to those with an FEV1 > 75 % predicted", "exclusion", []),
        ("A liver scan (required only if ALT is at least 3 x ULN)", "inclusion", []),
        ("Triglycerides/HDL ratio ≥ 3.2", "inclusion", []),
        ("FEV1/VC < 68 % of predicted", "inclusion", []),
        ("Hemoglobin more than 1 unit below the accepted limit", "exclusion", []),
    ],
)
def test_a_number_is_of_its_own_name_and_asked_at_all(text: str, kind: str, lines: list[str]) -> None:
    assert said(text, kind) == lines


@pytest.mark.parametrize(
    ("text", "kind", "lines"),
    [
        ("Any illness (e.g., creatinine > 1.9 mg/dL) that in the opinion of the doctor is a risk", "exclusion", []),
        ("Severe renal disease (e.g., creatinine > 1.9 mg/dL)", "exclusion", ["creatinine (1.9, -) mg/dL"]),
        ("Drop of blood pressure after a wasp sting: systolic pressure below 85 mmHg", "inclusion", []),
        (
            "Pulmonary emphysema, especially with an FEV1 < 62 % of predicted",
            "exclusion",
            ["fev1_pct_predicted (-, 62) % if Pulmonary emphysema"],
        ),
        (
            "≥ 2.8 g/dL albumin and < 1.9 mg/dL creatinine",
            "inclusion",
            ["albumin [2.8, -) g/dL", "creatinine (-, 1.9) mg/dL"],
        ),
        ("A marrow with > 12 % lymphocytes, and biopsy done", "inclusion", []),
        ("Spinal fluid with < 6/µL WBC and no blasts", "inclusion", []),
        (
            "Lansky score (≤ 15 years) or Karnofsky score (> 15 years) of at least 65",
            "inclusion",
            ["lansky [65, -) if ≤ 15 years", "karnofsky [65, -) if > 15 years"],
        ),
        (
            "Total or direct bilirubin < 1.4 x ULN",
            "inclusion",
            ["bilirubin_total (-, 1.4) ULN", "bilirubin_direct (-, 1.4) ULN"],
        ),
        ("History of malignancy ≤ 6 years", "exclusion", ["other_malignancy present within 6 a"]),
        ("Evaluable or measurable disease", "inclusion", []),
        ("Must not have a BMI > 44 kg/m2", "exclusion", ["bmi (44, -) kg/m2"]),
        (
            "Current hepatitis or hepatitis within the past 7 months",
            "exclusion",
            ["condition present within 7 mo of hepatitis"],
        ),
        (
            "Is frail, has received a live vaccine in the past 5 weeks",
            "exclusion",
            ["prior_therapy within 5 wk of live vaccine"],
        ),
    ],
)
def test_words_around_a_limit_say_whether_it_is_one_and_of_what(text: str, kind: str, lines: list[str]) -> None:
    assert sorted(said(text, kind)) == sorted(lines)
