"""What leaves a limit in doubt is found when a trial is loaded; a database from before is filled with the same."""

import runpy
from typing import Any

import psycopg
import pytest

from tests.match.one_trial import Trial, anc
from trialdb import resources
from trialdb.extract.criteria import bare_names

PREGNANCY = {"concept": "pregnancy", "operator": "present", "status": "present"}
HIV = {"concept": "hiv", "operator": "status", "status": "positive"}
THERAPY = {"concept": "prior_therapy", "operator": "present"}
AGE = {"concept": "age", "low": 65, "unit": "a"}


@pytest.mark.parametrize(
    ("of_text", "names"),
    [
        ("any prior Radiotherapy, or treatment with docetaxel", ["radiotherapy", "docetaxel"]),
        ("immunosuppressive\n  therapy and/or steroids", ["immunosuppressive", "steroids"]),
        (" , ", None),
        ("x" * 300, None),
    ],
)
def test_the_names_a_limit_is_of_are_bare(of_text: str, names: list[str] | None) -> None:
    assert bare_names("prior_therapy", of_text) == names
    assert bare_names("prior_lines", of_text) is None


def _write(trial: Trial) -> None:
    """Criteria of every kind of doubt, and of none."""
    texts: list[tuple[str, dict[str, Any], str]] = [
        ("exclusion", HIV, "HIV, unless it is under control."),
        ("exclusion", HIV, "AIDS."),
        ("exclusion", HIV, "HIV or AIDS."),
        ("exclusion", {**HIV, "exception_text": "cured"}, "HIV."),
        ("exclusion", AGE, "65 years or older with frailty"),
        ("exclusion", AGE, "Past the menopause at 65"),
        (
            "exclusion",
            {**THERAPY, "of_text": "treatment with Docetaxel; any Surgery"},
            "Current docetaxel; any surgery",
        ),
        ("exclusion", {**THERAPY, "of_text": "docetaxel"}, "Current or past docetaxel, as permitted"),
        ("exclusion", PREGNANCY, "A partner who is pregnant, and whose men must not"),
        ("exclusion", PREGNANCY, "Twins."),
        ("inclusion", PREGNANCY, "Contraception, for pregnancy is a risk."),
        ("inclusion", {**PREGNANCY, "is_negated": True}, "Not pregnant and not breastfeeding."),
        ("inclusion", HIV, "If HIV is found, it is treated, or"),
        ("inclusion", anc(low=1), "The line behind an or"),
        ("unspecified", anc(low=1), "Cohort B, unless of no kind"),
    ]
    for kind, limit, text in texts:
        trial.criterion(kind, limit, text=text)
    for kind, text, logic in (
        ("inclusion", "Participants with cirrhosis:", "all"),
        ("inclusion", "Two of these:", "n_of"),
        ("exclusion", "They must show:", "all"),
        ("exclusion", "They must not show:", "any"),
    ):
        over = trial.criterion(kind, text=text, logic=logic)
        between = trial.criterion(kind, text="Blood:", parent_no=over, logic="any" if kind == "exclusion" else "all")
        trial.criterion(kind, anc(low=1), parent_no=between)


def test_an_older_database_is_filled_with_what_a_load_finds(trial: Trial, scratch: psycopg.Connection) -> None:
    found = "SELECT criterion_no, limit_no, doubt, of_names FROM criterion_limits ORDER BY criterion_no, limit_no"
    _write(trial)
    at_load = scratch.execute(found).fetchall()
    assert {doubt for _, _, doubt, _ in at_load} == {None, "qualified", "misplaced"}

    scratch.execute("UPDATE trialdb.criterion_limits SET doubt = NULL, of_names = NULL")
    for statement in _fills():
        scratch.execute(statement)
    assert scratch.execute(found).fetchall() == at_load


def _fills() -> list[bytes]:
    (path,) = (resources.migrations() / "versions").glob("0023_*.py")
    names = runpy.run_path(str(path))
    return [names[name].encode() for name in ("FILL_NAMES", "FILL_DOUBTS", "FILL_MISPLACED")]
