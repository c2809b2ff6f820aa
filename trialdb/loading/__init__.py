"""The pipeline: walk the paths, deal shards to workers, count what became of them."""

from trialdb.loading.linking import link_document as link_document
from trialdb.loading.pipeline import load as load
from trialdb.loading.pipeline import reparse as reparse
from trialdb.loading.shard import Shard as Shard
from trialdb.loading.shard import load_shard as load_shard
