"""What a text says beside a limit and so leaves in doubt; each kind was met where a reading of verdicts was wrong."""

from typing import Any

import pytest

from tests.match.one_trial import MET, UNKNOWN, VIOLATED, Trial, anc

PREGNANCY = {"concept": "pregnancy", "operator": "present", "status": "present"}
BREASTFEEDING = {"concept": "breastfeeding", "operator": "present", "status": "present"}
HIV = {"concept": "hiv", "operator": "status", "status": "positive"}
YEARS = {"concept": "age", "unit": "a", "canonical_unit": "a", "low_inclusive": True}


def years(low: float | None = None, high: float | None = None) -> dict[str, Any]:
    return {**YEARS, "low": low, "low_canonical": low, "high": high, "high_canonical": high}


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("HIV infection.", VIOLATED),
        ("HIV infection, or AIDS.", VIOLATED),
        ("A history of AIDS.", UNKNOWN),
        ("HIV infection, if it is poorly controlled.", UNKNOWN),
        ("HIV infection together with Kaposi sarcoma.", UNKNOWN),
        ("An uncontrolled infection, or HIV.", VIOLATED),
        ("Any uncontrolled infection, such as HIV.", UNKNOWN),
        ("HIV infection; will be evaluated case by case.", UNKNOWN),
    ],
)
def test_hiv_excludes_where_nothing_narrows_it(trial: Trial, text: str, outcome: str) -> None:
    trial.criterion("exclusion", HIV, text=text)
    assert trial.outcomes(markers={"hiv": "positive"}) == [outcome]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("No HIV on testing.", VIOLATED),
        ("No HIV on testing, with this exception: suppressed under treatment.", UNKNOWN),
        ("No HIV on testing or, for those with HIV, suppression.", UNKNOWN),
        ("Accepts a blood test for the absence of HIV.", UNKNOWN),
    ],
)
def test_an_inclusion_may_offer_a_way_around_its_status(trial: Trial, text: str, outcome: str) -> None:
    trial.criterion("inclusion", {**HIV, "status": "negative"}, text=text)
    assert trial.outcomes(markers={"hiv": "positive"}) == [outcome]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Hepatitis B, with HBsAg.", VIOLATED),
        ("Who carries HBsAg is eligible if under treatment.", UNKNOWN),
        ("If HBsAg is found, treatment is under way.", UNKNOWN),
    ],
)
def test_what_an_inclusion_allows_it_does_not_ask_for(trial: Trial, text: str, outcome: str) -> None:
    trial.criterion("inclusion", {"concept": "hbsag", "operator": "status", "status": "positive"}, text=text)
    assert trial.outcomes(markers={"hbsag": "negative"}) == [outcome]


def test_nobody_is_asked_for_another_cancer(trial: Trial) -> None:
    trial.criterion("inclusion", {"concept": "other_malignancy", "operator": "present", "status": "present"})
    assert trial.outcomes(flags={"other_malignancy": False}) == [UNKNOWN]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Any cancer of the last two years.", VIOLATED),
        ("Ongoing cancer, or less than a year in remission.", VIOLATED),
        ("Cancer less than a year in remission.", UNKNOWN),
        ("Recovering from cancer.", UNKNOWN),
        ("Colon cancer or arthritis.", UNKNOWN),
        ("Skin cancer, or any other cancer.", VIOLATED),
        ("Any malignancy that limits life expectancy.", UNKNOWN),
    ],
)
def test_who_has_a_cancer_may_not_be_who_recovers_from_one(trial: Trial, text: str, outcome: str) -> None:
    trial.criterion("exclusion", {"concept": "other_malignancy", "operator": "present", "status": "present"}, text=text)
    assert trial.outcomes(flags={"other_malignancy": True}) == [outcome]


@pytest.mark.parametrize("kind", ["inclusion", "exclusion"])
def test_pregnancy_and_breastfeeding_exclude_each_by_itself(trial: Trial, kind: str) -> None:
    denied = {"is_negated": True} if kind == "inclusion" else {}
    limits = [{**limit, **denied, "group_no": 1} for limit in (PREGNANCY, BREASTFEEDING)]
    trial.criterion(kind, *limits, text="No pregnancy and no breastfeeding.")
    assert trial.outcomes(flags={"pregnancy": True, "breastfeeding": False}) == [VIOLATED]
    assert trial.outcomes(flags={"pregnancy": False, "breastfeeding": True}) == [VIOLATED]
    assert trial.outcomes(flags={"pregnancy": False, "breastfeeding": False}) == [MET]
    assert trial.outcomes(flags={"pregnancy": False}) == [UNKNOWN]


