"""From paths to files: folders, links, patterns, lists, standard input, and what is no document."""

from __future__ import annotations

import io
import os
import socket
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.source.conftest import Read
from trialdb.source import Limits

PAGE = b"A trial of nothing in particular\n"


def test_a_folder_is_read_in_depth_and_in_order(tmp_path: Path, read: Read) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.xml", "c.TXT"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(PAGE)
    found = read()
    assert found.names == ["a/b/c.xml", "a/z.txt", "b.txt", "c.TXT"]
    assert set(found.documents.values()) == {PAGE}


def test_a_folder_deeper_than_the_stack_is_read(tmp_path: Path, read: Read) -> None:
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(600):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    page = os.open("p.txt", os.O_CREAT | os.O_WRONLY, dir_fd=here)
    os.write(page, PAGE)
    os.close(page)
    os.close(here)
    assert list(read().documents.values()) == [PAGE]


def test_what_is_no_document_is_listed_with_a_reason(tmp_path: Path, read: Read) -> None:
    (tmp_path / "table.csv").write_text("a,b")
    (tmp_path / ".hidden.json").write_text("{}")
    (tmp_path / ".git").mkdir()
    (tmp_path / "none").mkdir()
    found = read()
    assert not found.documents
    assert not found.failed
    assert "extension" in found.skipped["table.csv"]
    assert found.skipped[".hidden.json"] == found.skipped[".git"] == "is hidden"
    assert found.skipped["none"] == "is an empty folder"


def test_a_hidden_file_is_read_when_it_is_named(tmp_path: Path, read: Read) -> None:
    (tmp_path / ".page.txt").write_bytes(PAGE)
    assert read(".page.txt").documents == {".page.txt": PAGE}


def test_links_that_lead_back_or_nowhere_are_listed_and_not_followed(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "p.txt").write_bytes(PAGE)
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "again").symlink_to(tmp_path / "a")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    found = read()
    assert list(found.documents) == ["a/p.txt"]
    assert "leads back to" in found.failed["a/up"]
    assert "already read" in found.skipped["again"]
    assert found.failed["gone.txt"] == "is a link that leads nowhere"
    assert found.failed["self.txt"] == "is a link that leads back to itself"


def test_pipes_sockets_and_devices_are_not_opened(tmp_path: Path, read: Read) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket.json"))
        found = read(".", "/dev/zero")
    assert {name: why.partition(":")[0] for name, why in found.failed.items()} == {
        "pipe.txt": "is a named pipe",
        "socket.json": "is a socket",
        "/dev/zero": "is a device",
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything; the next test shows the refusal to anyone")
def test_a_file_without_permission_is_listed(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.txt").write_bytes(PAGE)
    (tmp_path / "a.txt").chmod(0)
    assert "Permission denied" in read().failed["a.txt"]


def test_what_the_system_refuses_is_listed(tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(PAGE)
    (tmp_path / "b.txt").write_bytes(PAGE)
    really_open = Path.open

    def refuse(path: Path, *args: str) -> object:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return really_open(path, *args)

    monkeypatch.setattr(Path, "open", refuse)
    found = read()
    assert found.failed == {"a.txt": "cannot be read: Permission denied"}
    assert list(found.documents) == ["b.txt"]


def test_a_path_that_does_not_exist_is_listed(read: Read) -> None:
    assert read("nothing.json").failed == {"nothing.json": "does not exist"}
    assert read("no*.json").failed == {"no*.json": "matches no file"}


def test_a_quoted_pattern_is_read_in_order(tmp_path: Path, read: Read) -> None:
    for name in ("b.txt", "a.txt", "c.xml"):
        (tmp_path / name).write_bytes(PAGE)
    assert read("*.txt").names == ["a.txt", "b.txt"]


def test_a_file_called_like_a_pattern_is_itself(tmp_path: Path, read: Read) -> None:
    (tmp_path / "[a].txt").write_bytes(PAGE)
    assert read("[a].txt").names == ["[a].txt"]


def test_a_list_names_one_path_a_line(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.txt").write_bytes(PAGE)
    (tmp_path / "b.txt").write_bytes(PAGE)
    (tmp_path / "list.paths").write_text(f"\ufeff{tmp_path}/b.txt\r\n\n{tmp_path}/a.txt\n@{tmp_path}/list.paths\n")
    found = read(f"@{tmp_path}/list.paths")
    assert list(found.documents) == ["b.txt", "a.txt"]
    assert [why.partition(":")[0] for why in found.failed.values()] == ["is a list in a list"]
    assert "No such file" in next(iter(read("@/no/such/list").failed.values()))


def test_names_that_no_terminal_or_database_takes_are_cleaned(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a\x1b[31m\n.txt").write_bytes(PAGE)
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xff.txt")).write_bytes(PAGE)
    assert read().names == ["a\ufffd[31m\ufffd.txt", "b\ufffd.txt"]


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (PAGE, ["stdin"]),
        (b'\xef\xbb\xbf {"a": 1}', ["stdin"]),
        (b'{"a": 1}\n{"a": 2}\n', ["stdin", "stdin[2]"]),
        (b'[{"a": 1}, {"a": 2}]', ["stdin[1]", "stdin[2]"]),
        (b"<clinical_study/>", ["stdin"]),
    ],
)
def test_standard_input_is_known_by_its_first_bytes(
    data: bytes, names: list[str], read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    assert list(read("-").documents) == names


def test_empty_standard_input_is_listed(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO()))
    assert read("-").failed == {"stdin": "is empty"}


def test_a_large_page_is_refused_by_its_size_alone(tmp_path: Path, read: Read) -> None:
    with (tmp_path / "large.txt").open("wb") as sparse:
        sparse.truncate(20 << 30)
    (tmp_path / "small.txt").write_bytes(PAGE)
    found = read()
    assert found.failed["large.txt"].startswith("is 20.0 GB, larger than the 16 MB")
    assert list(found.documents) == ["small.txt"]


def test_limits_can_be_chosen(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.txt").write_bytes(PAGE)
    assert "larger than" in read(limits=Limits(page_bytes=10)).failed["a.txt"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"\0\1\2\3" * 1000, "is binary, not text"),
        (b"%PDF-1.7 and so on", "is a PDF under another name: give it its own extension"),
        (b"PK\x03\x04 and so on", "is a zip archive under another name: give it its own extension"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, why: str, tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert read().failed == {"a.txt": why}


def test_a_page_in_utf_16_or_with_a_stray_nul_is_text(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.txt").write_bytes(PAGE.decode().encode("utf-16"))
    (tmp_path / "b.txt").write_bytes(PAGE * 10 + b"\0")
    assert list(read().documents) == ["a.txt", "b.txt"]
