from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from loaders import bare_timeframe, email_banner, overview_status, snapshot_headings
from tests.loaders.page_loaders import PAGE_LOADERS, SEEDS, claiming

LAYOUT_OF = {
    "000_b7h3_osteosarcoma": snapshot_headings,
    "001_cart_osteosarcoma": snapshot_headings,
    "002_sbrt_penpulimab_osteosarcoma": bare_timeframe,
    "003_lenvatinib_sarcoma": overview_status,
    "004_sbrt_hcc": email_banner,
}


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_exactly_the_loader_of_its_layout_claims_a_page(seed: Path) -> None:
    assert claiming(seed.name, seed.read_bytes()) == [LAYOUT_OF[seed.stem]]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n\n",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"\xff\xfe",
        b"Dear all,\nthe status of the study is unknown.\n",
        b'{"protocolSection": {"designModule": {"studyType": "INTERVENTIONAL"}}}',
        b"<clinical_study><overall_status>Completed</overall_status></clinical_study>",
        b"Study Type\nInterventional\nSponsor\nSomebody\n",
    ],
)
def test_what_is_no_page_is_claimed_by_no_page_loader(data: bytes) -> None:
    assert claiming("anything", data) == []


def test_a_text_longer_than_any_page_is_not_even_looked_into() -> None:
    labels = b"Overview\nStatus:\nTrial end date:\nTarget enrollment:\nParticipant gender:\n"
    assert claiming("page", labels) == [overview_status]
    assert claiming("page", labels + b"words " * 700_000) == []


def test_a_page_in_two_layouts_is_claimed_by_both() -> None:
    for one, other in combinations(SEEDS[1:], 2):
        pages = one.read_bytes() + b"\n" + other.read_bytes()
        assert len(claiming("two.txt", pages)) == 2


def test_every_page_ranks_below_the_registry() -> None:
    assert {loader.RANK for loader in PAGE_LOADERS} == {10}
    assert {loader.PARSER_VERSION for loader in PAGE_LOADERS} == {"1"}
