"""Those who write rows know the tables from a file, and it is what the models say."""

from trialdb.columns import FILE, TABLES
from trialdb.models import Base
from trialdb.models.description import described


def test_the_file_of_columns_is_what_the_models_say() -> None:
    assert FILE.read_text(encoding="utf-8") == described(), "python -m trialdb.models writes it anew"


def test_keys_have_their_columns_in_the_order_of_the_primary_key() -> None:
    keys = {table.name: tuple(column.name for column in table.primary_key) for table in Base.metadata.tables.values()}
    assert {name: table.key for name, table in TABLES.items()} == keys


def test_parents_come_before_children() -> None:
    assert list(TABLES) == [table.name for table in Base.metadata.sorted_tables]


def test_no_column_takes_its_values_from_two_lists() -> None:
    for table in Base.metadata.tables.values():
        for column in table.columns:
            lists = [key for key in column.foreign_keys if key.column.table.info.get("lookup")]
            assert len(lists) <= 1, column
