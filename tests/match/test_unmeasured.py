"""What a text requires without a threshold: health, no treatment yet, none of the diseases it names."""

import pytest

from trialdb.enrich.named_conditions import named_conditions
from trialdb.extract.criteria import limits_of, with_unmeasured
from trialdb.records import Criterion, Limit


def item(text: str, kind: str = "inclusion", **others: object) -> Criterion:
    return Criterion(kind=kind, depth=0, text=text, **others)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("Healthy men, 20 to 50 years old", "Healthy men"),
        ("Must be generally healthy, non-smoking adult volunteers", "healthy, non-smoking adult"),
        ("Healthy women with a normal BMI", "Healthy women"),
        ("Healthy adults with mild hypertension", None),
        ("Healthy men or men with gout", None),
        ("Otherwise healthy adults", None),
        ("A healthy diet", None),
        ("Healthy teeth", None),
    ],
)
def test_health_is_asked_for_where_people_are_called_healthy(text: str, evidence: str | None) -> None:
    ((*found,),) = with_unmeasured([item(text)], [()])
    assert [text[limit.char_start : limit.char_end] for limit in found] == ([evidence] if evidence else [])
    assert {limit.concept for limit in found} <= {"healthy"}


@pytest.mark.parametrize("beside", ["Patients with gout", "Controls of the same age", "Diagnosed with gout"])
def test_nobody_is_asked_to_be_healthy_where_others_are_taken_too(beside: str) -> None:
    criteria = [item("Healthy volunteers"), item(beside)]
    assert list(with_unmeasured(criteria, [(), ()])) == [(), ()]
    assert list(with_unmeasured(criteria[:1], [()], ["Histamine in volunteers and patients"])) == [()]


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        ("Treatment-naive advanced melanoma", True),
        ("Previously untreated disease", True),
        ("Treatment-naive, unresectable or metastatic melanoma", True),
        ("Melanoma previously untreated in the metastatic setting", False),
        ("Treatment-naive or relapsed", False),
        ("Treatment-naive HIV infection", False),
        ("Therapy-naive to biologics", False),
        ("Previously untreated with retinoids", False),
        ("At least one previously untreated lesion", False),
        ("Cohort 1 is treatment-naive", False),
    ],
)
def test_no_treatment_yet_is_no_line_of_treatment(text: str, is_read: bool) -> None:
    ((*found,),) = with_unmeasured([item(text)], [[Limit(concept="ecog", group_no=1)]])
    untreated = [limit for limit in found if limit.concept == "prior_lines"]
    assert [(limit.high, limit.group_no) for limit in untreated] == ([(0, 2)] if is_read else [])
    assert list(with_unmeasured([item(text, "exclusion")], [()])) == [()]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Asthma", ["Asthma"]),
        ("History of asthma, COPD (of any kind)", []),
        ("Known history of asthma, bronchiectasis, or psoriasis.", ["asthma", "psoriasis"]),
        ("Patients with rheumatoid arthritis (RA)", ["rheumatoid arthritis"]),
        ("Uncontrolled asthma", []),
        ("Type 1 or type 2 diabetes", ["Type 1 or type 2 diabetes"]),
        ("Current COVID-19 infection", ["COVID-19 infection"]),
        ("Asthma of step 5", []),
        ("Asthma that needs steroids", []),
        ("Asthma within 2 years", []),
        ("A pacemaker", []),
    ],
)
def test_diseases_are_excluded_by_nothing_but_their_names(text: str, names: list[str]) -> None:
    found = named_conditions(item(text, "exclusion"))
    assert [limit.of_text for limit in found] == names
    assert [limit.group_no for limit in found] == list(range(1, len(names) + 1))


def test_a_named_disease_is_excluded_only_where_nothing_else_is_said() -> None:
    assert named_conditions(item("Asthma")) == []
    over = [item("Asthma", "exclusion", logic="any"), item("that is severe", "exclusion", parent_no=0)]
    assert limits_of(over, named_conditions) == ((), ())
    stated = limits_of([item("HIV infection", "exclusion")], named_conditions)
    assert [limit.concept for limits in stated for limit in limits] == ["hiv"]


@pytest.mark.parametrize(
    ("lead_in", "condition"),
    [
        ("Healthy controls:", "Healthy controls"),
        ("History of any of these in the past 3 years:", None),
        ("Any heart disease except:", None),
    ],
)
def test_a_named_disease_is_excluded_as_its_lead_in_says(lead_in: str, condition: str | None) -> None:
    over = [item(lead_in, "exclusion", logic="any"), item("Asthma", "exclusion", parent_no=0)]
    _, found = limits_of(over, named_conditions)
    assert [limit.if_text for limit in found] == ([condition] if condition else [])
