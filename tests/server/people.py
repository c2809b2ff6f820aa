"""Those who run trialdb in these tests, and programs of theirs that can be killed."""

import os
import pwd
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from trialdb.server.account import Account, ourselves

ROOT = Path(__file__).parents[2]
LINGER = "0.3"
_CLIENT = """
import sys
from trialdb.server import attach
from trialdb.settings import Settings
with attach(Settings.from_environment()) as server:
    print(server.url, flush=True)
    {}
    sys.stdin.read()
"""


@dataclass(frozen=True)
class Person:
    """Someone who runs trialdb, with a Python they can run."""

    python: str
    account: Account

    def start(self, program: str, home: Path) -> subprocess.Popen[str]:
        packages = [str(ROOT), *(place for place in sys.path if place.endswith("site-packages"))]
        ours = {"TRIALDB_HOME": str(home), "TRIALDB_LINGER": LINGER, "PYTHONPATH": os.pathsep.join(packages)}
        return subprocess.Popen(
            [self.python, "-c", program],
            env={name: value for name, value in os.environ.items() if name != "TRIALDB_URL"} | ours,
            cwd="/",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **self.account.demotion,
        )


class Client:
    """A program that attaches to a server and stays until it is told to leave, or killed."""

    def __init__(self, person: Person, home: Path, then: str = "") -> None:
        self._process = person.start(_CLIENT.format(then), home)

    def url(self) -> str:
        """Where the server is; waits until the client has it."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline().strip()
        assert line, self._process.communicate()[1]
        return line

    def leave(self) -> None:
        _, complaints = self._process.communicate("", timeout=60)
        assert (self._process.returncode, complaints) == (0, "")

    def kill(self) -> None:
        self._process.kill()
        self._process.communicate()


def myself() -> Person:
    return Person(sys.executable, ourselves())


def an_ordinary_user() -> Person:
    """Whoever may run trialdb here and is not root."""
    if os.geteuid() != 0:
        pytest.skip("we are an ordinary user ourselves")
    entry = pwd.getpwnam("nobody")
    for python in dict.fromkeys((sys.executable, "/usr/bin/python3")):
        person = Person(python, Account(entry.pw_name, entry.pw_uid, entry.pw_gid))
        try:
            with person.start("import trialdb.server", Path("/nonexistent")) as trial:
                trial.communicate()
        except OSError:
            continue
        if trial.returncode == 0:
            return person
    pytest.skip(f"user {entry.pw_name} can run no Python that reads this checkout and its packages")
