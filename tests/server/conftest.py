"""Homes of servers, the people who run them, and clients that can be killed."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.server.people import Client, Person, an_ordinary_user, myself
from trialdb.server import cluster, watcher
from trialdb.server.home import Home

_PEOPLE: dict[str, Callable[[], Person]] = {"ourselves": myself, "an ordinary user": an_ordinary_user}


@pytest.fixture(scope="session", params=_PEOPLE)
def person(request: pytest.FixtureRequest) -> Person:
    """Once as who runs the tests; where that is root, once more as an ordinary user."""
    return _PEOPLE[request.param]()


def open_folder() -> Path:
    """A new folder that every user may enter, in memory where there is enough of it."""
    memory = Path("/dev/shm")  # noqa: S108
    is_ample = memory.is_dir() and shutil.disk_usage(memory).free > 2**30
    folder = Path(tempfile.mkdtemp(prefix="trialdb-server-", dir=memory if is_ample else None))
    folder.chmod(0o755)
    return folder


@pytest.fixture
def owners() -> dict[Home, Person]:
    """Whose each home is."""
    return {}


def end(home: Home) -> None:
    """Stop what runs for a home, and remove what it has elsewhere."""
    if home.path.exists():
        cluster.stop(home)
        watcher.dismiss(home)
    if home.socket_folder.exists() and home.path not in home.socket_folder.parents:
        shutil.rmtree(home.socket_folder)


@pytest.fixture
def new_home(owners: dict[Home, Person]) -> Iterator[Callable[..., Home]]:
    """Makes paths for homes; what runs there is ended at last."""
    base = open_folder()

    def make(person: Person, name: str = "home") -> Home:
        folder = base / str(person.account.uid)
        folder.mkdir(exist_ok=True)
        os.chown(folder, person.account.uid, -1)
        home = Home.at(folder / name)
        owners[home] = person
        return home

    yield make
    for home in owners:
        end(home)
    shutil.rmtree(base)


@pytest.fixture
def empty_home(person: Person, new_home: Callable[..., Home]) -> Home:
    """A home that is not there yet."""
    return new_home(person)


@pytest.fixture(scope="session")
def used_home(person: Person) -> Iterator[Path]:
    """A home whose server has run and was stopped in good order; to be copied."""
    base = open_folder()
    os.chown(base, person.account.uid, -1)
    home = Home.at(base / "home")
    client = Client(person, home.path)
    client.url()
    client.leave()
    end(home)
    yield home.path
    shutil.rmtree(base)


@pytest.fixture
def home(person: Person, used_home: Path, new_home: Callable[..., Home]) -> Home:
    """A home whose server has run before, and is down."""
    fresh = new_home(person)
    subprocess.run(["cp", "-a", used_home, fresh.path], check=True)
    return fresh


@pytest.fixture
def attached(owners: dict[Home, Person]) -> Iterator[Callable[..., Client]]:
    """Starts clients of a home's owner, and ends those that are left."""
    clients: list[Client] = []

    def start(home: Home, then: str = "") -> Client:
        clients.append(Client(owners[home], home.path, then))
        return clients[-1]

    yield start
    for client in clients:
        client.kill()


@pytest.fixture(scope="session")
def eventually() -> Callable[[Callable[[], object]], None]:
    """Waits until something is so; fails when it does not come about."""

    def wait(condition: Callable[[], object]) -> None:
        deadline = time.monotonic() + 30
        while not condition():
            assert time.monotonic() < deadline, "it does not come about"
            time.sleep(0.02)

    return wait
