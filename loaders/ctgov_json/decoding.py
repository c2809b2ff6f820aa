"""JSON bytes → a typed study, with the fields the registry has added since counted, and errors that name the place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

import msgspec
from msgspec.inspect import StructType, Type, UnionType, VarTupleType, type_info

from loaders.ctgov_json.study_pieces import Study
from trialdb.errors import DocumentError
from trialdb.records import Note

_BOM = b"\xef\xbb\xbf"
_NUL = rb"\u0000"
_ESCAPED_NUL = re.compile(rb"(?<!\\)((?:\\\\)*)\\u0000")  # not the words \\u0000
_SHOWN = 200  # bytes of an unknown field's value that a note quotes
_decoder = msgspec.json.Decoder(Study)


def decode(data: bytes) -> tuple[Study, list[Note]]:
    """The study in ``data``, and a note for every field that no piece of ours knows."""
    if _NUL not in data:
        try:
            return _decoder.decode(data), []
        except (ValueError, RecursionError):  # msgspec's own errors are ValueErrors
            pass
    raw, notes = raw_object(data)
    study, unknown = convert(raw)
    return study, notes + unknown


def raw_object(data: bytes) -> tuple[dict[str, Any], list[Note]]:
    """The JSON object in ``data``, whatever its fields, without NUL characters, which PostgreSQL cannot hold."""
    notes: list[Note] = []
    if _NUL in data:
        data, removed = _ESCAPED_NUL.subn(rb"\1", data)
        notes += [Note("mended_value", "$", "held NUL characters; they were removed", str(removed))] if removed else []
    try:
        raw = msgspec.json.decode(data.removeprefix(_BOM))
    except RecursionError:
        raise DocumentError("$", "nested too deeply for a study") from None
    except UnicodeDecodeError as error:
        raise DocumentError(f"byte {error.start}", "not UTF-8") from None
    except ValueError as error:  # msgspec.DecodeError and numbers with more digits than Python reads
        raise DocumentError("$", f"not JSON: {error}") from None
    if not isinstance(raw, dict):
        raise DocumentError("$", f"a study is an object, not {type(raw).__name__}")
    return raw, notes


def convert(raw: Mapping[str, Any]) -> tuple[Study, list[Note]]:
    """``raw`` as a study; unknown fields and nulls are left out, the former with a note each."""
    notes: list[Note] = []
    known = _known(raw, _study_shape(), "", notes)
    try:
        return msgspec.convert(known, Study), notes
    except msgspec.ValidationError as error:
        why, _, place = str(error).partition(" - at `")
        raise DocumentError(place.rstrip("`") or "$", why) from None


class _Shape(NamedTuple):
    """What is known of a piece: its fields, None for those that hold plain values; or of a list: its items."""

    fields: dict[str, _Shape | None] | None
    items: _Shape | None = None


@cache
def _study_shape() -> _Shape | None:
    return _shape(type_info(Study))


def _shape(info: Type) -> _Shape | None:
    if isinstance(info, UnionType):
        return next((found for one in info.types if (found := _shape(one))), None)
    if isinstance(info, VarTupleType):
        return _Shape(None, _shape(info.item_type))
    if isinstance(info, StructType):
        return _Shape({field.encode_name: _shape(field.type) for field in info.fields})
    return None


def _known(value: Any, shape: _Shape | None, path: str, notes: list[Note]) -> Any:
    """``value`` without what ``shape`` does not know; what does not fit the shape stays, for ``convert`` to refuse."""
    if shape is None:
        return value
    if shape.fields is None:
        if not isinstance(value, list):
            return value
        return [_known(item, shape.items, f"{path}[]", notes) for item in value if item is not None]
    if not isinstance(value, dict):
        return value
    fields = shape.fields
    for name in value.keys() - fields.keys():
        place = f"{path}.{name}".removeprefix(".")
        shown = msgspec.json.encode(value[name])[:_SHOWN].decode("utf-8", "replace")
        notes.append(
            Note("unknown_field", place, "the registry has added a field; it stays in the raw document", shown)
        )
    return {
        name: item if (within := fields[name]) is None else _known(item, within, f"{path}.{name}", notes)
        for name, item in value.items()
        if item is not None and name in fields
    }
