"""Numbers beside a name that say how far, how many others or how much it changed, and remarks that state nothing."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said


@pytest.mark.parametrize(
    "text",
    [
        "Albumin no lower than 0.8 g/dL (8 g/L) below the lower limit of normal",
        "Weight stable (± 2-5 pounds) over the 4 months before screening",
        "FEV1 reversibility of at least 11 %",
        "Non-HDL cholesterol above 140 mg/dL",
        "Patient > 4 yrs free of leukaemia",
        "Severe COPD (FEV1 < 1.2)",
        "The smaller FEV1 has to be at least 80 % of the larger value",
        "Aging Males Symptoms (AMS) score greater than 33",
        "No suspicion of stroke; imaging in the absence of a clinical suspicion of brain metastases is left out",
    ],
)
def test_a_distance_or_another_analyte_is_no_value(text: str) -> None:
    assert [line for line in said(text) if not line.startswith(("condition", "stroke"))] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "LDL-C ≥ 145 mg/dL with one, LDL-C ≥ 115 mg/dL with 3 or more risk factors",
            ["ldl_cholesterol [145, -) mg/dL", "ldl_cholesterol [115, -) mg/dL if 3 or more risk factors"],
        ),
        ("Lansky score of 40 % or greater for patients 11 and up", ["lansky [40, -)"]),
        (
            "Iron deficiency anemia with ferritin ≤ 90 ng/mL",
            ["ferritin (-, 90] ng/mL"],
        ),
    ],
)
def test_a_number_that_counts_something_else_is_left(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Eligible if hemoglobin > 8.5 g/dL and platelets > 60,000/mm3",
            ["hemoglobin (8.5, -) g/dL", "platelets (60000, -) /uL"],
        ),
        ("Patients are excluded if AST exceeds 3.5 x ULN", ["ast (3.5, -) ULN"]),
    ],
)
def test_what_makes_eligible_is_asked(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fungal infection in HIV-positive persons", []),
        ("Seizures not controlled with drugs, or any brain metastases", ["brain_metastases present"]),
        ("The woman is a pregnant volunteer", ["pregnancy present"]),
        ("His partner is a pregnant woman", []),
        ("Need for eye surgery within 20 weeks of enrollment", []),
        ("Persons without active disease in the last 4 years may be included", []),
        ("A trial in which use of study drugs within 80 days is anticipated", []),
        ("An HCV test is optional; persons with a negative HCV antibody test are not required to repeat it", []),
        ("Persons who do not have measurable disease remain eligible", []),
        ("Lesions in an irradiated field are not considered measurable disease", []),
        ("Pregnant, or planning pregnancy within 5 months of the last dose", ["pregnancy present"]),
        ("History of mumps, hepatitis B or measles", ["hbv present"]),
        ("Two AIDS-defining illnesses", []),
        ("Hepatitis B, shown by the presence of hepatitis B surface antigen", ["hbsag positive"]),
        ("Patients with pregnancy", ["pregnancy present"]),
        ("Infection in the last week of pregnancy", []),
        (
            "Bypass surgery performed within 80 days of baseline",
            ["procedure within 80 d @baseline of Bypass surgery performed"],
        ),
    ],
)
def test_whom_a_status_is_of(text: str, expected: list[str]) -> None:
    assert said(text, "exclusion") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Radiotherapy within 19 days prior to study randomization", "randomization"),
        ("Radiotherapy within 19 days of study visit 1", "visit_1"),
        ("Radiotherapy within the 19 days leading up to study entry", "enrollment"),
        ("Radiotherapy 19 days prior enrollment", "enrollment"),
        ("Radiotherapy within 19 days before CAR-T cell infusion", "infusion"),
        ("Radiotherapy within 19 days before treatment assignment", "randomization"),
        ("Radiotherapy within 19 days of the initiation of study drug treatment", "first_dose"),
    ],
)
def test_a_window_has_the_anchor_that_is_named(text: str, expected: str) -> None:
    assert said(text, "exclusion") == [f"prior_therapy within 19 d @{expected} of Radiotherapy"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Prior surgery of the larynx", ["procedure of surgery of the larynx"]),
        ("History of interferon treatment.", ["prior_therapy of interferon treatment"]),
        ("History of failed interferon treatment", []),
        ("No concurrent major surgery", []),
    ],
)
def test_an_earlier_treatment_is_named_without_a_window(text: str, expected: list[str]) -> None:
    assert said(text, "exclusion") == expected


def test_an_infection_may_be_absent_or_present_with_a_count() -> None:
    text = "HIV negative, or HIV positive with a CD4 count ≥ 350 cells/mm3"
    assert said(text, "inclusion") == ["hiv negative", "hiv positive", "cd4 [350, -) /uL"]


def test_a_sex_ends_where_something_else_is_measured() -> None:
    text = "Waist circumference > 98 cm in men and > 84 cm in women or a BMI ≥ 31 kg/m2"
    assert said(text)[-1] == "bmi [31, -) kg/m2"
    assert said("Hip girth > 98 cm in men and > 84 cm in women or a BMI ≥ 31 kg/m2") == ["bmi [31, -) kg/m2"]


def test_an_exclusion_permits_what_is_below_a_bound_in_brackets() -> None:
    assert said("Patients with fatty liver are eligible if enzymes (ALT/AST) are < 2.5 x ULN", "exclusion") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Urinalysis with < 2+ proteinuria", ["urine_protein_dipstick (-, 2) {+}"]),
        ("cQTc < 490 msec", ["qtc (-, 490) ms"]),
        ("BW < 45 kg", ["weight (-, 45) kg"]),
        ("People 22 years and older when informed consent is given", ["age [22, -) a"]),
    ],
)
def test_further_names_and_orders_are_read(text: str, expected: list[str]) -> None:
    assert [line.split(" if ")[0] for line in said(text, "inclusion")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7-12 year old children with a history of eczema for at least 9 months", ["age [7, 12] a"]),
        ("Aged 3 years and above, excluding children less than 3 years of age", ["age [3, -) a"]),
        ("Born at less than 35 weeks gestation", ["gestational_age (-, 35) wk"]),
        ("ALT or AST ≤ 3 x ULN (if both are done, both must be ≤ 3 x ULN)", ["ast (-, 3] ULN", "alt (-, 3] ULN"]),
        ("Intra ocular pressure above 17 millimeters mercury", ["iop (17, -) mm[Hg]"]),
        ("QTcF ≥ 470 ms (repeated measurements within 2 hours)", ["qtc [470, -) ms"]),
    ],
)
def test_a_limit_is_stated_once_and_of_the_patient(text: str, expected: list[str]) -> None:
    assert [line.split(" except ")[0] for line in said(text, "exclusion")] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Study drugs within 25 days or 4 half-lives of the drug, whichever is longer, prior to randomization",
        "Study drugs within 25 days or, whichever is longer, 4 half-lives before randomization",
        "Study drugs within 25 days or within a period corresponding to 4 half-lives before randomization",
    ],
)
def test_half_lives_of_a_drug_share_the_anchor_behind_them(text: str) -> None:
    assert [line.split(" of ")[0] for line in said(text, "exclusion")] == [
        "prior_therapy within 25 d @randomization",
        "prior_therapy within 4 {half-lives} @randomization",
    ]


def test_a_gap_since_surgery_names_what_happened() -> None:
    assert said("At least 5 weeks must have passed since surgery", "inclusion") == ["procedure min_gap 5 wk of surgery"]
    assert said("At least 5 weeks prior to surgery", "inclusion") == []
    allowed = "Earlier surgery is allowed (thoracic too) provided at least 5 weeks have elapsed since surgery"
    assert said(allowed, "inclusion") == ["procedure min_gap 5 wk of Earlier surgery"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Infants (37 weeks gestation) and children up to age 16 years", ["age (-, 16] a"]),
        ("Ejection fraction ≤ 0.35", ["lvef (-, 0.35]"]),
        ("Active hepatitis B or syphilis", ["hbv active", "syphilis active"]),
        (
            "Women, excluding those past menopause, must have a negative pregnancy test",
            ["pregnancy_test negative for female"],
        ),
        ("Must have received prior chemotherapy", ["prior_therapy of chemotherapy"]),
    ],
)
def test_each_is_read_as_what_it_can_be(text: str, expected: list[str]) -> None:
    assert said(text, "inclusion") == expected
