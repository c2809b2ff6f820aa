"""Ages told in passing: of a sample, of somebody near the patient, at an event, of those who consent or do without."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.lexicon import phrases

PASSING_CUES = frozenset(
    [
        *("biopsy", "biopsies", "tissue", "tissues", "sample", "samples", "specimen", "specimens", "scan", "scans"),
        *("imaging", "mri", "xray", "xrays", "x", "radiograph", "block", "blocks", "slides", "image", "images"),
        *("result", "results", "report", "reports", "measurement", "performed", "taken", "obtained", "collected"),
        *("contact", "live", "lives", "living", "reside", "resides", "residing", "home", "household", "class"),
        *("classroom", "provider", "providers", "care", "cares", "caring"),
        *("occurred", "occurring", "occurs", "happened", "died", "dying", "diagnosed", "developed"),
        *("start", "started", "starts", "starting", "began", "begin", "begins", "initiated", "introduced"),
        *("parent", "parents", "guardian", "guardians", "caregiver", "caregivers", "carer", "representative"),
        *("representatives", "lar", "partner", "donor", "donors", "assent", "guardianship"),
        *("bone", "skeletal", "gestational", "mental", "chronological", "bearing", "childbearing", "reproductive"),
        *("countries", "sites", "centers", "centres", "only", "required", "needed", "mandatory", "necessary", "most"),
        *("generally", "usually", "typically", "offered", "opportunity", "option", "choice", "carried", "done"),
        *("included", "enrolled", "perform", "use", "complete", "undergo", "replace", "omit", "skip", "wear"),
        *("assessed", "tested", "measured", "evaluated", "must", "should", "need"),
        *("menopausal", "postmenopausal", "premenopausal", "chads", "chads2", "cha2ds2", "bled", "frax"),
        *("candidates", "creatinine", "documented", "swab", "swabs", "smear", "smears", "sections"),
    ]
)
_PEOPLE = rf"(?:{phrases('people')}|candidates|volunteers|men|women|(?:fe)?males|girls|boys)"
_TAIL = r"[ ,)]{0,2}(?:(?:of age|old|in age)[ ,)]{0,2})?"  # what may end an age behind its number

_OF_SAMPLE = re.compile(  # "a biopsy no older than 5 months", "taken not more than 40 days"
    r"(?<![a-z])(?:biops(?:y|ies)|tissues?|samples?|specimens?|scans?|imaging|mri|x-?rays?|radiographs?|blocks?|slides?|"
    r"sections|images?|results?|reports?|measurements?|performed|taken|obtained|collected|documented|swabs?|smears?)"
    rf"(?:(?! {_PEOPLE}(?![a-z])) [a-z()-]+){{0,8}}[ ,]{{1,2}}$"
)
_OLDER = re.compile(r"(?:[a-z]+ ){0,3}older than|[≤<] ?\d+ ?(?:days|weeks|months|years) old")
_NEAR_OTHERS = re.compile(  # "shares a household with children < 3 years", "cares for infants under 8 months"
    r"(?<![a-z])(?:contact|lives?|living|resid(?:es?|ing)|home|household|class(?:room)?|providers?|car(?:es?|ing))"
    r"(?![a-z])[^.;]{0,80}(?<![a-z])(?:with|for|to|of|as) (?:an? |any |other )?"
    r"(?:infants?|child(?:ren)?|newborns?|bab(?:y|ies)|toddlers?|persons?|people|someone|anyone)"
    r"(?: (?:who (?:is|are)|that (?:is|are)|aged?))? ?$"
)
_WHEN_IT_HAPPENED = re.compile(  # "a stroke of a parent that occurred under 45 years"
    r"(?<![a-z])(?:occurr(?:ed|ing|s)|happened|died|dying|diagnosed|developed)(?: (?:at|before|when))? ?$|"
    r"(?<![a-z])(?:start(?:ed|s|ing)?|began|begins?|initiated|introduced)(?![a-z])[^.;,]{0,40}$(?<!aged )(?<!age )"
)
_OF_PARENTS = re.compile(  # "The child's legal guardian who consents must be"
    r"(?<![a-z])(?:(?:subject|participant|patient|child|infant)(?:'s|s|s')|their|his|her|his/her) "
    r"(?:legal(?:ly)? )?(?:parent|guardian|caregiver|carer|representative|partner)(?![a-z])[^.;,]{0,90}"
    r"(?<![a-z])(?:must|should|is|are|be|being|aged?)(?: be)?(?: aged?)? $"
)
_BONE_AGE = re.compile(r"(?<![a-z])(?:bone|skeletal|gestational|mental|chronological bone) ages? [^.;,\d]{0,30}$")
_OF_DONOR = re.compile(rf"{_TAIL}-?(?:old )?(?:(?:living|deceased|cadaver(?:ic)?|heart-beating) )?donors?(?![a-z])")
_FERTILE_IF = re.compile(  # "able to bear children unless they are 57 or older", "(all women up to 62 years)"
    r"(?:child-? ?bearing|reproductive) (?:potential|age|capacity)[ ,]{1,2}"
    r"(?:\((?:(?:i\.?e\.?|defined as|that is|all|any|aged?|ages|between|from|females?|wom[ae]n|who are)[ ,]{1,2}){0,5}|"
    r"(?:unless|if)(?![a-z])[^.;]{0,160})$"
)
_SHARE = re.compile(  # "At least half (50%) of the patients will be", "with 40% being"
    r"\d ?%\)?(?: \([^()]{0,20}\))?(?: of)?(?: the| all)?(?: study| trial| enrolled)? ?"
    rf"(?:{_PEOPLE} )?(?:must|should|will|shall|to|being|are|is|aged?)(?: be)?(?: aged?)? $"
)
_ASSENTS = re.compile(  # "those under 13 years must give their assent"
    r"(?: (?:of age|old))?\)? (?:(?:must|will|should|may|can|were|are|is|have)(?: also| be| to){0,2} "
    r"(?:able to |asked to |required to )?|to )?(?:also )?"
    r"(?:give|provide|sign|consent|assent|co-sign)(?:s|ed|ing)?(?![a-z])"
)
_TOLD_OF_MINORS = re.compile(
    r"(?<![a-z])(?:assent|parents?|guardians?|guardianship|representatives?|lar|caregivers?)(?![a-z])"
)
_IN_CASE = re.compile(
    r"(?:^|[.;:(] )[^a-z]{0,4}(?:for|if|when|in(?: the)? case of) (?:the |a |an |any |all )?"
    rf"(?:{_PEOPLE}|subject|patient|participant|child|minor)s?(?: (?:who )?(?:is|are|be|aged?))?(?: who are)? ?$"
)
_GUARDIAN_THEN = re.compile(
    r"[^.;]{0,160}(?<![a-z])(?:parents?|guardians?|representatives?|lar)(?:\(s\))?(?![a-z])[^.;]{0,60}"
    r"(?<![a-z])(?:must|may|will|should|can|has to|have to|consent|signs?|provides?|gives?)(?![a-z])"
)
_ASSENT_OF = re.compile(
    rf"(?<![a-z])(?:consent|assent)(?: form)?s?[^.;,]{{0,30}} (?:from|of|by|for|if)(?: all| the)?(?: {_PEOPLE})?"
    r"(?: who are| aged?| ages)? $"
)
_DOES_OTHERWISE = re.compile(  # "those under 8 years may do a peak flow instead", "were only enrolled where the law"
    rf"{_TAIL}(?:(?:who|with|that) [^.;]{{3,90}} )?"
    r"(?:will be (?:offered|given the (?:opportunity|option|choice))|"
    r"(?:will|are|were|may|can)(?: be)?(?: also| only){0,2} (?:be )?(?:included|enrolled) "
    r"(?:only )?(?:where|when|if)|"
    r"(?<!who )(?<!that )(?<!and )(?:may|can|could)(?: also| only| instead){0,2} "
    r"(?:perform|use|complete|undergo|replace|omit|skip|wear|be (?:assessed|tested|measured|evaluated))"
    r"(?![a-z])(?! (?:(?:an? |effective |adequate |reliable |highly )*(?:contracepti|birth control))))"
)
_ONLY_SOMEWHERE = re.compile(
    r"(?<![a-z])(?:countries|sites|cent(?:er|re)s)(?![a-z])[^.;]{0,120}"
    r"(?<![a-z])only (?:be )?(?:enrol|includ|recruit)[a-z]*[^.;]{0,30}$"
)
_ASIDE = re.compile(  # "a PR interval > 200 ms (candidates 14 years or older)"
    rf"\d[^.;()]{{0,60}}(?:\([^()]*\)[^.;()]{{0,60}})? \((?:study |trial )?{_PEOPLE} (?:(?:who are )?aged? )?$"
)
_ONLY_FOR = re.compile(  # "a scan of the heart (required if diabetic or ≥ 55 years old)", "(most children < 8 years)"
    r"(?<![a-z])(?:required|needed|mandatory|necessary)(?: only)? (?:if|for|in|when)(?![a-z])[^.;)]{0,80}$|"
    r"\((?:most|generally|usually|typically) (?:[a-z]+ )?$"
)
_ONLY_THEY = re.compile(r"(?: (?:of age|old))?\)? only\)?(?: *[.;,]| *$)")
_ROW_OF_TABLE = re.compile(r"\d\.\d \d{1,2} (?:[<≤]|less than)(?: or equal to)? ?$")
_OF_SCORE = re.compile(r"[^.;]{0,120}(?<![a-z])(?:chads|cha2ds2|has-bled|frax)")
_NOT_DONE_TO = re.compile(
    rf"(?<![a-z])not be (?:performed|done|carried out|offered) (?:on|in|to) [^.;]{{0,30}}{_PEOPLE}? ?$"
)
_MUST_BE_WELL = re.compile(  # "Anyone now over 74 years must be in good health"
    rf"{_TAIL}(?:must|should|will need to|need to) (?:also )?(?:have (?:a |an )?(?:normal|negative|good|clearance)|"
    r"be (?:in good|in excellent|otherwise|physically|medically|able to (?:walk|live)))"
)
_ADULT = re.compile(r"(?<!\d)(?:1[6-9]|2[01])(?!\d)")
_STILL_MENOPAUSAL = re.compile(r"menopausal(?: (?:for|since))? $")
_ALONE = 20  # characters beside an age that say nothing of it
_MENOPAUSE_LASTS = 12  # years that are no age of one past it


def without_ages_in_passing(lower: str, drafts: Sequence[Draft], kind: str | None) -> list[Draft]:
    """``drafts`` without the ages that are asked of no patient."""
    return [draft for draft in drafts if draft.concept != "age" or not _is_in_passing(lower, draft, kind)]


def _is_in_passing(lower: str, age: Draft, kind: str | None) -> bool:
    start, end = age.start, age.end
    if len(lower) - (end - start) < _ALONE:
        return False
    near = max(0, start - 130)
    if _OLDER.match(lower, start) and _OF_SAMPLE.search(lower, near, start):
        return True
    if any(before.search(lower, near, start) for before in _TOLD_BEFORE):
        return True
    if any(behind.match(lower, end) for behind in _TOLD_BEHIND):
        return True
    if lower.rfind("(", 0, start) > lower.rfind(")", 0, start) and _ONLY_THEY.match(lower, end):
        return True
    if _FERTILE_IF.search(lower, max(0, start - 220), start):
        return True
    if kind == "exclusion" and _ASIDE.search(lower, near, start):
        return True
    if start and _MUST_BE_WELL.match(lower, end) and not _ADULT.search(lower, start, end):
        return True
    high = age.bound.high if age.bound else None
    if high is not None and high < _MENOPAUSE_LASTS and _STILL_MENOPAUSAL.search(lower, near, start):
        return True
    return _TOLD_OF_MINORS.search(lower) is not None and _is_of_consent(lower, start, end)


def _is_of_consent(lower: str, start: int, end: int) -> bool:
    """Whether an age says who gives consent, and who else does: the law's, not the trial's."""
    if _ASSENTS.match(lower, end) or _ASSENT_OF.search(lower, max(0, start - 90), start):
        return True
    is_case = _IN_CASE.search(lower, max(0, start - 60), start) is not None
    return is_case and _GUARDIAN_THEN.match(lower, end) is not None


_TOLD_BEFORE = (
    *(_NEAR_OTHERS, _WHEN_IT_HAPPENED, _OF_PARENTS, _BONE_AGE, _SHARE, _ONLY_SOMEWHERE, _NOT_DONE_TO, _ONLY_FOR),
    _ROW_OF_TABLE,
)
_TOLD_BEHIND = (_OF_DONOR, _DOES_OTHERWISE, _OF_SCORE)
