"""View and function files: a header, then one statement.

A view file is one SELECT; its first comment line becomes the view's comment, and the comment behind each line of its
outermost select list the comment of that column. A function file is one CREATE OR REPLACE FUNCTION.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from graphlib import CycleError, TopologicalSorter
from hashlib import sha256
from pathlib import Path
from typing import Literal, NamedTuple

from trialdb import resources
from trialdb.errors import SchemaError

_COMMENT = re.compile(r"--.*")
_WORD = re.compile(r"[a-z_][a-z0-9_]*")
_SELECT_LIST = re.compile(r"^SELECT\b(.*?)^FROM\b", re.MULTILINE | re.DOTALL)
_COLUMN = re.compile(r"(\w+),?[ ]+--[ ]+(.+)$", re.MULTILINE)


class Column(NamedTuple):
    """An output column of a view and what it means."""

    name: str
    comment: str


@dataclass(frozen=True)
class SavedQuestion:
    """A view or function of the schema ``answers``, as its file says."""

    name: str
    kind: Literal["view", "function"]
    file: str
    text: str

    @property
    def sha256(self) -> str:
        return sha256(self.text.encode()).hexdigest()

    @cached_property
    def header(self) -> list[str]:
        """The comment lines at the top, without their dashes."""
        lines = []
        for line in self.text.splitlines():
            if not line.startswith("--"):
                break
            lines.append(line.removeprefix("--").strip())
        return lines

    @property
    def summary(self) -> str:
        return self.header[0] if self.header else ""

    @property
    def answers(self) -> str | None:
        """The question the header quotes."""
        for line in self.header:
            if line.startswith("Answers:"):
                return line.removeprefix("Answers:").strip().strip('"')
        return None

    @property
    def topic(self) -> str:
        """The folder it is in."""
        return Path(self.file).parent.name

    @cached_property
    def columns(self) -> list[Column]:
        """The commented output columns of a view."""
        listed = _SELECT_LIST.search(self.text)
        return [Column(*found) for found in _COLUMN.findall(listed[1])] if listed else []

    @cached_property
    def words(self) -> frozenset[str]:
        """Every name the statement mentions."""
        return frozenset(_WORD.findall(_COMMENT.sub("", self.text)))

    @property
    def statement(self) -> str:
        if self.kind == "function":
            return self.text
        return f"CREATE OR REPLACE VIEW answers.{self.name} AS\n{self.text}"


@cache
def saved_questions(folder: Path | None = None) -> tuple[SavedQuestion, ...]:
    """Every file of ``sql/``, each after those it names."""
    root = folder or resources.saved_questions()
    found: dict[str, SavedQuestion] = {}
    for path in sorted(root.rglob("*.sql")):
        kind: Literal["view", "function"] = "function" if path.parent.name == "functions" else "view"
        if path.stem in found:
            raise SchemaError(f"{path} and {found[path.stem].file} have one name; a saved question's name is its own")
        file = f"sql/{path.relative_to(root).as_posix()}"
        found[path.stem] = SavedQuestion(path.stem, kind, file, path.read_text(encoding="utf-8"))
    names = found.keys()
    graph = {name: sorted((names & question.words) - {name}) for name, question in found.items()}
    try:
        return tuple(found[name] for name in TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise SchemaError(f"saved questions name each other in a circle: {' → '.join(error.args[1])}") from None
