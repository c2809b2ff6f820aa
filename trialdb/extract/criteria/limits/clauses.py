"""How a criterion's text is divided: sentences, conditions, exceptions, and whom a clause is about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence, Set

from trialdb.extract.criteria.limits.conditions import Condition
from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.lexicon import matches_at, phrases

_BREAK = re.compile(r"[;.()\[\]\n]")
_CLOSED = re.compile(r"[^()\[\]]*(?:[(\[][^()\[\]]*[)\]][^()\[\]]*)*[)\]]")  # of a bracket opened before
_ABBREVIATED = re.compile(r"(?<![a-z])(?:e\.?g|alk|i\.?e|vs|approx|min|max|incl|excl|etc|no|g|p\.r\.n)$", re.IGNORECASE)
_BULLET = re.compile(r"\n[ ]*[*•-] ")
_CONTINUES = re.compile(
    rf"[\s,;:()\[\]/&-]{{0,9}}(?:{phrases('between bounds of one name')}(?![a-z])[\s,;:()\[\]/&-]{{0,9}}){{0,10}}"
)
_OPENS = re.compile(r"[,;:(.\[]|[a-z]{3,} [a-z]{3,}|(?<![a-z])(?:or|and|except|unless)(?![a-z])")
_SEX_ALONE = re.compile(r"(?:a )?(?:(?:fe)?males?|wom[ae]n|m[ae]n|boys?|girls?)")
_GOES_ON = re.compile(r"\)?(?:[,;]|,? (?:or|and) )")
_ENDS = re.compile(r"[;)\]]|\. ")
_DIGIT = re.compile(r"(?<!visit )\d(?!\d*(?:st|nd|rd|th)(?![a-z]))")
_NUMBER = re.compile(r"(?<![a-z\d.])\d")
_NEXT = re.compile(r"(?<![a-z])(?:or|and) $")  # a further item: ", or patients with"
_OF_NUMBER = re.compile(r"(?<=[ (])\d+ $")  # "a score of 9 for patients with"
_ALLOWED_IN = re.compile(r"(?:allowed|permitted|acceptable) (?=in )")  # "3 x ULN is allowed in case of haemolysis"
_VERB = r"(?:can|may|must|should|is|are|judges?|decides?|determines?) "
_LEADS_ON = re.compile(rf"(?<=[(\[])(?:if|when|for|in) [^.;,()]{{3,160}}, [^.;,()]{{0,60}}(?<![a-z]){_VERB}")
_NEAR = 12  # characters between a number and the sex it is for
_FAR = 25  # characters between a bound and the words of its condition
_ASIDE = re.compile(r"\([^()]*\)")
_WINDOW = re.compile(r"^ ?,? within \d+ (?:day|week|month)s? (?:of|prior to|before|preceding) (?:[a-z]+ ){1,4}$")
_EXCEPTION = re.compile(
    r"(?<![a-z])(?:except(?: for)?|excluding|other than|with (?:the |some )?(?:[a-z]{4,10} )?exceptions? (?:of|that)|"
    rf"with (?:the )?(?:following )?exceptions?(?=: ?(?:{phrases('people')}(?![a-z])|(?![^.;]*\d)))|"
    r"with (?:the |some |certain )?exceptions?(?= (?:as )?(?:defined|described|specified|outlined|detailed|noted) )|"
    r"with (?:some |certain |the specific )exceptions?(?: such as| like| including|, such as|, including)|"
    r"apart from|not including|unless|exceptions?(?: (?:to|from) (?:this|these|the) [a-z]{4,12})?(?: are| include)|"
    r"exceptions? (?:to|for)(?= (?:patients|individuals|participants|subjects|those|people) )|"
    r"(?<!following )(?<!with )(?<!these )exceptions?(?=:| [-–] )|exceptions? may be made(?= for)|"
    r"(?<=following are )exceptions?(?: (?:to|from) (?:this|these|the) [a-z]{4,12})?(?=[^.;:]{0,40}:))(?![a-z])"
)
_NUMERAL = re.compile(r"[ :](?:[ivx]{1,3}|[a-d]|\d)$")  # "unless either: i) …"
_LEAVING = re.compile(r"(?:\([^()]*\)[^(),]*)*(?:,|\) and )")
_NEGATION = re.compile(
    r"(?<![a-z])(?:(?<!if )no|(?:not|never|nor) (?:have|had|having|has)(?: a| an| any)?|has no|have no|absence of|"
    r"(?<!with or )without|free of)"
    r"(?: (?!and |or |but |with |transfusion|support|growth|prior |previous |blood |g-csf )[a-z-]+){0,3}"
    r"(?: \([a-z ,/-]{1,40}\))? {1,2}$"
)
_NEGATION_CUES = frozenset(["no", "not", "never", "nor", "absence", "without", "free"])
EXCEPTION_CUES = frozenset(
    ["except", "excepting", "excluding", "other", "exception", "exceptions", "apart", "including", "unless"]
)
_EXCEPTION_OPENERS = frozenset(
    ["except", "excluding", "other", "with", "apart", "not", "unless", "exception", "exceptions"]
)
_STUDIED = re.compile(  # "other than the cancer under study that has needed treatment", which is said of the other
    r" (?:the |that )?[a-z]+ (?:under (?:study|investigation)|being studied|of interest)(?= (?:that|which) )"
)
_LONGEST_EXCEPTION = 400
_REASON = re.compile(r"(?<=unless) [^.;:,()]{3,80}(?<!either)(?<! of)(?<!following)(?=: )")  # "unless ill: ALT"
_ACCEPTABLE = re.compile(r"(?<![a-z])(?:normal|acceptable|adequate)(?![a-z])[^.;]*$")


def _breaks(text: str) -> list[int]:
    """Where sentences end; a semicolon inside parentheses ends none."""
    found: list[int] = []
    depth = 0
    for match in _BREAK.finditer(text):
        at, sign = match.start(), match[0]
        if sign in "([":
            depth += 1
        elif sign in ")]":
            depth = max(0, depth - 1)
        elif sign == ";":
            if depth == 0 or not _CLOSED.match(text, at, at + 200):
                found.append(at)
        elif (sign == "." and _ends_sentence(text, at)) or (sign == "\n" and _BULLET.match(text, at)):
            found.append(at)
    return found


def _ends_sentence(text: str, at: int) -> bool:
    after = text[at + 1 : at + 3]
    if not after.startswith((" ", "\n")) or _ABBREVIATED.search(text, max(0, at - 8), at):
        return not after
    return not after[1:].isdigit() or text[at - 1 : at].isalpha()


class Clauses:
    """The divisions of one text in lower case."""

    def __init__(self, lower: str, text: str, words: frozenset[str], live: Set[str]) -> None:
        self.lower = lower
        self.text = text
        self.words = words
        self.live = live
        self.conditions: Sequence[Condition] = ()
        self.sexes: Sequence[Condition] = ()
        self._breaks: list[int] | None = None
        self._exceptions: list[tuple[int, int, int]] | None = None

    @property
    def breaks(self) -> list[int]:
        """Where sentences end."""
        if self._breaks is None:
            self._breaks = _breaks(self.text)
        return self._breaks

    @property
    def exceptions(self) -> list[tuple[int, int, int]]:
        """Each exception: where it starts, and from where to where its words go."""
        if self._exceptions is None:
            self._exceptions = [] if self.words.isdisjoint(EXCEPTION_CUES) else self._found_exceptions()
        return self._exceptions

    def _found_exceptions(self) -> list[tuple[int, int, int]]:
        found = matches_at(_EXCEPTION, self.lower, self.words & _EXCEPTION_OPENERS)
        return [(match.start(), *self._exception(match)) for match in found if not self._opens_limits(match)]

    def _opens_limits(self, match: re.Match[str]) -> bool:
        """``values within normal limits with the following exceptions: ALT ≤ 3 x ULN``: they are limits themselves."""
        is_list = match.group().startswith("with") and not match.group().endswith(" of")
        return is_list and _ACCEPTABLE.search(self.lower, 0, match.start()) is not None

    def sentence(self, at: int) -> int:
        """The number of the sentence at a position."""
        return bisect_right(self.breaks, at)

    def sentence_span(self, at: int) -> tuple[int, int]:
        """Where the sentence at a position begins and ends."""
        after = self.sentence(at)
        begin = self.breaks[after - 1] + 1 if after else 0
        return begin, self.breaks[after] if after < len(self.breaks) else len(self.lower)

    def same(self, one: int, other: int) -> bool:
        """Whether two positions are in one sentence."""
        breaks = self.breaks
        return not breaks or bisect_right(breaks, one) == bisect_right(breaks, other)

    def is_of_other_sex(self, end: int, start: int, stop: int) -> bool:
        """Whether one sex is named between a bound that ends at ``end`` and a number, and the other behind it."""
        before = [one for one in self.sexes if end <= one.start and one.end <= start]
        after = next((one for one in self.sexes if stop <= one.start <= stop + _NEAR), None)
        return len(before) == 1 and after is not None and after.sex != before[0].sex and self.continues(end, start)

    def _exception(self, cue: re.Match[str]) -> tuple[int, int]:
        """Where the words of an exception stand: to the end of its parenthesis or sentence."""
        start = cue.end()
        closing = self.lower.find(")", start, start + _LONGEST_EXCEPTION)
        is_aside = self.lower.endswith("(", 0, cue.start())
        if closing >= 0 and (
            "(" in self.lower[start:closing] or (not is_aside and _NUMERAL.search(self.lower, start, closing))
        ):
            closing = -1
        after = bisect_right(self.breaks, start)
        ends = self.breaks[after : after + 1]
        included = self.lower.find(", including", start, start + _LONGEST_EXCEPTION)
        if self.lower.startswith((":", " the following:", " the following situations:"), start):  # a list of them
            ends = [at for at in self.breaks[after:] if self.lower[at] != ";"][:1]
        studied = _STUDIED.match(self.lower, start) or _REASON.match(self.lower, start)
        ends = [*ends, studied.end() if studied else -1]
        return start, min([e for e in (closing, included, *ends) if e >= 0], default=len(self.lower))

    def excepted(self, at: int) -> bool:
        """Whether a position is inside an exception."""
        exceptions = self.exceptions
        return bool(exceptions) and any(
            start <= at < end and not self.leaves(begin, at) for start, begin, end in exceptions
        )

    def leaves(self, begin: int, at: int) -> bool:
        """Whether a comma ends what ``unless`` excepts: "unless due to metastases, albumin …"."""
        return self.lower.endswith("unless", 0, begin) and _LEAVING.search(self.lower, begin, at) is not None

    def negated(self, at: int) -> bool:
        """Whether what begins at ``at`` is asked to be absent: "no QTc > 480 ms"."""
        if self.words.isdisjoint(_NEGATION_CUES):
            return False
        match = _NEGATION.search(self.lower, max(0, at - 90), at)
        return match is not None and self.same(match.start(), at)

    def conditional(self, start: int, end: int) -> bool:
        """Whether a condition is stated between two positions."""
        return any(start <= c.start < end for c in (*self.conditions, *self.sexes))

    def continues(self, end: int, start: int) -> bool:
        """Whether nothing but conditions and small words stands between two bounds."""
        if start - end > 160 or not (self.same(end, start) or any(end <= c.start < start for c in self.conditions)):
            return False
        gap = self.lower[end:start]
        for condition in sorted([*self.conditions, *self.sexes], key=lambda c: -c.start):
            if end <= condition.start and condition.end <= start:
                gap = gap[: condition.start - end] + " " + gap[condition.end - end :]
                if self.lower[start] in "≤≥<>" or self.lower.endswith(". ", 0, start):  # "9 % if untreated. 7-8 % if"
                    gap = gap.replace(".", " ")
        return _CONTINUES.fullmatch(gap) is not None

    def apply(self, drafts: list[Draft]) -> None:
        """Gives each condition to the thresholds it is for."""
        numeric = [draft for draft in drafts if draft.bound]
        for condition in self.conditions:
            if _SEX_ALONE.fullmatch(condition.text):
                continue  # read as a sex already
            for draft in self._governed(condition, numeric):
                if draft.condition is None:
                    draft.condition, draft.condition_concept = condition.text, condition.concept
        for sex in self.sexes:
            if sex.is_weak and len(self.sexes) < 2 and not self._parenthesized(sex):
                continue
            for draft in self._governed(sex, numeric):
                if draft.sex is None:
                    draft.sex = sex.sex
                    if "menopausal" in sex.text and draft.condition is None:
                        draft.condition = sex.text.removeprefix("for ").removeprefix("in ")

    def _parenthesized(self, condition: Condition) -> bool:
        return self.lower[: condition.start].rstrip().endswith("(") and self.lower[condition.end :].lstrip().startswith(
            ")"
        )

    def _governed(self, condition: Condition, drafts: Sequence[Draft]) -> list[Draft]:
        """Forward where a clause begins with the condition and a bound follows in it, else backward."""
        if not condition.text:
            return []
        before = [
            d
            for d in drafts
            if d.bound and d.bound.end <= condition.start and self.same(d.bound.end - 1, condition.start)
        ]
        after = [d for d in drafts if d.bound and d.bound.start >= condition.end]
        last = max((d.bound.end for d in before if d.bound), default=0)
        gap = self.lower[last : condition.start]
        if condition.sex and before and not gap.strip(" ,(") and _GOES_ON.match(self.lower, condition.end):
            return [d for d in before if d.bound and d.bound.end == last]  # "> 450 ms, if female, or 430 ms, if male"
        behind = min((d.bound.start for d in after if d.bound), default=len(self.lower))
        joins = self.lower[condition.end : behind].strip()
        turns = self.lower.startswith("or ", condition.start) and (not joins or joins[0] == ",")
        is_of_number = condition.sex is None and _OF_NUMBER.search(self.lower, 0, condition.start) is not None
        if not before and _ALLOWED_IN.search(self.lower, max(0, condition.start - 14), condition.start + 3):
            return []
        if after and not is_of_number and (not before or turns or _OPENS.search(gap)):
            first = min(d.bound.start for d in after if d.bound)
            between = _ASIDE.sub("", self.lower[condition.end : first])
            following = [d for d in after if d.bound and d.bound.start == first]
            earlier = [d for d in drafts if d.bound and d.bound.end <= condition.start]
            again = any(d.concept == f.concept for d in earlier for f in following)
            is_strong = condition.sex or not (condition.is_weak or condition.is_exception)
            if condition.sex and (_NUMBER.search(between) or self._trails(condition, earlier)):
                return []  # a number of something that has no name here stands nearer
            if condition.sex and again and before:  # "> 102 cm in men and > 88 cm in women or a BMI ≥ 30"
                known = {d.concept for d in before if d.bound and d.bound.end == last}
                after = [d for d in after if d.concept in known or not known.intersection(f.concept for f in following)]
            if len(between) < 170 and not _ENDS.search(between) and (is_strong or again):
                return self._clause(condition, after, first)
        labels = condition.sex and self.lower[condition.end : condition.end + 2].lstrip().startswith(":")
        counted = [d.end for d in before if d.concept == "prior_lines" and d.bound and d.bound.end == last]
        gap = _WINDOW.sub(" ", self.lower[max([last, *counted]) : condition.start])  # "2 lines of therapy if …"
        if not before or condition.is_exception or len(gap) > _FAR or labels or _DIGIT.search(gap):
            return []
        if self.lower.startswith("or if ", condition.start) or _LEADS_ON.match(self.lower, condition.start):
            return []  # "≤ 450 ms or if not normal, the investigator decides", "(if due to metastases, … may be …)"
        if (
            condition.is_weak
            and condition.sex is None
            and (len({d.bound for d in self._rivals(condition.start, before, drafts, last)}) < 2 or _NEXT.search(gap))
        ):
            return []
        return [d for d in before if d.bound and d.bound.end == last]

    def _rivals(self, at: int, before: Sequence[Draft], drafts: Sequence[Draft], last: int) -> Sequence[Draft]:
        """The thresholds ``before`` a condition; of "with metastases" also those of the concept in other sentences."""
        if not self.lower.startswith("with", at):
            return before
        concepts = {d.concept for d in before if d.bound and d.bound.end == last}
        return [*before, *(d for d in drafts if d.concept in concepts)]

    def _trails(self, condition: Condition, earlier: Sequence[Draft]) -> bool:
        """Whether a number that is no bound of a limit stands right before a condition."""
        near = max(0, condition.start - _NEAR)
        is_read = any(draft.bound and draft.bound.end > near for draft in earlier)
        return not is_read and _NUMBER.search(self.lower, near, condition.start) is not None

    def _clause(self, condition: Condition, after: Sequence[Draft], first: int) -> list[Draft]:
        """The thresholds from ``first`` to the end of its parenthesis or sentence, before another condition's."""
        following = bisect_right(self.breaks, first)
        is_label = self.lower.startswith(":", condition.end)
        stop = len(self.lower) if is_label or following == len(self.breaks) else self.breaks[following]
        for other in (*self.conditions, *self.sexes):
            if other.start > first:
                stop = min(stop, other.start)
        if not is_label and (cut := self.lower.find(";", first, stop)) >= 0:
            stop = cut
        close = self.lower.find(")", first)
        if close >= 0 and "(" not in self.lower[first:close]:
            stop = min(stop, close)
        return [d for d in after if d.bound and first <= d.bound.start < stop]
