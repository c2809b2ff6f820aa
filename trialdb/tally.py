"""What became of the documents: one shard's report, and the tally of a whole load."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """A row of ``load_problems``: a document that failed, or a doubtful value of one that was loaded."""

    severity: Literal["error", "warning"]
    source_name: str
    code: str
    message: str
    loader: str | None = None
    trial_key: str | None = None
    place: str | None = None
    value: str | None = None


class Report(msgspec.Struct):
    """What became of one shard. Warnings are counted here and kept in the database."""

    n_documents: int = 0
    n_loaded: int = 0
    problems: list[Problem] = msgspec.field(default_factory=list)
    seconds: dict[str, float] = msgspec.field(default_factory=dict)

    @property
    def failures(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "error"]


class Tally(msgspec.Struct, kw_only=True):
    """What became of a load. ``failures`` says why, one entry a document.

    ``share_read`` is how much of the input has been read, from 0 to 1; None where nobody knows how much there is.
    """

    load_id: int = 0
    status: Literal["running", "done", "interrupted", "rolled back", "failed"] = "running"
    documents: int = 0
    loaded: int = 0
    unchanged: int = 0
    failed: int = 0
    warnings: int = 0
    skipped: int = 0
    share_read: float | None = None
    seconds: float = 0.0
    failures: list[Problem] = msgspec.field(default_factory=list)
    stages: dict[str, float] = msgspec.field(default_factory=dict)

    def add(self, report: Report) -> None:
        """Count a shard."""
        self.documents += report.n_documents
        self.loaded += report.n_loaded
        self.note(report.problems)
        for stage, seconds in report.seconds.items():
            self.charge(stage, seconds)

    def charge(self, stage: str, seconds: float) -> None:
        """Count the time a stage took."""
        self.stages[stage] = self.stages.get(stage, 0.0) + seconds

    def note(self, problems: Sequence[Problem]) -> None:
        """Count problems; failures are remembered, as many as a person would read."""
        for problem in problems:
            if problem.severity == "error":
                self.failed += 1
                if len(self.failures) < KEPT_FAILURES:
                    self.failures.append(problem)
            elif problem.code == "skipped":
                self.skipped += 1
            else:
                self.warnings += 1


KEPT_FAILURES = 1000
