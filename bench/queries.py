"""``python -m bench.queries [--plans]``: typical questions to a loaded database, p50 and p95 in milliseconds.

The database is the one that TRIALDB_URL or TRIALDB_HOME names. Every question is asked with several values, each of
them many times, as programs ask it: all rows are fetched. Beside the time on the wall stands the server's processor
time, where it can be seen: on a machine shared with others it says more. ``--plans`` prints how PostgreSQL goes about
each.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from pathlib import Path
from typing import NamedTuple

import psycopg

from trialdb.match import read_patient, resolve_patient
from trialdb.match.resolving import as_json
from trialdb.session import open_database

_PATIENTS = Path(__file__).parents[1] / "tests" / "match" / "patients"


class Question(NamedTuple):
    """A question with a place for each of its values."""

    name: str
    sql: str
    values: tuple[tuple[object, ...], ...]
    times: int = 25


def _patients() -> tuple[tuple[object, ...], ...]:
    return tuple((as_json(resolve_patient(read_patient(file.read_bytes()))),) for file in sorted(_PATIENTS.glob("*")))


_BOSTON, _BEIJING, _PARIS = (41.9, 42.8, -71.6, -70.6), (39.4, 40.4, 115.8, 117.0), (48.4, 49.3, 1.8, 2.9)

QUESTIONS = (
    Question("phase 3 osteosarcoma trials with Q3W dosing", "SELECT * FROM phase_3_osteosarcoma_q3w", ((),)),
    Question(
        "doses of a drug above an amount",
        "SELECT * FROM dosing_regimens WHERE agent = %s AND dose_low > %s AND dose_unit = %s",
        (("gemcitabine", 1000, "mg/m2"), ("carboplatin", 4, "mg/mL.min"), ("pembrolizumab", 100, "mg")),
    ),
    Question(
        "trials of a condition and all its kinds near a city",
        """
        SELECT DISTINCT trial_key, facility, city
        FROM trials_by_condition JOIN trials_by_site USING (trial_key)
        WHERE condition = %s AND latitude BETWEEN %s AND %s AND longitude BETWEEN %s AND %s
        """,
        (("Sarcoma", *_BOSTON), ("Osteosarcoma", *_BOSTON), ("Lymphoma", *_PARIS), ("Leukemia", *_BEIJING)),
    ),
    Question(
        "limits that allow a value",
        """
        SELECT trial_key, limit_text FROM eligibility_limits
        WHERE concept = %s AND requirement = 'must'
          AND (low_canonical <= %s OR low_canonical IS NULL) AND (high_canonical >= %s OR high_canonical IS NULL)
        """,
        (("anc", 1.2, 1.2), ("platelets", 90, 90), ("hemoglobin", 9.5, 9.5)),
    ),
    Question(
        "words in titles and summaries",
        "SELECT * FROM trials_with_words(%s)",
        (("stem cell transplantation",), ('"quality of life" elderly',), ("asthma OR copd",), ("vaccine -influenza",)),
    ),
    Question(
        "dose intensity of a drug above an amount",
        "SELECT * FROM dose_totals WHERE agent = %s AND unit = %s AND intensity_low > %s",
        (("docetaxel", "mg/m2", 30), ("paclitaxel", "mg/m2", 60)),
        times=5,
    ),
    Question(
        "all trials a patient could join, and why not the others", "SELECT * FROM match_patient(%s)", _patients(), 3
    ),
)


def main() -> None:
    with open_database(read_only=True) as connection:
        (n_trials,) = connection.execute("SELECT count(*) FROM trials").fetchone() or (0,)
        print(f"{n_trials:,} trials")
        for question in QUESTIONS:
            print(f"{question.name}: {_measured(connection, question)}")
            if "--plans" in sys.argv:
                print(_plan(connection, question))


def _measured(connection: psycopg.Connection, question: Question) -> str:
    taken, used, counts = [], [], []
    for values in question.values:
        for _ in range(question.times):
            started, before = time.perf_counter(), _processor_ms(connection)
            counts.append(len(connection.execute(question.sql, values).fetchall()))
            taken.append((time.perf_counter() - started) * 1000)
            used.append(_processor_ms(connection) - before)
    return f"{_spread(taken)}; processor {_spread(used)}; {min(counts)} to {max(counts)} rows"


def _spread(taken: list[float]) -> str:
    p50, p95 = statistics.quantiles(taken, n=20)[9], statistics.quantiles(taken, n=20)[18]
    return f"p50 {p50:.1f} ms, p95 {p95:.1f} ms, longest {max(taken):.1f} ms"


def _processor_ms(connection: psycopg.Connection) -> float:
    """What the server process of this connection has used so far; 0 where it runs elsewhere."""
    try:
        fields = Path(f"/proc/{connection.info.backend_pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") * 1000


def _plan(connection: psycopg.Connection, question: Question) -> str:
    lines = connection.execute(f"EXPLAIN (ANALYZE, BUFFERS OFF) {question.sql}", question.values[0]).fetchall()
    return "\n".join(f"    {line}" for (line,) in lines)


if __name__ == "__main__":
    main()
