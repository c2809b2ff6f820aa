"""Numbers below the name of what they measure: "≥ 1.5 G/L" below "Neutrophils", a row of creatinine levels by age."""

from __future__ import annotations

import re

from msgspec.structs import replace

from trialdb.extract.criteria.limits import measured_in, read_limits
from trialdb.records import Limit

_AGE = re.compile(r"\W*age(?: range| group| at entry)?\W*", re.IGNORECASE)
_YEARS = re.compile(  # no more than an age in years
    r"\W*(?:over|under|at least|up to|between)?\W*\d{1,2}(?: ?(?:to|-|–|and|through) ?\d{1,3})?"
    r"(?: ?\+| and (?:over|older|above|under)| or (?:over|older|above))?(?: years?(?: old| of age)?)?\W*",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_BEGINS = re.compile(  # with a comparison or a number, not with whom it is for
    r"(?i)\W{0,4}(?:\\?[<>≥≤=]|\d|(?:(?:no|not) )?(?:less|lower|greater|more|higher|fewer)\b|at (?:least|most)\b"
    r"|(?:between|up to|over|under|below|above)\b)"
)
_NAME_ONLY = re.compile(
    r"(?i)(?:\W|\b(?:serum|plasma|blood|the|level|levels|value|values|count|counts|score|absolute|elevated|baseline|screening"
    r"|at|of|by|and|or|fever|defined|as|total|criteria|function|status|adequate)\b)*"
)
_BY_AGE = re.compile(
    r"(?i)\W*(?:level\w*\W+)?(?:normal\W+)?(?:adjusted|based|according|listed|for|by|per|meeting|below|must|be|on|to|the|age"
    r"|gender|sex|and|as|follows|following|criteria|mg/dl|\W)+"
)
_MAXIMUM = re.compile(r"(?i)\b(?:maxim\w+|max|not (?:exceed\w*|exceeding)|upper)\b")
_AGES = re.compile(r"(?i)\bage\b|\bmaxim\w* (?:serum )?creatinine")
_OF_AGE = re.compile(  # "(for patients 2 to 5 years of age)", "(13 years and over [female])"
    r"(?i)\((?:for\s+)?(?:(?:patients?|participants|subjects|those|aged?)\s+)*(?P<age>[^()\[\]]*\d[^()\[\]]*?"
    r"\b(?:years?|months?|mos?|yrs?)\b[^()\[\]]*?)\s*(?:\[(?P<sex>(?:fe)?male)s?\])?\)"
)
_SEXES = r"(?:(?P<sexes>(?:fe)?males?(?:\s+and\s+(?:fe)?males)?|boys|girls)\W{1,4})?"
_ROW = re.compile(
    r"(?i)[^\w<>≥≤=]{0,4}(?P<age>(?:(?:[<>≥≤=]+|at least|over|under)\s*)?\d[\d\s<>≥≤=to–-]{0,12}"
    r"(?:\s?(?:months?|mos?|years?|yrs?)[\d\s<>≥≤=to–-]{0,10}){1,2}(?:\s(?:old|of age))?)\s*[:(,=-]?\s*"
    r"(?P<levels>(?:(?:fe)?males?|boys|girls|and|mg/dl|\d(?:\.\d{1,2})?|[\s:=,;()])+)$"
)
_LEVEL = re.compile(rf"(?i){_SEXES}(?P<level>\d(?:\.\d{{1,2}})?)")
_BARE = re.compile(r"\W{0,3}(?=\d)")


def named(heading: str, item: str, kind: str) -> list[Limit]:
    """The limits of ``item``, which states none alone, on what ``heading`` names."""
    if not _DIGIT.search(item):
        return []
    if _AGE.fullmatch(heading):
        return _behind("Age ", item, kind) if _YEARS.fullmatch(item) else []
    if not _BEGINS.match(item):
        return []
    names = measured_in(heading)
    if not names:
        return []
    first, last = names[0], names[-1]
    if (
        last.codes != ("age",)
        and _NAME_ONLY.fullmatch(heading, 0, first.start)
        and _NAME_ONLY.fullmatch(heading, last.end)
    ):
        return _behind(heading[first.start : last.end] + " ", item, kind)
    levels = [name for name in names if name.codes == ("creatinine",)]
    if levels and _AGES.search(heading) and _BY_AGE.fullmatch(heading, levels[-1].end):
        return _level_by_age(heading, item, kind) or _row(heading, item, kind)
    return []


def _level_by_age(heading: str, item: str, kind: str) -> list[Limit]:
    """ "≤ 0.4 mg/dL (1 to 5 months)"."""
    aside = _OF_AGE.search(item)
    if aside is None:
        return []
    level = item[: aside.start()]
    bare = _BARE.match(level) if _MAXIMUM.search(heading) else None
    limits = _behind("creatinine ≤ ", level[bare.end() :], kind) if bare else _behind("creatinine ", level, kind)
    sex = aside["sex"] and aside["sex"].lower()
    return [replace(limit, if_text=aside["age"], if_concept="age", sex=limit.sex or sex) for limit in limits]


def _row(heading: str, item: str, kind: str) -> list[Limit]:
    """ "13 to < 16 years: male 1.5, female 1.4"."""
    row = _ROW.match(item.replace("\\", ""))  # registries escape "<"
    if row is None:
        return []
    unit = " mg/dL" if "mg/dl" in (heading + item).lower() else ""
    found: list[Limit] = []
    for level in _LEVEL.finditer(row["levels"]):
        sexes = (level["sexes"] or "").lower()
        sex = None if "and" in sexes or not sexes else "female" if sexes.startswith(("fe", "g")) else "male"
        found += (
            replace(limit, if_text=row["age"].strip(), if_concept="age", sex=sex, char_start=0, char_end=len(item))
            for limit in read_limits(f"creatinine ≤ {level['level']}{unit}", kind)
        )
    return found


def _behind(name: str, item: str, kind: str) -> list[Limit]:
    """The limits of ``name`` with ``item`` behind it, at their places in the item."""
    by = len(name)
    return [
        replace(limit, char_start=max(0, limit.char_start - by), char_end=limit.char_end - by)
        for limit in read_limits(name + item, kind)
        if limit.char_end > by
    ]
