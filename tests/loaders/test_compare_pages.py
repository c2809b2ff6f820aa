"""The share of rendered pages whose facts are those of their records: at least 0.98 in every cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.loaders.compare_pages import LOADERS, STATED, compare
from tests.loaders.page_loaders import ROOT

CORPUS = ROOT.parent / "shared" / "corpus"
AT_LEAST = 0.98


@pytest.mark.skipif(not CORPUS.exists(), reason="the rendered pages are not part of the project; seeds/ stands in")
def test_pages_say_what_their_records_say() -> None:
    table = compare(Path(CORPUS))
    assert set(table) == set(LOADERS)
    for layout, row in table.items():
        assert set(row) == {"loads", *STATED[layout].split()}
        assert {field: share for field, (agree, n) in row.items() if (share := agree / n) < AT_LEAST} == {}
        assert row["loads"] == (60, 60)
