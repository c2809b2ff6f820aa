"""How far reading has got is known while it goes on, whatever the paths are."""

import gzip
import zipfile
from pathlib import Path

import pytest

from trialdb.source import Extent, Source, read_sources

LINE = b'{"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}}}\n'


def shares(*paths: str | Path) -> list[float | None]:
    """What the extent said after each document."""
    extent = Extent(paths)
    return [extent.share() for found in read_sources(paths, extent=extent) if isinstance(found, Source)] + [
        extent.share()
    ]


def folder_of_files(folder: Path) -> Path:
    for name, data in {"a.txt": b"a" * 100, "b.txt": b"b" * 300, "c.dat": b"c" * 100}.items():
        (folder / name).write_bytes(data)
    return folder


def test_a_folder_is_read_by_the_bytes_of_its_files(tmp_path: Path) -> None:
    assert shares(folder_of_files(tmp_path)) == [0.2, 0.8, 1.0]


def test_a_pattern_is_what_it_matches(tmp_path: Path) -> None:
    folder_of_files(tmp_path)
    assert shares(f"{tmp_path}/*.txt") == [0.25, 1.0, 1.0]


@pytest.mark.parametrize("name", ["dump.ndjson", "dump.ndjson.gz", "dump.zip"])
def test_a_large_file_is_half_read_in_its_middle(tmp_path: Path, name: str) -> None:
    path, n = tmp_path / name, 60_000
    if name.endswith(".zip"):
        with zipfile.ZipFile(path, "w") as archive:
            for number in range(4):
                archive.writestr(f"{number}.ndjson", LINE * (n // 4))
    elif name.endswith(".gz"):
        path.write_bytes(b"".join(gzip.compress(LINE * 10, compresslevel=0) for _ in range(n // 10)))
    else:
        path.write_bytes(LINE * n)

    told = shares(path)

    assert told == sorted(told)
    assert 0.25 < told[n // 2] < 0.75
    assert told[-1] == 1.0


def test_nobody_knows_how_much_comes_from_standard_input_or_a_list_of_paths(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(f"{folder_of_files(tmp_path)}/a.txt\n")
    assert Extent(["-"]).share() is None
    assert shares(tmp_path / "b.txt", f"@{tmp_path}/list.txt") == [None, None, None]


def test_what_is_not_there_has_no_size(tmp_path: Path) -> None:
    assert Extent([tmp_path / "gone.json", f"{tmp_path}/*.json"]).share() is None
