"""How documents are dealt to those who load them."""

import pytest

from trialdb.loading.dealing import Shard, tapered
from trialdb.tally import Tally


def shards(*sizes: int) -> list[Shard]:
    return [Shard(tuple((f"{at}-{n}", b"", b"") for n in range(size)), load_id=1) for at, size in enumerate(sizes)]


@pytest.mark.parametrize("sizes", [(200, 200, 200, 7), (200, 200, 200, 200, 200), (3,), ()])
def test_the_last_shards_come_in_small_parts_and_in_order(sizes: tuple[int, ...]) -> None:
    whole = shards(*sizes)
    dealt = list(tapered(whole, Tally(), 2))
    assert [name for shard in dealt for name in shard.documents] == [
        name for shard in whole for name in shard.documents
    ]
    assert dealt[: max(0, len(whole) - 2)] == whole[:-2]
    assert all(len(shard.documents) <= 50 for shard in dealt[max(0, len(whole) - 2) :])


def test_an_interrupt_leaves_the_last_shards_to_the_next_load() -> None:
    tally, whole = Tally(), shards(200, 200, 200)
    dealing = tapered(iter(whole), tally, 2)
    assert next(dealing) == whole[0]
    tally.status = "interrupted"
    assert list(dealing) == []
