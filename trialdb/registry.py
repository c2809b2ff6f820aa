"""The loaders there are, found through the entry points ``trialdb.loaders``.

Anyone adds a format by publishing a package with such an entry point; the core names no loader.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import entry_points
from typing import NamedTuple, Protocol, cast

from trialdb.errors import DocumentError, UsageError
from trialdb.records import TrialRecord


class LoaderModule(Protocol):
    """What a loader module offers.

    ``claims`` says whether a document is of its format; ``parse`` reads it and raises nothing but ``DocumentError``.
    ``RANK`` orders the sources of one trial (registry JSON 30, registry XML 20, page 10), ``PARSER_VERSION`` changes
    whenever ``parse`` would read a stored document differently.
    """

    PARSER_VERSION: str
    RANK: int

    def claims(self, name: str, data: bytes) -> bool: ...

    def parse(self, name: str, data: bytes) -> Iterator[TrialRecord]: ...


class Loader(NamedTuple):
    """A loader under the name users know it by."""

    name: str
    module: LoaderModule

    @property
    def summary(self) -> str:
        """The first line of the module's docstring."""
        return (self.module.__doc__ or "").strip().partition("\n")[0]


@cache
def loaders() -> dict[str, Loader]:
    """Every loader installed, by name."""
    found = sorted(entry_points(group="trialdb.loaders"), key=lambda point: point.name)
    return {point.name: Loader(point.name, cast(LoaderModule, point.load())) for point in found}


def loader(name: str) -> Loader:
    """The loader of that name, or a ``UsageError`` that lists the names there are."""
    try:
        return loaders()[name]
    except KeyError:
        raise UsageError(f"there is no loader {name!r}; there are {', '.join(loaders())}") from None


def loader_for(name: str, data: bytes) -> Loader:
    """The one loader that claims the document; none or several is a ``DocumentError`` that names them."""
    claiming = [loader for loader in loaders().values() if loader.module.claims(name, data)]
    if len(claiming) == 1:
        return claiming[0]
    if not claiming:
        raise DocumentError("", f"no loader knows this format; there are {', '.join(loaders())} (see trialdb loaders)")
    names = " and ".join(found.name for found in claiming)
    raise DocumentError("", f"{names} both claim this document; choose one with --loader")
