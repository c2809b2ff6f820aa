"""How limits decide, over criteria written by hand: alternatives, conditions, exceptions, cohorts, open bounds."""

import json
from typing import Any

import pytest

from tests.match.one_trial import MET, TRIAL, UNKNOWN, VIOLATED, Trial, alt, anc, of


@pytest.mark.parametrize(("value", "outcome"), [(1.4, VIOLATED), (1.5, MET), (1.6, MET), (None, UNKNOWN)])
def test_a_bound_is_met_violated_or_unknown(trial: Trial, value: float | None, outcome: str) -> None:
    trial.criterion("inclusion", anc(low=1.5))
    assert trial.outcomes(measurements={} if value is None else {"anc": value}) == [outcome]


def test_an_exclusion_is_turned(trial: Trial) -> None:
    trial.criterion("exclusion", anc(high=1.5, high_inclusive=False))
    assert [trial.outcomes(measurements={"anc": value}) for value in (1.4, 1.5)] == [[VIOLATED], [MET]]


def test_a_value_in_another_unit_than_the_canonical_is_unknown(trial: Trial) -> None:
    trial.criterion("inclusion", anc(low=1.5))
    assert trial.outcomes(measurements={"anc": {"value": 1.2, "unit": "/uL"}}) == [UNKNOWN]


def test_a_criterion_of_unspecified_kind_never_decides(trial: Trial) -> None:
    trial.criterion("unspecified", anc(low=1.5))
    assert trial.outcomes(measurements={"anc": 1}) == [UNKNOWN]


def test_one_alternative_of_an_inclusion_is_enough(trial: Trial) -> None:
    ecog = {"concept": "ecog", "operator": "in_set", "value_set": ["0", "1"], "group_no": 1}
    trial.criterion("inclusion", ecog, {"concept": "karnofsky", "low": 70, "low_inclusive": True, "group_no": 1})
    assert trial.outcomes(performance={"ecog": 2}) == [UNKNOWN]
    assert trial.outcomes(performance={"ecog": 2, "karnofsky": 70}) == [MET]
    assert trial.outcomes(performance={"ecog": 2, "karnofsky": 60}) == [VIOLATED]


def test_who_is_too_weak_by_one_scale_may_be_by_another_that_restates_it(trial: Trial) -> None:
    trial.registry(sex="ALL", accepts_healthy_volunteers=True)
    ecog = {"concept": "ecog", "operator": "in_set", "value_set": ["0", "1"], "group_no": 1}
    karnofsky = {"concept": "karnofsky", "low": 70, "low_inclusive": True, "group_no": 1}
    trial.criterion("inclusion", ecog, karnofsky, {**anc(low=1.0), "group_no": 2})
    patient = {"age": 44, "sex": "male", "healthy": True, "measurements": {"anc": 2}}

    assert trial.verdict(**patient)[0] == trial.verdict(**patient, performance={"ecog": 1})[0] == "eligible so far"
    assert trial.verdict(**patient, performance={"ecog": 2})[0] == "unknown"


def test_an_exclusion_of_several_needs_them_all(trial: Trial) -> None:
    status = {"operator": "status", "status": "positive", "group_no": 1}
    trial.criterion("exclusion", {"concept": "hcv_antibody", **status}, {"concept": "hcv_rna", **status})
    assert trial.outcomes(markers={"hcv_antibody": "positive"}) == [UNKNOWN]
    assert trial.outcomes(markers={"hcv_antibody": "positive", "hcv_rna": "undetectable"}) == [MET]
    assert trial.outcomes(markers={"hcv_antibody": "positive", "hcv_rna": "detectable"}) == [VIOLATED]


