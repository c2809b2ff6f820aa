"""Paths, folders, archives and pipes → documents, streamed and bounded; what is none is said, never dropped.

``read_sources`` and the ``Extent`` that tells how far it got are all the rest of trialdb needs. Memory holds a few
documents at most, however large the file.
"""

from trialdb.source.extent import Extent as Extent
from trialdb.source.found import Failed as Failed
from trialdb.source.found import Found as Found
from trialdb.source.found import Limits as Limits
from trialdb.source.found import Skipped as Skipped
from trialdb.source.found import Source as Source
from trialdb.source.paths import read_sources as read_sources
