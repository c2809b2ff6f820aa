"""Clinical-trial records as a PostgreSQL knowledge base.

::

    import trialdb

    trialdb.load(["seeds/"])
    with trialdb.connect() as connection:
        connection.execute("SELECT * FROM phase_3_osteosarcoma_q3w")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trialdb.loading import load as load
    from trialdb.session import open_database as connect

# Imported when asked for: the readers of free text can be used without a database driver.
_PLACES = {"load": ("trialdb.loading", "load"), "connect": ("trialdb.session", "open_database")}
__all__ = ["connect", "load"]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module 'trialdb' has no attribute {name!r}")
    from importlib import import_module

    module, attribute = _PLACES[name]
    return getattr(import_module(module), attribute)
