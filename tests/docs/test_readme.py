"""What the README shows is what happens."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
# A command and the lines it prints, up to the next command or the end of the block.
_SHOWN = re.compile(
    r"^\$ (?P<command>(?:echo .* \| )?trialdb (?:sql|extract) .*)\n(?P<output>(?:(?!\$ |```).*\n)+)", re.M
)
SHOWN = [(match["command"], match["output"]) for match in _SHOWN.finditer(README)]


def test_the_readme_shows_commands_with_their_output() -> None:
    assert len(SHOWN) >= 3


@pytest.mark.parametrize(("command", "output"), SHOWN, ids=[command[:40] for command, _ in SHOWN])
def test_a_command_prints_what_the_readme_shows(command: str, output: str, trialdb: Any, seeds_url: str) -> None:
    given, _, called = command.rpartition(" | ")
    stdin = shlex.split(given)[1] + "\n" if given else ""
    arguments = shlex.split(called)[1:]
    if arguments[0] == "sql":
        arguments += ["--format", "table"]  # what a terminal would show
    done = trialdb(*arguments, stdin=stdin, TRIALDB_URL=seeds_url)
    assert [line.rstrip() for line in done.out.splitlines()] == [line.rstrip() for line in output.splitlines()]


def test_every_document_the_readme_links_to_is_there() -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_view_is_in_the_readme() -> None:
    from trialdb.views import saved_questions

    names = [question.name for question in saved_questions() if question.kind == "view"]
    assert [name for name in names if f"`{name}`" not in README] == []