def test_one_of_several_infections_may_be_enough_to_exclude(trial: Trial) -> None:
    status = {"operator": "status", "status": "positive", "group_no": 1}
    trial.criterion("exclusion", {"concept": "hiv", **status}, {"concept": "hbsag", **status})
    cd4 = {"concept": "cd4", "high": 200, "unit": "/uL", "canonical_unit": "/uL", "high_canonical": 200, "group_no": 1}
    trial.criterion("exclusion", {"concept": "hiv", **status}, cd4)
    measured = {"measurements": {"cd4": 500}}
    assert trial.outcomes(markers={"hiv": "positive", "hbsag": "negative"}, **measured) == [UNKNOWN, MET]
    assert trial.outcomes(markers={"hiv": "positive", "hbsag": "positive"}, **measured) == [VIOLATED, MET]
    assert trial.outcomes(markers={"hiv": "negative", "hbsag": "negative"}, **measured) == [MET, MET]


@pytest.mark.parametrize(
    ("value", "flags", "outcome"),
    [
        (80, {}, MET),
        (160, {}, UNKNOWN),
        (160, {"liver_metastases": True}, MET),
        (160, {"liver_metastases": False}, VIOLATED),
        (240, {}, VIOLATED),
    ],
)
def test_a_threshold_under_a_condition_only_widens_the_other(
    trial: Trial, value: float, flags: dict[str, bool], outcome: str
) -> None:
    trial.criterion("inclusion", alt(2.5, group_no=1), alt(5, group_no=1, if_text="liver metastases"))
    assert trial.outcomes(measurements={"alt": of(value, uln=40)}, flags=flags) == [outcome]


def test_a_multiple_needs_the_patients_own_limit_of_normal(trial: Trial) -> None:
    trial.criterion("inclusion", alt(2.5))
    assert trial.outcomes(measurements={"alt": 200}) == [UNKNOWN]
    assert trial.outcomes(measurements={"alt": of(100, uln=40)}) == [MET]


def test_a_limit_of_the_other_sex_is_none(trial: Trial) -> None:
    qtc = {"concept": "qtc", "low_inclusive": False, "unit": "ms", "canonical_unit": "ms"}
    trial.criterion(
        "exclusion", {**qtc, "low": 450, "low_canonical": 450, "sex": "MALE"},
        {**qtc, "low": 470, "low_canonical": 470, "sex": "FEMALE"},
    )  # fmt: skip
    assert trial.outcomes(sex="female", measurements={"qtc": 460}) == [MET]
    assert trial.outcomes(sex="male", measurements={"qtc": 460}) == [VIOLATED]
    assert VIOLATED not in trial.outcomes(measurements={"qtc": 460})


def test_an_exception_leaves_it_open(trial: Trial) -> None:
    presence = {"concept": "brain_metastases", "operator": "present", "status": "present"}
    trial.criterion("exclusion", {**presence, "exception_text": "treated and stable"})
    trial.criterion("exclusion", presence, text="Brain metastases; treated ones are allowed.")
    trial.criterion("exclusion", presence)
    assert trial.outcomes(flags={"brain_metastases": True}) == [UNKNOWN, UNKNOWN, VIOLATED]
    assert trial.outcomes(flags={"brain_metastases": False}) == [MET, MET, MET]


@pytest.mark.parametrize(
    ("text", "logic", "outcome"),
    [
        ("Adequate organ function, defined as:", "all", VIOLATED),
        ("Cohort B:", "all", UNKNOWN),
        ("For patients who had a transplant:", "all", UNKNOWN),
        ("One of the following:", "any", UNKNOWN),
    ],
)
def test_the_words_above_a_criterion_may_make_it_some_cohorts(
    trial: Trial, text: str, logic: str, outcome: str
) -> None:
    over = trial.criterion("inclusion", text=text, logic=logic)
    between = trial.criterion("inclusion", text="Blood:", parent_no=over, logic="all")
    trial.criterion("inclusion", anc(low=1.5), parent_no=between)
    assert trial.outcomes(measurements={"anc": 1.2}) == [outcome]


def test_the_more_lenient_of_two_bounds_lets_in(trial: Trial) -> None:
    trial.criterion("inclusion", anc(low=1.5))
    trial.criterion("inclusion", anc(low=1.0))
    assert trial.outcomes(measurements={"anc": 1.2}) == [UNKNOWN, MET]
    assert trial.outcomes(measurements={"anc": 0.9}) == [VIOLATED, VIOLATED]


