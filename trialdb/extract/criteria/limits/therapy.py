"""Earlier treatment and events in time: lines of therapy, washouts, ``surgery within 4 weeks``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.bounds import Bound
from trialdb.extract.criteria.limits.clauses import Clauses
from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.lexicon import alternation
from trialdb.extract.criteria.limits.tables import rows
from trialdb.extract.criteria.limits.windows import FoundWindow

_KINDS = {row["phrase"].replace("-", " "): row["concept"] for row in rows("events")}
_EVENT = re.compile(
    rf"(?<![a-z-])(?:(?P<known>{alternation(row['phrase'] for row in rows('events'))})|(?P<drug>[a-z]{{4,18}}(?:mab|nib|mycin|cillin|azole|statin|taxel|platin|rubicin|azepam|oxetine|parin|vir)s?))(?![a-z])"
)
_LINES = re.compile(
    r"(?: or (?:more|fewer|less))? ?(?P<modifier>(?:[a-z0-9/-]+ ){0,6}?)(?P<head>lines?|regimens?|therapies|courses?|treatments?|chemotherapies|chemotherapy|treatment regimens?)(?![a-z])"
    r"(?: (?:of|with) (?P<of>(?:[a-z0-9/-]+ ?){1,4}))?"
)
_EARLIER = re.compile(r"(?<![a-z])(?:prior|previous|previously|earlier|failed|received|treated|preceding|refractory|relapsed|line|lines)(?![a-z])")
_NOT_OF = re.compile(r" ?(?:for|in|to|or|and|with|within|prior|including|is|are|that|who|were|before|at|on|as|if|was)(?![a-z]).*$")
_PRIOR_USE = re.compile(
    r"(?:(?:any|patients?|subjects?|participants?|who|with|have|has|had|a|received|known|individuals) ){0,5}"
    r"(?:prior|previous|previously|current|concurrent|concomitant|ongoing)(?:(?:,| or| and| and/or)+ (?:current|concurrent|ongoing|planned|concomitant|previous|prior))?"
    r"(?: [a-z-]+){0,2}? (?:use of|treatment with|treatments? targeting|treated with|received|therapy with|exposure to|receipt of|administration of|therapy targeting|use)(?![a-z])"
)
_DURATION = re.compile(r"(?<![a-z])(?:for|lasting|stable|duration of|over|every)(?: (?:a|the|period|of|dose|doses|at least|more than|greater than)){0,4} ?$")
_OFF = re.compile(r"(?<![a-z])(?:off|discontinued?|stopped|free|without|abstain\w*|washout|wash-out|not (?:received|used|taken|been)|no )")
_SCHEDULED = re.compile(r"(?<![a-z])(?:performed|obtained|measured|documented|evaluated|assessed|collected|done|available|tests?|scan|mri|ct|x-ray|imaging|ecg|consent|taken|result|results|testing|assessment|examination|evaluation|proven|confirmed|signed|expectancy|survival)[ ,(]{0,3}$")
_CLAUSE_START = re.compile(r"[;:•]|(?<=[a-z0-9)])\. +(?=[a-z0-9])|\((?!s\))")
_LEAD = re.compile(
    r"^(?:[\s*,.()\[\]-]*(?:(?:the |any )?(?:patients?|subjects?|participants?|individuals?|those)|who|that|has|have|had|having|been|be|is|are|was|were|must|not|should|"
    r"any|a|an|the|use of|used|received|receiving|receipt of|with|history of|known|prior|previous|recent|evidence of|or|and|no|will|taking|undergone|taken|experienced|of|underwent|did|exclude|did not)(?![a-z]))+[\s,:-]*"
)
_TRAIL = re.compile(r"[\s,(:;-]+$|(?:[\s,]+(?:have been used|was used|were used|has been used|have been|has been|used|occurring|occurred|that occurred|administered|received|or|and|is|are|were|was|must be|at least|given|completed))+[\s,(]*$")
_LONGEST_OF = 120


def read_lines(lower: str, bounds: Sequence[Bound]) -> list[Draft]:
    """Counts of earlier lines of therapy: "no more than two prior regimens"."""
    drafts: list[Draft] = []
    for bound in bounds:
        if bound.unit or bound.reference or bound.is_age or (bound.high or bound.low or 0) > 12:
            continue
        match = _LINES.match(lower, bound.end)
        if match is None:
            continue
        modifier, head = match["modifier"], match["head"]
        counted = head.startswith(("line", "regimen", "treatment regimen"))
        earlier = _EARLIER.search(modifier)
        if not (earlier or (counted and (match["of"] or _EARLIER.search(lower, max(0, bound.start - 60), bound.start)))):
            continue
        if re.search(r"(?<![a-z])(?:of|the|at|for|in|is|and|day|days|cycle|cycles|months?|weeks?|years?)(?![a-z])", modifier):
            continue
        of = _treatment(match["of"] or "", modifier, head)
        limited = bound._replace(unit="{lines}")
        drafts.append(Draft("prior_lines", bound.start, match.end(), "therapy.lines", bound=limited, of=of))
    return drafts


def _treatment(of: str, modifier: str, head: str) -> str | None:
    words = _NOT_OF.sub("", of.strip()) or re.sub(r"(?<![a-z])(?:prior|previous|previously|different|lines?|or more|separate|additional|other)(?![a-z])", " ", modifier)
    words = " ".join(words.split())
    if head.startswith("chemotherap") or words.startswith("chemotherap"):
        return "chemotherapy"
    return words or None


class EventReader:
    """Reads what must (not) have happened inside a window of time."""

    def __init__(self, lower: str, clauses: Clauses, drafts: Sequence[Draft]) -> None:
        self.lower = lower
        self.clauses = clauses
        self.drafts = drafts

    def read(self, windows: Sequence[FoundWindow]) -> list[Draft]:
        """A window of a limit already read goes there; any other makes limits of its own."""
        made: list[Draft] = []
        previous = 0
        for found in windows:
            owners = self._owners(found, previous)
            for owner in owners:
                owner.window = found.window
            if not owners:
                made += self._events(found, previous)
            previous = found.end
        if not made and not self.drafts and (prior := _PRIOR_USE.match(self.lower.lstrip(" *-•"))):
            shift = len(self.lower) - len(self.lower.lstrip(" *-•"))
            text = re.split(r"[;.,(]", self.lower[shift + prior.end() :])[0].strip()
            made.append(Draft("prior_therapy", shift, shift + prior.end(), "therapy.use", of=text[:_LONGEST_OF] or None))
        return made

    def _owners(self, found: FoundWindow, previous: int) -> list[Draft]:
        """The limits that stand before a window in its clause."""
        begin = self._clause_start(found.start, previous)
        inside = [d for d in self.drafts if begin <= d.start and d.end <= found.start and d.concept not in ("age", "ecog")]
        if not inside:
            return []
        last = max(d.end for d in inside)
        gap = self.lower[last : found.start]
        statuses = [d for d in inside if d.status]
        if statuses and max(d.end for d in statuses) == last and len(gap) < 80 and _between(gap):
            return statuses
        return [d for d in inside if d.end == last and d.bound] if len(gap.split()) <= 3 and not _EVENT.search(gap) else []

    def _clause_start(self, at: int, previous: int) -> int:
        start = previous
        for match in _CLAUSE_START.finditer(self.lower, previous, at):
            closed = match[0] == "(" and ")" in self.lower[match.end() : at]
            if not closed:
                start = match.end()
        return start

    def _events(self, found: FoundWindow, previous: int) -> list[Draft]:
        window = found.window
        if window.relation == "within_after":
            return []
        begin = self._clause_start(found.start, previous)
        subject = self.lower[begin : found.start]
        if _SCHEDULED.search(subject):
            return []
        if window.relation == "min_gap" and _DURATION.search(subject) and not _OFF.search(subject):
            return []
        matches = list(_EVENT.finditer(self.lower, begin, found.start))
        start, end = begin, found.end
        if not matches:
            stop = re.compile(r"[;.]|$").search(self.lower, found.end)
            end = stop.start() if stop else len(self.lower)
            if subject.strip(" ,*-.") and window.relation != "min_gap" and not found.is_open and len(subject.split()) > 6:
                return []
            matches = list(_EVENT.finditer(self.lower, found.end, min(end, found.end + 120)))
            if not matches or (window.anchor and not subject.strip(" ,*-.") and self.lower[found.end : found.end + 1] not in ",: "):
                return []
            subject = self.lower[found.end : end]
            start = found.start
        of = _TRAIL.sub("", _LEAD.sub("", subject)).strip(" ,.*-")[:_LONGEST_OF] or None
        named = [m for m in matches if _kind(m) in ("stroke", "myocardial_infarction")]
        if named and _kind(matches[0]) not in ("prior_therapy", "procedure"):
            codes = tuple(dict.fromkeys(_kind(m) for m in named))
            others = [m for m in matches if _kind(m) == "condition" and not any(n.start() <= m.start() < n.end() for n in named)]
            drafts = [Draft(code, start, end, "event.named", status="present", window=window) for code in codes]
            if others:
                drafts.append(Draft("condition", start, end, "event.condition", status="present", window=window, of=of))
            return drafts
        code = _kind(matches[0])
        status = "present" if code == "condition" else None
        return [Draft(code, start, end, f"event.{code}", status=status, window=window, of=of)]


def _kind(match: re.Match[str]) -> str:
    if match["drug"]:
        return "prior_therapy"
    return _KINDS.get(" ".join(match["known"].replace("-", " ").split()), "condition")


def _between(gap: str) -> bool:
    return ";" not in gap and ". " not in gap
