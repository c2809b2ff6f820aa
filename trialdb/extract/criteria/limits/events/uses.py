"""Earlier treatment named without any window of time: ``prior use of …``, ``no previous chemotherapy``."""

from __future__ import annotations

import re

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.events.event_clauses import ASIDE, first_sentence
from trialdb.extract.criteria.limits.events.event_names import PERMITTED, is_clause, kind_of, named, stated_use, wording
from trialdb.extract.criteria.limits.events.histories import read_history
from trialdb.extract.criteria.limits.events.takings import (
    is_cut,
    not_taken_at,
    taken_by_all_at,
    taking_at,
    what_is_taken,
)
from trialdb.extract.criteria.limits.events.treatment_names import treatment_alone
from trialdb.extract.criteria.limits.events.washouts import WASHOUT_CUES, read_washout
from trialdb.extract.criteria.limits.lexicon import phrases
from trialdb.extract.criteria.limits.part_labels import PartLabel, part_label

PRIOR_CUES = frozenset(
    ["prior", "previous", "previously", "earlier", "past", "current", "present", "concurrent", "concomitant", "ongoing"]
)
_COHORT = (
    r"(?:cohorts?|arms?|parts?|groups?|phase) [a-z0-9]{1,3}(?:(?:,| and|, and| or) [a-z0-9]{1,3}){0,3}(?: only)?: "
)
_PRIOR_USE = re.compile(
    rf"[\s*•-]{{0,4}}(?P<cohort>{_COHORT})?"
    rf"(?:(?:{phrases('people')}|who|with|have|has|had|having|must|should|may(?= not)|received) ){{0,4}}"
    r"(?P<no>no |not (?!been previously treated))?"
    rf"(?:(?:{phrases('people')}|any|who|with|have|has|had|having|a|must|received|known|"
    rf"you|been|history of(?= prior| previous| earlier)|treated(?= previously)) ){{0,5}}"
    r"(?:prior|previous|previously(?! untreated)|earlier|past(?= or| and| use| treatment| therapy)|"
    r"current|present(?= or| and)|concurrent|concomitant|ongoing)"
    r"(?:(?:,| or| and| and/or){1,2} (?:current|concurrent|ongoing|planned|scheduled|concomitant|previous|prior)){0,2}"
    r"(?P<of> [a-z](?: \([^()]{3,60}\) (?=of |with )|(?! e\.g| i\.e)[^;.,()]|(?<=\d)\.(?=\d)){2,200})"
)
_NEVER = re.compile(  # "has never been treated with an opioid"
    rf"[\s*•-]{{0,4}}(?:(?:{phrases('people')}|who|must|should|have|has|had|be|are|is) ){{0,5}}never (?:previously )?"
    r"(?:been )?(?:taken|received|used|had|given|(?:treated|vaccinated|immuni[sz]ed) with)"
    r"(?P<of> (?:[^;.,()\d]|\d(?=[a-z])|(?<=[a-z-])\d){2,100}?)"
    r"(?=[;.,(]|$| (?:for|because|during|at|in) )(?P<rest>.{0,80})"
)
_SOMETIMES = re.compile(
    r"(?<![a-z])(?:more|than|except|unless|other|but|if|within|before|until|prior to|at least|(?<![a-z-])\d)(?![a-z])"
)
_LISTED = re.compile(  # what else is in the list: ", CD112 or CD113", "(anti-PD-1), anti-PD-L1 or anti-CTLA-4 agent"
    r"(?: ?\([^()]{1,120}\)(?: [^;.,()]{1,60})?){0,2}"
    r"(?:,(?! and (?:was|were|has|have|had) | as (?:assessed|defined|described|determined|judged|per) )"
    r"(?: and| or| and/or)? [a-z0-9αβγ]"
    r"[^;.,()]{1,150}(?: ?\([^()]{1,120}\)(?: [^;.,()]{1,60})?){0,4}){0,12}"
    r"(?=[;.]|$|,? and (?:was|were) )"
)
_ANY_TREATMENT = re.compile(r" (?:systemic |anti-?cancer )?(?:therapy|therapies|treatments?)")
_EXAMPLES = re.compile(r" ?\(|, (?:such as|including|e\.g\.)")
_ANTI = re.compile(r"(?:,(?: and| or| and/or)? anti-[a-z0-9-]+)+$")
_NO_TREATMENT = re.compile(
    r"(?<![a-z])(?:pregnan|lactat|breast|nursing|hiv|hepatitis|histor|patients|subjects|participants|age(?![a-z])|disease(?!-modif)|"
    r"disorder|infection|syndrome|surg|(?:is|are|was|were|has|have|had|must|will|may|no|if|who)(?![a-z])|"
    r"not(?! (?:otherwise|approved|limited)(?![a-z]))(?![a-z])|unless|except|within|at least|"
    r"prior to|before|which|other than|exclud|intoleran|contraindicat|allerg|likely|unwilling|inabilit|"
    r"(?<!anti-)tumou?r|diabetes|condition|"
    r"(?<!anti-)(?<!study )cancer(?! (?:chemotherap|therap|treatment|immunotherap|drug|medic|vaccin)))"
)
_FOR_CANCER = re.compile(
    r"(?<=[a-z]) (?:for|of|against) (?:[a-z-]+ ){0,4}(?:cancers?|tumou?rs?|disease|condition)(?: treatment| therapy)?$"
)
_NO_USE = re.compile(
    r" (?:(?:concurrent|concomitant) (?:therap|treatment)|diagnosed|discontinuation|history|enrollment|participation|"
    r"diagnosis|written|informed|to |or |version|line)"
)
_RECEIVED_NO = re.compile(r" (?:received |had |taken )?no (?!longer)")
_HEADING = re.compile(r" medications?[ .:\d]*$")
_DEMANDS = re.compile(
    r" (?:within (?:\d|the|one|two|three|four|six)|or having|must|should|has to|have to|no limit)(?![a-z]*ed)"
)
_NONE_ALLOWED = re.compile(  # "no prior radiotherapy is allowed", "no earlier surgery, although some may enter"
    r" (?:is |are |will be )?(?:allowed|permitted|acceptable)(?=$| (?:except|unless|for|in|with|within))|"
    r",? (?:although|though|however|but)(?![a-z])"
)
_BEFORE = re.compile(r"(?:prior|previous|previously|earlier|past)$")
_NOW = re.compile(r"(?<![a-z])(?:current|concurrent|concomitant|ongoing|present)$")
_SHORT_FORM = re.compile(r" ?\([a-z0-9-]{2,8}\)(?: [a-z0-9]|-[a-z\d])")
_BEHIND_SHORT_FORM = re.compile(  # "steroids (ICS) for at least 3 weeks"
    r" ?\([a-z0-9-]{2,8}\) (?:for|in|at|as) [^;.,()]{3,100}(?=[;.,]?\s*$)"
)
_OR_PLANNED = re.compile(
    r",? (?:or|and|and/or) (?:(?:who|those|are|is|for|any|the) )*"
    r"(?:plan|plans|planned|planning|intend|intends|scheduled)(?![a-z]).*$"
)
_AND_THEN = re.compile(r",? and (?P<said>(?:was|were|has|have|had) [^.;]{5,160})")
_UNWASHED = re.compile(r",? (?P<said>without (?:[a-z]+ ){0,3}wash-?out[^.;,()]{0,80})")
_EXCEPT = re.compile(
    r",? (?:except|unless|other than|excluding)(?![a-z])|"
    r",? or (?:known )?(?:hypersensitiv|allerg|intoleran|contraindicat)"
)
_EARLIER = re.compile(r"(?<![a-z])(?:prior|previous|previously|earlier|past)(?![a-z])")
_UNTOWARD = re.compile(
    r"intoleran|resistan(?:ce|t) to |allerg(?:y|ies|ic|ic reactions?) to |hypersensitiv|side effect|"
    r"^ (?:(?!treat|therap|medic|for )[a-z-]+ ){1,3}(?:dependenc[ey]|addiction)(?![a-z])|"
    r"^ (?:[a-z-]+ ){0,2}toxicit|adverse|contraindicat|"
    r"(?<![a-z])(?:smok|tobacco|nicotine(?! replace)|alcohol|drug abuse|illicit)(?!.*(?:therap|cessation|replace))"
)
_CODED = re.compile(r" (?:use|receipt|administration|intake) of [a-z]{1,6}-?\d{2,6}[a-z]?[ .]*$")  # "use of AB-1234"
_NEEDED = re.compile(r"(?<![a-z])requir(?:e|es|ed|ing)(?![a-z])")
_NOT_ASKED = re.compile(  # "those with prior surgery do not require a biopsy"
    r"(?<![a-z])(?:(?:do|does|did|will|need) not (?:require|need|be (?:considered|counted)|count)|not considered|"
    r"(?:is|are) recorded|may include)(?![a-z])"
)
_TURN = re.compile(r"(?<![a-z])(?:however|but|unless)(?![a-z])")
_KEPT_OUT_CUES = ("eligible", "excluded", "allowed", "permitted")
_KEPT_OUT = re.compile(
    r"(?:,? |(?<![a-z]))(?:is|are|will be) (?:ineligible|excluded|not (?:eligible|allowed|permitted))(?![a-z])"
)
_WORDS = 3  # in an item that is none without the next: "inhaled, oral or injected steroids"
_DONE = ("undergone", "underwent", "received")
_BESIDE = 25  # characters in which it is, behind an abbreviation
_NEAR = 60  # characters in which the treatment is named


