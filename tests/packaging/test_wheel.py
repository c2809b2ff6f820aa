"""What is published is what was tested: the wheel, in an environment of its own, outside the checkout."""

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*command: object, **options: object) -> str:
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, check=False, timeout=300, **options
    )  # type: ignore[call-overload]
    assert done.returncode == 0, done.stdout + done.stderr
    return str(done.stdout + done.stderr)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT)
    (built,) = folder.glob("trialdb-*.whl")
    return built


def test_the_wheel_holds_migrations_views_and_knowledge(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"trialdb/_alembic/env.py", "trialdb/py.typed", "loaders/__init__.py", "loaders/labels.csv"} <= names
    for folder, packed in (("alembic/versions", "trialdb/_alembic/versions"), ("sql", "trialdb/_sql")):
        files = [file for file in (ROOT / folder).rglob("*") if file.suffix in {".py", ".sql"}]
        assert {f"{packed}/{file.relative_to(ROOT / folder)}" for file in files} <= names
    for file in (ROOT / "trialdb").rglob("*.csv"):
        assert str(file.relative_to(ROOT)) in names


def test_nothing_shadows_alembic(wheel: Path) -> None:
    assert not (ROOT / "alembic" / "__init__.py").exists()
    assert not any(name.startswith(("alembic/", "sql/", "tests/")) for name in zipfile.ZipFile(wheel).namelist())


def test_the_wheel_loads_the_seeds_outside_the_checkout(wheel: Path, database_url: str, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    program = tmp_path / "venv" / "bin"
    run(program / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel)
    shutil.copytree(ROOT / "seeds", tmp_path / "documents")
    environment = {
        **{name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}},
        "TRIALDB_URL": database_url,
    }
    told = run(program / "trialdb", "load", "documents", cwd=tmp_path, env=environment)
    assert "5 loaded, 0 unchanged, 0 failed" in told
    answer = run(program / "trialdb", "view", "phase_3_osteosarcoma_q3w", cwd=tmp_path, env=environment)
    assert answer.count("NCT06935409") == 2
