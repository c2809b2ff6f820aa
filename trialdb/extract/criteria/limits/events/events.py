"""Events in time: ``chemotherapy within 4 weeks``, ``at least 6 months since surgery``, ``stroke in the past year``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.clauses import EXCEPTION_CUES, Clauses
from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.events.event_clauses import clause_start
from trialdb.extract.criteria.limits.events.event_denials import (
    DENIED_BEHIND,
    denied_too,
    is_denied_before,
    is_forbidden,
)
from trialdb.extract.criteria.limits.events.event_items import (
    counts_from_what_follows,
    earlier_use,
    first_statement,
    goes_on,
    is_let_off,
    is_name,
    items_of,
    last_statement,
    purpose_behind,
    since_smoking,
    without_asides,
)
from trialdb.extract.criteria.limits.events.event_kinds import WHO_HAD, can_be, ends_conditions, kind_here, kind_listed
from trialdb.extract.criteria.limits.events.event_names import (
    LONGEST_NAME,
    PERMITTED,
    PERMITTED_CUES,
    is_clause,
    kind_of,
    leads_only,
    named,
    stated_use,
    wording,
)
from trialdb.extract.criteria.limits.events.event_owners import graded_behind, owners_of
from trialdb.extract.criteria.limits.events.instead import as_before, tell_instead
from trialdb.extract.criteria.limits.events.plans import (
    LET_IN_CUES,
    PART_CUES,
    as_gap,
    asks_of_exception,
    is_no_event,
    is_of_subgroup,
    is_other_time,
    is_permitted,
    is_time_to_relapse,
    is_vague,
    permitted_if,
    since_procedure,
)
from trialdb.extract.criteria.limits.events.treatment_names import treatment_alone
from trialdb.extract.criteria.limits.events.unnamed_events import LASTS, OPENING, unnamed_event
from trialdb.extract.criteria.limits.events.uses import read_use
from trialdb.extract.criteria.limits.events.windows import FoundWindow
from trialdb.extract.criteria.limits.lexicon import phrases

_HAPPENED = frozenset(["condition", "other_malignancy", "myocardial_infarction", "stroke"])
_NAMELESS = _HAPPENED - {"condition"}
_DIAGNOSED = re.compile(r"(?<![a-z])(?:diagnos(?!ed by)|history|documented|confirmed)")
_STOP = re.compile(r"\.(?=\s|$)")
_LAST_USED = re.compile(  # "the last use must be within a month", "at least one dose of X in the last year"
    r"[\s*•-]*(?:the )?(?:(?:last|most recent) (?:[a-z0-9-]+ ){0,4}use (?:must|should) (?:be|have been) |"
    r"(?:at least|≥) ?(?:one|two|three|\d) (?:doses?|injections?|infusions?) of [a-z])"
)
_STOPPED = re.compile(r"(?<![a-z])(?:last (?:dose|treatment|injection|infusion|use)|discontinu|stopped|off )")
_CONDITIONAL = re.compile(r"[\s*•-]*(?:if|when|unless|patients? (?:on|taking) )(?![a-z])")
_BEHIND_ASIDE = re.compile(
    r"\)? (?:or (?:active |current(?:ly)? |ongoing |treated |or ){1,4}|"
    r"(?:for|if|after|in (?:the )?case of|(?:prior|previous) use of) )?(?:the )?"
)
_ASIDE_ENDS = re.compile(r"[,;.()]")
_NEGATED = re.compile(
    r"(?<![a-z])(?:no|not(?! limited| only| necessarily| controlled| resolved| responding| related| well| yet)|"
    r"(?<!with or )without(?:using)?|never|free (?:of|from)|absence of|neither|cannot be met with)(?![a-z])"
)
_NEGATED_CUES = frozenset(["no", "not", "without", "withoutusing", "never", "free", "absence", "neither", "cannot"])
_RESTATED = re.compile(r" ?\([^()]*\)")
_NEXT_ITEM = re.compile(r",? (?:or|and/or) |[,;] (?:and )?")  # "glucose > 110 mg/dL, or insulin within 2 weeks"
_WITHOUT = re.compile(r"[ ,(]{0,3}(?:without|with no|in the absence of|no)(?![a-z])")
_AFTER = re.compile(r"(?<![a-z])(?:after|following)(?: [a-z-]+){0,2} $")  # "continence after radical prostatectomy"
_TREATS = re.compile(r"vaccine\s*$|(?:treatment|therapy|transfusion)(?: with [a-z /-]+)?\s*$|(?<![a-z])vaccination\s*$")
_TOLD_OF = re.compile(
    rf"[\s*•-]*(?:(?:the )?{phrases('people')} (?:has|have) not|"
    r"there (?:(?:has|have) been|is|are) no)(?![a-z])"
)
_HAVE_USED = re.compile(r"(?<![a-z])(?:have|has|had) (?:used|taken|received)(?![a-z])")
_UNRESOLVED = re.compile(r"(?<![a-z])(?:recover|resolv|caused by|due to|related to)")
_BEGINS = re.compile(r" (?:using|use of|taking|receiving|received|treated|treatment|having|administration)(?![a-z])")
_ALSO_USED = re.compile(r",? and (?:(?:have|has|had) )?(?:used|received|taken|been treated with|taking) ")
_OTHER_CLOCKS = frozenset(["diagnosis", "onset", "presentation", "delivery"])
_ALSO = re.compile(r"[ ,(]?(?: ?(?:or|and|and/or) )?")


class EventReader:
    """Gives each window of time to what it is about."""

    def __init__(self, clauses: Clauses, drafts: Sequence[Draft], kind: str | None) -> None:
        self.clauses, self.lower = clauses, clauses.lower
        self.may_except = not clauses.words.isdisjoint(EXCEPTION_CUES)
        self.may_permit = not clauses.words.isdisjoint(PERMITTED_CUES)
        self.may_deny = not clauses.words.isdisjoint(_NEGATED_CUES)
        self.may_let_in = not clauses.words.isdisjoint(LET_IN_CUES if kind == "exclusion" else PART_CUES)
        self.words = clauses.words
        self.drafts = drafts
        self.kind = kind

    def read(self, windows: Sequence[FoundWindow]) -> list[Draft]:
        """A window of a limit already read goes there; any other makes limits of its own."""
        made: list[Draft] = []
        previous = 0
        subject = (0, 0)
        for found in windows:
            goes_on = made and (found.start <= previous or _ALSO.fullmatch(self.lower, previous, found.start))
            if not goes_on:  # else it is another window of the same event
                subject = (clause_start(self.lower, found.start, previous), found.start)
            if self.may_except and asks_of_exception(self.lower, found, subject[0]):
                previous = found.end
                continue
            if found.is_aside and (graded := graded_behind(self.lower, self.drafts, found)):
                graded.window = found.window
                previous = found.end
                continue
            if found.is_aside and ((behind := self._following(found)) or not named(self.lower, *subject)):
                made += as_before(self.lower, behind, made, previous, found)
                previous = found.end
                continue
            owners = owners_of(self.lower, self.drafts, found, subject[0]) if self.drafts else []
            for owner in owners:
                owner.window = found.window
            loose = found.is_loose or found.window.anchor in _OTHER_CLOCKS or found.window.relation == "within_after"
            loose = loose or is_time_to_relapse(self.lower, found)
            is_let_in = is_permitted if self.kind == "exclusion" else is_of_subgroup
            if not (owners or loose or (self.may_let_in and is_let_in(self.lower, found))):
                made += denied_too(self.lower, self._events(found, *subject), made, subject[0])
            previous = found.end
        if self.kind == "inclusion" and made:
            tell_instead(self.lower, made, self.drafts)
        if self.kind == "exclusion" and made and _TOLD_OF.match(self.lower):
            made = [draft for draft in made if draft.status != "absent"]  # what an exception asks for
        if not made and not self.drafts:
            made += read_use(self.lower, self.words, self.kind)
        return [draft for draft in made if (draft.of is None or not is_clause(draft.of)) and can_be(draft)]

    def _following(self, found: FoundWindow) -> list[Draft]:
        """What a window in brackets is about where that follows: "recent (within 1 year) infarction"."""
        skip = _BEHIND_ASIDE.match(self.lower, found.end)
        begin = skip.end() if skip else found.end
        stop = _ASIDE_ENDS.search(self.lower, begin)
        end = stop.start() if stop else min(len(self.lower), begin + LONGEST_NAME)
        matches = named(self.lower, begin, end) or stated_use(self.lower, begin, end)
        return self._limits(found, begin, matches, found.start, end) if matches else []

    def _events(self, found: FoundWindow, begin: int, subject_end: int) -> list[Draft]:
        subject, said = self.lower[begin:subject_end], begin
        if is_no_event(self.lower, subject, self.clauses.live):
            return []
        matches = named(self.lower, begin, subject_end)
        if matches and (behind := self._behind_bounds(begin, matches[0].start())):
            begin = said = behind
            subject = self.lower[begin:subject_end]
        is_told_behind = self.lower.startswith(":", found.end) and "following" in subject
        if is_told_behind or counts_from_what_follows(self.lower, found):
            matches, subject = [], ""
        start, end = begin, found.end
        if any(d.rule == "toxicity.grade" and begin <= d.start for d in self.drafts) and _UNRESOLVED.search(subject):
            return []  # "not recovered to grade 1 from chemotherapy within 4 weeks"
        if not matches and self._may_be_use(found, subject):
            matches = stated_use(self.lower, begin, subject_end)
        if not matches and not leads_only(subject):
            return unnamed_event(self.lower, self.kind, found, subject, begin)
        if not matches:
            stop = _STOP.search(self.lower, found.end, found.end + 400)
            end = stop.start() if stop else min(len(self.lower), found.end + 400)
            subject = first_statement(self.lower[found.end : end])
            end, said = found.end + len(subject), found.end
            matches = named(self.lower, found.end, end) or stated_use(self.lower, found.end, end)
            aside = subject.startswith(")") and self.lower.endswith("(", 0, found.start)
            if done := since_procedure(self.lower, found):
                return [done]
            opens = found.start < OPENING and _BEGINS.match(subject)
            if not matches or (found.window.anchor and not aside and not opens and not subject.startswith((",", ":"))):
                return []
            start = found.start
            if stated := [
                d for d in self.drafts if said <= d.start < end and d.status and d.concept == kind_of(matches[0])
            ]:
                stated[0].window = found.window  # "in the past year, other malignancies"
                return []
        elif is_other_time(self.lower, subject, matches[-1].end() - begin, found):
            return []
        permitted = PERMITTED.search(without_asides(subject)) if self.may_permit else None
        if permitted:
            if self.kind == "exclusion" or found.window.relation != "min_gap" or start != begin:
                return []
            of = permitted_if(subject, permitted, matches[0].start() - said)
            if of is None:
                return []
            subject = of
        return self._limits(found, said, matches, start, end, subject)

    def _behind_bounds(self, begin: int, named_at: int) -> int:
        """Where the last threshold between two places ends: "platelets ≥ 75 G/L without transfusion"; 0 if none."""
        last = max((d.end for d in self.drafts if d.bound and begin <= d.start and d.end <= named_at), default=0)
        if not last:
            return 0
        aside = _RESTATED.match(self.lower, last)
        if without := _WITHOUT.match(self.lower, aside.end() if aside else last):
            return without.start()
        item = _NEXT_ITEM.search(self.lower, last, named_at)
        return item.end() if item else 0

    def _may_be_use(self, found: FoundWindow, subject: str) -> bool:
        """Whether words like "taken" make a treatment of the rest of ``subject``: in an inclusion, of what must not."""
        if wording(subject) is None or _CONDITIONAL.match(subject):
            return False
        if found.window.relation == "min_gap" and _STOPPED.search(subject):
            return True
        if self.kind == "exclusion" or _NEGATED.search(subject[:OPENING]):
            return True
        return found.window.relation == "within" and _LAST_USED.match(subject) is not None

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
        found = as_gap(self.lower, found, subject)
        last = last_statement(subject) if kind_of(matches[0]) == "condition" else earlier_use(subject)
        last = since_smoking(subject) or last if "smok" in subject else last
        if last and matches[-1].start() >= said + last:
            subject, said = subject[last:], said + last
            matches = [match for match in matches if match.start() >= said]
        if "without" in subject and WHO_HAD.search(self.lower, said, matches[-1].start()):
            return []  # "those without recovery who had chemotherapy" are some of those who had it
        if "and " in subject and (also := _ALSO_USED.search(self.lower, said, matches[0].start())):
            subject, said = subject[also.end() - said :], also.end()
        negation = _NEGATED.search(without_asides(subject)) if self.may_deny else None
        negated = negation is not None and negation.start() + said <= matches[0].start()
        is_recent = (found.window.relation, self.kind) == ("within", "inclusion")
        if negated and is_recent and negation and negation[0] == "without":
            subject, said = subject[negation.end() :], said + negation.end()
        if ("not" in subject or "n't" in subject) and (denied := DENIED_BEHIND.search(subject)):
            subject, negated = subject[: denied.start()], True
        negated = negated or is_denied_before(self.lower, said, matches[0].start())
        negated = negated or (self.kind != "exclusion" and is_forbidden(self.lower, found.end))
        if "who" in subject and (had := WHO_HAD.search(self.lower, said, matches[0].start())):
            subject, said = subject[had.end() - said :], had.end()
        code, purpose = kind_here(self.lower, said, matches[0], subject), purpose_behind(self.lower, found, end)
        if code == "prior_therapy" and (cut := ends_conditions(self.lower, said, matches[0].start())):
            subject, said = subject[cut - said :], cut
        if code == "procedure" and (after := _AFTER.search(self.lower, said, matches[0].start())):
            subject = self.lower[after.end() : said + len(subject)]
        if self.kind != "exclusion" and not negated and is_vague(self.lower, found):
            return []  # "an operation 6 months before": in them, or at least so long ago?
        if code in _NAMELESS and _HAVE_USED.search(self.lower, matches[0].end(), said + len(subject)):
            return []  # of patients with it, something else is told
        if is_let_off(self.clauses, matches[0][0], said):
            return []
        is_gap = found.window.relation == "min_gap" and (self.kind == "exclusion" or _DIAGNOSED.search(subject))
        if code in _HAPPENED and (is_gap or (not negated and LASTS.search(f" {subject}"))):
            return []  # "depression controlled for the last 6 months" has not happened in them
        status = "absent" if negated else "present"
        if code in _HAPPENED or code == "procedure":
            limits: dict[tuple[str, str | None], Draft] = {}
            for item in items_of(subject, goes_on=goes_on(self.lower, found.end)):
                kind = kind_listed(item, events := named(item))
                is_other = kind and item != subject and is_name(item)
                if not (kind in _HAPPENED or (is_other and (kind == "procedure" or _TREATS.search(item)))):
                    continue
                if is_let_off(self.clauses, events[0][0], said):
                    continue
                words = wording(item.rstrip(" ,(") + purpose)
                if not (kind in _NAMELESS and words and words.startswith("for ")):
                    of = None if kind in _NAMELESS else words
                    state = status if kind in _HAPPENED or negated else None
                    limit = Draft(kind, start, end, f"event.{kind}", status=state, window=found.window, of=of)
                    limits.setdefault((kind, of), limit)
            if limits:
                return list(limits.values())
        state = status if code in _HAPPENED else "absent" if negated and found.window.relation != "min_gap" else None
        of = wording((wording(subject) or "") + purpose)
        of = treatment_alone(of, is_dated=True) if of and code == "prior_therapy" else of
        return [Draft(code, start, end, f"event.{code}", status=state, window=found.window, of=of)]
