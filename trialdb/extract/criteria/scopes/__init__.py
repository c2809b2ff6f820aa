"""For whom the limits of an eligibility text are: the cohorts, parts and people that its labels and lead-ins name."""

from trialdb.extract.criteria.scopes.scopes import limits_of as limits_of
