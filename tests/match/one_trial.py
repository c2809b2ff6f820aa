"""One trial whose criteria a test writes by hand, and what becomes of a patient there."""

import json
from collections import Counter
from typing import Any

import psycopg
from psycopg import sql

from trialdb.extract.criteria import bare_names, with_doubts
from trialdb.records import Criterion, Limit
from trialdb.vocabulary.keys import entity_id

TRIAL = 1000
MET, VIOLATED, UNKNOWN = "met", "violated", "unknown"


class Trial:
    """One trial, criterion by criterion; and what becomes of a patient there."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection
        self.criteria: list[Criterion] = []
        self.n_conditions = 0
        self.insert("trials", trial_key="NCT00001000", source="test", is_registry_id_assumed=False)

    def insert(self, table: str, **values: Any) -> None:
        values = {"trial_id": TRIAL, **values}
        statement = sql.SQL("INSERT INTO trialdb.{} ({}) VALUES ({})").format(
            sql.Identifier(table),
            sql.SQL(", ").join(map(sql.Identifier, values)),
            sql.SQL(", ").join(sql.Placeholder() * len(values)),
        )
        self.connection.execute(statement, list(values.values()))

    def registry(self, **values: Any) -> None:
        for column, value in values.items():
            statement = sql.SQL("UPDATE trialdb.trials SET {} = %s").format(sql.Identifier(column))
            self.connection.execute(statement, [value])

    def studies(self, name: str, *wider: str, mesh_id: str | None = "D0", relation: str = "reported") -> None:
        """List a condition, with what it is a kind of from step to step."""
        ids = [self._condition(called, mesh_id if called == name else "D0") for called in (name, *wider)]
        for distance, condition_id in enumerate(ids):
            for steps, ancestor_id in enumerate(ids[distance + 1 :], 1):
                self._kind(condition_id, ancestor_id, steps)
        number = self.n_conditions = self.n_conditions + 1
        self.insert(
            "trial_conditions",
            condition_no=number,
            condition_id=ids[0],
            reported_as=name,
            relation=relation,
            distance=0,
        )

    def _condition(self, name: str, mesh_id: str | None) -> int:
        key = entity_id("condition", name)
        self.connection.execute(
            "INSERT INTO trialdb.conditions VALUES (%s, %s, %s) ON CONFLICT DO NOTHING", [key, name, mesh_id]
        )
        self._kind(key, key, 0)
        return key

    def _kind(self, narrower: int, wider: int, distance: int) -> None:
        self.connection.execute(
            "INSERT INTO trialdb.condition_ancestors VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
            [narrower, wider, distance],
        )

    def criterion(
        self, kind: str, *limits: dict[str, Any], text: str = "As written.", parent_no: int | None = None,
        logic: str = "leaf",
    ) -> int:  # fmt: skip
        self.criteria.append(
            Criterion(
                kind=kind, depth=0, text=text, logic=logic, parent_no=None if parent_no is None else parent_no - 1
            )
        )
        number = len(self.criteria)
        self.insert(
            "criteria", criterion_no=number, kind=kind, parent_no=parent_no, depth=0, is_header=False,
            logic=logic, text=text, char_start=0, char_end=len(text),
        )  # fmt: skip
        rows = [
            {"limit_no": limit_no, "group_no": limit_no, "operator": "range", "rule": "test", "kind": kind, **limit}
            for limit_no, limit in enumerate(limits, 1)
        ]
        sizes = Counter(row["group_no"] for row in rows)
        self.connection.execute("UPDATE trialdb.trials SET n_requirements = n_requirements + %s", [len(sizes)])
        for row, doubt in zip(rows, self._doubts(rows), strict=True):
            names = bare_names(row["concept"], row.get("of_text"))
            group_size = sizes[row["group_no"]]
            self.insert(
                "criterion_limits", criterion_no=number, group_size=group_size, doubt=doubt, of_names=names, **row
            )
        return number

    def _doubts(self, rows: list[dict[str, Any]]) -> list[str | None]:
        """Of the last criterion's limits, as a load finds them."""
        fields = ("concept", "operator", "is_negated", "exception_text")
        limits = tuple(Limit(**{name: row[name] for name in fields if name in row}) for row in rows)
        *_, last = with_doubts(self.criteria, [()] * (len(self.criteria) - 1) + [limits])
        return [limit.doubt for limit in last]

    def outcomes(self, **patient: Any) -> list[str]:
        """Of each requirement of the text, in reading order."""
        rows = self.connection.execute(
            "SELECT outcome FROM answers.patient_requirements(%s) WHERE criterion_no IS NOT NULL"
            " ORDER BY criterion_no, group_no",
            [json.dumps(patient)],
        )
        return [outcome for (outcome,) in rows]

    def verdict(self, **patient: Any) -> tuple[str, str] | None:
        """With the words that decide."""
        rows = self.connection.execute("SELECT verdict, deciding FROM answers.match_patient(%s)", [json.dumps(patient)])
        return rows.fetchone()

    def facts(self, **patient: Any) -> dict[str, str]:
        rows = self.connection.execute(
            "SELECT fact, outcome FROM answers.patient_requirements(%s) WHERE kind = 'registry'", [json.dumps(patient)]
        )
        return dict(rows.fetchall())


def anc(**values: Any) -> dict[str, Any]:
    canonical = {f"{bound}_canonical": values[bound] for bound in ("low", "high") if bound in values}
    inclusive = {f"{bound}_inclusive": True for bound in ("low", "high") if bound in values}
    return {"concept": "anc", "unit": "10*9/L", "canonical_unit": "10*9/L", **canonical, **inclusive, **values}


def alt(high: float, **values: Any) -> dict[str, Any]:
    return {"concept": "alt", "reference": "ULN", "high": high, "high_inclusive": True, **values}


def of(value: float, **limits: float) -> dict[str, Any]:
    return {"value": value, **limits}
