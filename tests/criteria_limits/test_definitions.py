"""What explains a word, or is said of others, is no limit."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Women who are postmenopausal (FSH > 42 mIU/mL)", []),
        ("Surgically sterile (tubal ligation at least 7 weeks before screening)", []),
        ("Former smokers of under 12 PY", ["pack_years (-, 12) {pack-years}"]),
        ("Fewer than 12 pack years (1 pack year = 20 cigarettes/day)", ["pack_years (-, 12) {pack-years}"]),
        ("Symptoms in at least 2 pollen seasons for ages 7 through 16 years", []),
        ("Aged 18 years or older. Participants in Japan must be 21 years or older.", ["age [18, -) a"]),
        ("Partner is not pregnant or lactating", []),
        ("Menopause means a year without bleeding. Others need an FSH level below 41 mIU/mL.", []),
        ("Documented reversibility of FEV1 ≥ 13 %", []),
        ("Steroids must be stable or decreasing within 2 weeks prior to enrollment", []),
        ("Lansky score (LPS for ≤ 15 years of age) of at least 60", ["lansky [60, -)"]),
        (
            "No prior systemic therapy (with the exception of radiotherapy completed > 8 months before)",
            ["prior_therapy absent of systemic therapy except radiotherapy completed > 8 months before"],
        ),
    ],
)
def test_what_an_inclusion_tells_beside_its_limits(text: str, expected: list[str]) -> None:
    assert said(text, "inclusion") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sexual partners who are nursing", []),
        ("Subjects with household contacts who are pregnant", []),
        ("Contraindications to steroid use within 2 weeks before the test", []),
        ("Immune-related toxicity: ≥ grade 2 myocarditis", None),
        ("History of immunotherapy with pollen extracts", ["prior_therapy of immunotherapy with pollen extracts"]),
        (
            "Treatment with steroids ≤ 12 days or other immunosuppressants ≤ 28 days prior to registration",
            ["prior_therapy within 28 d @registration of other immunosuppressants"],
        ),
    ],
)
def test_what_an_exclusion_names_is_read_with_all_its_words(text: str, expected: list[str] | None) -> None:
    limits = said(text, "exclusion")

    if expected is None:
        assert limits[-1] == "toxicity_grade [2, -) of myocarditis"
    else:
        assert limits == expected
