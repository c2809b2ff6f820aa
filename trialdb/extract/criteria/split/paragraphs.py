"""What an unmarked paragraph is: the rest of the entry before it, a label of the entries after it, or a criterion."""

from __future__ import annotations

import re

from trialdb.extract.criteria.split.blocks import Block, Role, extended
from trialdb.extract.criteria.split.headings import read_heading
from trialdb.extract.criteria.split.lead_ins import dangles, leads_in, logic_of, names_what_follows, requires_nothing
from trialdb.extract.criteria.split.remarks import is_remark

_PART = re.compile(
    r"(?i)(?:part|phase|cohort|arm|group|stage|step|aim|study|sub-?study|module|period|population|segment|stratum)\b.*"
    r"|.{0,60}\b(?:part|phase|cohort|arm|group|stage|study|sub-?study)s?\b.{0,12}"
)
# "Cohort A (second line, stomach) Specific", "Group 2: relatives": a label however long
_NAMED_PART = re.compile(
    r"(?i)(?:part|phase|cohort|arm|group|stratum|sub-?study)s?\s+(?:[a-z]|\d+|[ivx]+)\b.*[^.;,]", re.S
)
_BULLETED_PART = re.compile(
    r"(?i)(?:part|phase|cohort|arm|group|stratum|sub-?study)s?\s+(?:[a-z]|\d+[a-z]?|[ivx]+)"
    r"(?:\s+\([^()]{1,60}\))?(?:\s+only)?\s*[:：]"
)
# "For lean subjects:", "Healthy volunteers:": a label where the text has two of them, one for each of its groups
_BULLETED_GROUP = re.compile(
    r"(?i)(?:for|in)\s+(?!(?:the\s+following|all|any|each|both|wom[ae]n|m[ae]n|(?:fe)?males?)\b)(?:[^:.;,]{3,60}?\s+)?"
    r"(?:subjects|patients|participants|volunteers|controls|individuals)[^:.;,]{0,40}[:：]"
    r"|(?:healthy\s+|normal\s+)?(?:volunteers|controls|patients|cases|donors|recipients)\s*[:：]"
)
_PART_ABOVE = re.compile(r"(?i)(?:part|phase|cohort|arm|group|stratum|sub-?study)\s+(?:[a-z]|\d+[a-z]?|[ivx]+)\W*")
_LABEL = re.compile(r"[A-Z0-9][^.;!?]{1,70}(?<![,.;])|\\?[\[<][^\[\]<>]{1,70}[\]>]")
_JOINS = re.compile(r"(?:and|or|but)\s(?=[^\n:]{12})")  # lower case: the sentence of the entry goes on
_NOTE = re.compile(r"(?i)(?:please\s+)?note\b|n\.?b\.|however\b")
_PARAGRAPHS = 2
_LONGEST_PART = 100
_LONGEST_LABEL, _LONGEST_LABEL_WORDS = 80, 8
_SHORT_LABEL, _SHORT_LABEL_WORDS = 40, 3
_LONGEST_LEAD_IN = 120
_LONGEST_HEADING = 500


def settle_paragraphs(text: str, raw: list[Block]) -> list[Block]:
    """The blocks with every unmarked paragraph in its role; one that carries on the block before is joined to it."""
    blocks: list[Block] = []
    paragraphs = 0  # that are criteria of the section
    is_labelled = False  # whether labels divide what is below the last number
    is_manifold = sum(block.heading is not None and block.heading.kind == "inclusion" for block in raw) > 1
    has_groups = sum(_names_group(text, block) for block in raw) > 1
    for index, block in enumerate(raw):
        previous = blocks[-1] if blocks else None
        if block.role == "plain" or (
            block.role == "marked" and _is_above_list(text, previous, block, raw[index + 1 : index + 2])
        ):
            block = _as_heading(text, block)
        if block.role == "heading" and not _announces_here(text, block, previous):
            block = Block("plain", block.start, block.start, block.end, block.indent)
        if block.role == "heading":
            paragraphs = 0
        if block.role != "plain":
            is_labelled &= block.role == "marked" and not _has_number(block)
            blocks.append(_relabelled(text, block, raw[index + 1], has_groups) if index + 1 < len(raw) else block)
            continue
        role = _role(text, previous, block, raw[index + 1 : index + 3], is_manifold)
        if (
            role is None
            and paragraphs >= _PARAGRAPHS
            and _stands_alone(text, previous, block, raw[index + 1 : index + 2])
        ):
            role = "plain"
        if role == "header" and is_labelled and _labels_bullets(text, block, raw[index + 1]):
            role = "label"
        is_labelled |= role == "label" and previous is not None and _has_number(previous)
        if role is None and previous is not None:
            blocks[-1] = extended(previous, block.end)
        else:
            blocks.append(Block(role or "plain", block.start, block.text_start, block.end, block.indent))
            paragraphs += role in ("plain", "child")
    return blocks


