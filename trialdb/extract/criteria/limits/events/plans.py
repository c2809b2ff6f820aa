"""Windows that say when something is planned, how long it lasts or what is permitted, not when something happened."""

from __future__ import annotations

import re
from collections.abc import Set

from msgspec.structs import replace

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.events.windows import FoundWindow
from trialdb.extract.criteria.limits.lexicon import phrases, words_of

_DURATION = re.compile(
    r"(?<![a-z])(?:for|lasting|stable|duration of|over|every)"
    r"(?: (?:a|the|period|of|dose|doses|at least|more than|greater than)){0,4} ?$"
)
_ON_STEADY = re.compile(
    r"(?<![a-z])(?:on|with|receiving|using|at) (?:an? )?(?:[a-z]+ )?stable (?:[a-z]+ )?"
    r"(?:dos|regimen|therap|treatment|medic)"
)
_OR_STEADY = re.compile(r"(?<![a-z])or (?:are |be )?(?:on )?(?:a )?(?:stable|steady)(?![a-z])")
_OFF = re.compile(
    r"(?<![a-z])(?<!with or )(?:off|discontinued?|stopped|free|without|abstain\w*|wash-?out|"
    r"not (?:have )?(?:received|used|taken|been|donated|had|undergone|participated|smoked)|no )"
)
_SCHEDULED = re.compile(rf"(?<![a-z])(?<!commercially ){phrases('scheduled')}(?![a-z])")
_PLANNED = re.compile(
    r"(?<![a-z])until(?: at least)? ?$|(?:cannot|can not|unable|unwilling|not willing|willing|agree|able)[^.;]{0,40}"
    r"(?:be off|be paused| pause|discontinu|stop|washed? ?out|abstain|refrain|withhold|withdraw|interrupt)[^.;]{0,200}$"
)
_PLANNED_CUES = (
    *("until", "be off", "iscontinu", "stop", "wash", "abstain", "refrain", "withhold", "withdraw", "interrupt"),
    *(" pause", "same", "stable", "unchanged"),
)
_AHEAD = re.compile(  # behind what is no letter
    r"[^a-z](?:(?:expect(?:ed|ing|s)?|plan(?:ned|ning|s)?|anticipated?|scheduled|likely|intend(?:ed|ing|s)?) "
    r"(?:to|for|on)(?![a-z])|(?:need|necessity|requirement|anticipation) (?:for|of|that) |"
    r"(?:available|ready|willing) to |(?:planned|upcoming|anticipated|to undergo) )[^.;,]{0,60}$"
)
_RELAPSED = re.compile(
    r"(?<![a-z])(?:progress(?:ed|ion|ing)?|relaps(?:ed?|es|ing)?|recurr(?:ed|ences?|ent|ing))(?: of (?:the )?disease)?"
    r"(?: occurr?(?:ed|ing))?[ ,(]*$"
)
_LONGEST_RELAPSE = 50  # characters
_COUNTED_FROM = (" since", " after", " post", " from", " following")
_EXPECTED = re.compile(r" (?:is|are) (?:planned|anticipated|expected|scheduled|foreseen|likely)(?![a-z])")
LET_IN_CUES = frozenset(["allowed", "permitted", "acceptable", "eligible", "included", "enrolled", "may"])
_MAY = re.compile(
    r"[^.;,()]{0,80}?(?<![a-z])(?:is|are|may be|can be|will be) (?:also )?"
    r"(?:allowed|permitted|acceptable|eligible|included|enrolled)(?![a-z])|"
    r"[^.;,()]{0,80}?(?<![a-z])may (?:extend|still) "
)
PART_CUES = LET_IN_CUES - {"may"} | {"subgroup", "sub", "cohort", "stratum", "arm", "substudy"}
_INTO_PART = re.compile(
    r"[^.;,()]{0,40}?(?<![a-z])(?:are|will be|may be|can be) [^.;,()]{0,40}?"
    r"(?:in|into|to|for) (?:the |a |an )?[^.;,]{0,40}?(?:sub-?group|cohort|stratum|arm|sub-?study)(?![a-z])"
)
_ALSO_IN = re.compile(
    r"[)\]]?,? (?:(?:may|can|could) be|(?:is|are|will be) also) "
    r"(?:allowed|permitted|acceptable|eligible|included|enrolled)(?![a-z])"
)
_EXCEPTED = re.compile(
    r"(?<![a-z])(?:unless|except(?:ing)?|other than|with (?:the )?(?:[a-z]{4,10} )?exceptions?|"
    r"excluding|apart from)(?![a-z])"
)
_FREE = re.compile(
    r"(?<![a-z])(?:disease[ -]?free|free (?:of|from)|no evidence|without evidence|remission|cured|"
    r"(?:without|no|not requiring) (?:[a-z-]+ ){0,3}(?:treatment|therapy|recurrence|relapse|progression|flare))"
    r"(?![a-z])"
)
_NOT_OF_THEM = re.compile(rf", {phrases('people')}(?![a-z])")
_MUST_STOP = re.compile(
    r"(?<![a-z])(?:must|should|willing to|able to|have to|required to) (?:have )?(?:been )?(?:be )?"
    r"(?:stop|discontinu|withh|interrupt|abstain|refrain|avoid)"
)
_BACK = ("before", "prior", "past", "last", "previous", "preceding", "ago")
_STEADY = re.compile(
    r"(?<![a-z])must be (?:on )?(?:a )?stable(?![a-z])|(?<![a-z])dos(?:e|es|age|ing)(?: [a-z]+){0,4} "
    r"(?:stabili[sz]ed|unstable|changed|adjusted|modified)(?![a-z])|(?<![a-z])(?:contraindicat|intoleran)"
)
_AGREED = re.compile(r"(?<![a-z])(?:must|should|agree|willing|during)(?![a-z])")
_ASKED_OF_SOME = re.compile(rf"(?<![a-z]){phrases('people')} (?:with|who)(?![a-z])[^.;]{{3,120}} must(?![a-z])")
_STEADY_CUES = ("stab", "dos", "contraindicat", "intoleran", " must")
_UNCHANGED = re.compile(r"(?<![a-z])(?:same|stable|unchanged)(?![a-z])[^.;]{0,60} for(?: at least)?(?: the)? ?$")


