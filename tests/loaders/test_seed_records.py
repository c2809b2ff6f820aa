"""Each document of ``seeds/`` against the record it must give, column by column (``records/*.json``).

Long texts are given by their beginning and end; columns a document does not state are absent.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.loaders.page_loaders import SEEDS, read

RECORDS = Path(__file__).with_name("records")
_SHOWN = 40


def shown(value: Any) -> Any:
    """``value`` as the record files give it."""
    if isinstance(value, dict):
        return {name: shown(part) for name, part in value.items() if part is not None and part != () and part != []}
    if isinstance(value, list | tuple):
        return [shown(part) for part in value]
    if isinstance(value, str) and len(value) > 2 * _SHOWN + 20:
        return f"{value[:_SHOWN]} … {value[-_SHOWN:]} ({len(value.split())} words)"
    return value


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_a_seed_gives_its_record(seed: Path) -> None:
    expected = json.loads((RECORDS / f"{seed.stem}.json").read_text(encoding="utf-8"))
    found = shown(msgspec.to_builtins(read(seed.name, seed.read_bytes())))
    assert found == expected


def test_every_seed_has_a_record() -> None:
    assert len(SEEDS) == 5
    assert {path.stem for path in SEEDS} == {path.stem for path in RECORDS.glob("*.json")}
