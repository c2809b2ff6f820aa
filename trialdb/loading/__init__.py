"""The pipeline: walk the paths, deal shards to workers, count what became of them."""

from trialdb.loading.linking import link_document as link_document
from trialdb.loading.pipeline import load as load
from trialdb.loading.pipeline import reparse as reparse
