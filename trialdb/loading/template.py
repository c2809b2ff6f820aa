"""Imported by the process that workers are forked from: all that each of them would otherwise load for itself."""

from __future__ import annotations

import gc

from trialdb.loading import shard as shard
from trialdb.registry import loaders

loaders()
gc.collect()
gc.freeze()
