"""A record as the plain data that golden files hold: only what is stated."""

from __future__ import annotations

from typing import Any

import msgspec


def stated(item: Any) -> Any:
    """Structs as mappings, dates as text, without ``None`` and empty lists."""
    data = msgspec.to_builtins(item)
    return _without_nothing(data)


def _without_nothing(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: _without_nothing(value) for name, value in data.items() if value not in (None, [], ())}
    if isinstance(data, list | tuple):
        return [_without_nothing(value) for value in data]
    return data
