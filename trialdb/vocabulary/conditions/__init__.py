"""Diseases: from a condition as reported to the one that all its spellings mean, and to what it is a kind of."""

from trialdb.vocabulary.conditions.separation import separate as separate
from trialdb.vocabulary.conditions.terms import Condition as Condition
from trialdb.vocabulary.conditions.terms import ancestors as ancestors
from trialdb.vocabulary.conditions.terms import known_condition as known_condition
from trialdb.vocabulary.conditions.terms import parents as parents
from trialdb.vocabulary.conditions.terms import resolve as resolve
