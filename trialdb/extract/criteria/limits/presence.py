"""Statuses and presence: ``HBsAg positive``, ``no known brain metastases``, ``pregnant or breastfeeding``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.clauses import Clauses
from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.mentions import Mention
from trialdb.extract.criteria.limits.tables import concepts
from trialdb.extract.criteria.limits.values import NUMBER_WORDS

_STATES = (
    r"(?P<positive>sero-?positiv(?:e|ity)|positiv(?:e|ity)|(?<!non-)(?<!non)reactive|\(? ?\+ ?\)?(?= ?[,;.)]| and| or|$))|"
    r"(?P<negative>sero-?negativ(?:e|ity)|negativ(?:e|ity)|non-?reactive|\( ?- ?\))|"
    r"(?P<undetectable>undetectable|not detectable|non-?detectable|not detected|below the (?:lower )?(?:limit of (?:detection|quantification|quantitation)|"
    r"detection limit|detectable limit|limit of the assay)|lower than the (?:lower )?limit of detection)|"
    r"(?P<detectable>detectable|detected|(?:above|higher than|greater than|more than|exceeding|over|>) ?(?:the )?(?:lower |upper )?"
    r"(?:limit of (?:detection|quantification|quantitation|normal|the assay)|limit value|detection limit|detection value|detectable limit|limits of detection))"
)
_BETWEEN_WORDS = (
    r"(?:[\s,:()/-]{0,3}(?:antibod(?:y|ies)|antigen|tests?|testing|tested|results?|serology|serologies|status|infections?|is|are|was|be|been|must|should|"
    r"has|have|had|viral load|levels?|for|titers?|screen|screening|at|virus|viruses|hiv|ab|ag|qualitative|quantitative|copy number|elisa|eia|western blot|peripheral|blood|"
    r"and/or|a|the|who|or 2|or ii|1/2|and 2|serum|plasma|urine|rna|dna|pcr|assay|markers?|known|to be)(?![a-z])){0,7}[\s,:()-]{0,3}"
)
_STATUS_AFTER = re.compile(rf"{_BETWEEN_WORDS}(?:{_STATES})(?![a-z])")
_STATUS_BEFORE = re.compile(
    rf"(?<![a-z])(?:{_STATES}|(?P<active>active|uncontrolled|actively)|(?P<present>known|history of|chronic|acute|presence of|infected with|infection with|diagnosis of|"
    r"diagnosed with|evidence of|co-?infection with|suffering from|suspected|confirmed|current|concurrent|co-?infected with|any|with|have|has|are|is|"
    r"who are|infections?|e\.g\.|such as|including|being|currently|untreated|symptomatic|treated|metastatic|stable|patients|subjects|women))"
    r"(?:[\s,:()/-]{1,3}(?:or|and|and/or|for|elisa|serum|plasma|blood|urine|test|tests|results?|of|the|a|an|any|to|known|chronic|acute|past|current|prior|infection|"
    r"infections?|with|by|systemic|viral|including|human|history|other|on|being|either|highly sensitive|quantitative|qualitative|documented|evidence|"
    r"previous|presence|symptomatic|untreated|active|signs|new|progressive|clinically|significant|females?|wom[ae]n|patients?|subjects?|leptomeningeal|"
    r"central nervous system|cns|and/or|uncontrolled|unstable|parenchymal|clinical|radiographic|suspected|who|are|is|currently|screening)(?![a-z])){0,6}[\s,:()/-]{0,3}$"
)
_ACTIVE = re.compile(r"(?<![a-z-])active")
_NO_STATEMENT = re.compile(
    r"(?<![a-z])(?:risk factors? (?:for|of)|(?:high |low )?risk (?:for|of)|treatment (?:for|of)|therapy (?:for|of)|vaccin\w* (?:against|for)|against|prevention of|"
    r"exposure to|test(?:ed|ing)? for|screen(?:ed|ing)? for|if(?: the)?|history of treatment for|due to|caused by|other than|partners? with|mothers? with)"
    r"(?: [a-z]{1,10}){0,2} $"
)
_WIDER = re.compile(r"[\s,()/-]{0,3}(?:virus )?(?:infections?|disease|carriers?|positive)?")
_NEGATION = re.compile(
    r"(?<![a-z])(?:no|not|without|absence of|free of|free from|never|negative for|neither|nor|non|exclusion of|lack of|cannot|denies|must not be)(?![a-z])"
    r"(?:[\s,/()-]{1,3}(?!but |and )[a-z0-9'-]+){0,6}[\s,/()-]{0,3}$"
)
_LIST = re.compile(
    r"[\s,/()\[\]&+-]{0,4}(?:(?:and/or|and|or|either|nor|virus|infections?|antibod(?:y|ies)|test|tests|results?|currently|status|type|"
    r"serum|plasma|known|who are|is|are|a|the|active|chronic|acute|human|other|viral|non|women|females?|actively|not|being|be|has|have|lactating)(?![a-z])[\s,/()\[\]&+-]{0,4}){0,6}"
)
_ANTIBODY_LATER = re.compile(
    r"[\s,/()]{0,3}(?:(?:virus|\(?hcv\)?|and/or|and|or|human immunodeficiency virus|\(?hiv(?:-1|-2)?\)?)[\s,/()]{0,3}){1,6}antibod"
)
_COUNT = re.compile(rf"(?<![a-z\d])(?P<n>\d|{'|'.join(NUMBER_WORDS)})(?: ?\(\d\))?(?: or more)?(?: [a-z/-]+){{0,3}} $")
_RECIST = re.compile(
    r"(?P<m>m|i|ir)?recist[ (,]{0,2}(?:criteria|guidelines?)?[ (,]{0,2}(?:version|v\.?|ver\.?)?[ .]?(?P<version>\d(?:\.\d)?)?"
)
_EXCEPTED = re.compile(
    r"(?<![a-z])(?:except|excluding|other than|with the exception|apart from|unless|not including|exception)(?![a-z])"
)
_ALLOWED = re.compile(
    r"[^.;]{0,90}?(?<![a-z])(?:(?:is|are|will be|may be|can be) (?:not (?:an? )?(?:exclu|required)|allowed|eligible|permitted|acceptable|enrolled|included)|allowed|permitted|not required|(?:may|can) (?:participate|be ))"
)
_UNLIKE = {
    "pregnancy": re.compile(
        r"(?:becom(?:e|es|ing)|get|getting|avoid|avoiding|prevent|preventing|risk of|planning|plan|contracept\w*|during|history of|previous|ectopic|"
        r"desire|until|prior|after|outcome of|termination of|last|of|against|for|result in|multiple|first|fathering a|whose|unintended|"
        r"possibility of|exclude|partner is|with a|with|partners? (?:who )?(?:is|are)|non|a|their|the|"
        r"(?:plan\w*|intend\w*|wish\w*|want\w*|hop\w*|try\w*|desir\w*) to (?:be|get))[ -]{1,2}$"
    ),
    "breastfeeding": re.compile(
        r"(?:to|from|stop|discontinue|avoid|not to|planning|during|exclusively|exclusive|who will|will|of|agree not to|since|intend\w*|refrain from|registered|in|home)[ -]{1,2}$"
    ),
}
_UNLIKE_AFTER = {
    "pregnancy": re.compile(r"[ -]?(?:partners?|prevention|outcome|induced|related|associated|rate|status|should|test|tests|must|at|is|termination|loss|toxemia|complicat\w*|within|if|during the study|insufficiency|intention)(?![a-z])"),
    "breastfeeding": re.compile(r"[ -]?(?:home|homes|facility|insufficiency|consult\w*|counsel\w*|support|care|staff|infant|infants|research|staff|diagnosis|assessment|student)(?![a-z])"),
    "measurable_disease": re.compile(r" ?(?:is|are) (?:not required|defined|considered|those)"),
}  # fmt: skip
_NEEDS_STATUS = frozenset(
    ["hbsag", "hbcab", "hcv_antibody", "hbv_dna", "hcv_rna", "hiv_rna", "pregnancy_test", "syphilis"]
)


class PresenceReader:
    """Reads what one text says of statuses; concepts that got a number are no longer asked."""

    def __init__(self, lower: str, clauses: Clauses, numeric: Sequence[Draft]) -> None:
        self.lower = lower
        self.clauses = clauses
        self.spans = [(draft.start, draft.end) for draft in numeric]

    def read(self, mentions: Sequence[Mention]) -> list[Draft]:
        """All statuses and presences, list by list."""
        drafts: list[Draft] = []
        asked = [m for m in mentions if self._is_asked(m)]
        for group in self._lists(asked):
            drafts += self._read_list(group)
        return _once(drafts)

    def _is_asked(self, mention: Mention) -> bool:
        if not mention.codes:
            return False
        reading = concepts()[mention.codes[0]].reading
        if not reading & {"status", "presence"} or any(start <= mention.start < end for start, end in self.spans):
            return False
        if _NO_STATEMENT.search(self.lower, max(0, mention.start - 50), mention.start):
            return False
        if self.lower.startswith(("-related", "-associated", " related", " risk", " vaccin"), mention.end):
            return False
        excepted = _EXCEPTED.search(self.lower, max(0, mention.start - 120), mention.start)
        return excepted is None or not self.clauses.same(excepted.start(), mention.start)

    def _lists(self, mentions: Sequence[Mention]) -> list[list[Mention]]:
        """Mentions that stand in one list share what is said before or behind it."""
        lists: list[list[Mention]] = []
        for mention in mentions:
            glue = self.lower[lists[-1][-1].end : mention.start] if lists else ""
            if lists and len(glue) < 60 and _LIST.fullmatch(glue):
                lists[-1].append(mention)
            else:
                lists.append([mention])
        return lists

    def _read_list(self, group: list[Mention]) -> list[Draft]:
        before = [self._before(mention) for mention in group]
        after = [self._after(mention) for mention in group]
        negated = [self._negated(mention) for mention in group]
        leading = before[0]
        trailing = after[-1]
        drafts: list[Draft] = []
        for index, mention in enumerate(group):
            code = self._code(mention)
            own = after[index] or (before[index] if before[index] != "present" else None)
            shared = (
                next((b for b in reversed(before[:index]) if b and b != "present"), None)
                if before[index] in (None, "present")
                else None
            )
            later = next((a for a in after[index:] if a), None)
            status = own or shared or later or before[index] or leading
            if any(negated[: index + 1]) and status in (None, "present", "active"):
                status = "absent"
            draft = self._draft(mention, code, status, group, trailing)
            if draft:
                drafts.append(draft)
        return drafts

    def _draft(
        self, mention: Mention, code: str, status: str | None, group: list[Mention], trailing: str | None
    ) -> Draft | None:
        is_presence = "presence" in concepts()[code].reading
        if is_presence:
            if not self._is_stated(mention, code):
                return None
            status = "absent" if status == "absent" else "present"
        elif status is None:
            status = self._default(mention, code, group)
        if status is None or (code in _NEEDS_STATUS and status in ("present", "active", "absent")):
            return None
        draft = Draft(code, mention.start, mention.end, f"status.{status}", status=status)
        if code == "measurable_disease":
            self._measure(draft)
        return draft

    def _default(self, mention: Mention, code: str, group: list[Mention]) -> str | None:
        """An infection is stated by its name where the name is all that is said."""
        if code in _NEEDS_STATUS:
            return None
        head = self.lower[: group[0].start].strip(" *-•")
        tail = self.lower[group[-1].end :]
        wider = _WIDER.match(tail)
        if wider and wider[0].strip(" ,()/-"):
            return "present"
        ends_in_infection = self.lower[group[-1].start : group[-1].end].endswith("infection")
        return "present" if ends_in_infection or (not head and not tail.strip(" .;,)")) else None

    def _is_stated(self, mention: Mention, code: str) -> bool:
        unlike, unlike_after = _UNLIKE.get(code), _UNLIKE_AFTER.get(code)
        if unlike and unlike.search(self.lower, max(0, mention.start - 40), mention.start):
            return self.lower[max(0, mention.start - 4) : mention.start].endswith(("non-", "non "))
        if unlike_after and unlike_after.match(self.lower, mention.end):
            return False
        if code in ("brain_metastases", "other_malignancy", "measurable_disease") and _ALLOWED.match(
            self.lower, mention.end
        ):
            return self._negated(mention)
        return not (
            code == "measurable_disease"
            and self.lower[max(0, mention.start - 4) : mention.start].endswith(("non-", "non "))
        )

    def _code(self, mention: Mention) -> str:
        if mention.codes == ("hcv",) and _ANTIBODY_LATER.match(self.lower, mention.end):
            return "hcv_antibody"
        return mention.codes[0]

    def _before(self, mention: Mention) -> str | None:
        match = _STATUS_BEFORE.search(self.lower, max(0, mention.start - 70), mention.start)
        if match and match.lastgroup == "present" and _ACTIVE.search(match[0]):
            return "active"
        return match.lastgroup if match else None

    def _after(self, mention: Mention) -> str | None:
        match = _STATUS_AFTER.match(self.lower, mention.end)
        return match.lastgroup if match else None

    def _negated(self, mention: Mention) -> bool:
        match = _NEGATION.search(self.lower, max(0, mention.start - 60), mention.start)
        return match is not None and self.clauses.same(match.start(), mention.start)

    def _measure(self, draft: Draft) -> None:
        count = _COUNT.search(self.lower, max(0, draft.start - 45), draft.start)
        if count and draft.status == "present":
            written = count["n"]
            draft.at_least = int(written) if written.isdigit() else NUMBER_WORDS[written]
            draft.start = count.start()
        recist = _RECIST.search(self.lower)
        if recist:
            prefix = {"m": "mRECIST", "i": "iRECIST", "ir": "irRECIST"}.get(recist["m"] or "", "RECIST")
            draft.of = f"{prefix} {recist['version']}" if recist["version"] else prefix


def _once(drafts: list[Draft]) -> list[Draft]:
    """One draft for a concept and status, the one that says most."""
    kept: dict[str, Draft] = {}
    for draft in drafts:
        first = kept.get(draft.concept)
        if first is None:
            kept[draft.concept] = draft
        elif (
            first.status == "present"
            and draft.status in ("positive", "negative", "active")
            or (first.at_least is None and draft.at_least is not None)
        ):
            kept[draft.concept] = draft
    return list(kept.values())
