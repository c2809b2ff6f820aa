"""What the saved questions answer, over a few rows written by hand."""

from typing import Any

import psycopg
import pytest
from psycopg import sql

TRIAL = 1000


class Rows:
    """Writes rows into the tables of one trial, and reads a view back."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection
        self.insert("trials", trial_key="NCT00001000", source="test", is_registry_id_assumed=False)

    def insert(self, table: str, **values: Any) -> None:
        if table not in ("conditions", "agents", "condition_ancestors", "sponsors", "countries", "sites"):
            values = {"trial_id": TRIAL, **values}
        statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
            sql.Identifier("trialdb", table),
            sql.SQL(", ").join(map(sql.Identifier, values)),
            sql.SQL(", ").join(sql.Placeholder() * len(values)),
        )
        self.connection.execute(statement, list(values.values()))

    def change(self, **values: Any) -> None:
        for column, value in values.items():
            statement = sql.SQL("UPDATE trialdb.trials SET {} = %s").format(sql.Identifier(column))
            self.connection.execute(statement, [value])

    def read(self, view: str, *columns: str) -> list[tuple[Any, ...]]:
        listed = sql.SQL(", ").join(map(sql.Identifier, columns))
        query = sql.SQL("SELECT {0} FROM answers.{1} ORDER BY {0}").format(listed, sql.Identifier(view))
        return self.connection.execute(query).fetchall()


@pytest.fixture
def rows(scratch: psycopg.Connection) -> Rows:
    return Rows(scratch)


def condition(rows: Rows, no: int, name: str, relation: str = "reported", words: str | None = None) -> None:
    exists = rows.connection.execute("SELECT FROM trialdb.conditions WHERE condition_id = %s", [hash(name) % 2**50])
    if exists.fetchone() is None:
        rows.insert("conditions", condition_id=hash(name) % 2**50, name=name)
        rows.insert("condition_ancestors", condition_id=hash(name) % 2**50, ancestor_id=hash(name) % 2**50, distance=0)
    rows.insert(
        "trial_conditions",
        condition_no=no,
        condition_id=hash(name) % 2**50,
        reported_as=words or name,
        relation=relation,
        distance=int(relation == "mesh_ancestor"),
    )


def limit(rows: Rows, kind: str, concept: str, **values: Any) -> list[tuple[Any, ...]]:
    """The one limit of one criterion, as the view has it."""
    text = "As it was written."
    rows.insert(
        "criteria",
        criterion_no=1,
        kind=kind,
        depth=0,
        is_header=False,
        logic="leaf",
        text=text,
        char_start=0,
        char_end=18,
    )
    rows.insert(
        "criterion_limits",
        criterion_no=1,
        limit_no=1,
        kind=kind,
        group_size=1,
        concept=concept,
        **{"operator": "range", "rule": "test", **values},
    )
    return rows.read("eligibility_limits", "requirement", "within_days")


def test_a_trial_is_one_line_however_many_rows_it_has(rows: Rows) -> None:
    condition(rows, 1, "Osteosarcoma", words="Refractory Osteosarcoma")
    condition(rows, 2, "Sarcoma")
    condition(rows, 3, "Osteosarcoma", words="Recurrent Osteosarcoma")
    condition(rows, 4, "Neoplasms", "mesh_ancestor")
    rows.insert("countries", country_code="CN", name="China")
    for no, (code, words, is_removed) in enumerate(
        [("CN", "China", False), ("CN", "P.R. China", False), (None, "Atlantis", False), (None, "Elsewhere", True)], 1
    ):
        rows.insert("trial_countries", country_no=no, country_code=code, country_text=words, is_removed=is_removed)
    for no in (1, 2):
        rows.insert("arms", arm_no=no, label=f"Arm {no}")
        rows.insert("interventions", intervention_no=no, name=f"Drug {no}")
    (found,) = rows.read("trial_overview", "conditions", "interventions", "countries", "n_arms", "n_sites", "phase_low")
    assert found == ("Osteosarcoma; Sarcoma", "Drug 1; Drug 2", "Atlantis; China", 2, 0, None)


def test_a_dosage_of_two_arms_is_one_row(rows: Rows) -> None:
    for no, kind in ((1, "EXPERIMENTAL"), (2, "ACTIVE_COMPARATOR")):
        rows.insert("arms", arm_no=no, label=f"Arm {no}", arm_type=kind)
    rows.insert("agents", agent_id=7, name="Docetaxel")
    rows.insert(
        "dosages",
        dosage_no=1,
        agent_id=7,
        agent_text="docetaxel injection",
        dose_low=75,
        dose_high=75,
        dose_unit="mg/m2",
        cycle_days=[1, 8],
        until=["progression", "toxicity"],
        cycles_high=6,
        dosage_text="75 mg/m2",
    )
    rows.insert("dosages", dosage_no=2, agent_text="HS-20093", dosage_text="12 mg/kg")
    for arm in (1, 2):
        rows.insert("dosage_arms", dosage_no=1, arm_no=arm)
    columns = ("agent", "arm_label", "arm_type", "cycle_days", "until", "cycles")
    assert rows.read("dosing_regimens", *columns) == [
        ("Docetaxel", "Arm 1; Arm 2", "ACTIVE_COMPARATOR; EXPERIMENTAL", "1,8", "progression; toxicity", 6),
        ("HS-20093", None, None, None, None, None),
    ]


def test_a_trial_is_found_once_under_each_wider_condition(rows: Rows) -> None:
    condition(rows, 1, "Osteosarcoma", words="bone sarcoma of the young")
    condition(rows, 2, "Osteosarcoma", "mesh_term")
    condition(rows, 3, "Neoplasms", "mesh_ancestor")
    rows.insert("conditions", condition_id=5, name="Bone Neoplasms", mesh_id="D001859")
    for name, distance in ((5, 1), (hash("Neoplasms") % 2**50, 3)):
        values = {"condition_id": hash("Osteosarcoma") % 2**50, "ancestor_id": name, "distance": distance}
        rows.insert("condition_ancestors", **values)
    assert rows.read("trials_by_condition", "condition", "reported_as", "mesh_id", "distance") == [
        ("Bone Neoplasms", "bone sarcoma of the young", "D001859", 1),
        ("Neoplasms", "Neoplasms", None, 1),
        ("Osteosarcoma", "bone sarcoma of the young", None, 0),
    ]


def test_an_agents_role_is_read_off_the_arms_that_get_it(rows: Rows) -> None:
    for no, kind in ((1, "EXPERIMENTAL"), (2, "PLACEBO_COMPARATOR"), (3, "OTHER")):
        rows.insert("arms", arm_no=no, label=f"Arm {no}", arm_type=kind)
    for no, (name, arms) in enumerate(
        [("New", [1]), ("Old", [1, 2]), ("Placebo", [2]), ("Rescue", [3]), ("Nobody's", [])], 1
    ):
        rows.insert("agents", agent_id=no, name=name)
        rows.insert("interventions", intervention_no=no, name=name)
        rows.insert("intervention_agents", intervention_no=no, agent_id=no, reported_as=name.lower())
        for arm in arms:
            rows.insert("arm_interventions", arm_no=arm, intervention_no=no)
    rows.insert("agents", agent_id=9, name="Only dosed")
    rows.insert("dosages", dosage_no=1, agent_id=9, agent_text="it", dosage_text="1 mg of it")
    rows.insert("dosage_arms", dosage_no=1, arm_no=1)
    assert rows.read("trials_by_agent", "agent", "reported_as", "role") == [
        ("New", "new", "experimental"),
        ("Nobody's", "nobody's", None),
        ("Old", "old", "both"),
        ("Only dosed", "it", "experimental"),
        ("Placebo", "placebo", "comparator"),
        ("Rescue", "rescue", None),
    ]


@pytest.mark.parametrize(
    ("kind", "is_negated", "requirement"),
    [
        ("inclusion", None, "must"),
        ("exclusion", None, "must_not"),
        ("inclusion", True, "must_not"),
        ("exclusion", True, "must"),
        ("unspecified", None, None),
    ],
)
def test_exclusions_and_denials_are_turned(
    rows: Rows, kind: str, is_negated: bool | None, requirement: str | None
) -> None:
    assert limit(rows, kind, "anc", low=1.5, is_negated=is_negated) == [(requirement, None)]


@pytest.mark.parametrize(("kind", "relation"), [("inclusion", "min_gap"), ("exclusion", "within")])
def test_a_washout_reads_the_same_however_it_is_said(rows: Rows, kind: str, relation: str) -> None:
    window = {"window_relation": relation, "window_value": 4, "window_unit": "wk", "window_days": 28}
    assert limit(rows, kind, "prior_therapy", operator="present", **window) == [("must_not", 28)]


@pytest.mark.parametrize(("kind", "operator"), [("inclusion", "absent"), ("exclusion", "present")])
def test_an_absence_reads_the_same_however_it_is_said(rows: Rows, kind: str, operator: str) -> None:
    limit(rows, kind, "brain_metastases", operator=operator, status=operator)
    found = rows.read("eligibility_limits", "requirement", "operator", "status")
    assert found == [("must_not", "present", "present")]


def test_a_gap_before_a_measured_value_does_not_forbid_the_value(rows: Rows) -> None:
    window = {"window_relation": "min_gap", "window_value": 1, "window_unit": "wk", "window_days": 7}
    assert limit(rows, "inclusion", "platelets", low=100, **window) == [("must", 7)]


def test_a_limit_shows_the_words_it_was_read_from(rows: Rows) -> None:
    limit(rows, "inclusion", "ecog", operator="in_set", value_set=["0", "1"], char_start=3, char_end=9)
    assert rows.read("eligibility_limits", "limit_text", "text", "values") == [("it was", "As it was written.", "0, 1")]


def test_sources_that_agree_are_no_discrepancy(rows: Rows) -> None:
    for no, (field, loader, value) in enumerate(
        [
            ("phase", "ctgov-json", "PHASE3"),
            ("phase", "snapshot-headings", "PHASE3"),
            ("enrollment", "ctgov-json", "117"),
            ("enrollment", "snapshot-headings", "120"),
        ],
        1,
    ):
        rows.insert(
            "source_values", source_value_no=no, field=field, loader=loader, source_name=f"{loader}.txt", value=value
        )
    columns = ("trial_key", "field", "n_values", "values")
    expected = [("NCT00001000", "enrollment", 2, "ctgov-json: 117; snapshot-headings: 120")]
    assert rows.read("source_discrepancies", *columns) == expected


@pytest.mark.parametrize(
    ("phases", "interval", "disease", "is_found"),
    [
        ((3, 3), 21, "Osteosarcoma", True),
        ((2, 3), 21, "Osteosarcoma", True),
        ((2, 2), 21, "Osteosarcoma", False),
        ((3, 3), 7, "Osteosarcoma", False),
        ((3, 3), None, "Osteosarcoma", False),
        ((3, 3), 21, "Sarcoma", False),
    ],
)
def test_the_question_of_the_design_card(
    rows: Rows, phases: tuple[int, int], interval: float | None, disease: str, is_found: bool
) -> None:
    rows.change(phase_low=phases[0], phase_high=3)
    rows.change(phase_high=phases[1])
    condition(rows, 1, disease)
    condition(rows, 2, disease, "mesh_term")
    rows.insert("dosages", dosage_no=1, agent_text="drug", interval_days=interval, dosage_text="words")
    assert len(rows.read("phase_3_osteosarcoma_q3w", "trial_key")) == is_found


def test_a_deleted_trial_leaves_no_row(rows: Rows) -> None:
    limit(rows, "inclusion", "anc", low=1.5)
    rows.insert("arms", arm_no=1, label="Arm 1")
    rows.insert("dosages", dosage_no=1, dosage_text="words")
    rows.insert("dosage_arms", dosage_no=1, arm_no=1)
    rows.connection.execute("DELETE FROM trialdb.trials")
    tables = [row[0] for row in rows.connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'trialdb'")]
    for table in ("criteria", "criterion_limits", "arms", "dosages", "dosage_arms"):
        assert table in tables
        count = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier("trialdb", table))
        assert rows.connection.execute(count).fetchone() == (0,)