def test_an_inclusion_of_the_pregnant_or_breastfeeding_is_an_exclusion_in_the_wrong_place(trial: Trial) -> None:
    limits = [{**limit, "group_no": 1} for limit in (PREGNANCY, BREASTFEEDING)]
    trial.criterion("inclusion", *limits, text="Pregnant or breastfeeding.")
    assert trial.outcomes(sex="male") == [UNKNOWN]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Pregnancy.", VIOLATED),
        ("Women in pregnancy, or whose partner refuses condoms.", VIOLATED),
        ("Men whose partner is pregnant.", UNKNOWN),
        ("Twins in this pregnancy.", UNKNOWN),
    ],
)
def test_a_pregnancy_of_somebody_else_or_of_a_rare_kind_leaves_it_open(trial: Trial, text: str, outcome: str) -> None:
    trial.criterion("exclusion", PREGNANCY, text=text)
    assert trial.outcomes(flags={"pregnancy": True}) == [outcome]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Over 65 years.", VIOLATED),
        ("Those 65 years or older with renal impairment.", UNKNOWN),
        ("Patients 65 years of age for whom the dose is too high.", UNKNOWN),
    ],
)
def test_not_all_of_an_age_are_excluded_where_it_is_qualified(trial: Trial, text: str, outcome: str) -> None:
    trial.criterion("exclusion", years(low=65), text=text)
    assert trial.outcomes(age=75) == [outcome]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Neutrophils below 1.5.", VIOLATED),
        ("Neutrophils below 1.5 despite growth factors.", UNKNOWN),
        ("Neutrophils below 1.5 and considered clinically relevant.", UNKNOWN),
        ("Neutrophils below 1.5; however, low counts from birth are accepted.", UNKNOWN),
        ("Neutrophils below 1.5 (second half only).", UNKNOWN),
    ],
)
def test_part_of_an_exclusion_taken_back_leaves_it_open(trial: Trial, text: str, outcome: str) -> None:
    trial.criterion("exclusion", anc(high=1.5), text=text)
    assert trial.outcomes(measurements={"anc": 1.2}) == [outcome]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Men aged 40 or older, who use condoms with their partners.", VIOLATED),
        ("Lives with the same woman, who is 40 or older.", UNKNOWN),
        ("Has a female partner aged 40 or older.", UNKNOWN),
    ],
)
def test_the_age_of_a_partner_is_not_the_patients(trial: Trial, text: str, outcome: str) -> None:
    trial.criterion("inclusion", years(low=40), text=text)
    assert trial.outcomes(age=30) == [outcome]


def test_an_age_none_of_the_registrys_patients_has_is_that_of_something_else(trial: Trial) -> None:
    trial.criterion("inclusion", years(high=0.5), text="A biopsy up to 6 months old.")
    assert trial.outcomes(age=44) == [VIOLATED]
    trial.registry(min_age_text="18 Years", min_age_years=18)
    assert trial.outcomes(age=44) == [UNKNOWN]


def test_an_exclusion_cuts_no_hole_into_the_registrys_ages(trial: Trial) -> None:
    trial.registry(min_age_text="12 Years", min_age_years=12, max_age_text="75 Years", max_age_years=75)
    trial.criterion("exclusion", years(16, 75), text="High doses: 800 µg at the age of 16 to 75.")
    assert trial.outcomes(age=44) == [UNKNOWN]


def test_bounds_that_nobody_can_meet_together_are_alternatives(trial: Trial) -> None:
    trial.criterion("inclusion", years(low=60))
    trial.criterion("inclusion", years(high=60))
    assert trial.outcomes(age=75) == [MET, UNKNOWN]
    assert trial.outcomes(age=44) == [UNKNOWN, MET]


def test_an_or_at_the_end_of_a_line_makes_the_next_an_alternative(trial: Trial) -> None:
    trial.criterion("inclusion", text="Stage III, and/or")
    trial.criterion("inclusion", anc(low=1.5))
    trial.criterion("inclusion", anc(low=1.5), text="Neutrophils of 1.5, or")
    assert trial.outcomes(measurements={"anc": 1.2}) == [UNKNOWN, UNKNOWN]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("inclusion", "Who has less is excluded: neutrophils below 1.5."),
        ("inclusion", "Ineligible for standard doses (neutrophils below 1.5, hearing loss)."),
        ("exclusion", "Neutrophils outside the normal range (1.5 to 8)."),
    ],
)
def test_words_that_turn_a_bound_leave_it_open(trial: Trial, kind: str, text: str) -> None:
    limit = anc(high=1.5) if kind == "inclusion" else anc(low=1.5, high=8)
    trial.criterion(kind, limit, text=text)
    assert trial.outcomes(measurements={"anc": 4}) == [UNKNOWN]


