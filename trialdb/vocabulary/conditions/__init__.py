"""Diseases: from a condition as reported to the one that all its spellings mean, and to what it is a kind of."""

from trialdb.vocabulary.conditions.separation import separate as separate
