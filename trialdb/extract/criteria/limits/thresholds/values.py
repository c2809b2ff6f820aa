"""A number with its unit or reference: ``50 000/mm3``, ``1.5 x 10^9/L``, ``2.5 times the upper limit of normal``."""

from __future__ import annotations

import re

import msgspec

from trialdb.extract.criteria.limits.lexicon import SENTENCE, alternation, phrases
from trialdb.extract.criteria.limits.tables import rows
from trialdb.extract.criteria.limits.thresholds.units import UNITS, find_unit

_SMOKED = re.compile(r" (?:(?:cigarettes?|smoking|tobacco) )?history(?![a-z])")


class Value(msgspec.Struct, frozen=True, gc=False):
    number: float
    end: int
    unit: str | None = None
    reference: str | None = None


NUMBER_WORDS = {
    "birth": 0, "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15, "sixteen": 16, "eighteen": 18,
    "twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90, "twice": 2, "double": 2,
}  # fmt: skip
_NUMBER = re.compile(
    r"(?P<thousands>\d{1,3}(?:,\d{3}){1,3}(?!\d|,\d|\.\d{3})(?:\.\d{1,2})?|\d{2,3}, 000(?= ?(?:/|per |cells)))"  # 1,500
    r"|(?P<spaced>[1-9]\d{0,2}(?: (?!109 ?/ ?l)\d{3}){1,2}(?![\d,.]\d|\d))"  # 50 000, not 100 109/L
    r"|(?P<plain>\d{1,9}(?:[.·]\d{1,4}(?!\d)|,\d{1,2}(?![\d,]))?|\.\d{1,4})"  # 1.5, 1,5
    r"(?!\d|(?: ?- ?\d+)?(?:th|st|nd|rd)(?![a-z])|/\d+(?: ?%| ?percent| of |rd|th))"  # not 10-90th, 1/3rd
    rf"|(?P<word>{'|'.join(NUMBER_WORDS)})(?![a-z])"
)
_BARE_POWER = re.compile(r"10 ?\^ ?\(?([2-9]|1[0-2])\)?(?!\d)")  # 10^5 copies
_SEVENTHS = re.compile(r"(\d{2}) ?([0-6])/7(?!\d)")  # 41 6/7 weeks
_AGAIN = re.compile(rf" ?\( ?(\d{{1,4}}(?:\.\d+)?|{'|'.join(NUMBER_WORDS)}) ?\)")  # two (2) weeks, 2 (two) weeks
_POWER = re.compile(
    r"(?= ?[x*·.1ek])(?:"
    r" ?(?:[x*·.] ?)?10 ?(?:\^|\*\*?|e|exp|to the(?: power(?: of)?)? (?=\d)) ?\(?"
    r"(?P<marked>1[02]|[3-9])\)?(?:th)?(?!\d)"  # x 10^9
    r"|e\+?(?P<scientific>1[02]|[3-9])(?!\d)"  # 1.5e9
    r"|(?: ?[x*·] ?| (?=109 ?/|1012 ?/))10 ?\(?(?P<lost>1[02]|[3-9])\)?(?:th)?"  # x 109/L
    r"(?= ?/| ?(?:l|ul|µl|cells|per|k|iu|copies)\b)"
    r"|(?: ?[x*·] ?)1[, ]?000(?P<thousand>)(?!\d)"  # x 1000/mm3
    r"| ?(?P<kilo>k)(?![a-z\d/] ?| ?/))"  # 100 K
)
_OTHER_UNIT = re.compile(
    r"\.? percentile| ?(?:[a-zµ]{1,4} ?/ ?(?!or)[a-z\d]|"
    r"(?:mg|mcg|µg|ug|g|iu|units|u|mci|gy|cgy|beats|cigarettes|drinks|micro|milli|nano|mol|pg|ng)(?![a-z]))"
)
_AND_MONTHS = re.compile(r",? and ([1-9]|1[01]) months?(?![a-z])")
_MULTIPLE = re.compile(r" ?(?:x|times|time|-?fold|\*(?= ?[a-z\d]))(?![a-z])")
_PLUS_BEFORE = re.compile(r"(?<![a-z\d)])[ (>≥≤<=]\+$")  # "protein of +2"
_MOST_PLUSES = 4  # a dipstick reads 1+ to 4+; "18+" is an age
_TIMES_BEHIND = re.compile(r" ?[x*·] ?(\d{1,2}(?:\.\d{1,2})?)(?![\d.,/%]*\d| ?[/%])")
_LEAST_LOST, _MOST_LOST = 102, 110
_GROUPED = re.compile(r"\d{1,3}\.\d{3}")
_COUNTED = {"/L", "/uL", "/mL"}
_REFERENCE_FORMS = {row["form"].replace(" ", ""): row["reference"] for row in rows("references")}
_TIMES = r"(?:-?fold\b|times\b|time\b|x|\*|·)"
_BEYOND = re.compile(
    r" (above|over|below|beyond|higher than|greater than)(?![a-z])"
)  # 20 % above the upper limit of normal
_OF_PREDICTED = re.compile(r" (?:of )?(?:the |their )?predicted(?: normal)?(?: values?)?(?![a-z])")
_MULTIPLIERS = ("twice", "double")  # count only what a reference follows
_QUALIFIER = phrases("before a reference")
_REFERENCE = re.compile(
    rf"[ -]?(?P<times>{_TIMES})?[ ,/-]{{0,3}}(?:{_QUALIFIER}[ -]){{0,6}}?\(?"
    rf"(?P<form>{alternation((row['form'] for row in rows('references')), SENTENCE)})(?![a-z])"
    r"(?:,? ?[(\[] ?(?:uln|iuln|unl|lln|lnl|ulnr|iunl) ?[)\]])?"
)


