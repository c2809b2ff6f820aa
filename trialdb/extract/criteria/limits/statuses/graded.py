"""What a grade is of: ``grade 3 hearing loss``, ``non-hematologic toxicity of grade 2``."""

from __future__ import annotations

import re

from trialdb.extract.criteria.limits.events.event_names import kind_of, named, wording
from trialdb.extract.criteria.limits.lexicon import phrases

_VERSION_WORDS = r"(?:(?:i\.e\.|e\.g\.|nci|ctcae|nci-ctcae|toxicity|v(?:er(?:sion|\.)?|\.)? ?\d(?:\.\d)?|\d\.\d),? ?)"
_OR_WORSE = r"(?: or (?:above|greater|higher|more|worse|over))?"
_NO_NAME = (
    r"(?:with|from|due|in|at|by|that|which|who|according|per|and|of|to|for|has|have|had|is|was|are|be|or|on|as|if|but|"
    r"not|before|after|prior|within|during|despite|unless|except|caused|resulting|related|induced|will|must)(?![a-z])"
)
_WORDS = re.compile(
    rf"{_OR_WORSE}"
    r"(?: (?!(?:with|from|due|in|at|by|that|which|who|according|per|and|of|to|for|has|have|had|is|was)(?![a-z]))"
    r"(?:[a-z-]+|\([a-z]{2,6}\) [a-z-]+)){1,6}(?![a-z])"
)
_VERSION = re.compile(r" \([^()]*(?:ctcae|toxicity criteria|common terminology)[^()]*(?:\([^()]*\)[^()]*)*\)")
_GRADED_BEFORE = re.compile(  # "serious infections (> grade 2", "other cardiac events of ≥ grade 3"
    r"(?:^|[^a-z-]|(?<![a-z])(?:any|with|of|or|and|known|have|has|had)[ ])(?P<of>[a-z-]+(?: [a-z/-]+){0,4}?)"
    rf"(?: ?\(| of(?: a severity)?|,|(?= )) ?{_VERSION_WORDS}{{0,4}}$"
)
_ALLERGY = (
    r"hypersensitivity(?: reactions?)?|(?:allergic|anaphylactic|infusion(?:[ -]related)?) reactions?|"
    r"anaphylaxis|allerg(?:y|ies)"
)
_ALLERGY_BEFORE = re.compile(  # "hypersensitivity (≥ grade 3) to an antibody"
    rf"(?<![a-z])(?P<of>(?:{_ALLERGY})(?: (?:to|against) [^.;,()\d]{{3,60}})?)[ ,(]{{1,3}}"
    rf"(?:of )?{_VERSION_WORDS}{{0,4}}$"
)
_ALLERGY_BEHIND = re.compile(rf"{_OR_WORSE}\)? (?:(?:allergic|infusion|or|and/or) ){{0,2}}(?P<of>{_ALLERGY})")
_ALLERGIC = re.compile(rf"(?:{_ALLERGY})$")
_TO_WHAT = re.compile(  # "grade 4 anaphylaxis to a vaccine"
    r" (?:attributed )?(?:to|against) [^.;,()]{3,120}?"
    r"(?=[.;,(]|$| (?:within|in the (?:last|past|previous)|during|unless|except|that|which|who|"
    r"and (?:has|have|is|are)) )"
)
_GENERAL = re.compile(
    r"toxic|adverse|side effect|(?<![a-z])(?:aes?|(?<!vascular )(?<!bolic )(?<!bleeding )events?)(?![a-z])|reactions?$"
)
_HISTORY_OF = re.compile(r"(?<![a-z])history of (?P<of>(?!(?:[a-z-]+ ){0,4}(?:or|and) )[a-z-]+(?: [a-z-]+){0,3}) $")
_TOXICITY = r"toxicit(?:y|ies)|toxic effects?|adverse (?:drug )?(?:events?|reactions?|effects?)|side effects?|aes?"
_OF_ITSELF = r"(?:neuro|cardio|oto|nephro|hepato)toxicit(?:y|ies)|iraes?"
_NAME_BEHIND = re.compile(  # "grade 3 or higher cardiovascular events", "grade 2 laboratory abnormality"
    rf"{_OR_WORSE}\)?,? (?P<of>(?:(?:(?!{_NO_NAME})[a-z/-]+|\([a-z]{{2,6}}\)|(?:immune|infusion|treatment) related),? "
    rf"(?:(?:and|or|and/or) )?){{0,5}}?"
    rf"(?:{_TOXICITY}|{_OF_ITSELF}|events?|(?:hearing|weight|vision|visual) loss|infections?|disorders?|"
    r"abnormalit(?:y|ies)(?: (?:in|of) [a-z]+(?:(?:, | and | or |, and |, or )(?!despite)[a-z]+){0,3})?))(?![a-z])"
)
_HEADS = re.compile(rf"(?<![a-z])(?:{_TOXICITY}|{_OF_ITSELF}|abnormalit(?:y|ies)|disorders?)(?![a-z])")
_KIND = phrases("kind of toxicity")
_KINDS_BEFORE = re.compile(
    rf"(?<![a-z-])(?P<of>{_KIND}(?:(?:, (?:or |and )?| and/or | and | or |/| ){_KIND}){{0,5}} )$"
)
_GENERAL_NAME = re.compile(
    r"(?:(?:any|all|other|prior|previous|new|ongoing|persist(?:ent|ing)|unresolved|residual|remaining|severe|serious|"
    r"clinically|significant|treatment|emergent|treatment-emergent|acute|chronic|late|and|or|and/or|drug),? )*"
    rf"(?:{_TOXICITY}|events?)"
)
_OF_IMMUNITY = re.compile(  # "toxicity related to a checkpoint inhibitor"
    r"(?: (?:considered )?(?:related|attributed|due|secondary) to| caused by| from| of| associated with)"
    r"(?: (?!and |that |which |must |has |have |resol|grade|to )[a-z-]+){0,4}? "
    r"(?:[a-z-]*immunotherap(?:y|ies)|checkpoint (?:inhibitors?|blockade)|[a-z]{2,5}-\d{3,6})"
    r"(?: therap(?:y|ies))?(?![a-z])"
)
_OTHER_GRADE = re.compile(r"(?<![a-z])(?:grades?|unless|except)(?![a-z])")
_RESOLVED = re.compile(r"(?<![a-z])(?:resolv|resolution|recover|improv|return|reduc|decreas|subsid)")
_SYMPTOMS = re.compile(  # "grade 3 or worse nausea or fatigue"
    rf"{_OR_WORSE} (?P<of>{phrases('symptom')}(?:(?:,|/|,? or|,? and|,? and/or) ?{phrases('symptom')}){{0,4}})(?![a-z])"
)
_LEFT = re.compile(r"[^()]*(?:\([^()]*\)[^()]*)*\)")  # a bracket around what comes before
_FAR = 200  # characters in which the name of what is graded stands


