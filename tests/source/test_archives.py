"""Packed files: zip and gz, cut off, damaged, encrypted, nested, and bombs."""

from __future__ import annotations

import gzip
import io
import json
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from tests.source.conftest import Read
from trialdb.source import Limits

PAGE = b"A trial of nothing in particular\n"


def archive(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as members_of:
        for name, data in members.items():
            members_of.writestr(name, data)
    return packed.getvalue()


def records(count: int) -> bytes:
    return b"".join(
        json.dumps({"n": number, "text": f"{number * 7919 % 104729}" * 40}).encode() + b"\n" for number in range(count)
    )


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_every_kind_of_member_is_read(method: int, tmp_path: Path, read: Read) -> None:
    inner = archive({"e.txt": PAGE, "f.zip": archive({"g.txt": PAGE})})
    members = {
        "a.txt": PAGE,
        "b/": b"",
        "b/c.json": b'[{"n": 1}, {"n": 2}]',
        "b/d.ndjson.gz": gzip.compress(b'{"n": 3}\n{"n": 4}\n'),
        "inner.zip": inner,
        "table.csv": b"x",
        "__MACOSX/._a.txt": b"x",
    }
    (tmp_path / "d.zip").write_bytes(archive(members, method))
    found = read()
    assert list(found.documents) == [
        "d.zip!a.txt",
        "d.zip!b/c.json[1]",
        "d.zip!b/c.json[2]",
        "d.zip!b/d.ndjson.gz:1",
        "d.zip!b/d.ndjson.gz:2",
        "d.zip!inner.zip!e.txt",
    ]
    assert list(found.skipped) == ["d.zip!table.csv", "d.zip!__MACOSX/._a.txt"]
    assert list(found.failed) == ["d.zip!inner.zip!f.zip"]


def test_an_archive_behind_a_program_and_before_a_comment_is_read(tmp_path: Path, read: Read) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as members:
        members.writestr("a.txt", PAGE)
        members.comment = b"a comment"
    (tmp_path / "d.zip").write_bytes(b"#!/bin/sh\nexit\n" + packed.getvalue())
    assert list(read().documents) == ["d.zip!a.txt"]


def test_an_archive_in_the_format_for_large_files_is_read(tmp_path: Path, read: Read) -> None:
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as members, members.open("a.txt", "w", force_zip64=True) as member:
        member.write(PAGE)
    data = bytearray((tmp_path / "d.zip").read_bytes())
    at = data.rfind(b"PK\x01\x02")
    name, packed, unpacked, offset = data[at + 46 : at + 51], *struct.unpack_from("<2L", data, at + 20), 0
    extra = struct.pack("<2H3Q", 1, 24, unpacked, packed, offset)
    entry = data[at : at + 20] + struct.pack("<2L2H", 0xFFFFFFFF, 0xFFFFFFFF, 5, len(extra)) + data[at + 32 : at + 42]
    entry += struct.pack("<L", 0xFFFFFFFF) + name + extra
    end64 = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, len(entry), at)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, at + len(entry), 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    (tmp_path / "d.zip").write_bytes(bytes(data[:at] + entry + end64 + locator + end))
    assert read().documents == {"d.zip!a.txt": PAGE}


def test_names_that_lead_out_of_the_archive_are_labels_only(tmp_path: Path, read: Read) -> None:
    members = {"../../etc/a.txt": PAGE, "/root/b.txt": PAGE, "C:\\c.txt": PAGE, "d\x1b[1m.txt": PAGE}
    (tmp_path / "d.zip").write_bytes(archive(members))
    assert list(read().documents) == ["d.zip!etc/a.txt", "d.zip!root/b.txt", "d.zip!c.txt", "d.zip!d\ufffd[1m.txt"]


def test_a_damaged_member_costs_only_itself(tmp_path: Path, read: Read) -> None:
    data = bytearray(archive({"a.txt": PAGE, "b.json": b'{"n": 1}', "c.txt": PAGE}, zipfile.ZIP_STORED))
    data[data.index(b'{"n": 1}') + 6] = ord("2")
    (tmp_path / "d.zip").write_bytes(data)
    found = read()
    assert list(found.documents) == ["d.zip!a.txt", "d.zip!c.txt"]
    assert "checksum" in found.failed["d.zip!b.json"]


def test_a_damaged_directory_is_one_line(tmp_path: Path, read: Read) -> None:
    data = bytearray(archive({"a.txt": PAGE, "b.txt": PAGE}))
    second = data.rfind(b"PK\x01\x02")
    data[second : second + 4] = b"oops"
    (tmp_path / "d.zip").write_bytes(data)
    found = read()
    assert list(found.documents) == ["d.zip!a.txt"]
    assert "directory is damaged" in found.failed["d.zip"]


