"""What an outcome measures and when."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trialdb.vocabulary.endpoints import endpoint_of, endpoints
from trialdb.vocabulary.timeframes import time_frame_days


@pytest.mark.parametrize(
    ("measure", "endpoint"),
    [
        ("Overall Survival (OS)", "os"),
        ("Progression-free survival by RECIST 1.1", "pfs"),
        ("24 Week Progression Free Survival", "pfs"),
        ("PFS2", "pfs2"),
        ("Objective Response Rate (ORR)", "orr"),
        ("Duration of Overall Response", "dor"),
        ("Disease Control Rate(DCR) at 12 Weeks", "dcr"),
        ("Number of Participants With Adverse Events", "ae"),
        ("Adverse events and serious adverse events (SAEs)", "sae"),
        ("Treatment-emergent adverse events", "teae"),
        ("Maximum tolerated dose of zebranib", "mtd"),
        ("Dose-limiting toxicities", "dlt"),
        ("Cmax - Maximum Observed Concentration", "pk_cmax"),
        ("Time to Maximum Plasma Concentration (Tmax)", "pk_tmax"),
        ("Area Under the Plasma Concentration-time Curve (AUC0-8)", "pk_auc"),
        ("Change From Baseline in HbA1c at Week 24", "hba1c"),
        ("Mean change in A1C", "hba1c"),
        ("Health related quality of life (EQ-5D)", "eq5d"),
        ("Quality of Life", "qol"),
        ("Pain measured on a 100 mm visual analogue scale", "pain_vas"),
        ("All cause mortality", "mortality"),
        ("Cardiovascular death", "cv_mortality"),
        ("Diastolic blood pressure", "dbp"),
        ("Overall survival and progression-free survival", None),
        ("FVC AUC0-3 at Week 16", "fvc"),
        ("Number of cosy beds", None),
        ("Creatinine clearance", None),
        ("", None),
    ],
)
def test_a_measure_names_one_endpoint_or_none(measure: str, endpoint: str | None) -> None:
    assert endpoint_of(measure) == endpoint


@pytest.mark.parametrize("endpoint", endpoints().values(), ids=lambda endpoint: endpoint.endpoint)
def test_every_endpoint_is_named_by_its_own_name_or_pattern(endpoint: object) -> None:
    each = endpoints()[endpoint.endpoint]  # type: ignore[attr-defined]
    assert each.cues
    assert all(cue == cue.lower() and cue for cue in each.cues)
    if each.is_named_in(each.name):
        assert any(cue in each.name.lower() for cue in each.cues)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("12 months", 365.25),
        ("12 months from recruitment", 365.25),
        ("up to 3 years", 1095.75),
        ("1 month", 30.4375),
        ("6 weeks.", 42),
        ("six weeks", 42),
        ("24 hours", 1),
        ("90-day", 90),
        ("Week 12", 84),
        ("Baseline, week 12", 84),
        ("Baseline and 26 weeks", 182),
        ("3, 6, and 9 months", 9 * 30.4375),
        ("weeks 4, 8 and 12", 84),
        ("Baseline, Month 6, Month 12", 365.25),
        ("Baseline", 0),
        ("Week 0, week 54", 378),
        ("12 weeks after the injection", 84),
        ("From randomization until death from any cause, whichever came first, assessed up to 100 months", 3043.75),
        ("every 8 weeks, up to 2 years", 730.5),
        ("until progression", None),
        ("every 8 weeks", None),
        ("at cycle 6 (28 days per cycle)", None),
        ("7 days after the second dose, which is given on day 21", None),
        ("Day 30 after visit 4", None),
        ("up to 3 years or up to 5 years", None),
        ("2 or", None),
        ("Visit 9 to visit 12 (10 weeks)", None),
        ("baseline and after each injection", None),
        ("", None),
    ],
)
def test_a_time_frame_is_its_last_point_in_days(text: str, days: float | None) -> None:
    assert time_frame_days(text) == (None if days is None else pytest.approx(days))


@given(
    st.lists(
        st.sampled_from(["2", "12", "²", "week", "months", "of", "day", "baseline", ",", "-", "up to", "9" * 400, "x"])
    )
)
def test_any_words_are_read_as_days_of_a_human_life_or_not_at_all(words: list[str]) -> None:
    days = time_frame_days(" ".join(words))
    assert days is None or 0 <= days <= 36525
