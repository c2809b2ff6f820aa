"""A registry dump of any size, made from any registry file."""

from __future__ import annotations

import gzip
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_FREE_TEXT = {"briefSummary", "detailedDescription", "description", "measure", "timeFrame"}


def make_dump(source: Path, n: int, out: Path) -> None:
    """Write a dump of ``n`` studies: by the program ``source`` (``N OUT``), or from the NDJSON file ``source``."""
    if source.suffix == ".py":
        subprocess.run([sys.executable, str(source), str(n), str(out)], check=True)
        return
    with out.open("w", encoding="utf-8") as target:
        for study in _studies(source, n):
            target.write(json.dumps(study, ensure_ascii=False, separators=(",", ":")) + "\n")


def change(dump: Path, share: float, out: Path) -> int:
    """Write the dump again with ``share`` of its studies changed; returns how many."""
    rng, n = random.Random(7), 0
    with dump.open(encoding="utf-8") as lines, out.open("w", encoding="utf-8") as target:
        for line in lines:
            if rng.random() < share:
                study = json.loads(line)
                status = study["protocolSection"].setdefault("statusModule", {})
                status["lastUpdatePostDateStruct"] = {"date": "2030-01-01", "type": "ACTUAL"}
                status["overallStatus"] = "TERMINATED"
                line = json.dumps(study, ensure_ascii=False, separators=(",", ":")) + "\n"
                n += 1
            target.write(line)
    return n


def _studies(source: Path, n: int) -> Iterator[dict[str, Any]]:
    """Real records under new ids; from the second use of a record on, its texts bear a mark of their own."""
    opener = gzip.open if source.suffix == ".gz" else open
    with opener(source, "rt", encoding="utf-8") as lines:
        records = [line for line in lines if line.strip()]
    random.Random(1).shuffle(records)
    for number in range(n):
        study, use = json.loads(records[number % len(records)]), number // len(records)
        protocol = study["protocolSection"]
        if use:
            _mark(protocol, f"(r{use})")
        protocol["identificationModule"]["nctId"] = f"NCT{10_000_000 + number}"
        yield study


def _mark(node: Any, mark: str) -> None:
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        if isinstance(value, dict | list):
            _mark(value, mark)
        elif key in _FREE_TEXT and isinstance(value, str):
            node[key] = f"{value} {mark}"
        elif key == "eligibilityCriteria":
            node[key] = "\n".join(f"{line} {mark}" if line.strip() else line for line in value.split("\n"))