@pytest.mark.parametrize("cut", [0, 10, -10, -30])
def test_an_archive_that_was_cut_off_is_one_line(cut: int, tmp_path: Path, read: Read) -> None:
    (tmp_path / "d.zip").write_bytes(archive({"a.txt": PAGE, "b.txt": PAGE})[:cut])
    found = read()
    assert not found.documents
    assert "cut off" in found.failed["d.zip"]


def test_an_encrypted_member_and_a_strange_method_are_listed(tmp_path: Path, read: Read) -> None:
    data = bytearray(archive({"a.txt": PAGE, "b.txt": PAGE, "c.txt": PAGE}, zipfile.ZIP_STORED))
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 1)
    data[first + 8] |= 1
    struct.pack_into("<H", data, second + 10, 9)
    (tmp_path / "d.zip").write_bytes(data)
    found = read()
    assert list(found.documents) == ["d.zip!c.txt"]
    assert "encrypted" in found.failed["d.zip!a.txt"]
    assert "method 9" in found.failed["d.zip!b.txt"]


def test_an_empty_archive_is_listed(tmp_path: Path, read: Read) -> None:
    (tmp_path / "d.zip").write_bytes(archive({}))
    assert read().skipped == {"d.zip": "is an empty archive"}


@pytest.mark.parametrize("name", ["zeros.ndjson.gz", "zeros.txt.gz", "zeros.json.gz", "zeros.zip"])
def test_a_bomb_is_refused_in_flat_memory(name: str, tmp_path: Path, read: Read) -> None:
    def blanks(count: int) -> bytes:
        return b'{"a": "' + b"0" * count

    with (tmp_path / name).open("wb") as target:
        if name.endswith(".gz"):
            with gzip.open(target, "wb", compresslevel=1) as packed:
                for _ in range(40):
                    packed.write(blanks(1 << 20))
        else:
            target.write(archive({f"{n}.ndjson": blanks(20 << 20) for n in range(2)}))
    (tmp_path / "good.txt").write_bytes(PAGE)
    tracemalloc.start()
    found = read(limits=Limits(unchecked_bytes=16 << 20, page_bytes=1 << 30, record_bytes=4 << 20))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert list(found.documents) == ["good.txt"]
    assert any("zip bomb" in why for why in found.failed.values())
    assert peak < 48 << 20


def test_a_line_of_a_well_packed_file_is_no_bomb(tmp_path: Path, read: Read) -> None:
    (tmp_path / "d.ndjson.gz").write_bytes(gzip.compress(records(3000)))
    found = read(limits=Limits(unchecked_bytes=1 << 16))
    assert len(found.documents) == 3000
    assert not found.failed


@pytest.mark.parametrize("suffix", ["ndjson.gz", "json.gz"])
def test_a_gz_that_was_cut_off_gives_what_stands_before_the_cut(suffix: str, tmp_path: Path, read: Read) -> None:
    lines = records(3000)
    text = lines if suffix == "ndjson.gz" else b"[" + b",".join(lines.splitlines()) + b"]"
    packed = gzip.compress(text)
    (tmp_path / f"d.{suffix}").write_bytes(packed[: len(packed) // 2])
    found = read()
    numbers = [json.loads(data)["n"] for data in found.documents.values()]
    assert numbers == list(range(len(numbers)))
    assert 500 < len(numbers) < 3000
    assert ["end too early" in why for why in found.failed.values()] == [True]
    place = f":{len(numbers) + 1}" if suffix == "ndjson.gz" else f"[{len(numbers) + 1}]"
    assert next(iter(found.failed)).endswith(place)


def test_gz_members_one_after_another_and_padding_are_read(tmp_path: Path, read: Read) -> None:
    (tmp_path / "d.ndjson.gz").write_bytes(gzip.compress(b'{"a": 1}\n') + gzip.compress(b'{"a": 2}\n') + b"\0" * 512)
    assert len(read().documents) == 2


def test_a_damaged_gz_is_listed(tmp_path: Path, read: Read) -> None:
    packed = bytearray(gzip.compress(PAGE))
    packed[-6] ^= 0xFF
    (tmp_path / "a.txt.gz").write_bytes(packed)
    (tmp_path / "b.txt.gz").write_bytes(b"no gz at all")
    (tmp_path / "c.txt.gz").write_bytes(b"")
    found = read()
    assert not found.documents
    assert "damaged" in found.failed["a.txt.gz"]
    assert "damaged" in found.failed["b.txt.gz"]
    assert found.failed["c.txt.gz"] == "is empty"