def _has_number(block: Block) -> bool:
    return block.marker is not None and bool(block.marker.readings)


def _labels_bullets(text: str, block: Block, following: Block) -> bool:
    return leads_in(text, block.start, block.end) and not _has_number(following)


def _stands_alone(text: str, previous: Block | None, block: Block, ahead: list[Block]) -> bool:
    """Whether a paragraph after a list is a criterion, in a section whose criteria are paragraphs."""
    if not text[block.start].isupper() or _NOTE.match(text, block.start):
        return False
    if previous is None or text.count("\n", previous.end, block.start) < 2:
        return False  # a line that was broken off the one before
    return not ahead or ahead[0].role != "marked" or ahead[0].indent > block.indent


def _as_heading(text: str, block: Block) -> Block:
    """A heading that was wrapped over several lines."""
    if block.end - block.start > _LONGEST_HEADING:
        return block
    body = " ".join(text[block.text_start : block.end].split())
    heading = read_heading(body, is_marked=False)
    if heading is None or heading.length != len(body):
        return block
    if block.marker is not None and (heading.is_header or heading.kind is None):
        return block
    return Block("heading", block.start, block.text_start, block.end, block.indent, block.marker, heading)


def _is_above_list(text: str, previous: Block | None, block: Block, ahead: list[Block]) -> bool:
    """Whether the first entry of a section leads in to the others, which stand beside it and not below."""
    if previous is None or previous.role != "heading" or not ahead or block.marker is None:
        return False
    after = ahead[0].marker
    is_beside = after is not None and after.style == block.marker.style and ahead[0].indent == block.indent
    return is_beside and leads_in(text, block.text_start, block.end)


def _announces_here(text: str, block: Block, previous: Block | None) -> bool:
    """Whether a sentence such as "must meet the following:" only announces a section, which it does where one begins.

    "One of the following:" below "Inclusion Criteria" says more than that: how the criteria combine.
    """
    heading = block.heading
    if heading is None or heading.is_header:
        return True
    begun = previous.heading.kind if previous is not None and previous.heading is not None else None
    if begun is not None and heading.kind in (None, begun):
        return logic_of(text[block.start : block.end], begun, False) == logic_of("", begun, False)
    if heading.kind == "exclusion" or (heading.kind is not None and not heading.is_weak):
        return True
    return previous is None or previous.role in ("heading", "header", "part")


def _names_group(text: str, block: Block) -> bool:
    is_label = block.role == "marked" and not _has_number(block) and text[block.end - 1] in ":："
    return is_label and _BULLETED_GROUP.fullmatch(text, block.text_start, block.end) is not None


def _relabelled(text: str, block: Block, following: Block, has_groups: bool) -> Block:
    """A bullet that only labels the entries after it: "- Age:" between 2. and 3., "* Cohort B:" above bullets."""
    marker, next_marker = block.marker, following.marker
    if following.role == "heading" and block.role == "marked" and marker is not None and not marker.readings:
        is_part = _PART_ABOVE.fullmatch(text, block.text_start, block.end) is not None
        return Block("part", block.start, block.text_start, block.end, block.indent, marker) if is_part else block
    if block.role != "marked" or marker is None or marker.readings or next_marker is None:
        return block
    goes_on = next_marker.readings and all(ordinal > 1 for _, ordinal in next_marker.readings)
    names_part = _BULLETED_PART.fullmatch(text, block.text_start, block.end) is not None
    names_part = names_part or (has_groups and _names_group(text, block))
    if names_part and not next_marker.readings and following.indent == block.indent:
        return Block("header", block.start, block.text_start, block.end, block.indent, marker)
    if goes_on and following.indent < block.indent and text.endswith(":", block.text_start, block.end):
        return Block("header", block.start, block.text_start, block.end, block.indent, marker)
    return block


