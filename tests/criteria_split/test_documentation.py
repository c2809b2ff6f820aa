"""The worked example of ``docs/eligibility-items.md`` is what the splitter gives."""

from __future__ import annotations

from pathlib import Path

from trialdb.extract.criteria import split_criteria

PAGE = (Path(__file__).parents[2] / "docs" / "eligibility-items.md").read_text(encoding="utf-8")


def test_documented_example_is_split_as_its_table_says() -> None:
    example = PAGE.split("```")[3]
    rows = [line.strip("| ").split("|") for line in PAGE.splitlines() if line.startswith("| ") and line[2].isdigit()]
    documented = [[cell.strip().strip("`") for cell in row] for row in rows]

    split = [
        [
            str(number),
            item.kind,
            "" if item.parent_no is None else str(item.parent_no),
            str(item.depth),
            item.marker or "",
            "yes" if item.is_header else "",
            item.logic,
            item.text,
        ]
        for number, item in enumerate(split_criteria(example))
    ]

    assert split == documented
