"""Homes of servers, the people who run them, and clients that can be killed."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fixtures.server import open_folder
from tests.server.people import Client, Person, an_ordinary_user, myself
from trialdb.server import cluster, watcher
from trialdb.server.home import Home

_PEOPLE: dict[str, Callable[[], Person]] = {"ourselves": myself, "an ordinary user": an_ordinary_user}


@pytest.fixture(scope="session", params=_PEOPLE)
def person(request: pytest.FixtureRequest) -> Person:
    """Once as who runs the tests; where that is root, once more as an ordinary user."""
    return _PEOPLE[request.param]()


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
def used_homes() -> Iterator[Callable[[Person], Path]]:
    """A home for each person, to be copied; its server has run and was stopped in good order."""
    bases: dict[Person, Path] = {}

    def use(person: Person) -> Path:
        if person not in bases:
            bases[person] = open_folder()
            os.chown(bases[person], person.account.uid, -1)
            client = Client(person, bases[person] / "home")
            client.url()
            client.leave()
            end(Home.at(bases[person] / "home"))
        return bases[person] / "home"

    yield use
    for base in bases.values():
        shutil.rmtree(base)


@pytest.fixture
def used(new_home: Callable[..., Home], used_homes: Callable[[Person], Path]) -> Callable[[Person], Home]:
    """Copies a person's home that has been used before, and is down."""

    def copy(person: Person) -> Home:
        home = new_home(person)
        subprocess.run(["cp", "-a", used_homes(person), home.path], check=True)
        return home

    return copy


@pytest.fixture
def home(person: Person, used: Callable[[Person], Home]) -> Home:
    """A home that has been used before, and is down."""
    return used(person)


@pytest.fixture
def our_home(used: Callable[[Person], Home]) -> Home:
    """The same, and always of who runs the tests."""
    return used(myself())


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
        deadline = time.monotonic() + 120
        while not condition():
            assert time.monotonic() < deadline, "it does not come about"
            time.sleep(0.02)

    return wait
