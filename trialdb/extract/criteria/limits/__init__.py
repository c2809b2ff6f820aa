"""The limits a criterion states: numbers with their units, statuses, windows of time."""

from trialdb.extract.criteria.limits.mentions import measured_in as measured_in
from trialdb.extract.criteria.limits.reader import read_limits as read_limits
from trialdb.extract.criteria.limits.tables import Concept as Concept
from trialdb.extract.criteria.limits.tables import concepts as concepts
