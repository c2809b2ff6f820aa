"""The programs that outlive a command of ours: ``python -m trialdb.server watch|detach ARGUMENT…``."""

from __future__ import annotations

import sys
from collections.abc import Callable

from trialdb.server import detach, watcher

PROGRAMS: dict[str, Callable[..., None]] = {"watch": watcher.main, "detach": detach.main}

if __name__ == "__main__":
    PROGRAMS[sys.argv[1]](*sys.argv[2:])
