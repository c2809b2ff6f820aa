"""What a window is about where several things are named: ``infarction, stroke or angina requiring admission``."""

from __future__ import annotations

import re

from trialdb.extract.criteria.limits.clauses import Clauses
from trialdb.extract.criteria.limits.events.event_names import kind_of, named, wording
from trialdb.extract.criteria.limits.events.windows import FoundWindow
from trialdb.extract.criteria.limits.lexicon import phrases

_ASIDE = re.compile(r"\([^()]{0,200}\)")
_EXAMPLES = re.compile(r"(?<![a-z])(?:such as|including|for example|e\.g\.|i\.e\.)(?![a-z])")
_SUCH_AS = r"(?:such as|including|e\.g\.,?|i\.e\.,?|for example)"
_LIST = re.compile(
    rf",(?: and| or| and/or)? (?:{_SUCH_AS} )?| (?:and |or |and/or )?{_SUCH_AS} |"
    r" (?=or |and)(?<!anti-cancer )(?<!anticancer )(?<!antineoplastic )(?<!investigational )"
    r"(?:(?<!drug )(?<!drugs )(?<!alcohol )(?<!substance )|(?!(?:or|and|and/or) (?:[a-z]+ )?"
    r"(?:abuse|misuse|dependen|addict)))(?:or|and|and/or) "
    r"(?!(?:without|greater|higher|more|worse|above|over|less|lower|later|iii|iv) )"
)
_SAYS_MORE = re.compile(  # what makes an item no mere name, behind no letter; it may be said of those before too
    r"[^a-z](?:that|which|who|whom|whose|have|has|had|been|was|were|is|are|be|received|requir(?:ed|es|ing)|"
    r"result(?:ed|ing)|planned|to|treated|hospitali[sz]ed|underwent|undergone|caused|travell?ed)(?![a-z])"
)
_EXEMPTS = re.compile(r"\([^()]*(?:exclud|except|other than|not includ)")
_STATES = re.compile(
    r"[ ,](?:(?<=,) (?=(?:a |any )?history of |ha[sv]e? (?:received|had|been) )|(?:(?<= )|(?<=,) )(?:"
    r"or (?:(?:those|subjects?|patients?) )?(?=with [a-z -]{3,40} (?:who|requiring) )|"
    r"or with (?=(?:a |an |any )?history of )|or (?=(?:taking|using) [a-z])|"
    r"(?:or|and|and/or) (?:(?:who|that|(?:those|subjects?|patients?)(?: with [a-z -]{3,40}? who| who)?) )?"
    r"(?=(?:have|has|had|having|are|is|were|was|received|underwent|participated|quit|stopped|"
    r"(?:a |an |any )?(?:[a-z]+ )?history of)(?![a-z]))))"
)
_GOES_ON_NOW = re.compile(
    r"^.{0,60}?(?<![a-z])(?:current|ongoing)|^[\s*•-]*(?:ha[sd] |have )?(?:an? |any |known )*diagnosis of|"
    r"(?<![a-z])(?:recover|within|planned|planning)(?!.*(?<![a-z])but(?![a-z]))"
)
_TIMED = re.compile(  # "ketotifen 8 days or", whose time is its own
    r"\d+ (?:hours?|days?|weeks?|months?),? (?:or|and|and/or) "
    r"(?!(?:more|less|longer|greater|fewer|over)(?![a-z]))(?=[a-z])"
)
_TIMES = re.compile(r"(?<![a-z])(?!(?:for|than|of|least|every|over|within|last|past|the|about|to) )[a-z)-]+ $")
_GOES_ON_CUES = ("current", "ongoing", "diagnosis of", "recover", "within", "planned", "planning")
_SUCH = re.compile(r"(?<![a-z])(?:such|this|these)(?![a-z])")
_STATEMENT_ENDS = re.compile(
    r"[;, ](?:(?<=;)|(?:(?<= )|(?<=,) )(?:unless(?![a-z])|(?:and |or )?\((?:[ivx]{1,4}|[a-d1-9])\) |"
    r"and (?=(?:which|that|who) )|except(?! in)(?: for)?(?![a-z])|"
    r"(?:or|and) (?=(?:less|fewer|more(?! of)|at least|within|[≥≤<>]|"
    r"\d+ (?:days|weeks|months) (?:for|after|since|from))(?![a-z])))|"
    r"(?<= )(?:(?:is|are) required(?![a-z])|(?<!and )(?<!or )(?<!, )no (?:concurrent|prior) |"
    r"(?<!but )at least \d+ (?:days|weeks|months|years?) (?:since|from|after) ))"
)
_GOES_ON = re.compile(r", [a-z]")
_PURPOSE = re.compile(
    r"(?: (?:was|were|is) (?:obtained|signed|given))?"
    r"(?P<said> that ha(?:s|ve) not been treated(?: with)?,? or ha(?:s|ve) failed to respond to,? [a-z -]{3,60}|"
    r" (?:for|with|due to|because of|requiring|that|which|related to|secondary to|to treat) "
    r"(?![\d≥>≤<]|(?:at least|more than|up to|a period|biologic|(?:this|the) (?:study|trial)|(?:any of )?the following|"
    r"(?:the )?exceptions?|include)(?![a-z]))"
    r"(?:(?! or (?:[\d≥>≤<]|(?:one|two|greater|more|any|a|an|has|have|had|history|use|"
    rf"{phrases('people')}) ))(?:[^,;.()]|, or (?=ha[ds] ))){{3,120}}"
    r"(?:(?:, [a-z]+){1,3},? (?:and|or) [a-z]+(?= of|[.,;)]|$| or had))?|"
    r",? (?:which|that),? (?:in the (?:opinion|judg[a-z]*) of [^,;.]{3,60},? )?(?:may|might|could|would|will) "
    r"[^,;.()]{3,120}|"
    r" that(?: may| might| could| would)?, (?:in|as)(?: [a-z'-]+){2,9}, [a-z'-]+(?: [a-z'-]+){1,14})"
)
_TAKES_PART = re.compile(r"(?<![a-z])participat(?:ion|ing|ed|es?)(?: or [a-z ]{3,30})?[ ,(]*$")
_IN_STUDY = re.compile(  # "participation within 60 days in another study of a drug"
    r" (?:in )?(?:an?|any|another|other)(?! (?:time|point|visit)(?![a-z])) [^,;.()]{0,80}?(?:stud(?:y|ies)|trials?)"
    r"(?: (?:with|of|involving) [^,;.()]{3,60})?(?![a-z])"
)
_NEAR = 50  # characters in which it is said that somebody takes part
_BEHIND_ASIDE = re.compile(r"[)\]],?(?P<said> (?:with|of|to|for) (?![\d≥>≤<])[^,;.()]{3,200})")
_LASTED = re.compile(  # "within 4 years for a period of more than two months"
    r" for (?:an? (?:period|duration|total)(?: of)? )?(?:≥|>|more than|longer than|at least|over) ?(?:\d+|[a-z]{3,6})"
    r"(?: \(\d+\))? (?:days|weeks|months|years)(?![a-z])"
)
_UNRECOVERED = re.compile(r",? (?P<said>without (?:(?:complete|full|adequate) )?recovery(?: [^.;,()]{0,60})?)(?![a-z])")
_CANCERS = ("cancer", "cancers")
_NAMED_ALONE = frozenset(["other_malignancy", "myocardial_infarction", "stroke"])  # limits that have no further words
_TREATED_AT = frozenset(
    ["first_dose", "procedure", "surgery", "vaccination", "transplant", "study_start", "leukapheresis"]
)
_LEADS_ON = re.compile(r", (?:or|and) $")  # "now a drug, or during the last week, another drug"
_FROM_OPERATION = re.compile(
    r"(?<=from) (?:the |their |a )?(?:[a-z-]+ ){0,2}"
    r"[a-z]*(?:surgery|operation|ectomy|otomy|plasty|transplantation)(?![a-z])"
)
_GIVEN_LAST = re.compile(  # "at least 14 days after receiving a depot"
    r"(?:(?<=since)|(?<=after)) (?:the )?(?:receiving|receipt of|administration of|completion of|completing) "
    r"(?!(?:the )?(?:study|trial|investigational)(?![a-z]))"
)
_OF_STATE = re.compile(  # "heart disease such as angina or a stroke within 6 months": the disease has no date
    r"[^,;]*(?<![a-z])(?:diseases?|disorders?|conditions?|illness(?:es)?)(?: (?:that|which) [^,;]*?)?,? "
    r"(?:such as|including|i\.e\.,?|e\.g\.,?) "
)
_SUCH_AS_CUES = ("such as ", "including ", "i.e.", "e.g.")
_ADJECTIVE = re.compile(
    r"(?:otic|olic|ular|iac|ertensive|hagic|ical|scopic) ?$"
)  # "arterial thrombotic or embolic events"
_OF_DISORDER = re.compile(r"(?:bleeding|clotting|coagulation|eating|mood|sleep) ?$")  # "bleeding or clotting disorder"
_DISORDER = re.compile(r"disorders? ?$")
_ABUSE_OF = re.compile(r"(?:abuse|misuse) of ")
_OFTEN = re.compile(r"(?:frequent|recurrent|chronic|regular) ")  # "frequent colds, or a cold within 2 weeks"
_NOW = re.compile(r"(?:current|currently|ongoing) ")  # "ongoing depression, or depression within a year"
_USED_CUE = re.compile(r" (?:has|have|had|was|were) (?:received|taken|used|been|given|treated)(?![a-z])")
_USED = re.compile(
    r",(?: and| or| and/or)? (?:(?:has|have|had) (?:(?:previously|recently|ever) )?"
    r"(?:received|taken|used|been (?:given|treated with|on|vaccinated with))|(?:was|were) (?:given|treated with)) "
)
_IS_NOW = re.compile(r"(?<![a-z])(?:is|are|has a|have an?)(?= )")
_TREATED = re.compile(r"(?<![a-z])(?:receiv|taken|taking|us(?:e|ed|ing)(?![a-z])|given|treat|therap|particip|underg)")
_HALF = re.compile(r"(?:dependence|dependency|abuse|misuse|addiction|use|disorders?|conditions?|symptoms?) ?")
_LAST_HABIT = re.compile(
    r".*(?<![a-z])(?:current|pack|non-?smok|smokers?)(?![a-z]{3}).*(?:,|(?<![a-z])(?:or|and)) (?="
    r"(?:any |no |former |ex-?|stopped |quit(?:ting)? |cessation of |tobacco |smoking)[^,]*$)"
)
_COMPLETE = re.compile(r"(?:past|last|previous)(?![a-z])")


