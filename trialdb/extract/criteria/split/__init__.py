"""An eligibility text, split into criteria."""

from trialdb.extract.criteria.split.splitter import Remainder as Remainder
from trialdb.extract.criteria.split.splitter import split_criteria as split_criteria
from trialdb.extract.criteria.split.splitter import split_with_rest as split_with_rest