def test_an_exclusion_that_asks_for_a_denial_could_mean_either(trial: Trial) -> None:
    trial.criterion("exclusion", {"concept": "pregnancy_test", "operator": "status", "status": "negative"})
    assert trial.outcomes(flags={"pregnancy": False}) == [UNKNOWN]


@pytest.mark.parametrize(("pregnancy", "outcome"), [(True, VIOLATED), (False, MET), (None, UNKNOWN)])
def test_who_is_pregnant_can_bear_children(trial: Trial, pregnancy: bool | None, outcome: str) -> None:
    test = {"concept": "pregnancy_test", "operator": "status", "status": "negative", "sex": "FEMALE"}
    trial.criterion("inclusion", {**test, "if_text": "women of childbearing potential"})
    flags = {} if pregnancy is None else {"pregnancy": pregnancy}
    assert trial.outcomes(sex="female", flags=flags) == [outcome]
    assert trial.outcomes(sex="male") == []


def test_a_criterion_on_contraception_asks_nobody_to_be_pregnant(trial: Trial) -> None:
    presence = {"concept": "pregnancy", "operator": "present", "status": "present"}
    trial.criterion("inclusion", presence, text="Contraception, since pregnancy may harm.")
    trial.criterion("inclusion", presence, text="Pregnant, third trimester.")
    assert trial.outcomes(flags={"pregnancy": False}) == [UNKNOWN, VIOLATED]


@pytest.mark.parametrize(
    ("days_ago", "window", "outcome"),
    [
        (27, {"window_relation": "within", "window_days": 28}, VIOLATED),
        (29, {"window_relation": "within", "window_days": 28}, UNKNOWN),
        (27, {"window_relation": "within", "window_unit": "{half-lives}"}, UNKNOWN),
        (27, {"window_relation": "within", "window_days": 28, "window_anchor": "biopsy"}, UNKNOWN),
        (27, {"window_relation": "within_after", "window_days": 28}, UNKNOWN),
        (900, {}, VIOLATED),
    ],
)
def test_an_event_breaks_a_washout_it_falls_into(
    trial: Trial, days_ago: int, window: dict[str, Any], outcome: str
) -> None:
    limit = {"concept": "prior_therapy", "operator": "present", "of_text": "Radiotherapy or surgery", **window}
    trial.criterion("exclusion", limit)
    assert trial.outcomes(prior_therapies=[{"name": "Radiotherapy", "days_ago": days_ago}]) == [outcome]


def test_all_lines_together_are_no_fewer_than_those_of_one_kind(trial: Trial) -> None:
    lines = {"concept": "prior_lines", "unit": "{lines}", "canonical_unit": "{lines}", "of_text": "platinum"}
    trial.criterion("inclusion", {**lines, "low": 2, "low_canonical": 2, "low_inclusive": True})
    trial.criterion("inclusion", {**lines, "high": 2, "high_canonical": 2, "high_inclusive": True})
    trial.studies("Gout")
    outcomes = [trial.outcomes(prior_lines=n, conditions=["gout"]) for n in (1, 2, 3)]
    assert outcomes == [[VIOLATED, MET], [UNKNOWN, MET], [UNKNOWN, UNKNOWN]]


def test_the_highest_grade_is_no_lower_than_that_of_one_thing(trial: Trial) -> None:
    grade = {"concept": "toxicity_grade", "of_text": "pneumonitis", "low": 3, "low_canonical": 3, "low_inclusive": True}
    trial.criterion("exclusion", grade)
    outcomes = [trial.outcomes(measurements={"toxicity_grade": {"value": value}}) for value in (2, 4)]
    assert outcomes == [[MET], [UNKNOWN]]


