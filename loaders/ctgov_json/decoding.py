"""JSON bytes → a typed study, with the fields the registry has added since counted, and errors that name the place."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec
from msgspec.inspect import StructType, Type, UnionType, VarTupleType, type_info

from loaders.ctgov_json.study_pieces import Study
from trialdb.errors import DocumentError
from trialdb.records import Note

_BOM = b"\xef\xbb\xbf"
_SHOWN = 200  # bytes of an unknown field's value that a note quotes
_FIELDS: dict[type, dict[str, Type]] = {}
_decoder = msgspec.json.Decoder(Study)


def decode(data: bytes) -> tuple[Study, list[Note]]:
    """The study in ``data``, and a note for every field that no piece of ours knows."""
    try:
        return _decoder.decode(data), []
    except (msgspec.ValidationError, UnicodeDecodeError, RecursionError, ValueError):
        return convert(raw_object(data))


def raw_object(data: bytes) -> dict[str, Any]:
    """The JSON object in ``data``, whatever its fields."""
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
    return raw


def convert(raw: Mapping[str, Any]) -> tuple[Study, list[Note]]:
    """``raw`` as a study; unknown fields and nulls are left out, the former with a note each."""
    notes: list[Note] = []
    known = _known(raw, _study_shape(), "", notes)
    try:
        return msgspec.convert(known, Study), notes
    except msgspec.ValidationError as error:
        why, _, place = str(error).partition(" - at `")
        raise DocumentError(place.rstrip("`") or "$", why) from None


@cache
def _study_shape() -> Type:
    return type_info(Study)


def _fields(shape: StructType) -> dict[str, Type]:
    if shape.cls not in _FIELDS:
        _FIELDS[shape.cls] = {field.encode_name: field.type for field in shape.fields}
    return _FIELDS[shape.cls]


def _known(value: Any, shape: Type, path: str, notes: list[Note]) -> Any:
    """``value`` without what ``shape`` does not know; what does not fit the shape stays, for ``convert`` to refuse."""
    if isinstance(shape, UnionType):
        shape = next((one for one in shape.types if isinstance(one, StructType | VarTupleType)), shape)
    if isinstance(shape, VarTupleType) and isinstance(value, list):
        return [_known(item, shape.item_type, f"{path}[]", notes) for item in value if item is not None]
    if not isinstance(shape, StructType) or not isinstance(value, dict):
        return value
    fields = _fields(shape)
    for name in value.keys() - fields.keys():
        place = f"{path}.{name}".removeprefix(".")
        shown = msgspec.json.encode(value[name])[:_SHOWN].decode("utf-8", "replace")
        notes.append(
            Note("unknown_field", place, "the registry has added a field; it stays in the raw document", shown)
        )
    return {
        name: _known(item, fields[name], f"{path}.{name}", notes)
        for name, item in value.items()
        if name in fields and item is not None
    }
