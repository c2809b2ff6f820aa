"""The bars on the labelled development cases, where they lie beside the project."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from trialdb.extract.dosing import read_dosing

_GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
pytestmark = pytest.mark.skipif(
    not _GOLD.is_dir(), reason="no labelled cases beside the project; cases.jsonl holds the project's own"
)


def _score() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", _GOLD / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _figures(name: str, capsys: pytest.CaptureFixture[str]) -> dict[str, float]:
    cases = [json.loads(line) for line in (_GOLD / name).read_text(encoding="utf-8").splitlines() if line.strip()]
    read = {
        case["id"]: {"doses": [msgspec.to_builtins(dosage) for dosage in read_dosing(case["text"])]} for case in cases
    }
    _score().run(cases, json.loads(json.dumps(read)))
    report = capsys.readouterr().out
    exact = re.search(r"exact \d+ \(([\d.]+)\)", report)
    fields = re.search(r"fields +P=([\d.]+) R=[\d.]+ F1=([\d.]+)", report)
    objects = re.search(r"objects .*F1=([\d.]+)", report)
    assert exact and fields and objects
    return {
        "exact": float(exact[1]),
        "precision": float(fields[1]),
        "fields": float(fields[2]),
        "objects": float(objects[1]),
    }


def test_phrases_meet_their_bars(capsys: pytest.CaptureFixture[str]) -> None:
    figures = _figures("dosing_dev.jsonl", capsys)
    bars = {"exact": 0.80, "precision": 0.96, "fields": 0.95, "objects": 0.85}
    assert {name: figures[name] >= bar for name, bar in bars.items()} == dict.fromkeys(bars, True), figures


def test_whole_descriptions_meet_their_bar(capsys: pytest.CaptureFixture[str]) -> None:
    figures = _figures("dosing_fields_dev.jsonl", capsys)
    assert figures["fields"] >= 0.90, figures
