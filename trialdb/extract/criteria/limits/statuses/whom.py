"""Of whom a status is said: of the patients asked for, or of some only, of whom something else is asked."""

from __future__ import annotations

import re

from trialdb.extract.criteria.limits.lexicon import phrases
from trialdb.extract.criteria.limits.mentions import Mention

_SOME = re.compile(rf"(?<![a-z]){phrases('people')} (?:with|who have|having)(?: [a-z-]+){{0,5}} $")
_PEOPLE = re.compile(rf"(?<![a-z])(?:{phrases('people')}|females?|wom[ae]n) $")
_MUST = re.compile(
    r"[^.;]{0,140}(?<![a-z])(?:must|should|(?:are|is|will be) required to|needs? to|have to|has to)(?![a-z])"
    r"(?! not| be excluded| be ineligible| never)"
)
_SUPPOSED = re.compile(r"(?<![a-z])if(?! (?:she|he|they|not)(?![a-z]))(?: (?!then )[a-z]{1,14}){0,5} $")
_AMONG = re.compile(rf"(?<![a-z])in {phrases('people')} with(?:out)?(?: [a-z-]+){{0,2}} $")
_AMONG_INFECTED = re.compile(rf"[- ]?(?:sero-?)?(?:positive|negative|infected) {phrases('people')}(?![a-z])")
_NOT_REQUIRED = re.compile(
    r"[^.;,()]{0,30}(?<![a-z])(?:is|are) (?:not required|optional)(?![a-z])|"
    r"[^.;()]{0,60}(?<![a-z])will be (?:repeated|performed|assessed|required|re-?tested)(?![a-z])"
)
_TESTED = re.compile(
    r"(?<![a-z])(?:performed|required|needed|done|mandatory|optional)(?: only)? (?:for|in|if|when)(?![a-z])"
    r"[^.;)]{0,80}$"
)
_TEST_CUES = frozenset(
    [
        *("required", "optional", "mandatory", "needed", "repeated", "performed", "assessed", "done"),
        *("retested", "tested"),
    ]
)
_OTHERS_CUES = frozenset(["partner", "partners", "contacts"])
_OTHERS = re.compile(  # "partners who are pregnant", "subjects with household contacts who are pregnant"
    r"(?:^|(?<=\. ))[\s*•-]*(?:(?:male|female|sexual|household|close|or|subjects|patients|the|their|with|who|has|have|"
    r"having|a) )*(?:partners?|contacts) [^.;]*$"
)
_STATUS_WORD = re.compile(r"(?<![a-z])(?:positive|negative|active|detectable|undetectable)(?![a-z])")
_TREATMENT_FOR = re.compile(
    r"(?<![a-z])(?:therapy|treatment|surgery|radiation|radiotherapy|resection|removal|biopsy)"
    r"(?: \([^()]{1,60}\))?(?: (?:is|are|was) (?:not )?(?:allowed|permitted))? (?:for|of|to) $"
)
_GIVEN_FOR = re.compile(  # "prior chemotherapy with taxanes for"
    r"(?<![a-z])(?:chemo|radio|immuno)?(?:therapy|treatment|radiation)(?: [a-z/-]+,?){0,10} for (?:an? |any )*$"
)
_ONLY_NAMED = re.compile(  # "no progression of", "treated ones are allowed, including"; an item "To bone or"
    r"(?<![a-z])(?:progression|growth|recurrence|worsening) of (?:the |any |known )?$|^\W*to (?:[a-z]+ (?:or|and) )?$|"
    r"(?<![a-z])(?:allowed|permitted|permissible|acceptable)(?:,? (?:including|such as|if|provided|when)(?![a-z]))"
    r"[^.;]{0,60}$"
)
_LET_IN = re.compile(
    r"(?:(?!: (?:patients|participants|subjects|those) )[^.;]){0,90}?(?<![a-z])"
    r"(?:(?:is|are|will be|may be|can be) (?:not (?:an? )?(?:exclu|required)|allowed|eligible|permitted|acceptable|"
    r"enrolled|included)|remains? eligible|allowed|permitted|not required|"
    r"(?<!that )(?<!which )(?:may|can) (?:participate|be ))"
)
_OF_NAME_BEFORE = re.compile(r"(?:antibod(?:y|ies)|antigen|[hd]cv|hbsag|dna|rna|[( ]ab|\)) ?(?:(?:is|are|was|were) )?$")
_PARTNERS = re.compile(r" (?:female |sexual )?partners?(?![a-z])|[ -](?:sero-?)?(?:positive|infected) mother(?![a-z])")
_OF_WEEKS = re.compile(r"(?<![a-z])week \d{1,2} (?:in|of) $")  # "birth before week 35 in"
_ONLY_SOME = re.compile(rf"(?<![a-z])only (?:for|in|of) {phrases('people')} [^.;()]*$")
_OF_PARTNER = re.compile(
    r"(?<![a-z])partners?,? (?:who|that|which|is|are|has|have) [^;.]{0,70}$|"
    r"(?:^|\. )[\s*•-]*(?:the )?(?:patient's |subject's )?partners? (?:must|should) [^;.]{0,40}$"
)
_WILLING_CUES = frozenset(
    [
        *("accept", "accepts", "accepting", "agree", "agrees", "agreeing", "willing", "willingness"),
        *("consent", "consents", "consenting"),
    ]
)
_ACCEPTS_TEST = re.compile(  # "agrees to a blood test to look for HIV": its result is not asked for
    r"(?<![a-z])(?:accept(?:s|ing)?|agree(?:s|ing)?|willing(?:ness)?|consent(?:s|ing)?)(?! to be )(?![a-z])[^.;,]{0,60}"
    r"(?<![a-z])(?:tests?|testing|tested|screening|screened|samples?|sampling|serolog(?:y|ies)|draws?)"
    r"(?: [a-z]+){0,2} (?:to|for) (?:(?!(?<![a-z])(?:and|must|should|have|has|is|are|be) )[^.;])*$"
)
_EITHER = re.compile(r"(?<![a-z])with(?: or |/)without (?:[a-z/,()-]+ ){0,6}$")
_LOADS = frozenset(["hiv_rna", "hbv_dna", "hcv_rna"])
_LEVELS = re.compile(r" (?:values?|levels?) (?:that|which|within|in|as)(?![a-z])")  # "HIV RNA values in the range"
_FOUND = re.compile(r"(?<![a-z])(?:un)?(?:detectable|detected|suppressed)(?: (?:plasma|serum|blood))? $")
_LACKING = re.compile(rf"(?<![a-z]){phrases('people')} (?:(?:who|that) )?(?:do not have|have no|without)(?![a-z])")


