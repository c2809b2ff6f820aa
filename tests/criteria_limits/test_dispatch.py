from __future__ import annotations

from typing import get_args

import pytest

from trialdb.extract.criteria.limits.dispatch import RULES, Rule, rules_of
from trialdb.extract.criteria.limits.lexicon import words_of


def test_every_rule_has_words_of_its_own() -> None:
    assert set(RULES) == set(get_args(Rule))
    assert all(RULES.values())


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("blue sky", set()),
        ("atrial flutter", {"circumstance", "rhythm"}),
        ("RNA respectively", {"nucleic", "respective"}),
        ("90 mmHg", {"number", "unnamed"}),
    ],
)
def test_a_text_is_asked_only_by_rules_whose_words_it_has(text: str, rules: set[str]) -> None:
    assert rules_of(words_of(text.lower())) == rules