def find_number(lower: str, start: int) -> tuple[float, int] | None:
    """The number written at ``start``, without any unit."""
    if lower.startswith("10", start) and (power := _BARE_POWER.match(lower, start)):
        return 10.0 ** int(power[1]), power.end()
    if lower.find("/7", start, start + 6) > 0 and (days := _SEVENTHS.match(lower, start)):
        return round(int(days[1]) + int(days[2]) / 7, 2), days.end()
    match = _NUMBER.match(lower, start)
    if match is None:
        return None
    written, end = match[0], match.end()
    if match.lastgroup == "word":
        number: float = NUMBER_WORDS[written]
    elif match.lastgroup == "plain":
        number = float(written if written.isdecimal() else written.replace(",", ".").replace("·", "."))
    else:
        number = float(written.replace(",", "").replace(" ", ""))
    again = _AGAIN.match(lower, end)
    if again and float(NUMBER_WORDS.get(again[1]) or again[1]) == number:
        end = again.end()
    return number, end


def find_reference(lower: str, start: int, *, counted: bool) -> tuple[str, int] | None:
    """The reference at ``start``; ``counted`` after a number, where "normal" alone needs a "times" before it."""
    match = _REFERENCE.match(lower, start)
    if match is None:
        return None
    reference = _REFERENCE_FORMS[match["form"].replace(" ", "")]
    if reference in ("normal", "baseline") and not (counted and match["times"]):
        return None
    if not counted and match["times"]:
        return None
    return reference, match.end()


def find_multiple(lower: str, start: int) -> Value | None:
    """A reference that nothing counts in front of it: once, or as often as is said behind it, ``ULN x 1.5``."""
    found = find_reference(lower, start, counted=False)
    if found is None:
        return None
    reference, end = found
    behind = _TIMES_BEHIND.match(lower, end)
    return Value(float(behind[1]), behind.end(), None, reference) if behind else Value(1, end, None, reference)


def find_value(lower: str, text: str, start: int) -> Value | None:
    """The number at ``start`` with the unit or the reference behind it."""
    found = find_number(lower, start)
    if found is None:
        return None
    number, end = found
    power = _POWER.match(lower, end)
    exponent = 0
    if power:
        exponent = (
            3
            if power["thousand"] is not None or power["kilo"]
            else int(power["marked"] or power["scientific"] or power["lost"])
        )
        end = power.end()
    unit = find_unit(lower, text, end)
    if unit is None:
        if not exponent and _OTHER_UNIT.match(lower, end):
            return Value(number, end, "?")
        if number <= _MOST_PLUSES and _PLUS_BEFORE.search(lower, max(0, start - 3), start):
            return Value(number, end, "{+}")
        if not exponent and (reference := find_reference(lower, end, counted=True)):
            return Value(number, reference[1], None, reference[0])
        if lower.startswith(_MULTIPLIERS, start):
            return None
        unknown = not exponent and _MULTIPLE.match(lower, end)  # of something that no reference names
        return Value(number * 10**exponent, end, "?" if unknown else None)
    code, unit_end = unit
    if code == "/uL" and _GROUPED.fullmatch(lower, start, end):
        number *= 1000  # the point parts thousands, as no fraction of a cell is counted: 80.000/µL
    end = unit_end
    if code == "a" and (months := _AND_MONTHS.match(lower, end)) and not lower.endswith("between ", 0, start):
        return Value(round(number + float(months[1]) / 12, 2), months.end(), "a")  # 15 years and 9 months
    if code == "{+}" and number > _MOST_PLUSES:
        return Value(number, end - 1)
    if code == "{copies}/mL" and not exponent and _LEAST_LOST < number < _MOST_LOST:
        number = 10.0 ** (number - 100)  # a superscript is lost: 10^5 copies/mL
    if exponent:
        code = "/L" if code == "L" else code  # 1.5 x 10^9 L
        joined = f"10*{exponent}{code}"
        if code in _COUNTED and joined in UNITS:
            return Value(number, end, joined)
        return Value(number * 10**exponent, end, code)
    reference = find_reference(lower, end, counted=True) if code == "%" else None
    if reference and reference[0] in ("ULN", "LLN"):
        over = _BEYOND.match(lower, end)
        if over and over[1] == "below":
            return Value(number, reference[1], "?")  # "more than 25 % below" turns the comparison round
        share = 100 + number if over else number
        return Value(share / 100, reference[1], None, reference[0])
    if code == "%" and (predicted := _OF_PREDICTED.match(lower, end)):
        end = predicted.end()
    return Value(number, end, code)


def is_history(lower: str, value: Value) -> bool:
    """Whether ``value`` tells how much was smoked so far: "a 20 pack-year history"."""
    return value.unit == "{pack-years}" and _SMOKED.match(lower, value.end) is not None
