"""What is said around a limit takes part of it back: further demands, allowances, and of whom or of what it is."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import groups_of, said
from trialdb.extract.criteria import read_limits


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "High pressure (systolic > 158 mmHg or diastolic > 96 mmHg despite three drugs)",
            ["sbp (158, -) mm[Hg] if despite three drugs", "dbp (96, -) mm[Hg] if despite three drugs"],
        ),
        (
            "High pressure (systolic > 158 mmHg or diastolic > 96 mmHg) while taking a diuretic",
            ["sbp (158, -) mm[Hg] if while taking a diuretic", "dbp (96, -) mm[Hg] if while taking a diuretic"],
        ),
        ("Pulse > 105 bpm on an antihypertensive drug", ["heart_rate (105, -) /min if on an antihypertensive drug"]),
        ("Lipase > 1.2 x ULN and judged to be relevant", ["lipase (1.2, -) ULN if judged to be relevant"]),
        ("Potassium > 5.6 mmol/L, clinically significant", ["potassium (5.6, -) mmol/L if clinically significant"]),
        ("Lipase > 1.2 x ULN or amylase > 1.4 x ULN", ["lipase (1.2, -) ULN", "amylase (1.4, -) ULN"]),
    ],
)
def test_what_an_exclusion_asks_besides_is_its_condition(text: str, lines: list[str]) -> None:
    assert said(text, "exclusion") == lines


def test_what_is_accepted_all_the_same_is_an_exception() -> None:
    text = "Part in a drug trial within 2 months before screening; however, trials of questionnaires are allowed"
    assert said(text, "exclusion")[0].endswith("except trials of questionnaires are allowed")


@pytest.mark.parametrize(
    ("text", "exception"),
    [
        ("Any herbal drug within 11 days before screening. A daily vitamin is allowed.", "A daily vitamin is allowed"),
        ("On anticoagulants. One rescreening is allowed.", None),
        (
            "Vasculitis needing a systemic drug in the past 7 years. Hormones are not considered systemic drugs.",
            "Hormones are not considered systemic drugs",
        ),
        (
            "Took a steroid within 5 weeks of screening. Steroid creams will not be excluded.",
            "Steroid creams will not be excluded",
        ),
        (
            "Part in a drug trial within 7 months (note: a survey will not be subject to this exclusion).",
            "a survey will not be subject to this exclusion",
        ),
        (
            "Use of steroids within the last 2 years: Note: steroid creams are not exclusionary.",
            "steroid creams are not exclusionary",
        ),
    ],
)
def test_a_drug_that_is_allowed_all_the_same_is_an_exception(text: str, exception: str | None) -> None:
    (limit,) = read_limits(text, "exclusion")
    assert limit.exception_text == exception


def test_whose_lesions_need_not_be_measured_is_an_exception() -> None:
    (limit,) = read_limits("Measurable disease. Myeloma with lesions of bone only is eligible.", "inclusion")
    assert limit.exception_text == "Myeloma with lesions of bone only is eligible"


def test_whom_the_next_sentence_lets_in_is_an_exception() -> None:
    text = "Brain metastases. Those whose lesions were stable for two scans may be included"
    assert said(text, "exclusion")[0].endswith("except Those whose lesions were stable for two scans may be included")
    text = "Prior knee surgery that limits walking, such as fusion. Patients with a clean arthroscopy may be included"
    assert said(text, "exclusion")[0].endswith("except Patients with a clean arthroscopy may be included")
    assert "except" not in said("Brain metastases. Those with HIV are not eligible either", "exclusion")[0]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Use of nasal steroids currently or in the past 17 days", ["prior_therapy within 17 d of nasal steroids"]),
        ("Treatment with an antihistamine that cannot be paused 4 days prior to the skin test", []),
    ],
)
def test_what_goes_on_or_cannot_stop_is_no_name_of_what_was_used(text: str, lines: list[str]) -> None:
    assert said(text, "exclusion") == lines


@pytest.mark.parametrize(
    ("text", "exception"),
    [
        (
            "Other malignancy, except a healed skin cancer. Those with an indolent cancer are eligible",
            "a healed skin cancer; Those with an indolent cancer are eligible",
        ),
        (
            "Toxicity of grade 3 from an earlier drug. The presence of alopecia is permitted",
            "The presence of alopecia is permitted",
        ),
        ("Pelvic surgery within 9 weeks (a cystoscopy is allowed)", "a cystoscopy is allowed"),
        (
            "Known brain metastases. Somebody with a metastasis may be considered if it is stable",
            "Somebody with a metastasis may be considered if it is stable",
        ),
    ],
)
def test_what_is_let_in_behind_is_an_exception_too(text: str, exception: str) -> None:
    assert said(text, "exclusion")[0].endswith(f"except {exception}")


def test_a_cohort_that_need_not_meet_a_limit_is_its_exception() -> None:
    text = "Measurable disease. Note: patients of cohort 3 do not have to have measurable disease"
    assert said(text, "inclusion") == ["measurable_disease present except patients of cohort 3"]


def test_a_disease_has_not_the_date_of_the_events_that_are_its_examples() -> None:
    text = "Severe heart disease such as angina or a stroke within 7 months"
    assert said(text, "exclusion") == ["condition present within 7 mo of angina", "stroke present within 7 mo"]


def test_drug_abuse_is_named_with_alcohol_abuse() -> None:
    text = "Stroke, drug or alcohol abuse within 13 months"
    assert said(text, "exclusion")[1:] == ["condition present within 13 mo of drug or alcohol abuse"]


def test_a_treatment_for_some_cancer_is_no_cancer() -> None:
    assert not any("malignancy" in line.split()[0] for line in said("Radiotherapy with boost for any malignancy"))
    assert said("Being treated for other cancers", "exclusion") == ["other_malignancy present if Being treated"]


def test_what_is_not_meant_is_an_exception() -> None:
    text = "Use of antihistamines within 6 days before screening. This does not include eye drops"
    assert said(text, "exclusion")[0].endswith("except eye drops")


def test_an_adjective_is_no_item_of_a_list() -> None:
    text = "Major surgery, therapy with anti-cancer or investigational drugs, or irradiation in the last 20 days"
    assert any("of therapy with anti-cancer or investigational drugs" in line for line in said(text, "exclusion"))


def test_brackets_except_from_the_item_they_follow() -> None:
    text = "Stroke, ventricular arrhythmia (except single extra beats) or pulmonary embolism within the past 9 months"
    assert [line.partition(" except ")[2] for line in said(text, "exclusion")] == ["", "single extra beats", ""]


def test_brackets_before_a_grade_except_from_it() -> None:
    text = "Toxicities of earlier drugs (excluding pigment changes) which have not resolved to grade ≤ 1"
    assert said(text, "exclusion") == ["toxicity_grade (-, 1] negated except pigment changes"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "Patients > 14 years of age must have a Karnofsky score ≥ 60 %",
            "karnofsky [60, -) if Patients > 14 years of age",
        ),
        ("Hepatitis C infection (intact kidneys only)", "hcv present if intact kidneys"),
        ("Main inclusion criteria for lean controls (Part 3) include a BMI < 24 kg/m2", "bmi (-, 24) kg/m2 if lean"),
    ],
)
def test_whom_a_limit_is_of_is_its_condition(text: str, line: str) -> None:
    assert said(text, "inclusion")[0].startswith(line)


@pytest.mark.parametrize(
    "text",
    [
        "In a lasting relationship with one woman (aged 20 years or older)",
        "Probands will be pupils ages 7-11 years",
        "Assent of minors where asked for (e.g., over the age of 9 years)",
    ],
)
def test_the_age_of_another_is_no_limit(text: str) -> None:
    assert said(text, "inclusion") == []


def test_a_denial_reaches_all_of_a_list_in_one_sentence() -> None:
    text = (
        "No serious heart disease, including any of the following: stroke within 8 months before screening; "
        "heart failure of NYHA class III or IV"
    )
    assert said(text, "inclusion") == ["stroke absent within 8 mo @screening", "nyha {3 4} negated"]


def test_a_denial_reaches_what_was_used_or_taken() -> None:
    text = "Has not received a vaccine within 5 weeks, or used steroids within 3 weeks before enrollment"
    assert all("absent" in line for line in said(text, "inclusion"))


def test_what_an_exception_asks_in_brackets_is_no_limit() -> None:
    text = "Autoimmune disease, with exception of vitiligo, or eczema without oral treatment (within the last 3 years)"
    assert said(text, "exclusion") == []


def test_a_window_in_brackets_is_of_the_grade_behind_it() -> None:
    text = "Recent history (within the past 6 weeks) of a grade 3 or grade 4 infection"
    assert said(text, "exclusion") == ["toxicity_grade [3, 4] within 6 wk of infection"]
    text = "No grade ≥ 3 infection as per the common criteria v5.0 within 30 days before enrollment"
    assert said(text, "inclusion") == ["toxicity_grade [3, -) within 30 d @enrollment negated of infection"]


def test_an_illness_listed_behind_an_operation_is_no_part_of_it() -> None:
    assert said("Previous retinal surgery and hereditary eye diseases", "exclusion") == ["procedure of retinal surgery"]


@pytest.mark.parametrize(
    ("text", "kind", "groups"),
    [
        ("Trial drugs within 21 days or 4 half-lives, whichever is shorter, before screening", "exclusion", 1),
        ("Trial drugs within 21 days or 4 half-lives, whichever is longer, before screening", "exclusion", 2),
        ("At least 21 days or 4 half-lives, whichever is longer, since the last chemotherapy", "inclusion", 2),
        ("At least 21 days or 4 half-lives, whichever is shorter, since the last chemotherapy", "inclusion", 1),
    ],
)
def test_the_shorter_or_the_longer_of_two_times_decides_how_they_are_joined(text: str, kind: str, groups: int) -> None:
    assert len({group for _, group in groups_of(text, kind)}) == groups


@pytest.mark.parametrize(
    ("text", "exceptions"),
    [
        (
            "Oral steroids within 19 days before dosing. Steroid creams, drops and sprays are permitted.",
            ["Steroid creams, drops and sprays are permitted"],
        ),
        (
            "Hepatitis B or HIV infection; note: persons with HIV and an undetectable load may participate",
            [None, "persons with HIV and an undetectable load may participate"],
        ),
        (
            "Live vaccine within 33 days of dosing (a killed flu vaccine is allowed)",
            ["a killed flu vaccine is allowed"],
        ),
        (
            "Any other malignancy. Exceptions are melanoma in situ and thyroid nodules",
            ["melanoma in situ and thyroid nodules"],
        ),
        ("Untreated brain metastases, with exceptions listed in the manual", [None]),
        ("Untreated brain metastases with exceptions described in the manual", ["described in the manual"]),
        ("Prior infliximab (exception for those who got it in Part B)", ["those who got it in Part B"]),
        (
            "Another malignancy within 4 years, except for: skin cancer; ductal carcinoma in situ; thyroid cancer",
            ["skin cancer; ductal carcinoma in situ; thyroid cancer"],
        ),
        ("Live vaccine within 33 days of dosing. No live vaccine will be allowed later", [None]),
        ("Surgery within 5 weeks of dosing. A glass of wine a day is allowed", [None]),
    ],
)
def test_what_is_let_in_of_the_same_is_an_exception(text: str, exceptions: list[str | None]) -> None:
    assert [limit.exception_text for limit in read_limits(text, "exclusion")] == exceptions


def test_a_use_without_its_washout_is_so_conditioned() -> None:
    text = "Prior use of methotrexate, without a sufficient wash-out"
    assert said(text, "exclusion") == ["prior_therapy if without a sufficient wash-out of methotrexate"]


def test_however_speaks_of_the_only_limit_there_is() -> None:
    text = "Irradiation within 4 weeks of dosing. Burns must have healed. However, a single dose for pain is allowed"
    assert said(text, "exclusion")[0].endswith("except a single dose for pain is allowed")