_DONE = re.compile(r"(?:surger(?:y|ies)|operations?|ectomy|otomy|ostomy|plasty|transplantation|ablation|procedures?)$")

_SINCE = re.compile(
    r"(?<![a-z])(?:since|from|after|following|post)[ -][a-z ]{0,40}?"
    r"(?P<of>surgery|operation|procedure|transplant|transplantation|hsct)$"
)


_OF_SOME_DAYS = re.compile(
    r"(?<![a-z])between(?: \d+)? ?$|(?:\d(?: days?)?(?: out)?|in each) of(?: the)? ?$"
)  # "on at least 8 of the last 14 days"
_DEFINES_PERIOD = re.compile(r"(?<![a-z])(?:dosing|treatment|study|trial|observation) period \($")
_GOES_ON_AFTER = re.compile(
    r"[^.;()]{0,30}? (?:through|until|to|and)(?: [a-z]+)? \d+ [a-z]+ (?:after|following)(?![a-z])"
)
_DAYS_CUES = (" of", " of ", " of the", " of the ")
_TESTED = re.compile(
    r"(?<![a-z])(?:positive|negative)(?: [a-z-]+){0,3} tests?(?![a-z])(?!.*(?<![a-z])(?:or|and)(?![a-z]))"
)
_EXAMINED = re.compile(  # "a head scan without contrast (to see no bleeding) within a week"
    r"(?<![a-z])(?:(?:ct|mri|pet|cat|bone)(?: or (?:ct|mri|pet))?(?: scans?)?|scans?|x-?rays?|e[ck]g|electrocardiogram|"
    r"echocardiogra(?:m|phy)|mammogra(?:m|phy)|pap smear)(?: (?:with|without|of|showing) [a-z/ -]{2,40})?"
    r"(?: (?:taken|done|made|obtained|performed))?[ ,(]*$|"
    r"^\W*(?:an? )?(?:normal|negative|unremarkable) [^,;]{3,60}$"
)
_EXAMINED_CUES = ("scan", "mri", "ct ", "x-ray", "cg", "gram", "graphy", "smear", "ormal ", "negative ")
_RESULT = re.compile(  # "a prick test positive to milk in the last year", "a primary focus of treatment"
    r"(?<![a-z])(?:(?:skin |prick |patch |provocation |challenge )+tests? (?:positive|negative|reactive|results?|to)|"
    r"wheals?|focus of)(?![a-z])|^[^,;]{0,60}(?<![a-z])scores? of [≥≤<> ]*\d|"
    r"(?<!anti-)(?<!anti )(?<![a-z])(?:specific |serum |total )(?:ige|immunoglobulin e)(?![a-z])"
)
_RESULT_CUES = (" test", "wheal", "score", "focus of", "ige", "immunoglobulin e")
NO_EVENT_CUES = words_of(  # of what is measured, of examinations, results, how often, of tests for viruses
    "determination determinations measurement measurements measured recorded assessed evaluated ct mri pet cat bone "
    "scan scans x xray xrays ecg ekg electrocardiogram echocardiogram echocardiography mammogram mammography pap "
    "normal negative unremarkable test tests wheal wheals focus score scores ige immunoglobulin daily once twice "
    "weekly sars covid bronchodilator bronchodilators postbronchodilator postbronchodilators reversibility "
    "irreversibility responsiveness hyperresponsiveness"
)
_BARE = re.compile(r"\d|(?:one|two|three|four|five|six|eight|nine|twelve) ")
_MEASURED_CUES = ("measured", "recorded", "assessed", "evaluated", "determination", "measurement")
_MEASURED = re.compile(  # "FEV1, measured at least 6 hours after a puff"
    r"(?<![a-z])(?:determinations?|measurements?)[ ,(]*$|"
    r"(?<![a-z])(?:measured|recorded|assessed|evaluated)(?:[ ,(]*$| (?:[≥>] ?|at least |more than |within )\d)"
)
_OFTEN = re.compile(r"(?:[<≤]|less than) ?(?:daily|once|twice|weekly)(?![a-z])")  # "use < daily in 4 weeks"
_OFTEN_CUES = ("daily", "once", "twice", "weekly")
_VIRAL = ("sars-cov", "covid")  # what has been caught shows in a positive test
_VIRAL_TEST = re.compile(r"(?<![a-z])(?:test|negative|pcr|swab|antigen|antibod|serolog|screen)")
_RESPONSE_CUES = ("bronchodilator", "reversibility", "responsiveness")
_RESPONSE = re.compile(r"post[- ]?bronchodilator|reversibility|hyper ?-?responsiveness")
_CONFIRMED = ("confirmed", "documented", "proven")
_ATTRIBUTES = (" activity", " efficacy", " effect")
_ASIDE = re.compile(r" \([^()]*\)")
_PROVIDED = re.compile(  # "prior radiotherapy is allowed if completed at least 4 weeks before"
    r"(?:[ ,]{1,2}(?:provided|that|if|as|long|when|so|the|last|all|prior|such|dose|patients?|they|it|this|these|has|"
    r"have|had|been|was|were|is|are|completed|discontinued|stopped|finished|ended|received|administered|given|therapy|"
    r"therapies|treatments?|chemotherapy|radiotherapy|radiation|and|of|must|be|only))*[ ,(]{1,3}"
)
_IF_ONLY = re.compile(r"(?!.*(?:recur|relaps|progress)).*(?<![a-z])(?:provided|if|as long as|but)(?![a-z]).*")
_ALLOWS = re.compile(r" (?:is|are|may be|will be|is/are|was|were)?(?: also)? ?$")
_BRACKETED = re.compile(r"\([^()]{0,200}\)")
_OCCURS = re.compile(r"(?<![a-z])occurr?ing ?$")  # "seizures occurring within 3 days": of something else
_LEADS_IN = re.compile(r"(?<![a-z])following(?![a-z])")