def test_lines_are_those_of_the_disease_that_is_studied(trial: Trial) -> None:
    lines = {"concept": "prior_lines", "unit": "{lines}", "canonical_unit": "{lines}"}
    trial.criterion("inclusion", {**lines, "high": 0, "high_canonical": 0, "high_inclusive": True})
    trial.studies("Gout")
    assert trial.outcomes(prior_lines=1, conditions=["asthma"]) == [UNKNOWN]
    assert trial.outcomes(prior_lines=1, conditions=["gout"]) == [VIOLATED]


@pytest.mark.parametrize(("age", "outcome"), [(11, VIOLATED), (12, MET), (70, MET), (101, MET)])
def test_an_open_maximum_age_takes_everybody_older(trial: Trial, age: float, outcome: str) -> None:
    trial.registry(min_age_text="12 Years", min_age_years=12)
    assert trial.facts(age=age)["age"] == outcome


def test_an_age_counts_completed_years(trial: Trial) -> None:
    trial.registry(max_age_text="75 Years", max_age_years=75)
    assert [trial.facts(age=age)["age"] for age in (75, 75.9, 76)] == [MET, MET, VIOLATED]


def test_an_age_in_the_text_does_not_exclude_whom_the_registry_takes(trial: Trial) -> None:
    years = {"concept": "age", "unit": "a", "canonical_unit": "a"}
    trial.criterion("inclusion", {**years, "low": 18, "low_canonical": 18, "low_inclusive": True})
    assert trial.outcomes(age=14) == [VIOLATED]
    trial.registry(min_age_text="12 Years", min_age_years=12)
    assert trial.outcomes(age=14) == [UNKNOWN]


@pytest.mark.parametrize(
    ("patient", "accepts", "outcome"),
    [
        ({"healthy": True}, False, VIOLATED),
        ({"healthy": True}, True, MET),
        ({"healthy": False}, False, MET),
        ({"conditions": ["asthma"]}, False, MET),
        ({}, False, UNKNOWN),
        ({}, True, MET),
    ],
)
def test_healthy_volunteers(trial: Trial, patient: dict[str, Any], accepts: bool, outcome: str) -> None:
    trial.registry(accepts_healthy_volunteers=accepts)
    assert trial.facts(**patient)["healthy"] == outcome


@pytest.mark.parametrize(
    ("patient", "outcome"),
    [
        ({"sex": "female"}, VIOLATED),
        ({"sex": "male"}, MET),
        ({"sex": "female", "gender": "male"}, MET),
        ({"sex": "male", "gender": "female"}, VIOLATED),
        ({"sex": "male", "gender": "other"}, UNKNOWN),
        ({}, UNKNOWN),
    ],
)
def test_a_trial_that_goes_by_gender_takes_the_sex_where_no_gender_is_stated(
    trial: Trial, patient: dict[str, Any], outcome: str
) -> None:
    trial.registry(sex="MALE", is_gender_based=True)
    assert trial.facts(**patient)["sex"] == outcome


def test_nothing_known_breaks_nothing(trial: Trial) -> None:
    trial.registry(min_age_text="18 Years", min_age_years=18, sex="MALE", accepts_healthy_volunteers=False)
    trial.criterion("inclusion", anc(low=1.5))
    trial.criterion("exclusion", {"concept": "hiv", "operator": "status", "status": "positive"})
    assert VIOLATED not in [*trial.outcomes(), *trial.facts().values()]


def test_only_the_trials_named_are_asked(trial: Trial) -> None:
    trial.criterion("inclusion", anc(low=1.5))
    for function in ("match_patient", "patient_requirements", "patient_registry", "patient_criteria", "patient_limits"):
        query = f"SELECT count(*) FROM {function}(%s, %s)"
        patient = json.dumps({"measurements": {"anc": 1}})
        counts = [
            trial.connection.execute(query.encode(), [patient, trials]).fetchone()
            for trials in (None, [TRIAL], [1], [])
        ]
        assert counts[0] == counts[1] != (0,)
        assert counts[2:] == [(0,), (0,)]
