"""Performance, heart failure and liver classes are sets of grades."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ECOG 0, 1 or 2", "ecog {0 1 2}"),
        ("ECOG performance status 0 to 1", "ecog {0 1}"),
        ("ECOG ≤ 2 at baseline", "ecog {0 1 2}"),
        ("ECOG below 2", "ecog {0 1}"),
        ("ECOG performance status of 2 or better", "ecog {0 1 2}"),
        ("WHO PS 0-1", "ecog {0 1}"),
        ("General condition ≤ 2 (ECOG)", "ecog {0 1 2}"),
        ("Zubrod 1", "ecog {1}"),
        ("NYHA class III/IV", "nyha {3 4}"),
        ("NYHA class II III or IV", "nyha {2 3 4}"),
        ("ECOG performance status grades 0,1,or 2", "ecog {0 1 2}"),
        ("New York Heart Association class II-IV", "nyha {2 3 4}"),
        ("Heart failure above class II (NYHA)", "nyha {3 4}"),
        ("Child-Pugh B or C", "child_pugh_class {B C}"),
        ("≥ Child-Pugh class B cirrhosis", "child_pugh_class {B C}"),
    ],
)
def test_grades_become_a_set(text: str, expected: str) -> None:
    assert said(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Karnofsky performance status of 70 % or better", "karnofsky [70, -)"),
        ("Performance status ≥ 70", "karnofsky [70, -)"),
        ("Child-Pugh score of at most 8", "child_pugh_score (-, 8]"),
        ("Mini-Mental State Examination between 12 and 22", "mmse [12, 22]"),
        ("IGA of 3 or 4 on the first day", "iga [3, 4]"),
        ("Total IgE above 1500 kU/L", "ige (1500, -) k[IU]/L"),
        ("BMI of 21 to 27 kg/cm2", "bmi [21, 27] kg/m2"),
        ("International Index of Erectile Function-5 score below 15", "iief5 (-, 15)"),
        ("A score < 24 on the EF domain in IIEF", "iief_ef (-, 24)"),
        ("≥ 12 % body surface area (BSA) of psoriasis", "bsa_affected [12, -) %"),
        ("A 15 pack-year history of cigarettes", "pack_years [15, -) {pack-years}"),
    ],
)
def test_scores_become_ranges(text: str, expected: str) -> None:
    assert said(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Any adverse event ≥ grade 3", ["toxicity_grade [3, -)"]),
        ("Toxicity of grade 2 or higher", ["toxicity_grade [2, -)"]),
        ("Side effects recovered to grade 1", ["toxicity_grade (-, 1]"]),
        ("Sensory neuropathy > grade 1", ["peripheral_neuropathy_grade (1, -)"]),
        ("Grade II or greater neuropathy of the feet", ["peripheral_neuropathy_grade [2, -) of neuropathy"]),
        ("Gr 3 or greater neuropathy of the feet", ["peripheral_neuropathy_grade [3, -) of neuropathy"]),
        ("Grade 3 or 4 glioma", []),
        ("Tumour graded by CTCAE version 5.0", []),
        ("Infected foot, PEDIS grade 3", []),
    ],
)
def test_grades_of_toxicity_are_not_grades_of_tumours(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize("text", ["Greater than NYHA class II", "NYHA class III or >", "Heart failure above NYHA II"])
def test_a_comparison_around_the_name_counts(text: str) -> None:
    assert said(text) == ["nyha {3 4}"]


def test_a_class_that_must_be_absent_is_negated() -> None:
    assert said("No NYHA class III or IV heart failure") == ["nyha {3 4} negated"]


def test_a_class_said_to_be_excluded_is_negated_among_inclusions() -> None:
    assert said("Heart disease allowed (NYHA class III-IV excluded)", "inclusion") == ["nyha {3 4} negated"]
    assert said("NYHA class III-IV is excluded", "exclusion") == ["nyha {3 4}"]


def test_a_citation_may_stand_between_scale_and_grade() -> None:
    assert said("ECOG performance status (Miller et al., 1991) of 0 or 1") == ["ecog {0 1}"]


def test_toxicity_that_has_not_improved_is_asked_with_what_is_left_out() -> None:
    text = "Lasting toxicity of earlier chemotherapy apart from hair loss, not yet improved to grade ≤ 2"
    assert said(text, "exclusion") == ["toxicity_grade (-, 2] negated except hair loss"]
    assert said(text.replace("apart from", "excluding"), "exclusion") == [
        "toxicity_grade (-, 2] negated except hair loss"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ACQ-6 score of at least 1.25", ["acq [1.25, -)"]),
        ("Clinical Global Impression of Severity (CGI-S) rating of 5 or more", ["cgi_s [5, -)"]),
        ("International Prostate Symptom Score (IPSS) above 9", ["ipss (9, -)"]),
        ("IPSS of intermediate-2 or above 1.5", []),
        ("Sexual Health Inventory for Men (SHIM) score of 20 or less", ["iief5 (-, 20]"]),
        ("An IIEF-ED score under 22", ["iief_ef (-, 22)"]),
        ("SHI-M score 9 to 20", ["iief5 [9, 20]"]),
        ("Preserved potency (International Index of Erectile Function score > 20)", []),
        ("Karnofsy status of 60 or more", ["karnofsky [60, -)"]),
        (
            "Thrombopenia (< 90 G/L) or serum creatinie > 1.9 mg/dL",
            ["platelets (-, 90) 10*9/L", "creatinine (1.9, -) mg/dL"],
        ),
        ("AEC above 900/microL", ["eosinophils (900, -) /uL"]),
        ("A rating of 19 or more on the Hamilton Depression Scale", ["hamd [19, -)"]),
        ("Probable survival of less than 10 months", ["life_expectancy (-, 10) mo"]),
        ("Eczema on at least 12 % of the body surface", ["bsa_affected [12, -) %"]),
        ("Birth weight between 1.1 and 2.4 kg", ["birth_weight [1.1, 2.4] kg"]),
        ("IGA score of 2 or more (0-4 point scale)", ["iga [2, -)"]),
        ("Rankin of at most 2; 17-item Hamilton score above 12", ["mrs (-, 2]", "hamd (12, -)"]),
        ("SWOG 0 to 2", ["ecog {0 1 2}"]),
        ("Illness that limits the lifespan to less than 9 months", ["life_expectancy (-, 9) mo"]),
        ("Hamilton Anxiety Scale of 3 or more on items 1 and 2", []),
        ("Psoriasis of over 6 % of body surface, PASI of 11 or more", ["bsa_affected (6, -) %", "pasi [11, -)"]),
    ],
)
def test_scores_are_of_the_whole_scale_and_of_nothing_that_shares_its_letters(text: str, expected: list[str]) -> None:
    assert said(text) == expected