def read_use(lower: str, words: frozenset[str], kind: str | None) -> list[Draft]:
    """The treatment a criterion opens with, unless it only says what is permitted of it."""
    if label := part_label(lower):
        return [_of_part(draft, label) for draft in read_use(lower[label.end :], words, kind)]
    if kind != "exclusion" and not words.isdisjoint(WASHOUT_CUES) and (washed_out := read_washout(lower)):
        return washed_out
    match = None if words.isdisjoint(PRIOR_CUES) else _PRIOR_USE.match(lower)
    if match is None and "never" in lower and (never := _NEVER.match(lower)):
        return _never(never)
    if "history" in lower and (match is None or match["of"].startswith(" history")):
        return read_history(lower)
    if match is None:
        if kind == "exclusion":
            return _taken(lower, taking_at(lower, words), None)
        untaken = _taken(lower, not_taken_at(lower, words), "absent") if "not" in words else []
        return untaken or (_taken(lower, taken_by_all_at(lower, words), None) if kind == "inclusion" else [])
    if lower.rstrip().endswith(":") and match.end() >= len(lower.rstrip()) - 1:
        return []
    if ":" in match["of"] and "history of" in lower[: match.start("of")]:
        return []  # "history of prior use: to be documented"
    if any(said.match(match["of"]) for said in (_HEADING, _NO_USE)) or _UNTOWARD.search(match["of"]):
        return []
    said = match["of"]
    if match["no"] and (allowed := _NONE_ALLOWED.search(said)):
        said = said[: allowed.start()]
    if PERMITTED.search(ASIDE.sub("", said)) or "follow" in match["of"]:
        return []
    event = _first_taken(lower, match)
    if event is None and (coded := _CODED.match(match["of"])):
        event = stated_use(coded[0], 0, coded.end())[0]
    kinds = ("prior_therapy", "procedure") if _BEFORE.search(lower, 0, match.start("of")) else ("prior_therapy",)
    if event and _NEEDED.search(match["of"], 0, event.start()):
        return []  # "current illness that may require surgery"
    if match["no"] and _ANY_TREATMENT.fullmatch(said) and match.end() >= len(lower.rstrip(" .;")):
        return [Draft("prior_therapy", 0, match.end(), "therapy.use", status="absent")]
    if event is None or kind_of(event) not in kinds or _DEMANDS.search(match["of"]):
        return []
    sentence = first_sentence(lower)
    if (not match["no"] and PERMITTED.search(sentence)) or (kind != "exclusion" and _NOT_ASKED.search(sentence)):
        return []
    is_denied = match["no"] or _RECEIVED_NO.match(match["of"]) or (kind != "exclusion" and _is_kept_out(sentence))
    status = "absent" if is_denied else None
    end = _end_of_list(lower, match)
    if len(said) < len(match["of"]):
        end = match.start("of") + len(said)
    if end == match.end() and kind != "exclusion" and not match["no"] and is_cut(lower, end):
        return []  # what will do as well was not understood
    if end == match.end() and (_SHORT_FORM.match(lower, end) or event.string is lower):
        return []  # an abbreviation stands within the name, of which the rest is not understood
    if not match["no"] and (kept := _kept_out(lower, match.start("of"), end)):
        end = kept.start()
    of = wording(_OR_PLANNED.sub("", lower[match.start("of") : end]))
    stopped = _AND_THEN.match(lower, end) or _UNWASHED.match(lower, end)
    now = None if _EARLIER.search(lower, 0, match.start("of")) else _NOW.search(lower, 0, match.start("of"))
    if now:
        of = _OR_PLANNED.sub("", " ".join(lower[now.start() : end].split()))
    if of is None or is_clause(of):
        return []
    of = treatment_alone(of)
    condition = stopped["said"] if stopped else None
    start = match.end("cohort") if match["cohort"] else 0
    return [Draft(kind_of(event), start, end, "therapy.use", status=status, of=of, condition=condition)]