def items_of(subject: str, *, goes_on: bool) -> list[str]:
    """The names of a list, or all of ``subject`` where one is no mere name: "or that led to seizures".

    Where the list ``goes_on`` behind the window, this is of its nearest item only.
    """
    plain = _ASIDE.sub(" ", subject) if "(" in subject else subject
    of_state = _OF_STATE.match(plain) if any(map(plain.__contains__, _SUCH_AS_CUES)) else None
    if of_state and not _NAMED_ALONE.isdisjoint(map(kind_of, named(plain, of_state.end()))):
        subject = plain = plain[of_state.end() :]
    if goes_on and plain.rfind(", ") > max(plain.rfind(" or "), plain.rfind(" and ")):
        return [plain[plain.rfind(", ") + 2 :]]
    items = _LIST.split(plain)
    if len(items) == 1 and plain == subject:
        return items
    if not _NAMED_ALONE.isdisjoint(map(kind_of, named(plain))):
        return items
    is_list = (
        len(items) > 1
        and not any(map(_HALF.fullmatch, items))
        and not any(map(_ADJECTIVE.search, items[:-1]))
        and not (_DISORDER.search(items[-1]) and any(map(_OF_DISORDER.search, items[:-1])))
        and not _ABUSE_OF.search(items[0])
        and not _EXEMPTS.search(subject)
        and not _EXAMPLES.search(plain)
        and all(map(is_name, items))
    )
    if not is_list:
        return [subject]
    often = [item for item in items if _OFTEN.match(item.strip())]
    return _in_the_past([item for item in items if item not in often or len(often) == len(items)])