def is_no_event(lower: str, subject: str, live: Set[str]) -> bool:
    """Whether a window is about days of a period or a test's result, or about items that follow: "the following …:"."""
    if ("between" in subject or subject.endswith(_DAYS_CUES)) and _OF_SOME_DAYS.search(subject):
        return True
    if "no_event" in live and _is_result(subject):
        return True
    if not lower.rstrip().endswith((":", "which include", "which includes")):
        return False
    return _LEADS_IN.search(subject) is not None or not lower.rstrip().endswith(":")


def _is_result(subject: str) -> bool:
    """``measured``, ``a negative test``, ``a normal scan``: what is told of a test or how often something is done."""
    if any(map(subject.__contains__, _MEASURED_CUES)) and _MEASURED.search(subject):
        return True
    if any(map(subject.__contains__, _EXAMINED_CUES)) and _EXAMINED.search(_ASIDE.sub("", subject)):
        return True
    if any(map(subject.__contains__, _RESULT_CUES)) and _RESULT.search(subject):
        return True
    if any(map(subject.__contains__, _OFTEN_CUES)) and _OFTEN.search(subject):
        return True
    if any(map(subject.__contains__, _VIRAL)):
        return _VIRAL_TEST.search(subject) is not None and ("positive" not in subject or "negative" in subject)
    if "test" in subject and _TESTED.search(subject):
        return True
    return any(map(subject.__contains__, _RESPONSE_CUES)) and _RESPONSE.search(subject) is not None


