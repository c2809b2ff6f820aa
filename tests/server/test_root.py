"""Root lends the server an unprivileged user, and changes nothing that is not trialdb's."""

import os
import pwd
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from tests.server.people import myself
from trialdb.errors import ServerError
from trialdb.server import attach, binaries, processes
from trialdb.server.home import Home
from trialdb.settings import Settings

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="what root does can only be seen as root")


@pytest.fixture
def home(new_home: Callable[..., Home]) -> Home:
    return new_home(myself())


@pytest.fixture
def private_programs(tmp_path: Path) -> Iterator[Path]:
    """The programs of PostgreSQL in a folder that only root can enter, as in an environment under /root."""
    install = binaries.find().bindir.parent
    private = tmp_path / "site-packages"
    private.mkdir(mode=0o700)
    libraries = install.parent.with_suffix(".libs")
    shutil.copytree(install, private / install.parent.name / install.name, symlinks=True)
    if libraries.is_dir():
        shutil.copytree(libraries, private / libraries.name)
    yield private / install.parent.name / install.name / "bin"
    shutil.rmtree(private)


def permissions(folder: Path) -> dict[Path, tuple[int, int, int]]:
    """Mode and owner of the folder, of everything in it and of everything on the way to it."""
    places = [folder, *folder.parents, *folder.rglob("*")]
    return {place: (place.lstat().st_mode, place.lstat().st_uid, place.lstat().st_gid) for place in places}


def test_server_runs_unprivileged_from_a_copy(home: Home, private_programs: Path) -> None:
    outside = permissions(private_programs.parent)
    way = permissions(home.path.parent)
    users = Path("/etc/passwd").read_bytes()
    with attach(Settings(url=None, home=home.path, pg_bindir=private_programs)) as server:
        with psycopg.connect(server.url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        owner = processes.PROC.joinpath(str(processes.postmaster(home))).stat().st_uid
        assert pwd.getpwuid(owner).pw_name in ("postgres", "nobody")
        assert list(home.binaries.glob("*/*/*/bin/postgres"))
    assert permissions(private_programs.parent) == outside
    assert {place: now for place, now in permissions(home.path.parent).items() if place in way} == way
    assert Path("/etc/passwd").read_bytes() == users


def test_home_in_a_private_folder_is_refused_with_the_cure(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    home = tmp_path / "home"
    with pytest.raises(ServerError, match=r"may not enter this folder; name one that everyone may enter"):
        attach(Settings(url=None, home=home))
    assert tmp_path.stat().st_mode & 0o777 == 0o700
    assert not (home / "data").exists()


def test_private_home_that_holds_something_else_keeps_its_permissions(home: Home) -> None:
    home.path.mkdir(mode=0o700)
    (home.path / "diary.txt").touch()
    with pytest.raises(ServerError, match="may not enter"):
        attach(Settings(url=None, home=home.path))
    assert home.path.stat().st_mode & 0o777 == 0o700


def test_private_and_empty_home_is_opened_for_passing_through(home: Home) -> None:
    home.path.mkdir(mode=0o700)
    with attach(Settings(url=None, home=home.path)):
        assert home.path.stat().st_mode & 0o777 == 0o711
        assert home.data.stat().st_mode & 0o777 == 0o700


def test_data_that_came_to_belong_to_root_is_refused_with_the_cure(our_home: Home) -> None:
    os.chown(our_home.data, 0, 0)
    with pytest.raises(ServerError, match="belongs to root, as whom PostgreSQL does not run; chown it"):
        attach(Settings(url=None, home=our_home.path))