def _of_part(draft: Draft, label: PartLabel) -> Draft:
    """``draft``, read behind ``label``, as one of that part of the trial."""
    draft.start, draft.end = draft.start + label.end, draft.end + label.end
    draft.condition = f"{label.part}; {draft.condition}" if draft.condition else label.part
    return draft


def _taken(lower: str, match: re.Match[str] | None, status: str | None) -> list[Draft]:
    """``currently taking nitrates``, ``treatment with insulin``: nothing says when that began or ended."""
    event = _first_taken(lower, match) if match else None
    if match is None or event is None or _UNTOWARD.search(match["of"]):
        return []
    lower = lower[: match.endpos]
    done = lower.endswith(_DONE, 0, match.start("of"))
    if kind_of(event) != "prior_therapy" and not (done and kind_of(event) == "procedure"):
        return []
    end = _end_of_list(lower, match)
    of = lower[match.start("now") : end] if match["now"] and status is None else wording(lower[match.start("of") : end])
    if end == match.end() and (_SHORT_FORM.match(lower, end) or is_cut(lower, end)):
        return []
    return (
        []
        if of is None or is_clause(of)
        else [Draft(kind_of(event), 0, end, "therapy.use", status=status, of=treatment_alone(of))]
    )


def _first_taken(lower: str, match: re.Match[str]) -> re.Match[str] | None:
    """The treatment named in what is taken, or in the next item of its list: "oral, intravenous or nasal steroids"."""
    events = named(what_is_taken(match)[:_NEAR])
    if not events and lower.startswith(",", match.end()) and match["of"].count(" ") < _WORDS:
        events = named(lower, match.end(), match.end() + 2 * _NEAR)
    if not events and _SHORT_FORM.match(lower, match.end()):  # "other phosphodiesterase 5 (PDE5) inhibitors"
        events = named(lower, match.end(), match.end() + _BESIDE)
    return events[0] if events else None


