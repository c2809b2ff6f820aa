"""Which concept a bound limits: the grammar between names, comparisons and conditions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from trialdb.extract.criteria.limits.clauses import Clauses
from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.lexicon import phrases
from trialdb.extract.criteria.limits.mentions import Mention
from trialdb.extract.criteria.limits.tables import concepts
from trialdb.extract.criteria.limits.thresholds.ages import (
    is_about_others,
    is_about_the_patient,
    is_duration,
    labels_row,
    opens_with_people,
)
from trialdb.extract.criteria.limits.thresholds.beside import as_named, in_named_unit
from trialdb.extract.criteria.limits.thresholds.bounds import Bound, compare
from trialdb.extract.criteria.limits.thresholds.fitting import admits, chosen, stated
from trialdb.extract.criteria.limits.thresholds.joining import closes, like, restated, shares_comparison
from trialdb.extract.criteria.limits.thresholds.pressures import are_both_pressures
from trialdb.extract.criteria.limits.thresholds.reach import (
    counts_others,
    distance_end,
    follows_reversed,
    is_change,
    is_change_or_part,
    is_delay,
    is_in_list,
    is_named_behind,
    is_outside,
    is_passed_over,
    is_told_nearer,
    is_told_normal,
    opens_next,
    reaches,
)
from trialdb.extract.criteria.limits.thresholds.units import UNITS

_IMPLIED_BY = {"per_day": "cigarettes_per_day", "pack_years": "pack_years", "body_mass_index": "bmi"}
_ENCLOSED = re.compile(
    rf" ?(?:\( ?uln ?\) ?)?\( ?(?:(?:for|if|in|aged?|who are|pediatric|{phrases('people')}) ?){{0,4}}"
)
_LASTING = ("for ", "with ")
_NEAR = 5  # characters between "18 ≤" and the name it encloses
_DIGIT = re.compile(r"\d")


class NumberReader:
    """Reads one text: bounds and mentions in order, each bound given to the names it limits."""

    def __init__(self, lower: str, events: Sequence[Mention | Bound], clauses: Clauses) -> None:
        self.lower = lower
        self.words = clauses.words
        self.clauses = clauses
        self.drafts: list[Draft] = []
        self.pending: list[Mention] = []
        self.subject: tuple[tuple[str, ...], Bound] | None = None
        self.orphan: Bound | None = None
        self.systolic: Bound | None = None
        self.opening: Bound | None = None
        self.normal: Bound | None = None
        self.subject_end = self.unclaimed_end = self.orphan_end = self.away_end = 0
        self.known: set[str] = set()
        self.events = sorted(events, key=lambda event: (event.start, -event.end))

    def read(self) -> list[Draft]:
        """All numeric limits."""
        done = 0
        for event in self.events:
            if event.start < done:
                continue
            if isinstance(event, Mention):
                self._meet(event)
            else:
                self._attach(event)
                done = event.end
        return self.drafts[:-1] if self.systolic else self.drafts  # a lone number does not say which of the pressures

    def _meet(self, mention: Mention) -> None:
        if self.orphan and self.clauses.same(self.orphan.start, mention.start):
            between = self.lower[self.orphan_end : mention.start]
            codes = () if is_change(self.lower, self.orphan) else chosen(mention, self.orphan)
            is_listed = is_in_list(between) and not compare(self.lower, mention.end + 1)
            joins = follows_reversed(between, self.orphan) if self.orphan_end == self.orphan.end else is_listed
            if codes and (joins or is_named_behind(self.lower, self.orphan, mention, between, codes)):
                orphan = self.orphan
                self._limit(codes, orphan, orphan.start, mention.end, "reversed")
                self.orphan, self.orphan_end = orphan, mention.end
                return
        self.orphan = None
        self.pending.append(mention)

    def _attach(self, bound: Bound) -> None:
        if self.subject and self._restates(bound):
            return
        if bound.is_bare and self.subject and shares_comparison(self.clauses, self.subject[1], bound):
            bound = like(self.subject[1], bound)  # "< 40 mg/dL in men and 50 mg/dL in women"
        if bound.rule == "range" and self._is_normal(bound):
            self.normal = bound
            return
        if bound.is_bare and self.pending:
            bound = as_named(self.lower, self.pending[-1], bound)
        if bound.is_bare and self.systolic is None:  # a number alone is no limit
            self.unclaimed_end = bound.end
            return
        if not bound.unit and not bound.reference and not _DIGIT.search(self.lower, bound.start, bound.end):
            return  # "one or more of the following"
        if bound.unit is None and self.lower.endswith(("grade ", "grade of "), 0, bound.start):
            return  # a grade of toxicity: "platelets grade 1 or greater"
        if bound.start < self.away_end or is_change_or_part(self.lower, bound, self.pending):
            return
        self.away_end = distance_end(self.lower, bound)
        if self.away_end and not is_delay(self.pending):
            self.pending = []
            return
        if bound.rule == "enclosing":
            self.opening = bound
            return
        names = self._names(bound)
        if self.opening:
            bound = self._enclosed(bound, names)
        if self.systolic and self._is_second_pressure(bound):
            return
        if names and are_both_pressures(self.lower, names, bound):
            before = len(self.drafts)
            self._limit(("sbp",), bound, names[0].start, bound.end, "pressure")
            self.systolic = bound if len(self.drafts) > before else None
        elif (names and names[0].codes == ("age",)) and (
            self._is_age_condition(bound) or is_about_others(self.lower, self.words, bound.start, bound.end)
        ):
            return
        elif names:
            if not (bound.unit or bound.reference):
                bound = in_named_unit(self.lower, bound, names[0])
            codes = chosen(names[0], bound)
            if len(names) > 1:
                codes = tuple(dict.fromkeys([code for name in names for code in chosen(name, bound)]))
            self._limit(codes, bound, names[-1].start, bound.end, bound.rule)
        elif self._is_age_condition(bound):
            return
        elif self._is_age(bound):
            self._limit(("age",), bound, bound.start, bound.end, f"age.{bound.rule}")
        elif self._inherits(bound) and self.subject:
            if self.subject[0] == ("sbp", "dbp") and self.lower.startswith("/", bound.end):  # "and < 160/100 mmHg"
                self._limit(("sbp",), bound, bound.start, bound.end, "pressure")
                self.systolic = bound
                return
            if self._closes_range(bound):
                return
            unit = bound.unit or (None if bound.reference else self.subject[1].unit)
            self._limit(self.subject[0], replace(bound, unit=unit), bound.start, bound.end, "inherited")
        elif bound.unit == "kg" and opens_with_people(self.lower, bound.start, bound.end):
            self._limit(("weight",), bound, bound.start, bound.end, "implied")
        elif bound.unit in UNITS and UNITS[bound.unit].dimension in _IMPLIED_BY:
            self._limit((_IMPLIED_BY[UNITS[bound.unit].dimension],), bound, bound.start, bound.end, "implied")
        else:
            self.orphan, self.orphan_end = bound, bound.end
            self.unclaimed_end = bound.end
            return
        self.pending = []

    def _is_normal(self, bound: Bound) -> bool:
        """Whether a range only tells what is normal, as the one in brackets before it did."""
        is_next = self.normal is not None and self.clauses.same(self.normal.start, bound.start)
        return is_told_normal(self.lower, bound) or (is_next and self.lower.endswith("(", 0, bound.start))

    def _enclosed(self, bound: Bound, names: Sequence[Mention]) -> Bound:
        """``18 ≤ age ≤ 75``: the range that ``bound`` closes behind the name, else ``bound`` itself."""
        opening, self.opening = self.opening, None
        if opening is None or not any(0 <= name.start - opening.end < _NEAR for name in names):
            return bound
        closed = closes(opening, bound, "")
        if closed is None and opening.high is not None and bound.low is not None:  # "18 > BMI > 40": the outside
            self._limit(chosen(names[0], opening), opening, opening.start, names[0].end, "enclosing")
        return closed or bound

    def _is_second_pressure(self, bound: Bound) -> bool:
        """``95 mmHg`` of ``> 160/95 mmHg``, which gives the systolic bound its unit too."""
        first, self.systolic = self.systolic, None
        if first is None:
            return False
        glue = self.lower[first.end : bound.start].strip()
        draft = self.drafts[-1]
        if glue == "/" and draft.bound:
            draft.bound = replace(first, unit=bound.unit or first.unit)
            diastolic = like(first, bound)
            self.drafts.append(Draft("dbp", draft.start, bound.end, "number.pressure", bound=diastolic))
            self.subject = (("sbp", "dbp"), diastolic)
            return True
        self.drafts.pop()
        return False

    def _limit(self, codes: tuple[str, ...], bound: Bound, start: int, end: int, rule: str) -> None:
        self.subject = (codes, bound)
        self.orphan = None
        negated = self.clauses.negated(start) or (bound.rule == "range" and is_outside(self.lower, bound))
        negated = negated or (rule == "inherited" and bool(self.drafts) and self.drafts[-1].negated)
        for code in codes:
            if (code not in self.known or code == "age") and self.clauses.excepted(start):
                continue
            if code in self.known and any(
                draft.concept == code and draft.start == start and draft.rule.endswith(rule)
                for draft in self.drafts[-6:]
            ):
                continue
            self.known.add(code)
            limited = stated(code, bound)
            self.drafts.append(Draft(code, start, end, f"number.{rule}", bound=limited, negated=negated))

    def _is_age(self, bound: Bound) -> bool:
        """Whether a bound is the patient's age though no "age" stands before it."""
        if not admits(concepts()["age"], bound) or labels_row(self.lower, bound.end):
            return False
        if not is_about_the_patient(self.lower, self.words, bound.start, bound.end):
            return False
        is_free = not any(chosen(mention, bound) for mention in self.pending)
        return bound.is_age or (bound.unit == "a" and is_free and opens_with_people(self.lower, bound.start, bound.end))

    def _is_age_condition(self, bound: Bound) -> bool:
        """``(≥ 16 years)`` behind another threshold says for whom that one is."""
        if _ENCLOSED.fullmatch(self.lower, self.unclaimed_end, bound.start):
            return True
        others = [name for name in self.pending if name.codes != ("age",)]
        if self.subject is None or "age" in self.subject[0] or bound.unit not in ("a", "mo") or others:
            return False
        if not _ENCLOSED.fullmatch(self.lower, self.subject[1].end, bound.start):
            return False
        for draft in self.drafts[-len(self.subject[0]) :]:
            draft.condition = self.lower[bound.start : bound.end]
            draft.condition_concept = "age"
        return True

    def _closes_range(self, bound: Bound) -> bool:
        """``and < 11.6 mg/dL`` behind ``≥ 8 mg/dL (2 mmol/L)``."""
        if self.subject is None or self.clauses.conditional(self.subject[1].end, bound.end):
            return False
        codes, first = self.subject
        around = ") (" if codes == ("age",) else ")] "  # "18 and older (max 65 years)"
        joined = closes(first, bound, self.lower[max(first.end, self.subject_end) : bound.start].strip(around) + " ")
        if joined is None:
            return False
        for draft in self.drafts[-len(codes) :]:
            draft.bound, draft.end = joined, bound.end
        self.subject = (codes, joined)
        return True

    def _restates(self, bound: Bound) -> bool:
        if self.subject is None or (self.pending and self.pending[-1].start > self.subject[1].end):
            return False
        codes, first = self.subject
        is_half = first.rule == "range" and None in (bound.low, bound.high)
        if is_half and admits(concepts()[codes[0]], bound):  # "≥ 3 (…) and < 14 G/L (≤ 14,000/µL)"
            first = replace(first, low=bound.low and first.low, high=bound.high and first.high)
        is_for_some = self.clauses.conditional(bound.end + 1, bound.end + 2)
        verdict = restated(concepts()[codes[0]], first, bound, self.lower, is_for_some=is_for_some)
        if verdict:
            self.subject_end = bound.end
        for draft in self.drafts[-len(codes) :] if verdict else ():
            if draft.bound and verdict == "sharper" and first == draft.bound:
                draft.bound = replace(bound, unit=bound.unit or draft.bound.unit)
            elif draft.bound:
                draft.bound = replace(draft.bound, end=bound.end)  # what follows is said of it: "(1.7 mg/dL) in men"
        return verdict is not None

    def _names(self, bound: Bound) -> list[Mention]:
        """The chain of names in front of ``bound`` that it limits, last first."""
        names: list[Mention] = []
        for mention in reversed(self.pending):
            if not self.clauses.same(mention.start, bound.start):
                break
            if not chosen(mention, bound):
                if names or not is_passed_over(self.lower, mention, bound):
                    break
                continue
            gap = self.lower[mention.end : names[-1].start][:90] if names else ""
            if names and (is_told_nearer(mention, gap) or not is_in_list(gap)):
                break
            if not names and not reaches(self.lower, mention, bound):
                break
            names.append(mention)
        return names

    def _inherits(self, bound: Bound) -> bool:
        """Whether ``bound`` is another threshold of what the bound before limits: "and > 470 ms in women"."""
        if self.subject is None or bound.is_bare or bound.low == bound.high:
            return False
        codes, last = self.subject
        if counts_others(self.lower, codes, bound, last) or opens_next(self.lower, bound, self.events):
            return False
        if codes == ("age",) and (self.lower.endswith(_LASTING, 0, bound.start) or is_duration(self.lower, bound.end)):
            return False  # "7-12 years old, with asthma for at least 9 months"
        if not all(admits(concepts()[code], bound) for code in codes):
            return False
        return self.clauses.continues(max(last.end, self.subject_end), bound.start)
