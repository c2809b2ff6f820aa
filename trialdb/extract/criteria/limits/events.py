"""Events in time: ``chemotherapy within 4 weeks``, ``at least 6 months since surgery``, ``stroke in the past year``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.clauses import EXCEPTION_CUES, Clauses
from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.lexicon import alternation, phrases
from trialdb.extract.criteria.limits.tables import rows
from trialdb.extract.criteria.limits.windows import FoundWindow

_KINDS = {" ".join(row["phrase"].replace("-", " ").split()): row["concept"] for row in rows("events")}
_KNOWN = re.compile(rf"(?<![a-z-])(?:{alternation(row['phrase'] for row in rows('events'))})(?![a-z]|-[a-z])")
_DRUG = re.compile(rf"{phrases('drug ending')}s?(?![a-z])")
_HAPPENED = frozenset(["condition", "other_malignancy", "myocardial_infarction", "stroke"])
_PRIOR_USE = re.compile(
    rf"[\s*•-]{{0,4}}(?P<no>no |not )?(?:(?:{phrases('people')}|any|who|with|have|has|had|a|received|known|"
    rf"been) ){{0,5}}"
    r"(?:prior|previous|previously|earlier|current|concurrent|concomitant|ongoing)"
    r"(?:(?:,| or| and| and/or){1,2} (?:current|concurrent|ongoing|planned|concomitant|previous|prior))?"
    r"(?P<of> [a-z][^;.,()]{2,120})"
)
_NO_USE = re.compile(
    r" (?:(?:concurrent|concomitant) (?:therap|treatment)|history|enrollment|participation|diagnosis|written|informed|"
    r"to |or |version|line)"
)
_DEMANDS = re.compile(r" (?:must|should|has to|have to|no limit)(?![a-z]*ed)")
_DURATION = re.compile(
    r"(?<![a-z])(?:for|lasting|stable|duration of|over|every)"
    r"(?: (?:a|the|period|of|dose|doses|at least|more than|greater than)){0,4} ?$"
)
_OFF = re.compile(
    r"(?<![a-z])(?:off|discontinued?|stopped|free|without|abstain\w*|wash-?out|not (?:received|used|taken|been)|no )"
)
_SCHEDULED = re.compile(rf"(?<![a-z]){phrases('scheduled')}(?![a-z])")
_PLANNED = re.compile(
    r"(?<![a-z])until(?: at least)? ?$|(?:cannot|can not|unable|unwilling|not willing|willing|agree|able)[^.;]{0,40}"
    r"(?:discontinu|stop|washed? ?out|abstain|refrain|withhold|withdraw|interrupt)[^.;]{0,60}$"
)
_PLANNED_CUES = (
    *("until", "iscontinu", "stop", "wash", "abstain", "refrain", "withhold", "withdraw", "interrupt"),
    *("same", "stable", "unchanged"),
)
_AHEAD = re.compile(
    r"(?<![a-z])(?:expect(?:ed|ing|s)?|plan(?:ned|ning|s)?|anticipated?|scheduled|likely|intend(?:ed|ing|s)?) "
    r"(?:to|for|on)(?![a-z])[^.;,]{0,60}$|(?<![a-z])(?:planned|upcoming|anticipated) [^.;,]{0,60}$"
)
_BACK = re.compile(r"prior|before|past|last|previous|preceding|ago")
_UNCHANGED = re.compile(r"(?<![a-z])(?:same|stable|unchanged)(?![a-z])[^.;]{0,60} for(?: at least)?(?: the)? ?$")
_STOP = re.compile(r"\.(?=\s|$)")
_PERMITTED = re.compile(rf"(?<![a-z]){phrases('permitted')}(?![a-z])")
_PROVIDED = re.compile(  # "prior radiotherapy is allowed if completed at least 4 weeks before"
    r"(?:[ ,]{1,2}(?:provided|that|if|as|long|when|so|the|last|all|prior|such|dose|patients?|they|it|this|these|has|"
    r"have|had|been|was|were|is|are|completed|discontinued|stopped|finished|ended|received|administered|given|therapy|"
    r"therapies|treatments?|chemotherapy|radiotherapy|radiation|and|of|must|be|only))*[ ,(]{1,3}"
)
_ALLOWS = re.compile(r" (?:is|are|may be|will be|is/are|was|were)?(?: also)? ?$")
_MEASURED = re.compile(
    r"[ ,]{0,2}\(?(?:(?:as )?(?:measured|assessed|determined|estimated|documented|confirmed|evaluated|demonstrated) )?"
    r"(?:by|on|using|via|per|with)(?![a-z])[^.;]{0,100}"
)
_OTHER_ITEM = re.compile(r" (?:or|and|and/or) ")
_DONE = re.compile(
    r"[^,;.]{0,20}[ ,(]{1,3}(?:(?:must|to|should|and|be|is|was) ){0,3}"
    r"(?:done|performed|obtained|taken|conducted|drawn)[ (]{0,2}"
)
_EXCEPTED = re.compile(
    r"(?<![a-z])(?:unless|except(?:ing)?|other than|with the exception|excluding|apart from)(?![a-z])"
)
_FREE = re.compile(
    r"(?<![a-z])(?:disease[ -]?free|free (?:of|from)|no evidence|without evidence|remission|cured)(?![a-z])"
)
_BEHIND_ASIDE = re.compile(r"\)? (?:(?:for|if|after|in (?:the )?case of|(?:prior|previous) use of) )?(?:the )?")
_ASIDE_ENDS = re.compile(r"[,;.()]")
_NEGATED = re.compile(
    r"(?<![a-z])(?:no|not(?! limited| only| necessarily)|without|never|free of|absence of|neither)(?![a-z])"
)
_CLAUSE_START = re.compile(r"[;:•(.](?:(?<!\.)|(?<=[a-z0-9)]\.) +(?=[a-z0-9]))")
_ASIDE = re.compile(r"\([^()]{0,200}\)")
_LIST = re.compile(
    r",?(?: and| or| and/or)? (?:such as|including|e\.g\.,?|i\.e\.,?|for example) |"
    r",(?: and| or| and/or)? | (?:or|and|and/or) "
)
_LEAD = re.compile(
    rf"^(?:[\s*,.()\[\]-]{{0,4}}(?:\(?\d{{1,2}}[.)] |{phrases('before an event')}(?![a-z]))){{1,12}}[\s,:-]{{0,3}}"
)
_TRAIL = re.compile(rf"(?:[\s,]{{1,3}}{phrases('after an event')}){{1,3}}[\s,(]{{0,3}}$")
_BETWEEN = re.compile(r";|\. ")
_OTHER_CLOCKS = frozenset(["diagnosis", "onset", "presentation", "delivery"])
_FARTHEST = 600  # characters in which the subject of a window is looked for
_LONGEST_OF = 120
_LONGEST_GRADED = 5  # blanks


class EventReader:
    """Gives each window of time to what it is about."""

    def __init__(self, clauses: Clauses, drafts: Sequence[Draft], kind: str | None) -> None:
        self.lower = clauses.lower
        self.may_except = not clauses.words.isdisjoint(EXCEPTION_CUES)
        self.drafts = drafts
        self.kind = kind

    def read(self, windows: Sequence[FoundWindow]) -> list[Draft]:
        """A window of a limit already read goes there; any other makes limits of its own."""
        made: list[Draft] = []
        previous = 0
        subject = (0, 0)
        for found in windows:
            if not (made and found.start <= previous + 1):  # else another window of the same event
                subject = (self._clause_start(found.start, previous), found.start)
            if self._releases(found, subject[0]):
                previous = found.end
                continue
            if found.is_aside:
                made += self._following(found)
                previous = found.end
                continue
            owners = self._owners(found, subject[0])
            for owner in owners:
                owner.window = found.window
            loose = found.is_loose or found.window.anchor in _OTHER_CLOCKS
            if not owners and not loose and found.window.relation != "within_after":
                made += self._events(found, *subject)
            previous = found.end
        if not made and not self.drafts:
            made += self._use()
        return made

    def _releases(self, found: FoundWindow, begin: int) -> bool:
        """Whether a window says what an exception asks for: "malignancy unless in remission for 3 years"."""
        said = self.lower[begin : found.start]
        excepted = _EXCEPTED.search(said) if self.may_except else None
        if excepted is None or said.count(")", excepted.end()) > said.count("(", excepted.end()):
            return False
        return excepted[0] == "unless" or _FREE.search(said, excepted.end()) is not None

    def _following(self, found: FoundWindow) -> list[Draft]:
        """What a window in brackets is about where that follows: "recent (within 1 year) infarction"."""
        skip = _BEHIND_ASIDE.match(self.lower, found.end)
        begin = skip.end() if skip else found.end
        stop = _ASIDE_ENDS.search(self.lower, begin)
        end = stop.start() if stop else min(len(self.lower), begin + _LONGEST_OF)
        matches = _named(self.lower, begin, end)
        return self._limits(found, begin, matches, found.start, end) if matches else []

    def _owners(self, found: FoundWindow, begin: int) -> list[Draft]:
        """The limits that stand right before a window in its clause."""
        inside = [d for d in self.drafts if begin <= d.start and d.end <= found.start and d.concept != "age"]
        if not inside:
            return []
        last = max(d.end for d in inside)
        gap = _ASIDE.sub("", self.lower[last : found.start])
        if graded := self._graded([d for d in inside if d.end == last], gap):
            return graded
        nearest = [d for d in inside if d.status]
        if nearest and max(d.end for d in nearest) == last and len(gap) < 80 and not _BETWEEN.search(gap.rstrip(" ,(")):
            is_malignancy = nearest[-1].concept == "other_malignancy"
            if not is_malignancy and _OTHER_ITEM.match(gap) and _named(gap):
                return []
            return nearest if is_malignancy or "," not in gap.rstrip(" ,(") or _DONE.fullmatch(gap) else []
        if (len(gap.split()) > 3 and not _MEASURED.fullmatch(gap)) or _named(gap):
            return []
        return [d for d in inside if d.end == last and not d.status]

    def _graded(self, nearest: Sequence[Draft], gap: str) -> list[Draft]:
        """``grade 2 or greater hemorrhage``: the grade of what is named right behind it."""
        named = _named(gap) if gap.count(" ") < _LONGEST_GRADED else []
        if not named or any(_kind(match) != "condition" for match in named):
            return []
        graded = [draft for draft in nearest if draft.concept == "toxicity_grade"]
        for draft in graded:
            draft.of = _clean(gap)
        return graded

    def _clause_start(self, at: int, previous: int) -> int:
        start = max(previous, at - _FARTHEST)
        closing = self.lower.rfind(")", start, at)
        for match in _CLAUSE_START.finditer(self.lower, start, at):
            own = match[0] == "(" and not self.lower[match.end() : at].strip()  # "(within the past year)"
            if own:
                start = max(start, self.lower.rfind(", ", start, match.start()) + 1)  # of a list, the item before
            elif match[0] != "(" or closing < match.end():
                start = match.end()
        return start

    def _events(self, found: FoundWindow, begin: int, subject_end: int) -> list[Draft]:
        subject, said = self.lower[begin:subject_end], begin
        matches = _named(self.lower, begin, subject_end)
        start, end = begin, found.end
        if not matches:
            stop = _STOP.search(self.lower, found.end, found.end + 200)
            end = stop.start() if stop else min(len(self.lower), found.end + 200)
            subject = self.lower[found.end : end].split(";")[0]
            end, said = found.end + len(subject), found.end
            matches = _named(self.lower, found.end, end)
            leads = not _LEAD.sub("", self.lower[begin : found.start]).strip(" ,*-.(")
            if not matches or not leads or (found.window.anchor and not subject.startswith((",", ":"))):
                return []
            start = found.start
        elif self._is_other(subject, matches[-1].end() - begin, found):
            return []
        permitted = _PERMITTED.search(subject)
        if permitted:
            if self.kind == "exclusion" or found.window.relation != "min_gap" or start != begin:
                return []
            if matches[0].start() > said + permitted.start() or not _PROVIDED.fullmatch(subject, permitted.end()):
                return []
            subject = _ALLOWS.sub("", subject[: permitted.start()])
        return self._limits(found, said, matches, start, end, subject)

    def _is_other(self, subject: str, last_event: int, found: FoundWindow) -> bool:
        """Whether the window is when something is scheduled, or how long it lasted, not when it happened."""
        if _SCHEDULED.search(subject, last_event):
            return True
        if any(map(subject.__contains__, _PLANNED_CUES)) and (_PLANNED.search(subject) or _UNCHANGED.search(subject)):
            return True
        if not _BACK.search(self.lower, found.start, found.end) and _AHEAD.search(subject):
            return True
        lasts = _DURATION.search(subject) or "stable" in subject
        return found.window.relation == "min_gap" and bool(lasts) and not _OFF.search(subject)

    def _limits(
        self,
        found: FoundWindow,
        said: int,
        matches: Sequence[re.Match[str]],
        start: int,
        end: int,
        subject: str | None = None,
    ) -> list[Draft]:
        """The limits of the events ``matches`` in the ``subject`` that begins at ``said``."""
        subject = self.lower[said:end] if subject is None else subject
        said_outside = _ASIDE.sub(lambda aside: " " * len(aside[0]), subject) if "(" in subject else subject
        negation = _NEGATED.search(said_outside)
        negated = negation is not None and negation.start() + said <= matches[0].start()
        code = _kind(matches[0])
        if code in _HAPPENED:
            status = "absent" if negated else "present"
            limits: dict[tuple[str, str | None], Draft] = {}
            for item in _LIST.split(_ASIDE.sub(" ", subject)):
                event = next(iter(_named(item)), None)
                if event and (kind := _kind(event)) in _HAPPENED:
                    of = _clean(item) if kind == "condition" else None
                    limit = Draft(kind, start, end, f"event.{kind}", status=status, window=found.window, of=of)
                    limits.setdefault((kind, of), limit)
            if limits:
                return list(limits.values())
        status_of_use = "absent" if negated and found.window.relation != "min_gap" else None
        if code in _HAPPENED:
            status_of_use = "absent" if negated else "present"
        return [Draft(code, start, end, f"event.{code}", status=status_of_use, window=found.window, of=_clean(subject))]

    def _use(self) -> list[Draft]:
        """Earlier treatment named without any window: "prior use of …"."""
        match = _PRIOR_USE.match(self.lower)
        if match is None or _NO_USE.match(match["of"]) or _PERMITTED.search(match["of"]) or "follow" in match["of"]:
            return []
        event = next(iter(_named(match["of"][:60])), None)
        if event is None or _kind(event) != "prior_therapy" or _DEMANDS.search(match["of"]):
            return []
        status = "absent" if match["no"] else None
        return [Draft("prior_therapy", 0, match.end(), "therapy.use", status=status, of=_clean(match["of"]))]


def _clean(subject: str) -> str | None:
    words = _TRAIL.sub("", _LEAD.sub("", subject.lstrip(" )]")).rstrip(" ,(:;-"))
    of = " ".join(words.split()).strip(" ,.*-")[:_LONGEST_OF]
    return (of + ")" if of.count("(") > of.count(")") else of) or None


def _named(lower: str, start: int = 0, end: int | None = None) -> list[re.Match[str]]:
    """The events and treatments named between two positions; drugs by their endings only where nothing else is."""
    end = len(lower) if end is None else end
    return list(_KNOWN.finditer(lower, start, end)) or list(_DRUG.finditer(lower, start, end))


def _kind(match: re.Match[str]) -> str:
    return _KINDS.get(
        " ".join(match[0].replace("-", " ").split()), "prior_therapy" if match.re is _DRUG else "condition"
    )
