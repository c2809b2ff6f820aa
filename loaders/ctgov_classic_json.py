"""ClinicalTrials.gov's classic API (2019 to 2024): one study as a JSON object, all its values strings.

Every classic name stands for one name of API v2 (``ctgov_classic_names.csv``); ``XList: {"X": [...]}`` is a list.
So a study is translated name by name and read as API v2.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from msgspec.inspect import BoolType, FloatType, IntType, StructType, Type, UnionType, VarTupleType, type_info

from loaders.ctgov_json.decoding import convert, raw_object
from loaders.ctgov_json.record import record
from loaders.ctgov_json.study_pieces import Study
from trialdb.errors import DocumentError
from trialdb.records import TrialRecord

PARSER_VERSION = "1"
RANK = 25

_SECTION = re.compile(rb'"ProtocolSection"\s*:')
_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")
_ANSWERS = {"yes": True, "accepts healthy volunteers": True, "true": True, "no": False, "false": False}
_LISTS_OF_ONE = ("DesignObservationalModelList", "DesignTimePerspectiveList")  # API v2 has one value there


def claims(_name: str, data: bytes) -> bool:
    """Whether ``data`` is a JSON object with a ``ProtocolSection``, within ``Study`` or by itself."""
    return bool(_OBJECT.match(data) and _SECTION.search(data))


def parse(_name: str, data: bytes) -> Iterator[TrialRecord]:
    """The study in ``data``; DocumentError where it is none."""
    raw, notes = raw_object(data)
    study, unknown = convert(_translated(raw.get("Study", raw)))
    if not study.protocol_section.identification_module.nct_id:
        raise DocumentError("$.ProtocolSection.IdentificationModule.NCTId", "the study states no registry id")
    yield record(study, notes + unknown)


def _translated(piece: Any) -> Any:
    """A piece of a study under API v2's names and with API v2's types; what is no piece stays as it is."""
    if not isinstance(piece, dict):
        return piece
    return {_v2_name(name): _field(name, value) for name, value in piece.items()}


def _field(name: str, value: Any) -> Any:
    if name.endswith("List") and isinstance(value, dict) and len(value) == 1:
        items = next(iter(value.values()))
        translated = [_translated(item) for item in items] if isinstance(items, list) else items
        return ", ".join(map(str, items)) if name in _LISTS_OF_ONE and isinstance(items, list) else translated
    if name == "LimitationsAndCaveats" and isinstance(value, str):
        return {"description": value}
    if isinstance(value, str):
        return _typed(value, _plain_types().get(_v2_name(name)))
    return _translated(value)


def _typed(words: str, plain: type | None) -> str | bool | int | float:
    """``Yes`` as True, ``12`` as 12, where API v2 has such a type; other words stay, to be refused with their place."""
    if plain is bool:
        return _ANSWERS.get(words.strip().casefold(), words)
    if plain is int or plain is float:
        try:
            return plain(words)
        except ValueError:
            return words
    return words


def _v2_name(name: str) -> str:
    """A name the table does not know is spelled like v2's, which has none of it either: a field to be noted."""
    return _names().get(name) or name[:1].lower() + name[1:]


@cache
def _names() -> dict[str, str]:
    table = files("loaders").joinpath("ctgov_classic_names.csv").read_text(encoding="utf-8")
    return {row["classic"]: row["v2"] for row in csv.DictReader(table.splitlines())}


@cache
def _plain_types() -> dict[str, type]:
    """The v2 names whose values are not words; no name has two types."""
    return dict(_typed_names(type_info(Study), ""))


def _typed_names(info: Type, name: str) -> Iterator[tuple[str, type]]:
    if isinstance(info, UnionType):
        for one in info.types:
            yield from _typed_names(one, name)
    elif isinstance(info, VarTupleType):
        yield from _typed_names(info.item_type, name)
    elif isinstance(info, StructType):
        for field in info.fields:
            yield from _typed_names(field.type, field.encode_name)
    elif isinstance(info, BoolType | IntType | FloatType):
        yield name, {BoolType: bool, IntType: int, FloatType: float}[type(info)]