def _in_the_past(items: list[str]) -> list[str]:
    """``items`` without what is said of today if it is said of the past again: "current tumor, or tumor within"."""
    for item in items:
        now = _NOW.match(item.strip())
        name = now and item.strip()[now.end() :]
        again = [one for one in items if name and one is not item and (one.strip() in name or name in one)]
        if name and again:
            return [name if one is again[0] and one.strip() in name else one for one in items if one is not item]
    return items


def is_name(item: str) -> bool:
    """Whether an item is the name of an event, with nothing said behind it."""
    words = wording(item) or ""
    events = named(words)
    return bool(events) and events[-1].end() == len(words) and not _SAYS_MORE.search(f" {words}")


def counts_from_what_follows(lower: str, found: FoundWindow) -> bool:
    """``less than 8 weeks since radiotherapy``, ``over a year from surgery``: the event is named behind the window."""
    if found.window.relation == "min_gap" and (
        _FROM_OPERATION.match(lower, found.end)
        or (_GIVEN_LAST.match(lower, found.end) and lower.endswith((". ", "; "), 0, found.start))
    ):
        return True
    if (
        lower.endswith((" or ", " and "), 0, found.start)
        and lower.startswith(", ", found.end)
        and ", " in lower[: found.start]
    ):
        return _LEADS_ON.search(lower, 0, found.start) is not None
    elapsed = "elapsed" in lower[found.start : found.end] and lower.endswith((" after", " from"), 0, found.end)
    return (elapsed or lower.endswith("since", found.start, found.end)) and bool(
        named(first_statement(lower[found.end : found.end + 100].split(".")[0]))
    )


