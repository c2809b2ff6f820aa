"""Files that should not be there, each with the words of the line it must get.

``python -m tests.hostile.hostile_files FOLDER`` makes the folder of files and the folder of records, to look at.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import shutil
import struct
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
GIGABYTE = 1 << 30
GOOD_PAGE = ROOT / "seeds" / "000_b7h3_osteosarcoma.txt"
_EXPANDS = "refused as a zip bomb"


def hostile_folder(folder: Path) -> dict[str, str]:
    """Makes one good page and eight files that are none; gives the name of each of these and its line's words."""
    page = GOOD_PAGE.read_bytes()
    (folder / "good.txt").write_bytes(page)
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(random.Random(7).randbytes(100_000))
    (folder / "truncated.txt").write_bytes(page[: len(page) // 2])
    line = b"A line that goes on and on, and says nothing about any trial at all.\n"
    with (folder / "large.txt").open("wb") as large:
        large.writelines([line * (1_000_000 // len(line) + 1)] * 300)
    (folder / "unknown.txt").write_text("Minutes of a meeting\n\nPresent: nobody.\nDecided: nothing.\n" * 40)
    (folder / "bomb.zip").write_bytes(zip_bomb("page.txt", b"a"))
    (folder / "loop").symlink_to(folder)
    unreadable(folder / "unreadable.txt")
    return {
        "empty.txt": "is empty",
        "binary.txt": "is binary, not text",
        "truncated.txt": "the page breaks off",
        "large.txt": r"is \d+ MB, larger than the \d+ MB one document may have",
        "unknown.txt": "no loader knows this format",
        "bomb.zip!page.txt": r"is larger than the \d+ MB one document may have",
        "loop": "is a link that leads back to",
        "unreadable.txt": "cannot be read",
    }


def unreadable(path: Path) -> None:
    """A file its reader may not read; root may read all but another's memory."""
    if os.geteuid() == 0:
        path.symlink_to("/proc/self/mem")
    else:
        path.touch(mode=0)


def hostile_records(folder: Path) -> dict[str, str]:
    """Makes records of the registry in damaged or hostile wrappings; the good among them are 101 to 109."""
    lines = b"".join(json.dumps(study(number)).encode() + b"\n" for number in range(101, 105))
    packed = gzip.compress(lines + json.dumps(study(900, noise(200_000))).encode())
    (folder / "cut_off.ndjson.gz").write_bytes(packed[:-20_000])
    (folder / "bad_member.zip").write_bytes(
        archive(
            {"bad.json": json.dumps(study(901)).encode(), "good.json": json.dumps(study(105)).encode()}, {"bad.json"}
        )
    )
    (folder / "zeros.zip").write_bytes(zip_bomb("records.json", b"\0"))
    (folder / "zeros.ndjson.gz").write_bytes(gzip_bomb(b"\0"))
    (folder / "blanks.ndjson.gz").write_bytes(gzip_bomb(b" "))
    (folder / "entity.xml").write_text(
        '<?xml version="1.0"?><!DOCTYPE clinical_study [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        "<clinical_study><id_info><nct_id>NCT00000902</nct_id></id_info><brief_title>&x;</brief_title></clinical_study>"
    )
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    (folder / "laughs.xml").write_text(
        f'<?xml version="1.0"?><!DOCTYPE clinical_study [{laughs}]>'
        "<clinical_study><id_info><nct_id>NCT00000903</nct_id></id_info><brief_title>&l11;</brief_title></clinical_study>"
    )
    mixed = [study(106), {"colour": "green"}, 7, "a string", study(107)]
    (folder / "mixed.json").write_text(json.dumps(mixed))
    nameless = study(904)
    del nameless["protocolSection"]["identificationModule"]["nctId"]
    (folder / "nameless.json").write_text(json.dumps(nameless))
    (folder / "arms.ndjson").write_text(
        "\n".join(json.dumps(each) for each in (study(108), study(905, arms="one arm, open label"), study(109)))
    )
    return {
        "cut_off.ndjson.gz:5": "end too early",
        "bad_member.zip!bad.json": "is damaged: its checksum does not match",
        "zeros.zip!records.json": "is binary, not text",
        "zeros.ndjson.gz": "is binary, not text",
        "blanks.ndjson.gz:1": _EXPANDS,
        "entity.xml": "declares entities",
        "laughs.xml": "entit",
        "mixed.json[2]": "no loader knows this format",
        "mixed.json[3]": "is not a study but '7' and 1 more",
        "nameless.json": "states no registry id",
        "arms.ndjson:2": "Expected `array`, got `str`",
    }


def study(number: int, title: str = "A study", arms: Any = ()) -> dict[str, Any]:
    """A small record in the registry's API v2 shape."""
    return {
        "protocolSection": {
            "identificationModule": {"nctId": f"NCT{number:08}", "briefTitle": title},
            "statusModule": {"overallStatus": "RECRUITING"},
            "sponsorCollaboratorsModule": {"leadSponsor": {"name": "Northern Trials Unit", "class": "OTHER"}},
            "armsInterventionsModule": {"armGroups": arms or [{"label": "Everyone"}]},
        },
        "hasResults": False,
    }


def noise(n_letters: int) -> str:
    """Text that cannot be packed."""
    return "".join(random.Random(5).choices("abcdefghijklmnopqrstuvwxyz0123456789", k=n_letters))


def repeated(byte: bytes, n_bytes: int = 10 * GIGABYTE) -> bytes:
    """A deflate stream of so many equal bytes, made without making them: one flushed piece stands for all others."""
    piece = 64 << 20
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(byte * piece) + packer.flush(zlib.Z_FULL_FLUSH)
    return packed * (n_bytes // piece) + packer.flush()


def gzip_bomb(byte: bytes) -> bytes:
    return b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + repeated(byte) + bytes(8)


def zip_bomb(name: str, byte: bytes) -> bytes:
    return _zip([(name.encode(), repeated(byte), 0, 0xFFFFFFFE)])


def archive(members: dict[str, bytes], damaged: set[str]) -> bytes:
    """A zip archive; the checksum of a damaged member is wrong."""
    packed = []
    for name, data in members.items():
        packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        checksum = zlib.crc32(data) ^ (name in damaged)
        packed.append((name.encode(), packer.compress(data) + packer.flush(), checksum, len(data)))
    return _zip(packed)


def _zip(members: list[tuple[bytes, bytes, int, int]]) -> bytes:
    """Members are (name, deflated data, checksum, size as stated)."""
    body, directory = b"", b""
    for name, packed, checksum, size in members:
        sizes = (checksum, len(packed), size, len(name))
        directory += struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 8, 0, 0, *sizes, 0, 0, 0, 0, 0, len(body)) + name
        body += struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 0, *sizes, 0) + name + packed
    n = len(members)
    return body + directory + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, n, n, len(directory), len(body), 0)


MAKERS: dict[str, Callable[[Path], dict[str, str]]] = {"files": hostile_folder, "records": hostile_records}

if __name__ == "__main__":
    for kind, make in MAKERS.items():
        target = Path(sys.argv[1]) / kind
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        make(target)
        print(target)
