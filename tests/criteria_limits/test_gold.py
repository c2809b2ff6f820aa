"""The labelled criteria, where they are at hand: field F1 and precision as their own scorer counts them."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import re
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from trialdb.extract.criteria import read_limits

GOLD = Path(__file__).parents[2].parent / "shared" / "gold"
needs_gold = pytest.mark.skipif(not GOLD.is_dir(), reason="the labelled cases are not part of the project")


@needs_gold
def test_labelled_criteria_are_read() -> None:
    cases = [json.loads(line) for line in (GOLD / "criteria_dev.jsonl").read_text(encoding="utf-8").splitlines()]
    predictions = {
        case["id"]: {"predicates": json.loads(msgspec.json.encode(read_limits(case["text"], case.get("kind"))))}
        for case in cases
    }
    report = io.StringIO()
    with contextlib.redirect_stdout(report):
        _scorer().run(cases, predictions)
    fields = re.search(r"fields +P=([\d.]+) R=([\d.]+) F1=([\d.]+)", report.getvalue())
    assert fields is not None
    precision, _, f1 = map(float, fields.groups())
    assert precision >= 0.97
    assert f1 >= 0.96


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", GOLD / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
