"""``docs/fields.md`` says where every field is stored, and the schema has those columns."""

from __future__ import annotations

import re

import pytest

from tests.registry import leaf_account, xml_account
from tests.registry.corpora import needs_corpus
from tests.registry.fields_page import PAGE, page
from trialdb.models import Base

COLUMNS = {f"{table.name}.{column.name}" for table in Base.metadata.tables.values() for column in table.columns}


@pytest.mark.parametrize("targets", [leaf_account.targets(), xml_account.targets()])
def test_every_column_that_the_page_names_exists(targets: dict[str, leaf_account.Target | None]) -> None:
    named = [target for target in targets.values() if target]
    assert {column for column, _ in named} <= COLUMNS
    conditions = {
        f"{column.partition('.')[0]}.{re.split('!?=', condition)[0]}"
        for column, where in named
        for condition in where.split(",")
        if condition
    }
    assert conditions <= COLUMNS


def test_every_element_has_a_column_or_a_reason() -> None:
    rows = xml_account.FIELDS.read_text(encoding="utf-8").splitlines()[1:]
    assert [row for row in rows if row.endswith(",,,")] == []


def test_the_page_has_a_line_for_every_field() -> None:
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    assert len(lines) == len(leaf_account.targets()) + len(xml_account.targets())


@needs_corpus
def test_the_page_is_what_its_generator_writes() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()