def _role(text: str, previous: Block | None, block: Block, ahead: list[Block], is_manifold: bool) -> Role | None:
    """The role of an unmarked paragraph; None where it belongs to the block before.

    ``is_manifold``: the text has several inclusion sections, so that labels above sections are to be expected.
    """
    body = text[block.start : block.end]
    if is_remark(body):
        return "remark"
    leads = leads_in(text, block.start, block.end) or (body.endswith(("-", "–")) and _is_label(body))
    if _is_above_section(previous, block, ahead) and len(body) < _LONGEST_PART:
        heading = ahead[0].heading
        begins = heading is not None and heading.kind == "inclusion"  # of an unnamed part, which has both sections
        named = _PART.fullmatch(body) is not None or (is_manifold and begins and _is_label(body))
        if leads or named:
            return "header" if heading is not None and heading.is_weak and heading.is_header else "part"
    if previous is None or previous.role != "marked":
        return _role_outside_entries(text, previous, body, leads, ahead)
    return _role_after_entry(text, previous, block, body, leads, ahead)


def _role_outside_entries(text: str, previous: Block | None, body: str, leads: bool, ahead: list[Block]) -> Role:
    is_inside = previous is not None and previous.role in ("child", "label")
    if leads and ahead and ahead[0].role in ("marked", "plain"):
        return "label" if is_inside else "header"
    names = _names_list(body)
    if names and _begins_list_after_label(text, ahead):
        return "header"
    return "child" if is_inside else "plain"


def _role_after_entry(
    text: str, previous: Block, block: Block, body: str, leads: bool, ahead: list[Block]
) -> Role | None:
    following = ahead[0] if ahead else None
    follows = following.role if following else None
    entry_leads = leads_in(text, previous.text_start, previous.end)
    if _JOINS.match(body):
        return None
    if block.indent > previous.indent:
        if not entry_leads or follows != "plain":
            return None
        if leads:
            return "label"
        return "child" if following is not None and following.indent == block.indent else None
    if entry_leads:
        if leads and follows in ("marked", "plain"):
            return "label"
        is_list = follows == "plain" or requires_nothing(text[previous.text_start : previous.end])
        return "child" if is_list else None
    if follows == "plain" and (leads or (_is_short_label(body) and _begins_list_after_label(text, ahead))):
        return "header"
    if follows != "marked" or following is None:
        return None
    if leads and (_begins_list(following) or len(body) < _LONGEST_LEAD_IN):
        return "header"
    names = _names_list(body)
    return "header" if _is_short_label(body) or (names and _begins_list(following)) else None


def _is_above_section(previous: Block | None, block: Block, ahead: list[Block]) -> bool:
    """Whether a section heading follows, and the block is not the rest of the entry before it."""
    if not ahead or ahead[0].role != "heading":
        return False
    return previous is None or previous.role != "marked" or block.indent <= previous.indent


def _begins_list(block: Block) -> bool:
    marker = block.marker
    return marker is not None and (not marker.readings or any(ordinal == 1 for _, ordinal in marker.readings))


def _begins_list_after_label(text: str, ahead: list[Block]) -> bool:
    """Whether a list begins after a label, or after one more label below it."""
    if len(ahead) == 2 and ahead[0].role == "plain":
        start, end = ahead[0].start, ahead[0].end
        ahead = ahead[1:] if _is_label(text[start:end]) or leads_in(text, start, end) else []
    return bool(ahead) and ahead[0].role == "marked" and _begins_list(ahead[0])


def _is_label(body: str) -> bool:
    """ "Collection and manufacturing eligibility"."""
    return len(body) < _LONGEST_LABEL and _LABEL.fullmatch(body) is not None and body.count(" ") < _LONGEST_LABEL_WORDS


def _names_list(body: str) -> bool:
    """Whether a paragraph without a colon may be the label or the lead-in of a list."""
    if _is_label(body) or dangles(body) or names_what_follows(body, 0, len(body)):
        return True
    return len(body) < _LONGEST_LEAD_IN and _NAMED_PART.fullmatch(body) is not None


def _is_short_label(body: str) -> bool:
    """ "Concomitant medications": a label between two entries even where the numbering goes on."""
    return (
        len(body) < _SHORT_LABEL
        and body.count(" ") < _SHORT_LABEL_WORDS
        and body[0].isupper()
        and body.replace(" ", "").isalpha()
    )
