"""What takes part of an exclusion back: ``despite treatment``, ``and judged relevant``, ``however, … is accepted``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trialdb.extract.criteria.limits.clauses import Clauses
from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.lexicon import phrases
from trialdb.extract.criteria.limits.statuses.viruses import is_of_another_virus

_BESIDES_CUES = frozenset(
    [
        *("despite", "spite", "considered", "deemed", "judged", "clinically", "medically"),
        *("while", "whilst", "hypertensive", "antihypertensive", "antihypertensives"),
    ]
)
_ALLOWANCE_CUES = frozenset(
    [
        *("allowed", "permitted", "accepted", "acceptable", "eligible", "included", "enrolled", "exempt", "exempted"),
        *("excluded", "exclusionary", "participate", "considered", "criteria", "criterion", "exclusion"),
    ]
)
_BESIDES = re.compile(
    r"\)?(?: ?\([^()]{1,60}\))?,? ?(?:(?:and|that|which|if|when) (?:(?:is|are|was|were) )?)?"
    r"(?P<what>(?:despite|in spite of)(?![a-z])[^.;,()]{3,160}|"
    r"(?:while|whilst) (?:taking|receiving|using|on|under|being treated) [^.;,()\[\]]{3,100}|"
    r"(?:on|under|with) (?:[a-z]+ ){0,3}anti-?hypertensives?(?![a-z])[^.;,()\[\]]{0,60}|"
    r"(?:(?:considered|deemed|judged|felt|assessed)(?: by [a-z -]{3,40}?)?(?: (?:as|to be))? )?"
    r"(?:clinically|medically) (?:significant|relevant)(?! (?:or|and) )(?:(?: by| as| in| per)[^.;,()]{3,120})?|"
    r"(?:considered|deemed|judged)(?: by [a-z -]{3,40}?)? (?:as|to be) [^.;,()]{3,120})"
)
_PAIRS = (frozenset(["sbp", "dbp"]), frozenset(["ast", "alt"]))
_GLUE = re.compile(r"[ ,/()]{0,4}(?:and/or|or|and)?[ ,/()]{0,3}")
_SAME = r"(?:[^.;]|\.\d|(?:i\.e|e\.g)\.)"  # the rest of a sentence
_ACCEPTED = re.compile(
    rf"(?:(?!(?:however|but|although)(?![a-z])){_SAME}){{0,160}}?"
    r"(?:[;.,] ?(?:however|but|although),? |"
    rf"[.;] (?:the |those )?(?={phrases('people')} "
    r"(?:with|who|whose|on|judged|using|receiving|taking|treated|requiring) ))"
    r"(?P<said>(?!not |no )(?:[^.;]|\.\d){5,220}?(?<![a-z])"
    r"(?:is|are|will be|may be|can be|would be) (?:also |still )?"
    r"(?:allowed|permitted|accepted|acceptable|eligible|included|enrolled|exempt(?:ed)?|not excluded)(?![a-z])"
    r"(?:(?:i\.e|e\.g)\.|[^.;]|\.\d){0,240}(?![a-z]))"
)
_NOT_MEANT = re.compile(  # "This does not include eye drops"
    rf"{_SAME}{{0,80}}[.;(] ?(?:this|these|it|which)(?: criterion| exclusion)? (?:does|do) not "
    r"(?:include|apply to|refer to) (?P<said>[^.;()]{3,160})(?![a-z])"
)
_ASIDE = re.compile(
    rf": (?=(?:the |those )?{phrases('people')} )([^;]*)|"
    r"\((?:note(?: that|:)? )?((?:[^()]|\([^()]*\))*)\)|[:;]\s+note(?: that)?[ :]+([^;]*)|"
    r"[,;] (?:but|however|although),? ([^;]*)"
)
_OPENED = re.compile(r"\((?:note(?: that)?[ :]{1,2})?$")
_LEAD = re.compile(
    r"[\s.;,()*•-]*(?:(?:(?:please )?note(?: that)?|"
    r"exceptions?(?: to (?:this|these|the)(?: [a-z]+)?)?|but|or|and|also|however|although)[ ,:]+)*"
)
_TURNS = re.compile(r"(?<![a-z])(?:however|but|although|exceptions?)[ ,:]+$")
_SAME_BEGINNING = 60  # characters in which a sentence is told from what is known of it
_LEAD_LENGTH = 12  # characters of the longest of these
_MAY = re.compile(
    r"(?<![a-z])(?:(?:is|are|will be|may be|can be|would be|remain|remains) (?:also |still |considered |generally )?"
    r"(?:allowed|permitted|accepted|acceptable|allowable|eligible|included|enrolled|exempt(?:ed)?)|"
    r"not (?:be |necessarily )?(?:excluded|exclusionary|subject to th(?:is|ese) (?:exclusion|criteri))|"
    r"not (?:be )?considered|"
    r"(?:allowed|permitted|acceptable)(?=$|\)| (?:if|provided|when) )|"
    r"(?<!who )(?:may|can|could) (?:participate|be (?:allowed|permitted|approved|considered(?= (?:for (?:the |this )?"
    r"(?:study|trial|enrol|inclusion|participation)|if |after |provided |on a )|$))))(?![a-z])"
)
_LETS = re.compile(  # "No drugs within 2 weeks. A daily vitamin is allowed", not "Rescreening is allowed"
    r"^(?!.*(?:re-?(?:screen|test|enrol)|contracept|during|throughout|on study|protocol))[^.;(]*(?<![a-z])"
    r"(?:is|are|was|were|may be|can be|will be|would be) (?:also )?(?:allowed|permitted|acceptable)(?![a-z])"
)
_EXCEPT = re.compile(r"^except(?: for)?:? ")
_NOT_SO = re.compile(
    r"^no (?!more )|(?<![a-z])(?:ineligible|(?:should|must) not|will not be(?! considered| exclu| exempt| subject)|"
    r"not (?:be )?(?:considered )?(?:eligible|allowed|permitted|acceptable)|prohibited)(?![a-z])"
)
_NOT_CONSIDERED = re.compile(
    r"not (?:be )?considered (?:to be )?(?:an? )?(?:(?:form|type|kind)s? of )?(?P<what>[a-z]+(?: [a-z]+)?)"
)
_SAME_ILLNESS = {
    **dict.fromkeys(["hbv", "hbsag", "hbcab", "hbv_dna"], re.compile(r"hepatitis b|hbv|hbsag|hbcab|anti-?hbc")),
    **dict.fromkeys(
        ["hcv", "hcv_antibody", "hcv_rna"], re.compile(r"hepatitis c|hepatitis b (?:or|and|and/or|/) ?c|hcv")
    ),
    "hiv": re.compile(r"(?<![a-z])hiv|immunodeficiency virus"),
    "brain_metastases": re.compile(r"brain|(?<![a-z])cns(?![a-z])|nervous system|metasta|lesion"),
    "other_malignancy": re.compile(r"malignan|cancer|carcinoma|tumou?r|neoplas"),
    "measurable_disease": re.compile(
        r"^(?!.*(?:not (?:be )?considered|symptom)).*(?:bone|non-?measurable|evaluable|without|only)"
    ),
    "toxicity_grade": re.compile(r"toxicit|adverse|side effect|alopecia|neuropath|(?<![a-z])aes?(?![a-z])"),
}
_TELLING = re.compile(r"[a-z]{6,}")
_GENERAL = (
    *("therap", "treatm", "patien", "subjec", "partic", "system", "medica", "previo", "concom", "concur", "invest"),
    *("clinic", "within", "during", "active", "requir", "diseas", "histor", "eligib", "receiv", "condit", "includ"),
    *("limite", "provid", "accept", "anothe", "allowe", "permit"),
    *("random", "admini", "before", "enroll", "screen", "signif", "contro", "approv", "period", "conduct"),
)
_GOOD = frozenset(["absent", "negative", "undetectable"])
_LENIENT = frozenset(["prior_therapy", "measurable_disease"])
_ASIDE_NEAR = 30  # characters between a limit and the brackets behind it
_SENTENCES = 5  # behind a limit, in which it is taken back


def take_back(clauses: Clauses, drafts: Sequence[Draft]) -> None:
    """Gives the limits of an exclusion their further conditions, and what is accepted all the same."""
    lower, words = clauses.lower, clauses.words
    if not words.isdisjoint(_BESIDES_CUES):
        for index, draft in enumerate(drafts):
            said = _BESIDES.match(lower, draft.end) if draft.bound and draft.condition is None else None
            if said:
                _give(lower, said["what"].strip(), draft, drafts[:index])
    is_allowed = not words.isdisjoint(_ALLOWANCE_CUES)
    if len({draft.concept for draft in drafts}) == 1:
        if is_allowed:
            _except(lower, drafts, _ACCEPTED)
        if "not" in words and ("does" in words or "do" in words):
            _except(lower, drafts, _NOT_MEANT)
    if is_allowed and _MAY.search(lower):
        _except_alike(clauses, drafts)


def let_earlier_treatment_in(clauses: Clauses, drafts: Sequence[Draft]) -> None:
    """Gives an inclusion's "no prior steroids" and washouts what it allows of them: "… Nasal ones are allowed".

    So too a lesion that is to be measured: "… Those with bone disease only are eligible".
    """
    unwanted = [draft for draft in drafts if draft.concept in _LENIENT and _is_unwanted(draft)]
    if unwanted and not clauses.words.isdisjoint(_ALLOWANCE_CUES) and _MAY.search(clauses.lower):
        _except_alike(clauses, unwanted)


def _is_unwanted(draft: Draft) -> bool:
    is_lesion = draft.concept == "measurable_disease"
    return (draft.status == "absent") != is_lesion or (draft.window is not None and draft.window.relation == "min_gap")


def _except(lower: str, drafts: Sequence[Draft], said: re.Pattern[str]) -> None:
    """Gives what is ``said`` behind the limits to the last of them, and to those that end there too."""
    last = max(draft.end for draft in drafts)
    if found := said.match(lower, last):
        words = found["said"].strip()
        for draft in drafts:
            if draft.end == last and not is_of_another_virus(draft.concept, words):
                draft.exception = _with(draft.exception, words)


def _except_alike(clauses: Clauses, drafts: Sequence[Draft]) -> None:
    """Gives each limit what a sentence behind it lets in of the same: "… Palliative irradiation is permitted"."""
    is_one = len({(draft.concept, draft.of) for draft in drafts}) == 1
    for draft in drafts:
        is_good = draft.status in _GOOD and draft.concept != "prior_therapy"
        if (draft.bound and draft.rule != "toxicity.grade") or draft.values or is_good:
            continue
        for begin, end in _told_behind(clauses, draft.end):
            said = clauses.lower[begin:end].rstrip(" .;,")
            is_event = any(begin <= other.start < end and other.rule.startswith("event.") for other in drafts)
            if is_event or not _MAY.search(said) or _NOT_SO.search(said):
                continue
            is_aside = draft.of is not None and _is_opened(clauses.lower, begin)
            turns = is_aside or _TURNS.search(clauses.lower, max(0, begin - _LEAD_LENGTH), begin)
            is_let = is_one and draft.concept == "prior_therapy" and _LETS.search(said)
            if (
                (is_one and turns)
                or is_let
                or _is_right_behind(clauses.lower, draft.end, begin)
                or _is_alike(draft, said)
            ):
                said = said.removesuffix(", however").removesuffix(" however")
                said = said.rstrip(")") if said.count("(") < said.count(")") else said
                draft.exception = _EXCEPT.sub("", _with(draft.exception, said.rstrip(" .;,")))


def _with(exception: str | None, said: str) -> str:
    """An exception and a further one, unless either says the other."""
    is_cut = exception is not None and "; " not in exception and exception[:_SAME_BEGINNING] in said
    if exception is None or is_cut or exception in said:
        return said
    return exception if said in exception else f"{exception}; {said}"


def _told_behind(clauses: Clauses, end: int) -> Iterator[tuple[int, int]]:
    """Where the asides and further clauses of the sentence around ``end`` stand, then the next sentences."""
    lower = clauses.lower
    _, stop = clauses.sentence_span(max(0, end - 1))
    for aside in _ASIDE.finditer(lower, end, stop):
        begin, stop_aside = aside.span(aside.lastindex or 0)
        lead = _LEAD.match(lower, begin, stop_aside)
        yield (lead.end() if lead else begin), stop_aside
    for _ in range(_SENTENCES):
        if stop >= len(lower):
            break
        begin, stop = clauses.sentence_span(stop)
        lead = _LEAD.match(lower, begin, stop)
        yield (lead.end() if lead else begin), stop


def _is_right_behind(lower: str, end: int, begin: int) -> bool:
    """Whether brackets are of the limit that ends at ``end``: "steroids in the past week (nasal ones allowed)"."""
    return begin - end <= _ASIDE_NEAR and _is_opened(lower, begin) and "," not in lower[end:begin]


def _is_opened(lower: str, begin: int) -> bool:
    """Whether brackets open right before ``begin``, or before a "note" there."""
    return _OPENED.search(lower, max(0, begin - _LEAD_LENGTH), begin) is not None


def _is_alike(draft: Draft, said: str) -> bool:
    """Whether a sentence is about what a limit is about."""
    if (uncounted := _NOT_CONSIDERED.search(said)) and draft.of:
        return uncounted["what"].removesuffix("s") in draft.of
    if illness := _SAME_ILLNESS.get(draft.concept):
        return illness.search(said) is not None
    named, heard = (_stems(words) for words in (draft.of or "", said))
    return any(stem in said for stem in named) or any(stem in (draft.of or "") for stem in heard)


def _stems(words: str) -> set[str]:
    """How telling words begin, so that "steroids" is found in "corticosteroid"."""
    stems = {word[: 8 if word.startswith("immuno") else 6] for word in _TELLING.findall(words)}
    return {"radi" if stem.startswith(("radiat", "radiot")) else stem for stem in stems if stem not in _GENERAL}


def _give(lower: str, condition: str, draft: Draft, before: Sequence[Draft]) -> None:
    """Gives a condition to a threshold and to the other of its pair: both pressures, both transaminases."""
    draft.condition = condition
    for other in reversed(before):
        is_pair = any({draft.concept, other.concept} <= pair for pair in _PAIRS)
        glue = _GLUE.fullmatch(lower, min(other.end, draft.start), draft.start)
        if not is_pair or not other.bound or not glue:
            break
        other.condition = other.condition or condition
