"""Values that tell of something else than the patient today: why a drug was stopped, what oxygen was to keep."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.draft import Draft

CIRCUMSTANCE_CUES = frozenset(
    [
        *("due", "because", "owing", "maintain", "keep", "achieve", "repeat", "repeated", "confirmatory"),
        *("dosed", "treated", "given", "assigned", "stratified", "offered", "receive", "undergo", "will"),
        *("risk", "unable", "inability", "failure", "cannot", "started", "administered", "initiated"),
        *("if", "case", "should", "limited", "vaccinated"),
        *("following", "these", "below", "criteria", "injury", "injuries", "trauma", "fibrillation", "flutter"),
        *("opinion", "judgment", "judgement", "confound", "interfere", "compromise", "investigator", "investigators"),
        *("particularly", "especially", "notably"),
        *("classified", "ankle", "toe", "pulmonary", "ventricular", "portal"),
        *("arrhythmia", "arrhythmias", "tachyarrhythmia", "tachyarrhythmias"),
    ]
)
_TOLD_CUES = frozenset(
    [
        *("due", "because", "owing", "maintain", "keep", "achieve", "reach", "sustain", "limited", "vaccinated"),
        *("given", "administered", "started", "initiated", "require", "requires"),
    ]
)
_TOLD_OF = re.compile(
    # "stopped the drug because of ALT > 3 x ULN"
    r"(?<![a-z])(?:discontinu|stopp|withdr[ae]w|interrupt|terminat|switch)[a-z]*[^.;]{0,100}(?<![a-z])"
    r"(?:due to|because of|owing to)(?![a-z])[^.;]{0,80}$"
    # "requires oxygen to keep SpO2 > 90 %"; who is able to keep it has it
    r"|(?<![a-z])(?:requir|need|given|use|using|administ|transfus|support|receiv|supplement|dos)[a-z]*"
    r"(?![^.;]{0,60}(?<![a-z])(?:able|must)(?![a-z]))[^.;]{0,60}(?<![a-z])"
    r"to (?:maintain|keep|achieve|reach|sustain) [^.;\d]{0,50}$"
    # "minor illness, i.e. below 37.5 °C, can be vaccinated"; "a challenge is limited to those with FEV1 > 70 %"
    r"|(?<![a-z])(?:can|may) be (?:administered|vaccinated|given)(?![a-z])[^;]{0,200}$"
    r"|(?<![a-z])(?<!not )limited to (?:the )?(?:participants|subjects|patients|those)(?![a-z])[^.;]{0,40}$"
    # "one retest is allowed if the value is < 2"
    r"|(?<![a-z])re-?(?:test|screen)(?:s|ing)?(?![a-z])[^.;]{0,80}(?<![a-z])(?:if|when)(?![a-z])[^.;]{0,60}$"
    # "values above 100 require a repeat test of at most 140"
    r"|(?<![a-z])will (?:only )?be (?:started|given|administered|initiated) (?:only )?"
    r"(?:when|if|after)(?![a-z])[^.;]{0,60}$"
    r"|(?<![a-z])requires? (?:a |an )?(?:repeat|confirmatory|second|additional)[^.;]{0,140}$"
)
_HEADING = re.compile(  # "Exclusion criteria for children (≤ 17 years)"
    r"(?<![a-z])(?:inclusion|exclusion|eligibility) criteria for "
    r"(?!th(?:e|is) study|[^.;]*(?::|(?<![a-z])(?:includ|are |is |must |should )))[^.;]*$"
)
_RISK_FACTORS = re.compile(r"risk factors? ?\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*(?:\([^()]*)?$")
_SOME_OF = re.compile(  # "fewer than two of the following risk factors: LDH > ULN, …": none of them is asked alone
    r"(?<![a-z\d])(?:(?:at least|any|≥|>|<|fewer than|less than|more than|only) ?)?"
    r"(?:two|three|four|[234])(?: \(\d\))?(?: or (?:more|fewer|less))? (?:or more )?(?:of )?(?:the )?"
    r"(?:following|these|below)(?![a-z])[^.;:]{0,60}[:;](?:[^.;]|\.\d)*$"
)
_UNABLE_CUES = frozenset(["unable", "inability", "failure", "able", "cannot"])
_UNABLE = re.compile(  # "unable to have the pressure kept below 150/90"
    r"(?<![a-z])(?:(?:unable|inability|failure|not able) to|cannot) "
    r"(?:have|maintain|keep|achieve|reach|attain|get|lower)"
    r"(?![a-z])[^.;,]{0,40}$"
)
_SUPPOSED_CUES = frozenset(["if", "case", "should"])
_SUPPOSED = re.compile(  # "If the creatinine is > 2 mg/dL, collect the urine of a day"
    r"(?:^|[.;:] )[^a-z]{0,6}(?:if|in case|should)(?: (?:the|a|an|any|serum|baseline|screening|patient's|subject's))* $"
)
_IF = re.compile(r"(?:^|[.;:(] ?)if (?:the |a |an )?[^.;(]*$")
_THEN = re.compile(r"(?!,? (?:and|or) )[ ,]{1,2}[a-z]{2,} [a-z]{2,}")
_ENDED = re.compile(  # "if the score is > 24, screening should be stopped"
    r"[^.;]{0,30}, [^.;]{0,50}(?<![a-z])(?:should|will|must|is to|are to) be "
    r"(?:terminated|withdrawn|discontinued|stopped|discharged|rescheduled|postponed)"
)
_OUT = re.compile(r"[^.;]{0,80}(?<![a-z])(?:excluded|ineligible|not (?:be )?(?:eligible|enrolled|included))(?![a-z])")
_WITH = re.compile(
    r"(?<![a-z])(?:patients?|subjects?|participants?|those|individuals?|children) (?:with|whose|scoring)[^.;()]{0,40}$"
)
_IS_DONE = re.compile(  # "subjects with IgE < 40 IU/mL will be given the lowest dose"
    r"[^.;()]{0,60}(?<![a-z])will (?:be (?:dosed|treated|given|randomi[sz]ed|assigned|stratified|analy[sz]ed|followed|"
    r"offered|referred|monitored|started)|receive|undergo|start|have an? [a-z -]{1,40}(?:test|scale|assessment|scan))"
    r"(?![a-z])"
)
_OF_WHAT = {
    "gcs": re.compile(r"(?<![a-z])(?P<of>(?:[a-z]+ )?(?:head|brain) (?:injur(?:y|ies)|trauma)) (?:with|and|where)"),
    "heart_rate": re.compile(
        r"(?<![a-z])(?P<of>(?:atrial|ventricular|supraventricular)? ?"
        r"(?:tachy-?)?(?:fibrillation(?:/flutter| or flutter)?|flutter|arrhythmias?))(?![a-z])[^.;]{0,30}(?:\(|with )"
    ),
}
_HARMFUL_CUES = frozenset(
    ["opinion", "judgment", "judgement", "confound", "interfere", "compromise", "investigator", "investigators"]
)
_EXAMPLE = re.compile(r"(?:e\.? ?g\.?|such as|for example|for instance|including)(?![a-z])[^()]*$")
_IF_HARMFUL = re.compile(  # "(e.g. creatinine > 2 mg/dL) that, as the investigator sees it, may be a risk"
    r"[^()]*\),? (?:that|which)(?![a-z])[^.;]{0,60}"
    r"(?<![a-z])(?:opinions?|judge?ments?|confounds?|interferes?|compromises?|investigators?)(?![a-z])"
)
_PARTICULARLY_CUES = frozenset(["particularly", "especially", "notably"])
_PARTICULARLY = re.compile(  # "emphysema, especially with an FEV1 < 65 %"
    r"(?:^|[.;] )[\s*•-]*(?P<of>[^.;]{3,150}?)[, (]{1,2}(?:most )?(?:particularly|especially|notably)(?![a-z])"
    r"[^.;,]{0,40}$"
)
_PRESSURES = frozenset(["sbp", "dbp"])
_ELSEWHERE = re.compile(r"(?<![a-z])(?:ankle|toe|pulmonary|pulmonic|ventricular|portal|intracranial)(?![a-z])")
_CLASSIFIED = re.compile(  # "A patient will be classified as normotensive if …"
    r"(?<![a-z])(?:is|are|be) (?:classified|categorized|categorised) as [^.;]{2,60} (?:if|when)(?![a-z])[^.;]*$"
)
_NEAR = 60  # characters between what a value is of and the value


def without_circumstances(lower: str, words: frozenset[str], drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` without the numbers that tell of something else, and with what only some have as their condition."""
    kept = [draft for draft in drafts if draft.bound is None or not _is_told_of(lower, words, draft)]
    may_be_unable = not words.isdisjoint(_UNABLE_CUES)
    may_be_part = not words.isdisjoint(_PARTICULARLY_CUES)
    for draft in kept:
        if may_be_unable and draft.bound and _UNABLE.search(lower, max(0, draft.start - 70), draft.start):
            draft.negated = not draft.negated
        if may_be_part and draft.bound and (part := _PARTICULARLY.search(lower, 0, draft.start)):
            draft.condition = draft.condition or part["of"]
        pattern = _OF_WHAT.get(draft.concept)
        of = pattern.search(lower, max(0, draft.start - _NEAR), draft.start) if pattern else None
        if of and draft.condition is None:
            draft.condition = of["of"].strip()
    return kept


