"""One study after another out of JSON of any shape and size, damaged ones included."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.source.conftest import Read
from trialdb.source import Failed, Limits, Skipped, Source
from trialdb.source.json_values import studies


def study(number: int, **more: object) -> dict[str, object]:
    return {"protocolSection": {"identificationModule": {"nctId": f"NCT{number:08}"}, "armGroups": [{"a": []}]}, **more}


def pieces(data: bytes, size: int) -> Iterator[bytes]:
    return (data[at : at + size] for at in range(0, len(data), size))


THREE = [study(1), study(2, note='quotes \\" and ] brackets } in { text ['), study(3)]


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize(
    ("text", "places"),
    [
        (THREE, ["d.json[1]", "d.json[2]", "d.json[3]"]),
        ({"studies": THREE, "nextPageToken": "x"}, ["d.json[1]", "d.json[2]", "d.json[3]"]),
        ({"totalCount": 3, "next": {"a": [1]}, "studies": THREE}, ["d.json[1]", "d.json[2]", "d.json[3]"]),
        (THREE[1], ["d.json"]),
    ],
)
def test_every_container_gives_its_studies(
    text: object, places: list[str], indent: int | None, tmp_path: Path, read: Read
) -> None:
    (tmp_path / "d.json").write_text(json.dumps(text, indent=indent))
    found = read()
    assert list(found.documents) == places
    assert [json.loads(data) for data in found.documents.values()] == (THREE if len(places) == 3 else [text])
    assert not found.failed


def test_a_page_of_the_classic_api_gives_studies_without_their_rank(tmp_path: Path, read: Read) -> None:
    classic = [{"Rank": rank, "Study": {"ProtocolSection": {"n": rank}}} for rank in (7, 8)]
    page = {"FullStudiesResponse": {"APIVrs": "1", "Expression": "[a]", "FullStudies": classic}}
    (tmp_path / "d.json").write_text(json.dumps(page))
    assert [json.loads(data) for data in read().documents.values()] == [each["Study"] for each in classic]


def test_studies_in_a_row_are_read_one_by_one(tmp_path: Path, read: Read) -> None:
    (tmp_path / "d.json").write_text("\n".join(map(json.dumps, THREE)))
    assert list(read().documents) == ["d.json", "d.json[2]", "d.json[3]"]


def test_what_is_no_study_is_listed_and_the_studies_are_read(tmp_path: Path, read: Read) -> None:
    (tmp_path / "d.json").write_text(json.dumps([1, "two, [3]", THREE[0], [[1]], None, THREE[2]]))
    found = read()
    assert list(found.documents) == ["d.json[3]", "d.json[6]"]
    assert found.failed == {
        "d.json[1]": "is not a study but '1' and 1 more",
        "d.json[4]": "is a list where a study was expected",
        "d.json[5]": "is not a study but 'null'",
    }


@pytest.mark.parametrize("text", ["[]", '{"studies": []}', '{"totalCount": 0, "studies": [ ]}'])
def test_a_list_without_studies_is_listed(text: str, tmp_path: Path, read: Read) -> None:
    (tmp_path / "d.json").write_text(text)
    found = read()
    assert found.skipped == {"d.json": "holds no studies"}
    assert not found.documents


def test_text_that_is_no_json_is_listed(tmp_path: Path, read: Read) -> None:
    (tmp_path / "d.json").write_text("hello")
    assert read().failed == {"d.json": "is not JSON: 'hello'"}


@pytest.mark.parametrize(
    "damaged",
    [
        '{"protocolSection": {"a": "no end}}',
        '{"protocolSection": {"a": 1}',
        '{"protocolSection": {"a": [1}}',
        '{"protocolSection": {"a": 1]}}',
    ],
)
@pytest.mark.parametrize("size", [7, 1 << 20])
def test_a_damaged_study_costs_only_itself(damaged: str, size: int) -> None:
    good = [json.dumps(study(number)) for number in range(1, 6)]
    text = "[" + ", ".join([*good[:2], damaged, *good[2:]]) + "]"
    found = list(studies("d", pieces(text.encode(), size), Limits()))
    assert [json.loads(each.data) for each in found if isinstance(each, Source)] == [json.loads(each) for each in good]
    assert [each.name for each in found if isinstance(each, Failed)] == ["d[3]"]


def test_a_list_that_was_cut_off_gives_what_stands_before_the_cut() -> None:
    text = json.dumps(THREE).encode()
    in_study = list(studies("d", [text[:-20]], Limits()))
    assert [type(each) for each in in_study] == [Source, Source, Failed]
    assert (in_study[-1].name, in_study[-1].why) == ("d[3]", "ends in the middle: the file was cut off")  # type: ignore[union-attr]
    between = list(studies("d", [text[:-1]], Limits()))
    assert [type(each) for each in between] == [Source, Source, Source, Failed]
    assert "after study 3" in between[-1].why  # type: ignore[union-attr]


def test_a_study_too_large_is_refused_without_being_kept() -> None:
    def text() -> Iterator[bytes]:
        yield b'[{"a": 1}, {"b": "'
        for _ in range(64):
            yield b"x" * (1 << 20)
        yield b'"}, {"c": 3}]'

    tracemalloc.start()
    found = list(studies("d", text(), Limits(record_bytes=1 << 20)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [type(each) for each in found] == [Source, Failed, Source]
    assert "64 MB, larger than the 1 MB" in found[1].why  # type: ignore[union-attr]
    assert peak < 8 << 20


def test_the_study_after_one_too_large_and_damaged_is_found() -> None:
    text = (
        b'[{"protocolSection": {"a": "' + b"x" * 3000 + b'{"protocolSection": {"b": 1}}, {"protocolSection": {"c": 1}}]'
    )
    found = list(studies("d", pieces(text, 100), Limits(record_bytes=1000)))
    assert [each.data for each in found if isinstance(each, Source)][-1] == b'{"protocolSection": {"c": 1}}'
    assert any(isinstance(each, Failed) for each in found)


JSON = st.recursive(
    st.none() | st.integers() | st.text(alphabet='ab"\\[]{},:é\n', max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(alphabet='k"\\[{', max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(
    st.lists(st.dictionaries(st.text(alphabet="key", max_size=3), JSON, max_size=3), min_size=1, max_size=5),
    st.integers(1, 40),
)
def test_any_objects_are_split_wherever_the_chunks_end(objects: list[dict[str, object]], size: int) -> None:
    found = list(studies("d", pieces(json.dumps(objects).encode(), size), Limits()))
    assert [json.loads(each.data) for each in found if isinstance(each, Source)] == objects
    assert len(found) == len(objects)


@given(st.text(alphabet='[]{}",:\\a1 \n', max_size=60).map(str.encode), st.integers(1, 9))
def test_any_bytes_are_read_to_their_end_and_something_is_said(text: bytes, size: int) -> None:
    found = list(studies("d", pieces(text, size), Limits(record_bytes=20)))
    assert found
    assert all(isinstance(each, Source | Skipped | Failed) for each in found)


def test_lines_are_studies_and_a_damaged_one_is_the_loaders_business(tmp_path: Path, read: Read) -> None:
    (tmp_path / "d.ndjson").write_bytes(b'\xef\xbb\xbf{"a": 1}\r\n\r\n{"a": \n[{"a": 3}, 4]\n{"a": 5}')
    found = read()
    assert found.documents == {
        "d.ndjson:1": b'{"a": 1}\r',
        "d.ndjson:3": b'{"a": ',
        "d.ndjson:4[1]": b'{"a": 3}',
        "d.ndjson:5": b'{"a": 5}',
    }
    assert list(found.failed) == ["d.ndjson:4[2]"]


def test_a_line_too_large_is_refused_and_the_next_one_read(tmp_path: Path, read: Read) -> None:
    (tmp_path / "d.jsonl").write_bytes(b'{"a": 1}\n"' + b"x" * 5000 + b'"\n{"a": 3}\n')
    found = read(limits=Limits(record_bytes=1000))
    assert list(found.documents) == ["d.jsonl:1", "d.jsonl:3"]
    assert list(found.failed) == ["d.jsonl:2"]


def test_json_in_utf_16_becomes_utf_8(tmp_path: Path, read: Read) -> None:
    (tmp_path / "d.json").write_text('{"a": "é"}', encoding="utf-16")
    assert read().documents == {"d.json": '{"a": "é"}'.encode()}


def test_endless_text_that_is_no_json_is_refused_once() -> None:
    endless = iter(lambda: b"0" * 1000, b"")
    found = list(studies("d", endless, Limits(record_bytes=5000)))
    assert [type(each) for each in found] == [Failed]


def test_a_study_nested_without_end_is_damaged() -> None:
    text = b'[{"a": 1}, ' + b"[" * 2000 + b', {"protocolSection": {"b": 2}}]'
    found = list(studies("d", pieces(text, 100), Limits()))
    assert [each.data for each in found if isinstance(each, Source)] == [b'{"a": 1}', b'{"protocolSection": {"b": 2}}']
    assert [each.name for each in found if isinstance(each, Failed)] == ["d[2]"]
