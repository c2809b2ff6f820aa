"""Statuses and presence: ``HBsAg positive``, ``no known brain metastases``, ``pregnant or breastfeeding``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.clauses import EXCEPTION_CUES, Clauses
from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.lexicon import cues, phrases
from trialdb.extract.criteria.limits.mentions import Mention
from trialdb.extract.criteria.limits.repeats import once, without_short_forms
from trialdb.extract.criteria.limits.statuses.childbearing import ask_of_fertile
from trialdb.extract.criteria.limits.statuses.lesions import count_before, is_unmeasured, measure, tells_of_lesion
from trialdb.extract.criteria.limits.statuses.qualifiers import QUALIFIED, qualify
from trialdb.extract.criteria.limits.statuses.viruses import is_aside, is_left, is_named_as_active
from trialdb.extract.criteria.limits.statuses.whom import (
    is_among,
    is_lacked,
    is_let_in,
    is_of_name_before,
    is_of_some,
    is_plain,
    is_supposed,
    is_treated,
    stands_aside,
)
from trialdb.extract.criteria.limits.tables import concepts

_STATES = (
    r"(?P<positive>(?:sero-?)?positiv(?:e|ity)|(?<!non-)(?<!non)reactive|\(? ?\+ ?\)?(?= ?[,;.)]| and| or| with|$))|"
    r"(?P<negative>(?:sero-?)?negativ(?:e|ity)|non-?reactive|\( ?- ?\))|"
    rf"(?P<undetectable>{phrases('undetectable')})|"
    r"(?P<detectable>detectable|detected|(?:above|higher than|greater than|more than|exceeding|over|"
    r">) ?(?:the )?(?:lower |upper )?"
    rf"{phrases('limit of detection')})"
)
_STATUS_AFTER = re.compile(
    rf"(?: ?\([^()]{{1,60}}\))?"
    rf"(?:[\s,:()/-]{{0,3}}{phrases('between name and status')}(?![a-z])){{0,7}}[\s,:()-]{{0,3}}(?:{_STATES})(?![a-z])"
)
_STATUS_BEFORE = re.compile(
    rf"(?<![a-z])(?:{_STATES}|(?P<active>active|uncontrolled|actively)|(?P<present>{phrases('presence')}))"
    rf"(?:[\s,:()/-]{{1,3}}{phrases('between status and name')}(?![a-z])){{0,6}}[\s,:()/-]{{0,3}}$"
)
_LISTED = re.compile(  # behind a name unknown
    r"(?<![a-z])(positive|negative)(?: tests?| results?| serolog(?:y|ies))? for "
    r"(?:(?! active | history )[^.;:]){3,140}(?:,|,? or|,? and) (?:anti-)?$"
)
_ACTIVE = re.compile(r"(?<![a-z-])(?<!past or )(?<!prior or )(?<!previous or )(?<!historical or )active")
_NO_STATEMENT = re.compile(rf"(?<![a-z]){phrases('no statement')}(?: [a-z]{{1,10}}){{0,2}} $")
_UNSAID_CUES = cues("no statement")
_IN_HISTORY = re.compile(r"(?<![a-z])(?<!family )history of(?! (?:vaccin|immuni|treatment|exposure))[^.;()]{0,80}$")
_PRESENCE = re.compile(r"(?<![a-z])(?:presence|detection) of (?:the |serum |any |a )?$")
_WIDER = re.compile(r"[\s,()/-]{0,3}(?:virus )?(?:infections?|disease|carriers?|positive)?")
_NEGATION_CUES = cues("negation of a status")
_NEGATION = re.compile(
    rf"(?<![a-z]){phrases('negation of a status')}(?![a-z]| (?:us|tak|practi[cs])ing| to (?:use|take)| willing| agree|"
    r" limited| only| necessarily| controlled|"
    r" adequately| well| responding| resolved| related| due)"
    r"(?:[\s,/-]{1,3}(?:\([^()]{0,30}\)|history or|"
    r"\(?(?!but |and (?!$)|if |who |when |unless |eligible |\d+ )[a-z0-9'-]+)){0,6}[\s,/(-]{0,3}$"
)
_LIST = re.compile(
    rf"[\s,/()\[\]&+-]{{0,4}}(?:{phrases('within a list of statuses')}(?![a-z])[\s,/()\[\]&+-]{{0,4}}){{0,6}}"
)
_ANTIBODY_LATER = re.compile(  # not the one of "hepatitis C, or HIV (HIV antibody)"
    r"(?![^.;]{0,60}\(hiv(?:-[12])? antibod)[\s,/()]{0,3}(?:(?:virus|\(?hcv\)?|and/or|and|or|human "
    r"immunodeficiency virus|\(?hiv(?:-[12])?\)?)[\s,/()]{0,3}){0,6}antibod"
)
_RELATED = re.compile(r"\)?(?: ?- ?| )(?:related|associated|risk|defining|specific|directed)(?![a-z])")
_UNMEASURED = re.compile(r"(?:non|un).*|.* not .*")
_DRUG = re.compile(
    r"\)? (?:prevention|regimen|protease|integrase|anti-?viral|anti-?retroviral|medications?|drugs?|therap|inhibitor)"
)
_NONE_OF = re.compile(
    r"[\s*•-]*no (?:presence|evidence|history) of (?:(?!(?<![a-z])(?:but|except|who|unless) )[^.;])*$"
)
_ALONE = re.compile(rf"[\s*•-]{{0,4}}(?:(?:{phrases('people')}|with|have|has|who|having) ){{0,4}}$")
_EXCEPTED = re.compile(
    r"(?<![a-z])(?:except|excluding|other than|with the exception|apart from|unless|not including|exception)(?![a-z])"
)
_AGAIN = re.compile(
    r",[^,;.]{0,60}(?<![a-z])(?:must|should)(?![a-z])"
)  # "excluding those …, must have a negative test"
_NEXT_OF_LIST = re.compile(r",| or | and ")
_VACCINE_CUES = ("vaccin", "immuni", "globulin")
_VACCINE = re.compile(
    r"[^.;()]{0,60}(?<![a-z])(?:vaccin|immuni[sz])|(?: virus)? (?:hyper)?(?:immun(?:e|o) ?-?)?globulin"
)
_UNLIKE = {
    "pregnancy": re.compile(rf"{phrases('before pregnancy that is none')}[ -]{{1,2}}$"),
    "breastfeeding": re.compile(rf"{phrases('before breastfeeding that is none')}[ -]{{1,2}}$"),
}
_UNLIKE_AFTER = {
    "pregnancy": re.compile(rf"[ -]?{phrases('after pregnancy that is none')}(?![a-z])"),
    "breastfeeding": re.compile(rf"[ -]?{phrases('after breastfeeding that is none')}(?![a-z])"),
    "other_malignancy": re.compile(
        r" ?(?:chemotherap|therap|treatment|cells|surger|pain|patients|-related|risk|screening)"
    ),
    "measurable_disease": re.compile(
        r" ?(?:is|are) (?:not (?:required|needed|necessary|mandatory)|defined|considered|those)|"
        r" (?:progression|length)| (?:can ?|may |must |should )not "
    ),
}
_NEGATED = {
    None: "absent",
    "present": "absent",
    "active": "absent",
    "positive": "negative",
    "detectable": "undetectable",
}
STATUSES = frozenset(code for code, concept in concepts().items() if concept.reading & {"status", "presence"})
_NEEDS_STATUS = frozenset(
    ["hbsag", "hbcab", "hcv_antibody", "hbv_dna", "hcv_rna", "hiv_rna", "pregnancy_test", "syphilis"]
)


class PresenceReader:
    """Reads what one text says of statuses; concepts that got a number are no longer asked."""

    def __init__(self, clauses: Clauses, numeric: Sequence[Draft]) -> None:
        self.lower = clauses.lower
        self.clauses = clauses
        self.may_deny = not clauses.words.isdisjoint(_NEGATION_CUES)
        self.may_be_vaccine = any(map(self.lower.__contains__, _VACCINE_CUES))
        self.spans = [(draft.start, draft.end) for draft in numeric]

    def read(self, mentions: Sequence[Mention]) -> list[Draft]:
        """All statuses and presences, list by list."""
        drafts: list[Draft] = []
        asked = [mention for mention in mentions if self._is_asked(mention)]
        for group in self._lists(without_short_forms(asked, self.lower) if len(asked) > 1 else asked):
            drafts += self._read_list(group)
        return once(drafts, self.lower) if len(drafts) > 1 else drafts

    def _is_asked(self, mention: Mention) -> bool:
        if any(start <= mention.start < end for start, end in self.spans):
            return False
        words = self.clauses.words
        if words.isdisjoint(_UNSAID_CUES):
            unsaid = None
        else:
            unsaid = _NO_STATEMENT.search(self.lower, max(0, mention.start - 50), mention.start)
        if unsaid and not (
            unsaid[0].startswith(("test", "screen")) and self._before(mention) in ("positive", "negative")
        ):
            return False
        if is_supposed(self.lower, words, mention) or self.lower.endswith("family ", 0, mention.start):
            return False
        if _RELATED.match(self.lower, mention.end) or _DRUG.match(self.lower, mention.end):
            return False
        if self.may_be_vaccine and _VACCINE.match(self.lower, mention.end):
            return False
        if words.isdisjoint(EXCEPTION_CUES):
            return True
        excepted = _EXCEPTED.search(self.lower, max(0, mention.start - 120), mention.start)
        if excepted is None or _AGAIN.search(self.lower, excepted.end(), mention.start):
            return True
        return not self.clauses.same(excepted.start(), mention.start)

    def _lists(self, mentions: Sequence[Mention]) -> list[list[Mention]]:
        """Mentions that stand in one list share what is said before or behind it."""
        lists: list[list[Mention]] = []
        for mention in mentions:
            glue = self.lower[lists[-1][-1].end : mention.start] if lists else ""
            if lists and len(glue) < 60 and _LIST.fullmatch(glue) and not stands_aside(self.lower, lists[-1][-1], glue):
                lists[-1].append(mention)
            else:
                lists.append([mention])
        return lists

    def _read_list(self, group: list[Mention]) -> list[Draft]:
        drafts: list[Draft] = []
        is_negated = False
        is_named_only = all("presence" in concepts()[mention.codes[0]].reading for mention in group)
        statuses = [None for _ in group] if is_named_only else self._statuses(group)
        for mention, status in zip(group, statuses, strict=True):
            is_negated = is_negated or self._negated(mention)
            if is_negated:
                is_said_to_be = "presence" not in concepts()[mention.codes[0]].reading
                status = _NEGATED.get(status, status) if is_said_to_be else "absent"
            draft = self._draft(mention, status, group)
            if draft:
                drafts.append(draft)
        return drafts

    def _statuses(self, group: list[Mention]) -> list[str | None]:
        """What is said of each name of a list: beside it, else what an earlier or a later one is said to be."""
        before = [self._before(mention) for mention in group]
        found = [_STATUS_AFTER.match(self.lower, mention.end) for mention in group]
        after = [match and match.lastgroup for match in found]
        statuses = [said or (plain if plain != "present" else None) for said, plain in zip(after, before, strict=True)]
        for index in range(1, len(group)):  # "active hepatitis B or C"
            if statuses[index] is None and before[index - 1] not in (None, "present"):
                statuses[index], before[index] = before[index - 1], before[index - 1]
        for index in range(len(group) - 2, -1, -1):  # "HIV or hepatitis C positive"
            behind, is_other = found[index + 1], group[index].codes[0][:2] != group[index + 1].codes[0][:2]
            if statuses[index] is None and behind:
                aside = is_aside(self.lower, group[index].end, behind.start(behind.lastgroup or 0))
                statuses[index] = None if aside and is_other else behind.lastgroup
                found[index] = None if aside else behind
        return [status or plain or before[0] for status, plain in zip(statuses, before, strict=True)]

    def _draft(self, mention: Mention, status: str | None, group: list[Mention]) -> Draft | None:
        code = self._code(mention)
        if "presence" in concepts()[code].reading:
            if not self._is_stated(mention, code):
                return None
            unmeasured = code == "measurable_disease" and _UNMEASURED.fullmatch(self.lower, mention.start, mention.end)
            status = "absent" if status == "absent" or unmeasured else "present"
        elif status is None:
            status = self._default(code, group)
        if (
            status == "present"
            and code in _NEEDS_STATUS
            and _PRESENCE.search(self.lower, max(0, mention.start - 30), mention.start)
        ):
            status = "positive"
        if status == "present" and code in ("hbv", "hcv", "hiv") and is_named_as_active(self.lower, mention.start):
            status = "active"
        if status == "active" and code == "syphilis":
            return Draft(code, mention.start, mention.end, "status.active", status=status)
        if status is None or (code in _NEEDS_STATUS and status in ("present", "active", "absent")):
            return None
        draft = Draft(code, mention.start, mention.end, f"status.{status}", status=status)
        if code == "measurable_disease":
            measure(self.lower, draft)
        elif code in QUALIFIED:
            qualify(self.lower, draft)
        elif code == "pregnancy_test":
            ask_of_fertile(self.clauses, draft)
        return draft

    def _default(self, code: str, group: list[Mention]) -> str | None:
        """An infection is stated by its name where the name is all that is said."""
        if code in _NEEDS_STATUS:
            return None
        head = self.lower[: group[0].start].strip(" *-•")
        tail = self.lower[group[-1].end :]
        if _IN_HISTORY.search(head):
            return "present"
        wider = _WIDER.match(tail)
        if wider and wider[0].strip(" ,()/-"):
            return "present"
        ends_in_infection = self.lower[group[-1].start : group[-1].end].endswith("infection")
        return "present" if ends_in_infection or (not head and not tail.strip(" .;,)")) else None

    def _is_stated(self, mention: Mention, code: str) -> bool:
        if code == "measurable_disease" and tells_of_lesion(self.lower, mention.start):
            return count_before(self.lower, mention.start) is not None
        unlike, unlike_after = _UNLIKE.get(code), _UNLIKE_AFTER.get(code)
        alike = unlike and unlike.search(self.lower, max(0, mention.start - 40), mention.start)
        if alike and not is_plain(self.lower, mention, alike[0]):
            return self.lower[max(0, mention.start - 4) : mention.start].endswith(("non-", "non "))
        if unlike_after and unlike_after.match(self.lower, mention.end):
            return False
        if code in ("brain_metastases", "other_malignancy", "measurable_disease") and is_let_in(self.lower, mention):
            return self._negated(mention) and not is_lacked(self.lower, mention)
        if code != "measurable_disease" and is_of_some(self.lower, mention):
            return self._negated(mention)
        if is_among(self.lower, mention) or (code == "other_malignancy" and is_treated(self.lower, mention)):
            return False
        if code == "measurable_disease" and _UNMEASURED.fullmatch(self.lower, mention.start, mention.end):
            return _ALONE.match(self.lower, 0, mention.start) is not None
        if self.lower.startswith("target", mention.start) and not count_before(self.lower, mention.start):
            return False
        return not (code == "measurable_disease" and is_unmeasured(self.lower, mention.start))

    def _code(self, mention: Mention) -> str:
        if mention.codes == ("hcv",) and _ANTIBODY_LATER.match(self.lower, mention.end):
            return "hcv_antibody"
        return mention.codes[0]

    def _before(self, mention: Mention) -> str | None:
        match = _STATUS_BEFORE.search(self.lower, max(0, mention.start - 70), mention.start)
        while match and (separator := _NEXT_OF_LIST.search(self.lower, match.end(match.lastgroup or 0), mention.start)):
            nearer = _STATUS_BEFORE.search(self.lower, separator.end(), mention.start)
            if nearer is None:
                break
            match = nearer
        if match is None and (listed := _LISTED.search(self.lower, max(0, mention.start - 160), mention.start)):
            return None if is_left(self.lower, listed.start(), mention.start) else listed[1]
        if match and "," in match[0] and is_of_name_before(self.lower, match.start()):
            return None  # "antibody positive, RNA …"
        if match and match.lastgroup == "present" and _ACTIVE.search(match[0]):
            return "active"
        return match.lastgroup if match else None

    def _negated(self, mention: Mention) -> bool:
        if not self.may_deny or tells_of_lesion(self.lower, mention.start):
            return False
        match = _NEGATION.search(self.lower, max(0, mention.start - 60), mention.start)
        if match is None:
            match = _NONE_OF.match(self.lower, 0, mention.start)
        return match is not None and self.clauses.same(match.start(), mention.start)