def test_what_is_asked_for_among_the_exclusions_leaves_it_open(trial: Trial) -> None:
    over = trial.criterion("exclusion", text="Before the second dose they have to show:")
    trial.criterion("exclusion", anc(low=1.5), parent_no=over)
    over = trial.criterion("exclusion", text="They must not have:")
    trial.criterion("exclusion", anc(low=1.5), parent_no=over)
    assert trial.outcomes(measurements={"anc": 4}) == [UNKNOWN, VIOLATED]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Methotrexate, ever.", VIOLATED),
        ("Current methotrexate.", UNKNOWN),
        ("Current or past methotrexate.", VIOLATED),
    ],
)
def test_a_treatment_that_is_over_is_not_current(trial: Trial, text: str, outcome: str) -> None:
    trial.criterion(
        "exclusion", {"concept": "prior_therapy", "operator": "present", "of_text": "methotrexate"}, text=text
    )
    assert trial.outcomes(prior_therapies=[{"name": "methotrexate", "days_ago": 39}]) == [outcome]


def test_a_lasting_infection_is_no_recent_one(trial: Trial) -> None:
    recent = {"concept": "condition", "operator": "present", "window_relation": "within", "window_days": 14}
    trial.criterion("exclusion", {**recent, "of_text": "any infection"})
    trial.criterion("exclusion", {**recent, "of_text": "HIV infection"})
    assert trial.outcomes(conditions=["HIV infection"]) == [UNKNOWN, VIOLATED]


def test_what_is_broken_in_doubt_makes_the_trial_unknown(trial: Trial) -> None:
    trial.registry(min_age_text="18 Years", min_age_years=18, sex="ALL", accepts_healthy_volunteers=True)
    trial.criterion("inclusion", anc(low=1.0))
    trial.criterion("exclusion", {**HIV, "char_start": 0, "char_end": 3}, text="HIV, unless it is under control.")
    trial.criterion(
        "exclusion",
        {**HIV, "concept": "hcv", "exception_text": "cured", "char_start": 0, "char_end": 11},
        text="Hepatitis C.",
    )
    patient = {"age": 44, "sex": "male", "healthy": True, "measurements": {"anc": 2}}

    assert trial.verdict(**patient)[0] == "eligible so far"
    assert trial.verdict(**patient, markers={"hiv": "negative"})[0] == "eligible so far"
    in_doubt = trial.verdict(**patient, markers={"hiv": "positive", "hcv": "positive"})
    assert in_doubt == ("unknown", "in doubt: exclusion 2: HIV; in doubt: exclusion 3: Hepatitis C")


@pytest.mark.parametrize(
    ("kind", "text", "outcome"),
    [
        ("exclusion", "Nobody may join if any of these is found:", VIOLATED),
        ("exclusion", "A patient who is to be excluded if they:", VIOLATED),
        ("exclusion", "If a patient has one of these, enrollment is put off:", VIOLATED),
        ("exclusion", "Must be excluded:", VIOLATED),
        ("exclusion", "For all cohorts, unless otherwise stated:", VIOLATED),
        ("exclusion", "Common to both arms:", VIOLATED),
        ("exclusion", "If allergic:", UNKNOWN),
        ("exclusion", "For all fathers:", UNKNOWN),
        ("exclusion", "Of all parts, and in addition of part B:", UNKNOWN),
        ("exclusion", "Illness that is too grave in the doctor's opinion:", UNKNOWN),
        ("inclusion", "At visit 1:", VIOLATED),
        ("inclusion", "At visit 2:", UNKNOWN),
        ("inclusion", "Patients with adequate blood counts:", VIOLATED),
        ("inclusion", "Patients with leukemia:", UNKNOWN),
        ("inclusion", "Subjects who meet all of these:", VIOLATED),
        ("inclusion", "For entry into the study:", VIOLATED),
    ],
)
def test_a_heading_of_everybody_leaves_nothing_open(trial: Trial, kind: str, text: str, outcome: str) -> None:
    over = trial.criterion(kind, text=text, logic="any" if kind == "exclusion" else "all")
    bound = anc(low=1.5) if kind == "inclusion" else anc(high=1.5)
    trial.criterion(kind, bound, parent_no=over)
    assert trial.outcomes(measurements={"anc": 1.2}) == [outcome]


def test_an_inclusion_leads_to_no_exclusion(trial: Trial) -> None:
    over = trial.criterion("inclusion", text="Any patients with the disease")
    trial.criterion("exclusion", PREGNANCY, text="Pregnancy.", parent_no=over)
    assert trial.outcomes(flags={"pregnancy": True}) == [VIOLATED]


def test_the_ages_of_the_first_of_a_family_exclude_no_relative(trial: Trial) -> None:
    trial.criterion("inclusion", years(6, 12), text="Probands are 6 to 12 years old.")
    assert trial.outcomes(age=14) == [UNKNOWN]