def is_other_time(lower: str, subject: str, last_event: int, found: FoundWindow) -> bool:
    """Whether a window is when something is scheduled, or how long it lasted, not when it happened.

    ``subject`` is what the window is about, ``last_event`` where the last event named in it ends.
    """
    scheduled = _SCHEDULED.search(subject, last_event)
    if scheduled and scheduled[0] in _CONFIRMED and (aside := _ASIDE.match(subject, last_event)):
        scheduled = _SCHEDULED.search(subject, aside.end())  # "influenza (confirmed by a test)"
    if scheduled and subject.startswith(_ATTRIBUTES, scheduled.end()):
        scheduled = _SCHEDULED.search(subject, scheduled.end())  # "agents with documented activity against the virus"
    if scheduled and scheduled[0] == "performed" and _DONE.search(subject, 0, last_event):
        scheduled = _SCHEDULED.search(subject, scheduled.end())  # an operation, no test
    if scheduled and "positive" in subject and any(map(subject.__contains__, _VIRAL)):
        scheduled = None  # the day of the test is that of the infection
    if scheduled or _EXPECTED.match(lower, found.end):
        return True
    is_period = lower.endswith(" period (", 0, found.start)
    if is_period and _GOES_ON_AFTER.match(lower, found.end) and _DEFINES_PERIOD.search(lower, 0, found.start):
        return True  # "during the dosing period (3 days before the first dose through 14 days after the last)"
    if any(map(subject.__contains__, _PLANNED_CUES)) and (_PLANNED.search(subject) or _UNCHANGED.search(subject)):
        return True
    looks_back = any(map(lower[found.start : found.end].__contains__, _BACK))
    if found.window.unit in ("h", "d") and not looks_back and _OCCURS.search(subject):
        return True
    if "contracepti" in subject and _AGREED.search(subject):
        return True
    may_be_steady = found.window.relation == "within" and any(map(subject.__contains__, _STEADY_CUES))
    if may_be_steady and (_STEADY.search(subject) or _ASKED_OF_SOME.search(subject)):
        return True
    if not looks_back and _AHEAD.search(f" {subject}"):
        return True
    may_be_steady = found.window.relation == "min_gap" and "stable" in subject
    if may_be_steady and (_OR_STEADY.search(subject) or _ON_STEADY.search(subject)):
        return True
    if found.window.relation != "min_gap" or _OFF.search(subject):
        return False
    return "stable" in subject or _DURATION.search(subject) is not None


