"""Who may join: the eligibility text as criteria, and the limits each criterion states."""

from trialdb.extract.criteria.bare_names import bare_names as bare_names
from trialdb.extract.criteria.doubts import with_doubts as with_doubts
from trialdb.extract.criteria.limits import Concept as Concept
from trialdb.extract.criteria.limits import concepts as concepts
from trialdb.extract.criteria.limits import read_limits as read_limits
from trialdb.extract.criteria.scopes import limits_of as limits_of
from trialdb.extract.criteria.split import split_criteria as split_criteria
from trialdb.extract.criteria.split import split_with_rest as split_with_rest
from trialdb.extract.criteria.unmeasured import with_unmeasured as with_unmeasured
