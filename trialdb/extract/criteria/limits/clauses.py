"""How a criterion's text is divided: sentences, conditions, exceptions, and whom a clause is about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from trialdb.extract.criteria.limits.conditions import Condition
from trialdb.extract.criteria.limits.draft import Draft

_BREAK = re.compile(
    r";|(?<!e\.g)(?<!i\.e)(?<!vs)(?<!approx)(?<!min)(?<!max)(?<!\d)\.(?= [^\d]|$)|(?<=\d)\. +(?=[A-Z])|\n[ ]*[*•-] "
)
_CLAUSE = re.compile(r"[;,()\[\]:]|\.(?: |$)|(?<![a-z])(?:and|or|but)(?![a-z])")
_CONTINUES = re.compile(
    r"[\s,;:()\[\]/&-]{0,4}(?:(?:and/or|and|or|but|to|must|should|shall|have|has|be|is|are|allowed|acceptable|eligible|otherwise|then|if|of|with|a|an|the|"
    r"level|levels|value|values|both|also|respectively|uln|for|up|in|by|than|criteria|which|case|can|may|elevated|count|counts|results?)(?![a-z])[\s,;:()\[\]/&-]{0,4}){0,10}"
)
_OTHERS = re.compile(
    r"(?<![a-z])(?:onset|diagnos\w*|menopaus\w*|since|until|before|prior to|partners?|parents?|caregivers?|siblings?|relatives?|household|"
    r"began|started|smok\w*|first|contracepti\w*|amenorrh\w*|mothers?|fathers?|child(?:ren)? (?:under|below|less)|at age)(?![a-z])[^;.]{0,40}$"
)
_EXCEPTION = re.compile(
    r"(?<![a-z])(?:except|excluding|other than|with the exception|apart from|not including)(?![a-z])"
)


class Clauses:
    """The divisions of one text in lower case."""

    def __init__(self, lower: str, text: str, conditions: Sequence[Condition], sexes: Sequence[Condition]) -> None:
        self.lower = lower
        self.breaks = [match.start() for match in _BREAK.finditer(text)]
        self.conditions = conditions
        self.sexes = sexes

    def sentence(self, at: int) -> int:
        """The number of the sentence at a position."""
        return bisect_right(self.breaks, at)

    def same(self, one: int, other: int) -> bool:
        """Whether two positions are in one sentence."""
        return not self.breaks or self.sentence(one) == self.sentence(other)

    def is_about_the_patient(self, at: int) -> bool:
        """Whether an age stated here is the patient's now, not that at onset or of a partner."""
        return _OTHERS.search(self.lower, max(0, at - 60), at) is None

    def continues(self, end: int, start: int) -> bool:
        """Whether nothing but conditions and small words stands between two bounds."""
        if start - end > 160 or not self.same(end, start) and not any(end <= c.start < start for c in self.conditions):
            return False
        gap = self.lower[end:start]
        for condition in sorted([*self.conditions, *self.sexes], key=lambda c: -c.start):
            if end <= condition.start and condition.end <= start:
                gap = gap[: condition.start - end] + " " + gap[condition.end - end :]
        return _CONTINUES.fullmatch(gap) is not None

    def apply(self, drafts: list[Draft]) -> None:
        """Gives each condition to the thresholds it is for."""
        numeric = [draft for draft in drafts if draft.bound]
        for condition in self.conditions:
            for draft in self._governed(condition, numeric):
                if draft.condition is None:
                    draft.condition = condition.text
        for sex in self.sexes:
            if sex.is_weak and len(self.sexes) < 2 and not self._parenthesized(sex):
                continue
            for draft in self._governed(sex, numeric):
                if draft.sex is None:
                    draft.sex = sex.sex

    def _parenthesized(self, condition: Condition) -> bool:
        return self.lower[: condition.start].rstrip().endswith("(") and self.lower[condition.end :].lstrip().startswith(
            ")"
        )

    def _governed(self, condition: Condition, drafts: Sequence[Draft]) -> list[Draft]:
        """Forward where a clause begins with the condition and a bound follows in it, else backward."""
        if not condition.text:
            return []
        before = [
            d for d in drafts if d.bound and d.bound.end <= condition.start and self.same(d.bound.end, condition.start)
        ]
        after = [
            d for d in drafts if d.bound and d.bound.start >= condition.end and self.same(d.bound.start, condition.end)
        ]
        head = self.lower[: condition.start].rstrip()
        opens = not head or head[-1] in ",;:(.[" or head.endswith((" or", " and", "except", "unless")) or not before
        if opens and after:
            first = min(d.bound.start for d in after if d.bound)
            between = self.lower[condition.end : first]
            following = [d for d in after if d.bound and d.bound.start == first]
            if (
                condition.sex is None
                and condition.is_weak
                and not any(d.concept == f.concept for d in before for f in following)
            ):
                return []
            if len(between) < 120:
                return self._clause(after, first)
        if condition.is_weak and condition.sex is None and len({d.bound for d in before}) < 2:
            return []
        if not before:
            return []
        last = max(d.bound.start for d in before if d.bound)
        nearest = [d for d in before if d.bound and d.bound.start == last]
        gap = self.lower[nearest[0].bound.end if nearest[0].bound else 0 : condition.start]
        return nearest if len(gap) < 25 else []

    def _clause(self, after: Sequence[Draft], first: int) -> list[Draft]:
        """The thresholds from ``first`` to the end of its parenthesis or sentence, without those of another condition."""
        stop = len(self.lower)
        for other in (*self.conditions, *self.sexes):
            if other.start > first:
                stop = min(stop, other.start)
        close = self.lower.find(")", first)
        if close >= 0 and "(" not in self.lower[first:close]:
            stop = min(stop, close)
        return [d for d in after if d.bound and first <= d.bound.start < stop]
