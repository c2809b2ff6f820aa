"""What only explains a word of the criterion: ``postmenopausal (FSH > 40)``, ``1 pack year = 20 cigarettes/day``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.draft import Draft

DEFINITION_CUES = frozenset(
    [
        "sterile",
        "sterilized",
        "sterilised",
        "postmenopausal",
        "menopausal",
        "menopause",
        "childbearing",
        "bearing",
        "pack",
        "anaphylaxis",
        "exposure",
        "challenge",
        "allergen",
        "sting",
        "absence",
        "deterioration",
        "erectile",
        "stage",
        "optional",
        "required",
        "mandatory",
        "conducted",
        "performed",
        "risk",
        "reference",
        "considered",
        "regarded",
    ]
)
_STAGE = re.compile(r"(?:^|[.;] )stage (?:\d|[iv]+)[a-c]? [^.;]{0,40}(?:is|are) defined (?:as|by) [^.]*(?:\.\d[^.]*)*$")
_NOT_ASKED = re.compile(  # "a scan is optional for those with a Gleason score < 6"
    r"(?<![a-z])(?:optional|not (?:required|mandatory)|"
    r"only (?:be )?(?:conducted|performed|done|measured|required)|required only)(?![a-z])"
    r"[^.;]{0,60}(?<![a-z])(?:for|in|if)(?![a-z])[^.;]*$"
)
_WHAT_IS_ABSENT = re.compile(  # "the absence of fever (defined by a temperature ≥ 38 °C)"
    r"(?<![a-z])(?:the absence of|no deterioration)[^.;()]{0,60}\((?:as )?(?:defined|i\.?e)(?![a-z])[^()]{0,100}$"
)
_BEARING_AGE = re.compile(r"child-? ?bearing (?:potential|age)[^.;()]{0,20}\((?:(?:defined|i\.?e)[^()]{0,120})?$")
_MEETS_MENOPAUSE = re.compile(  # "those < 48 years who fulfil the definition of menopause need a test"
    r"(?: of age| old)? (?:who|and) (?:[a-z]+ ){0,3}(?:criteri(?:a|on)|definition|requirements?) (?:for|of) "
    r"(?:[a-z]+ ){0,2}(?:post-?)?menopaus"
)
_EJECTION = re.compile(r"ejection|lvef|cardi")  # in "IIEF EF score" EF is another
_MEASURED = frozenset(["ecog", "karnofsky", "body_temperature"])
_IN_ANAPHYLAXIS = re.compile(  # "a fall of blood pressure after a sting, with a systolic pressure"
    r"history of [^.;]{0,30}anaphylaxis[^.;]{0,250}$|"
    r"(?<![a-z])(?:after|following|upon|during) [^.;()]{0,30}"
    r"(?<![a-z])(?:exposure|challenge|stings?|ingestion|allergens?)(?![a-z])[^.;]{0,120}$"
)
_VITAL_SIGNS = frozenset(["spo2", "sbp", "dbp", "heart_rate"])  # what they were then is no limit of today
_STERILE = re.compile(
    r"(?<![a-z])(?:surgically|permanently|naturally) (?:sterile|sterili[sz]ed)|"
    r"menopaus|child-? ?bearing"
)
_RISK = re.compile(r"(?<![a-z])(very low|low|favou?rable|intermediate|moderate|high)[ -]risk(?![a-z])")
_TELLS_RISK = frozenset(["gleason_score", "psa"])  # of the groups "low risk (…) or intermediate risk (…)"
_TELLS_STERILITY = frozenset(["fsh", "estradiol", "procedure", "condition", "prior_therapy"])
_NORMAL_VALUES = re.compile(  # in brackets: "(reference value range: 90 mmHg ≤ SBP < 140 mmHg, …)"
    r"[(\[] ?(?:the )?(?:normal |clinical |laboratory )?reference (?:values? |laboratory )?"
    r"(?:ranges?|intervals?|values?) ?:"
    r"[^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*"
)
_CALLED_NORMAL = re.compile(r"(?:considered|regarded)(?: to be| as)? normal (?:for|at|when|if|with)(?![a-z])")
_EQUALS = re.compile(r"(?<![a-z\d.])(?:1|one|a) (?:[a-z-]+ ){0,2}[a-z-]+ ?$")
_SENTENCE = re.compile(r"\. ")


def without_definitions(lower: str, drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` without those that tell who is past child-bearing, or what a unit is."""
    normal = [match.span() for match in _NORMAL_VALUES.finditer(lower)] if "reference" in lower else []
    return [
        draft
        for draft in drafts
        if not (
            (draft.concept in _TELLS_RISK and "risk" in lower and len(set(_RISK.findall(lower))) > 1)
            or ("stage" in lower and draft.bound and _STAGE.search(lower, 0, draft.start))
            or (
                (draft.bound or draft.concept == "brain_metastases")
                and _NOT_ASKED.search(lower, max(0, draft.start - 320), draft.start)
            )
            or (draft.concept in _MEASURED and _WHAT_IS_ABSENT.search(lower, max(0, draft.start - 180), draft.start))
            or (draft.concept == "lvef" and "erectile" in lower and not _EJECTION.search(lower))
            or (draft.concept in _VITAL_SIGNS and _IN_ANAPHYLAXIS.search(lower, 0, draft.start))
            or (draft.concept == "age" and _BEARING_AGE.search(lower, max(0, draft.start - 180), draft.start))
            or (draft.concept == "age" and _MEETS_MENOPAUSE.match(lower, draft.end))
            or _tells_sterility(lower, draft)
            or _tells_unit(lower, draft)
            or any(start < draft.start < end for start, end in normal)
            or (draft.bound and _CALLED_NORMAL.search(lower, draft.start, draft.bound.start))
        )
    ]


def _tells_sterility(lower: str, draft: Draft) -> bool:
    if draft.concept not in _TELLS_STERILITY:
        return False
    if draft.concept == "fsh":
        return _STERILE.search(lower, 0, draft.start) is not None
    said = draft.end if draft.rule.startswith("event.") else draft.start
    return any(not _SENTENCE.search(lower, cue.end(), draft.start) for cue in _STERILE.finditer(lower, 0, said))


def _tells_unit(lower: str, draft: Draft) -> bool:
    bound = draft.bound
    if bound is None or bound.low is None or bound.low != bound.high or not lower.startswith("=", bound.start):
        return False
    return _EQUALS.search(lower, max(0, bound.start - 40), bound.start) is not None
