"""A grade is of one kind of toxicity where the text names it, of any kind where it names none."""

from __future__ import annotations

import pytest

from tests.criteria_limits.reading import said


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Grade 3 or higher renal or hepatic toxicities", "toxicity_grade [3, -) of renal or hepatic toxicities"),
        ("Liver or other organ toxicity of grade 3 or above", "toxicity_grade [3, -) of organ toxicity"),
        ("Any irAE > grade 1 that goes on", "toxicity_grade (1, -) of irAE"),
        ("Sensory neurotoxicity of a severity > grade 2", "toxicity_grade (2, -) of Sensory neurotoxicity"),
        ("Severe anaphylaxis (NCI-CTCAE 5.0 grade ≥ 4)", "toxicity_grade [4, -) of anaphylaxis"),
        (
            "Nausea aside, an adverse event: grade 3 dysphagia or hiccups",
            "toxicity_grade [3, 3] of dysphagia or hiccups",
        ),
        ("Grade > 2 hearing loss", "toxicity_grade (2, -) of hearing loss"),
        ("Grade 4 allergic reactions to eggs, or rash", "toxicity_grade [4, 4] of allergic reactions to eggs"),
        ("Toxicity greater than common toxicity criteria (CTC) grade 2", "toxicity_grade (2, -)"),
        ("Toxicity from immunotherapy ≥ grade 2", "toxicity_grade [2, -) of Toxicity from immunotherapy"),
        ("Persistent toxicity from earlier treatment ≥ grade 2", "toxicity_grade [2, -)"),
        ("Disorders of any kind, and an adverse event of grade 4", "toxicity_grade [4, 4]"),
    ],
)
def test_a_kind_of_toxicity_is_told_with_its_grade(text: str, line: str) -> None:
    assert said(text, "exclusion") == [line]


def test_what_has_resolved_is_of_the_kind_named_before() -> None:
    text = "Each grade 3 or 4 non-hematologic toxicity must have resolved to grade 1 or less"
    assert [line.split(" of ")[1] for line in said(text, "inclusion")] == ["non-hematologic toxicity"] * 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "Earlier grade 3-4 adverse event that led to discontinuation of the drug",
            "toxicity_grade [3, 4] if that led to discontinuation of the drug of adverse event",
        ),
        ("A clinically significant grade 1 toxicity", "toxicity_grade [1, 1] if clinically significant"),
    ],
)
def test_only_some_toxicity_is_meant(text: str, line: str) -> None:
    assert said(text, "exclusion") == [line]


def test_a_step_of_asthma_therapy_is_no_grade_of_toxicity() -> None:
    assert said("No adverse events, well controlled by grade 3 therapy", "inclusion") == []


@pytest.mark.parametrize(
    "text",
    [
        "Toxic effects (except hair loss) of earlier drugs that have not resolved to grade ≤ 1",
        "Toxicities from earlier drugs excluding hair loss, not yet resolved to grade ≤ 1",
    ],
)
def test_an_exception_may_stand_before_the_grade(text: str) -> None:
    assert said(text, "exclusion") == ["toxicity_grade (-, 1] negated except hair loss"]