def is_of_some(lower: str, mention: Mention) -> bool:
    """``patients with brain metastases must be stable``: something is asked of those only that have what is named."""
    some = _SOME.search(lower, max(0, mention.start - 60), mention.start)
    return some is not None and _MUST.match(lower, mention.end) is not None


_ARE_OR = re.compile(  # "women who are or plan to become pregnant"
    r"(?<![a-z])(?:is|are) or (?:(?:are |is )?(?:plan|intend|wish|want|hope)(?:s|ning|ing)?) to (?:become|be|get) $"
)


def is_plain(lower: str, mention: Mention, before: str) -> bool:
    """``a pregnant woman``, ``patients with pregnancy``: small words that take nothing away from a pregnancy."""
    if lower.startswith("pregnant", mention.start):
        return before in ("a ", "the ") or _ARE_OR.search(lower, max(0, mention.start - 40), mention.start) is not None
    start = mention.start - len("with ")
    return before == "with " and _PEOPLE.search(lower, max(0, start - 30), start) is not None


def is_treated(lower: str, mention: Mention) -> bool:
    """Whether a cancer is only what a treatment was for: nothing is said of who was not treated."""
    return _GIVEN_FOR.search(lower, max(0, mention.start - 120), mention.start) is not None


def is_among(lower: str, mention: Mention) -> bool:
    """``anticoagulants in subjects without metastases``, ``radiotherapy (or surgery) for brain metastases``."""
    before = max(0, mention.start - 90)
    if _AMONG.search(lower, max(0, mention.start - 40), mention.start) or _ONLY_NAMED.search(
        lower, before, mention.start
    ):
        return True
    return _TREATMENT_FOR.search(lower, max(0, mention.start - 100), mention.start) is not None


def is_let_in(lower: str, mention: Mention) -> bool:
    """``brain metastases are allowed``, if no new statement of somebody begins between."""
    return _LET_IN.match(lower, mention.end) is not None


def is_lacked(lower: str, mention: Mention) -> bool:
    """``patients who do not have measurable disease`` and remain eligible."""
    return _LACKING.search(lower, max(0, mention.start - 60), mention.start) is not None


def is_supposed(lower: str, words: frozenset[str], mention: Mention) -> bool:
    """``if no record of HIV is found``, ``in HIV-positive persons``, ``accepts a test for HCV``."""
    if "if" in words and _SUPPOSED.search(lower, max(0, mention.start - 60), mention.start):
        return True
    if not words.isdisjoint(_TEST_CUES) and (
        _NOT_REQUIRED.match(lower, mention.end) or _TESTED.search(lower, max(0, mention.start - 110), mention.start)
    ):
        return True
    if not words.isdisjoint(_OTHERS_CUES) and (
        _OTHERS.search(lower, 0, mention.start) or _OF_PARTNER.search(lower, 0, mention.start)
    ):
        return True
    if _PARTNERS.match(lower, mention.end):
        return True
    if not words.isdisjoint(_WILLING_CUES) and _ACCEPTS_TEST.search(lower, 0, mention.start):
        return True
    if "week" in words and _OF_WEEKS.search(lower, max(0, mention.start - 30), mention.start):
        return True
    if "only" in words and _ONLY_SOME.search(lower, 0, mention.start):
        return True
    if "without" in words and _EITHER.search(lower, max(0, mention.start - 90), mention.start):
        return True
    if mention.codes[0] in _LOADS and _LEVELS.match(lower, mention.end):
        return _FOUND.search(lower, max(0, mention.start - 30), mention.start) is None
    is_inside = lower.endswith((" in ", " in the "), 0, mention.start)
    return is_inside and _AMONG_INFECTED.match(lower, mention.end) is not None


def stands_aside(lower: str, mention: Mention, behind: str) -> bool:
    """Whether a name and its status stand in parentheses that end ``behind`` it: "hepatitis B (positive HBsAg), or"."""
    if ")" not in behind or "(" in behind[: behind.index(")")]:
        return False
    opened = max(0, lower.rfind("(", 0, mention.start))
    return _STATUS_WORD.search(lower, opened, mention.start) is not None


def is_of_name_before(lower: str, at: int) -> bool:
    """Whether a status at ``at`` is that of the name right before it: "antibody positive, RNA …"."""
    return _OF_NAME_BEFORE.search(lower, max(0, at - 30), at) is not None