def _is_told_of(lower: str, words: frozenset[str], draft: Draft) -> bool:
    begin = max(0, draft.start - 200)
    if draft.concept in _PRESSURES and _ELSEWHERE.search(lower, max(0, draft.start - 20), draft.end):
        return True
    if "classified" in words and _CLASSIFIED.search(lower, begin, draft.start):
        return True
    if not words.isdisjoint(_TOLD_CUES) and _TOLD_OF.search(lower, begin, draft.start):
        return True
    may_suppose = not words.isdisjoint(_SUPPOSED_CUES)
    if may_suppose and _SUPPOSED.search(lower, begin, draft.start) and _THEN.match(lower, draft.end):
        return draft.condition is None and not _OUT.match(lower, draft.end)
    if may_suppose and _IF.search(lower, begin, draft.start) and _ENDED.match(lower, draft.end):
        return True
    if "criteria for " in lower and _HEADING.search(lower, begin, draft.start):
        return True
    if (
        "will" in words
        and _IS_DONE.match(lower, draft.end)
        and _WITH.search(lower, max(0, draft.start - 70), draft.start)
    ):
        return True
    if not words.isdisjoint(_HARMFUL_CUES) and _is_example(lower, draft):
        return True
    if "risk factor" in lower and _RISK_FACTORS.search(lower, max(0, draft.start - 300), draft.start):
        return True
    return (":" in lower or ";" in lower) and _SOME_OF.search(lower, max(0, draft.start - 300), draft.start) is not None


def _is_example(lower: str, draft: Draft) -> bool:
    """Whether a value is an example of what excludes only when it is thought to do harm."""
    opened = lower.rfind("(", 0, draft.start)
    if opened < 0 or not _EXAMPLE.match(lower, opened + 1, draft.start):
        return False
    return _IF_HARMFUL.match(lower, draft.end) is not None