def _end_of_list(lower: str, match: re.Match[str]) -> int:
    """Where the treatments end that ``match`` begins to name, or what is excepted begins."""
    at = match.start("of")
    ends = _EXCEPT.search(lower, at) or _kept_out(lower, at, len(lower))
    last = ends.start() if ends else len(lower)
    listed = _LISTED.match(lower, match.end(), last) if match.end() < last else None
    if listed and _goes_on(match["of"], listed[0]):
        return min(last, listed.end())
    tail = _BEHIND_SHORT_FORM.match(lower, match.end(), last)
    return tail.end() if tail else min(last, match.end())


def _kept_out(lower: str, start: int, end: int) -> re.Match[str] | None:
    return _KEPT_OUT.search(lower, start, end) if any(map(lower.__contains__, _KEPT_OUT_CUES)) else None


def _is_kept_out(sentence: str) -> bool:
    """``subjects with prior chemotherapy are ineligible``: what an inclusion asks not to have been."""
    kept_out = _kept_out(sentence, 0, len(sentence))
    return kept_out is not None and _TURN.search(sentence, 0, kept_out.start()) is None


def _goes_on(said: str, listed: str) -> bool:
    """Whether what is ``listed`` behind a treatment are treatments too: behind a whole name, only if they are named."""
    listed = _FOR_CANCER.sub("", listed)
    first, others = named(said), named(listed)
    if not first and others and kind_of(others[-1]) == "procedure":
        listed = listed.replace("surg", "")  # "pelvic, penile or prostate surgery"
    if _NO_TREATMENT.search(listed):
        return False
    if _EXAMPLES.match(listed):
        return True
    if _ANTI.match(listed):
        return True
    return not first or first[-1].end() < len(said) or (bool(others) and kind_of(others[-1]) == "prior_therapy")


def _never(match: re.Match[str]) -> list[Draft]:
    """``never received an opioid``, where that is said of all of it."""
    events = named(match["of"][:_NEAR])
    of = wording(match["of"])
    if not events or kind_of(events[0]) != "prior_therapy" or of is None or is_clause(of):
        return []
    if _SOMETIMES.search(match["of"]) or _SOMETIMES.search(match["rest"]):
        return []
    return [Draft("prior_therapy", 0, match.end("of"), "therapy.use", status="absent", of=of)]
