"""A treatment that an exclusion opens with, though nothing says when: ``taking nitrates``, ``use of statins``."""

from __future__ import annotations

import re

from trialdb.extract.criteria.limits.lexicon import phrases, words_of
from trialdb.extract.criteria.limits.part_labels import part_label

_CUES = words_of(
    "administration exposed intake medication medications needing on receipt receive receives receiving received "
    "require requires requiring supplementation take taken takes taking took treated treatment treatments therapy "
    "under undergoing undergone underwent usage use used uses using utilisation utilization"
)
_WHO = (
    rf"{phrases('people')}|child|infant|ever|men|women|"
    r"an?|any|are|been|being|had|has|have|having|is|that|the|was|were|who"
)
_OFTEN = (
    r"(?:active|actively|already|chronic|chronically|concomitantly|concurrently|continuous|currently|daily|frequent|"
    r"long-term|long term|now|regular|regularly|still|systemically)"
)
_DOSE = r"(?=[^()]*\d)(?:≥|>|more than|greater than|exceeding|above|at a dose|at doses|in doses)(?![a-z])[^()]{3,70}"
_TAKING = re.compile(
    rf"[\s*•-]{{0,4}}(?:(?:{_WHO}) ){{0,6}}"
    rf"(?:(?P<now>(?:{_OFTEN}(?:,| or| and|/)? ){{0,3}}(?:taking|receiving|using|undergoing|on|under)(?= )|"
    rf"(?:{_OFTEN} ){{0,3}}(?:(?:take|receive)s?|(?<=who )use)(?= )|"
    rf"(?:{_OFTEN} ){{0,3}}(?:(?<=s )|(?<=who )|^)(?:requir(?:ing|es?)|needing)(?= )|"
    rf"(?:{_OFTEN} ){{1,3}}(?:(?:being )?treated (?:with|by|using)|uses?)(?= ))|"
    rf"(?:{_OFTEN} ){{0,3}}(?:(?:(?:received|taken|used),? or (?:are|is) (?:currently )?(?:receiving|taking|using)|"
    r"exposed to|received|taken|took|used|undergone|underwent|treated (?:with|by|using))(?= )|"
    r"(?=(?:use|usage|utili[sz]ation|intake|receipt|administration)(?: \([^()]{3,60}\))? of ))|"
    rf"(?=(?:{_OFTEN} ){{0,3}}"
    r"(?:(?:oral|systemic|topical|inhaled|intravenous|parenteral|injectable|intranasal|concomitant|concurrent) ){0,2}"
    r"(?:treatments?|therapy) (?:for [a-z' -]{2,40} )?(?:with|by|using) ))"
    r"(?P<of>[ a-z](?: \([^()]{3,60}\) (?=of |with )|(?! e\.g| i\.e)[^;.,()]|(?<=\d)\.(?=\d)){2,200})"
)
_BARE = re.compile(  # "nitrate therapy", "chronic steroid use", "systemic steroid treatment (> 5 mg/day)"
    r"[\s*•-]{0,4}(?P<now>(?!))?(?:(?:patients|subjects|participants|those) with )?"
    r"(?P<of>(?!drugs? )(?:(?!(?:on|for|in|to|with|under|of|certain|[a-z]+(?:tating|iring|eding)) |non-?compl)"
    r"[a-z0-9α-ω-]+[ /]){1,4}"
    r"(?:therapy|treatment|medications?|supplementation|use|usage|intake)"
    rf"(?: ?\({_DOSE}\)|,? {_DOSE})?)(?:[ .;,]*$|,? \(?(?:except|other than) [^;]{{3,90}}$)"
)
_NOT_TAKING = re.compile(  # "must not be taking warfarin", "has not been treated with lithium"
    rf"[\s*•-]{{0,4}}(?:(?:{phrases('people')}|who|must|should|are|is|be|have|has|had|may|can|will) ){{0,5}}not "
    r"(?P<now>(?:be |currently |concurrently |presently |chronically |regularly ){0,3}"
    r"(?:taking|receiving|using|undergoing|on)(?= ))?"
    r"(?(now)|(?:have |previously |ever |been |yet |had ){0,3}(?:received|taken|used|treated (?:with|by|using))(?= ))"
    r"(?P<of> (?:(?! e\.g| i\.e)[^;.,()]|(?<=\d)\.(?=\d)){2,200})"
)
_SHORT = 120  # characters of a text that is but a name
_ELSE = words_of(  # what makes it no statement of what is taken now or was ever taken
    "after allowed baseline before below above cannot day days during following hour hours if last likely listed month "
    "months must necessary no not outlined part past prior protocol recent recently run screening should since stable "
    "studies study trial trials unless until wash washout week weeks when where will willing within without year years"
)
_REQUIRING = words_of("needing require requires requiring")
_REQUIRED = tuple(_REQUIRING)
_TIMES = words_of("day days daily week weeks month months")
_ELSE_BEGINS = tuple(
    words_of(
        "abuse accept alcohol amphetamin anticipat candida cannab chang cocaine contraindicat desire disallow "
        "discontinu eligib excluded expect fail histor indicat ineligib intend intent interval marijuana need permit "
        "plan possess previous progress prohibit recreation requir respon schedul stopp unwill wish"
    )
)
_SUPPOSED = re.compile(
    r" (?:is|are) considered |"
    r"(?<!that)(?<!which) (?:may|might|could|would|can) |"
    r" or (?:are|is|have|has|had|having|who|those|known)(?![a-z])|\(may "
)
_OF_DOSE = re.compile(  # the times of a dose, and how long it takes to be a chronic one
    r"(?:/|(?<![a-z])(?:per|a) )(?:day|week|month)(?![a-z])|(?<=g )daily(?![a-z])|"
    r"\d (?:h|hours?)(?:/| (?:per|a) )day(?![a-z])|"
    r"\((?:defined as |i\.e\.,? |for )?(?:≥|>|more than|greater than|longer than|at least) ?\d[^()]{2,40}\) (?=of )"
)
_EXCLUDED = re.compile(r",? (?:(?:will be|are|is|must be|should be) )?excluded[.;]?\s*$")  # by whom the text opens with
_NEXT_SENTENCE = re.compile(r"(?<=[a-z)]{3})(?<!etc)\. (?=[a-z]{2})")
_BEFORE_STUDY = re.compile(r",? (?:before|prior to|at) (?:the )?(?:screening|enrol+ment)[.;]?\s*$")  # when else
_LISTS = re.compile(r"^[^:.;]{5,100}: ?[a-z0-9][^:]{4,}$")  # "the following statins: A, B"
_OF_SOME = words_of("acceptable allowed can eligible may must permitted should")  # what is asked or let of some
_NOT_BY_ALL = words_of(  # what makes it no statement of what all patients take or took
    "about agree agrees barrier but care cohort condom consent contraception contraceptive contraceptives control "
    "could during except excluded group if information instructions limited naive never no not other part planned "
    "protocol response scheduled sessions test tests those uncontrolled undergo undergoing unless will willing without "
    "would"
)
_OR_ELSE = re.compile(
    r"(?<![a-z])or (?:are|is|have|has|had|having|who|those|be|been|agree|intoleran|ineligible)(?![a-z])"
)
_GOES_ON = re.compile(  # "…, and willing to stop it"
    r",? (?:and|but) (?:willing|agree|has|have|is|are|was|were|whose|who|with|progress|experienc|suffer|maintain)"
)
_CUT = re.compile(  # behind the end of a list that was not understood
    r" ?\([^()]*\),? ?(?:\(|[a-z])|(?<= st)\.|"
    r" ?[,;](?! (?:including|such as|as (?:defined|judged|determined|assessed)|e\.g|i\.e|with the exception|etc)| *$)"
)
_ASIDE = re.compile(r" \([^()]*\)")
_SAYS_MORE = re.compile(r" (?:which|that|who|sensitive|due to|because) .*")