def first_statement(subject: str) -> str:
    """``subject`` to where another window begins: "since chemotherapy, or less than 8 weeks since radiotherapy"."""
    return _STATEMENT_ENDS.split(subject, maxsplit=1)[0]


def last_statement(subject: str) -> int:
    """Where the last of several statements begins: "has diabetes or has had a stroke"."""
    last = max((match.end() for match in _STATES.finditer(without_asides(subject))), default=0)
    return 0 if last and _SUCH.search(subject, last) else last


def since_smoking(subject: str) -> int:
    """Where the last of several habits begins: "smokers, or any smoking", of which only that has the window."""
    begins = _LAST_HABIT.match(subject)
    return begins.end() if begins else 0


def earlier_use(subject: str) -> int:
    """Where it is said what has been, behind what goes on: "is receiving a biologic or has received a vaccine"."""
    if (timed := _TIMED.search(subject)) and _TIMES.search(subject, 0, timed.start()):
        return timed.end()
    other = list(_GOES_ON_NOW.finditer(subject)) if any(map(subject.__contains__, _GOES_ON_CUES)) else ()
    begins = _STATES.search(without_asides(subject), other[-1].end()) if other else _used(subject)
    return begins.end() if begins and not _SUCH.search(subject, begins.end()) else 0


def _used(subject: str) -> re.Match[str] | None:
    """Where it is said what was used, behind a state that needs no treatment: "is frail, has received a vaccine"."""
    begins = _USED.search(without_asides(subject)) if _USED_CUE.search(subject) else None
    if begins is None or _TREATED.search(subject, 0, begins.start()):
        return None
    if _IS_NOW.search(subject, 0, begins.start()):
        return begins
    return None if any(kind_of(name) != "prior_therapy" for name in named(subject[: begins.start()])) else begins


def goes_on(lower: str, at: int) -> bool:
    """Whether a list goes on behind a window, or the window is of its nearest item: "a fall, a stroke a year ago"."""
    return _GOES_ON.match(lower, at) is not None or lower.endswith(" ago", 0, at)


def purpose_behind(lower: str, found: FoundWindow, end: int) -> str:
    """What is said of an event behind its window: "in the past year for asthma", "(within a year) of a biologic"."""
    if end != found.end:
        return ""
    if (study := _IN_STUDY.match(lower, end)) and _TAKES_PART.search(lower, max(0, found.start - _NEAR), found.start):
        return f" from{study[0]}" if lower.endswith("from", 0, end) else study[0]
    if unrecovered := _UNRECOVERED.match(lower, end):
        return f" {unrecovered['said']}"
    if lasted := _LASTED.match(lower, end):
        return lasted[0]
    if aside := _BEHIND_ASIDE.match(lower, end):
        opened = lower.rfind("(", 0, found.start)
        is_own = opened >= 0 and not lower[opened + 1 : found.start].strip()
        return aside["said"] if is_own else ""
    if not (found.window.anchor or _COMPLETE.search(lower, found.start, found.end)):
        return ""
    if found.window.anchor in _TREATED_AT and lower.startswith(" with ", end):
        return ""  # the treatment that the window counts back from
    purpose = _PURPOSE.match(lower, end)
    return purpose["said"].lstrip(",") if purpose else ""


def without_asides(subject: str) -> str:
    """``subject`` with blanks for what stands in parentheses, so that positions stay."""
    return _ASIDE.sub(lambda aside: " " * len(aside[0]), subject) if "(" in subject else subject


def is_let_off(clauses: Clauses, name: str, said: int) -> bool:
    """``a cancer, other than prostate cancer, within 5 years``: the named one is what the exception lets off."""
    return name.endswith(_CANCERS) and " " in name and clauses.excepted(clauses.lower.find(name, said))