def graded(lower: str, start: int, end: int) -> str | None:
    """What the grade between ``start`` and ``end`` is of, where that is not toxicity of any kind."""
    return (
        _event_behind(lower, end)
        or _symptoms(lower, end)
        or _allergy(lower, start, end)
        or _kind_of_toxicity(lower, start, end)
    )


def named_before(lower: str, start: int) -> str | None:
    """What is graded, where its name stands before: "a history of anaphylaxis grade 3", "infection (> grade 2)"."""
    words = _HISTORY_OF.search(lower, max(0, start - 60), start)
    if words and any(kind_of(one) == "condition" for one in named(words["of"])):
        return wording(words["of"])
    words = _GRADED_BEFORE.search(lower, max(0, start - 90), start)
    events = named(words["of"]) if words and not _GENERAL.search(words["of"]) else []
    is_whole = words is not None and bool(events) and words["of"][events[-1].end() :] in ("", " event", " events")
    return wording(words["of"]) if words and is_whole and kind_of(events[-1]) == "condition" else None


def _event_behind(lower: str, end: int) -> str | None:
    """``grade 2 or worse bleeding``."""
    aside = _VERSION.match(lower, end)
    words = _WORDS.match(lower, aside.end() if aside else end)
    event = next((one for one in reversed(named(words[0])) if kind_of(one) == "condition"), None) if words else None
    if words is None or event is None:
        return None
    of = wording(words[0][: event.end()])
    return of + _to_what(lower, words.start() + event.end()) if of and _ALLERGIC.search(of) else of


def _symptoms(lower: str, end: int) -> str | None:
    """``grade 3 nausea``: symptoms that are no diseases."""
    symptoms = _SYMPTOMS.match(lower, end)
    return symptoms["of"] if symptoms else None


def _to_what(lower: str, end: int) -> str:
    """What the allergy whose name ends at ``end`` is to."""
    words = _TO_WHAT.match(lower, end)
    return words[0] if words else ""


def _allergy(lower: str, start: int, end: int) -> str | None:
    """What is graded, where it is an allergy: "grade 3 hypersensitivity", "an infusion reaction (≥ grade 3)"."""
    if "sensitiv" not in lower and "reaction" not in lower and "llerg" not in lower and "anaphyl" not in lower:
        return None
    if before := _ALLERGY_BEFORE.search(lower, max(0, start - 110), start):
        return before["of"]
    behind = _ALLERGY_BEHIND.match(lower, end)
    return behind["of"] + _to_what(lower, behind.end()) if behind else None


def _kind_of_toxicity(lower: str, start: int, end: int) -> str | None:
    """``grade 3 non-hematologic toxicity``, ``immune-mediated toxicity of grade 2``: the kind and the noun."""
    aside = _VERSION.match(lower, end)
    if behind := _NAME_BEHIND.match(lower, aside.end() if aside else end):
        of = behind["of"] + _origin(lower, behind.end())
        return None if _GENERAL_NAME.fullmatch(of) else wording(of)
    begin = max(lower.rfind(";", 0, start), lower.rfind(". ", 0, start), start - _FAR, 0)
    heads = [one for one in _HEADS.finditer(lower, begin, start) if not _LEFT.match(lower, one.end(), start)]
    head = heads[-1] if heads else None
    if head is None:
        return None
    again = _OTHER_GRADE.search(lower, head.end(), start)
    if again and not _RESOLVED.search(lower, again.end(), start):
        return None
    is_illness = head[0].startswith(("disorder", "abnormal"))
    if is_illness and "," in lower[head.end() : start]:
        return None
    kinds = _KINDS_BEFORE.search(lower, max(0, head.start() - 90), head.start())
    of = (kinds["of"] if kinds else "") + head[0] + _origin(lower, head.end())
    return None if _GENERAL_NAME.fullmatch(of) or (is_illness and not kinds) else of


def _origin(lower: str, end: int) -> str:
    """What the toxicity behind whose name it stands comes from, if that is one thing."""
    origin = _OF_IMMUNITY.match(lower, end)
    return origin[0] if origin else ""