def opens_with_taking(text: str, words: frozenset[str], kind: str | None) -> bool:
    """Whether a text of these ``words`` opens with what is taken: an exclusion; any other with what is not."""
    if words.isdisjoint(_CUES):
        return False
    lower = text.lower()
    label = part_label(lower)
    stated = lower[label.end :] if label else lower
    if kind == "exclusion":
        return taking_at(stated, words) is not None
    return (not_taken_at(stated, words) or taken_by_all_at(stated, words)) is not None


def taking_at(lower: str, words: frozenset[str]) -> re.Match[str] | None:
    """The treatment that ``lower`` opens with, where it is all that the sentence says."""
    if words.isdisjoint(_CUES):
        return None
    excluded = _EXCLUDED.search(lower) if "excluded" in words else None
    end = excluded.start() if excluded else len(lower)
    if ". " in lower and (next_sentence := _NEXT_SENTENCE.search(lower, 0, end)):
        end = next_sentence.start()
        words = words_of(lower[:end])
    if excluded or not words.isdisjoint(_TIMES):
        words = words_of(_OF_DOSE.sub(" ", lower[:end]))
    if "screening" in words and (before := _BEFORE_STUDY.search(lower, 0, end)):
        end = before.start()
        words = words_of(lower[:end])
    lists = ":" in lower and _LISTS.search(lower)
    if not (words - {"following"} if lists else words).isdisjoint(_ELSE):
        return None
    match = _TAKING.match(lower, 0, end) or (_BARE.match(lower, 0, end) if end < _SHORT else None)
    if match is None or any(word.startswith(_ELSE_BEGINS) for word in words - _REQUIRING):
        return None
    if not words.isdisjoint(_REQUIRING) and not (match["now"] or "").endswith(_REQUIRED):
        return None
    if ":" in lower and not lists:
        return None
    return None if _SUPPOSED.search(lower, match.start("of")) else match


def taken_by_all_at(lower: str, words: frozenset[str]) -> re.Match[str] | None:
    """The treatment that an inclusion opens with as one that is or was taken: "On steroids for at least 3 weeks"."""
    if words.isdisjoint(_CUES) or not words.isdisjoint(_OF_SOME) or ":" in lower:
        return None
    ends = _GOES_ON.search(lower) if " and " in lower or " but " in lower else None
    match = _TAKING.match(lower, 0, ends.start() if ends else len(lower))
    if match is None or not words_of(lower[: match.endpos]).isdisjoint(_NOT_BY_ALL):
        return None
    return None if _OR_ELSE.search(lower, match.start("of")) else match


def not_taken_at(lower: str, words: frozenset[str]) -> re.Match[str] | None:
    """The treatment that ``lower`` opens with as one that is not taken or was not, where that is all it says."""
    match = None if "not" not in words or words.isdisjoint(_CUES) else _NOT_TAKING.match(lower)
    if match is None or ":" in lower:
        return None
    said = words_of(lower[match.start("of") :])
    if not said.isdisjoint(_ELSE) or any(word.startswith(_ELSE_BEGINS) for word in said):
        return None
    return None if _SUPPOSED.search(lower, match.start("of")) else match


def what_is_taken(match: re.Match[str]) -> str:
    """The words of a match of ``taking_at`` among which the treatment is named."""
    return _SAYS_MORE.sub("", _ASIDE.sub("", match["of"]))


def is_cut(lower: str, end: int) -> bool:
    """Whether a list of treatments goes on behind ``end``, where it was not understood."""
    return _CUT.match(lower, end) is not None