def is_time_to_relapse(lower: str, found: FoundWindow) -> bool:
    """``progressed less than 2 years after the last therapy``: how long a treatment helped, not how long ago it was."""
    if found.window.anchor or not any(map(lower[found.start : found.end].__contains__, _COUNTED_FROM)):
        return False
    return _RELAPSED.search(lower, max(0, found.start - _LONGEST_RELAPSE), found.start) is not None


def is_permitted(lower: str, found: FoundWindow) -> bool:
    """Whether what is said of a window is permitted: "without relapse in the past year may be included"."""
    return _MAY.match(lower, found.end) is not None


def is_of_subgroup(lower: str, found: FoundWindow) -> bool:
    """Whether what happened leads into a part of the study ("… will be included in the stroke subgroup") or into it."""
    if found.window.relation == "within" and _ALSO_IN.match(lower, found.end):
        return True
    return _INTO_PART.match(lower, found.end) is not None


def permitted_if(subject: str, permitted: re.Match[str], named_at: int) -> str | None:
    """What ``subject`` permits only if it is long ago: "irradiation is allowed if completed"; None if it says else."""
    comes_first = permitted[0].startswith(("may", "can"))  # "may have had surgery if …"
    if not comes_first and named_at > permitted.start():
        return None
    if not (_IF_ONLY if comes_first else _PROVIDED).fullmatch(_BRACKETED.sub("", subject[permitted.end() :])):
        return None
    return subject if comes_first else _ALLOWS.sub("", subject[: permitted.start()])


def is_vague(lower: str, found: FoundWindow) -> bool:
    """Whether a window is a time alone, which says neither "within" nor "at least": "an operation 6 months before"."""
    return found.window.relation == "within" and not found.is_aside and _BARE.match(lower, found.start) is not None


def since_procedure(lower: str, found: FoundWindow) -> Draft | None:
    """``at least 3 weeks since surgery``: what else is an anchor is here what happened."""
    done = _SINCE.search(lower, found.start, found.end) if found.window.relation == "min_gap" else None
    if done is None:
        return None
    return Draft(
        "procedure", found.start, found.end, "event.procedure", window=replace(found.window, anchor=None), of=done["of"]
    )


def as_gap(lower: str, found: FoundWindow, subject: str) -> FoundWindow:
    """``must stop antihistamines 4 weeks before``: a gap, though nothing says "at least"."""
    if found.window.relation != "within" or not lower[found.start].isdigit() or not _MUST_STOP.search(subject):
        return found
    return replace(found, window=replace(found.window, relation="min_gap"))


def asks_of_exception(lower: str, found: FoundWindow, begin: int) -> bool:
    """Whether a window says what an exception asks for: "malignancy unless in remission for 3 years"."""
    end = found.start
    if lower.endswith("(", begin, end):  # "(within a year)" of the last of a list
        begin, end = max(lower.rfind(". ", 0, end), lower.rfind(";", 0, end), 0), end - 1
    said = lower[begin:end]
    excepted = _EXCEPTED.search(said)
    if excepted is None or said.count(")", excepted.end()) > said.count("(", excepted.end()):
        return False
    if "unless" in said and said.rfind("unless") > max(excepted.start(), said.rfind(")")):
        return True
    if not said[: excepted.start()].strip(" ,;("):
        return _NOT_OF_THEM.search(said) is None
    return (
        excepted[0] == "unless" or found.window.relation == "min_gap" or _FREE.search(said, excepted.end()) is not None
    )
