"""A treatment that an exclusion opens with, though nothing says when: ``taking nitrates``, ``use of statins``."""

from __future__ import annotations

import re

from trialdb.extract.criteria.limits.lexicon import phrases, words_of

_CUES = words_of(
    "administration exposed intake on receipt receiving received taken taking took treated treatment treatments "
    "therapy undergoing undergone underwent usage use used uses using"
)
_WHO = rf"{phrases('people')}|men|women|an?|any|are|been|being|had|has|have|having|is|that|the|was|were|who"
_OFTEN = (
    r"(?:active|actively|already|chronic|chronically|concomitantly|concurrently|continuous|currently|daily|frequent|"
    r"long-term|long term|now|regular|regularly|still|systemically)"
)
_TAKING = re.compile(
    rf"[\s*•-]{{0,4}}(?:(?:{_WHO}) ){{0,6}}"
    rf"(?:(?P<now>(?:{_OFTEN}(?:,| or| and|/)? ){{0,3}}(?:taking|receiving|using|undergoing|on)(?= )|"
    rf"(?:{_OFTEN} ){{1,3}}(?:(?:being )?treated (?:with|by|using)|uses?)(?= ))|"
    rf"(?:{_OFTEN} ){{0,3}}(?:(?:(?:received|taken|used),? or (?:are|is) (?:currently )?(?:receiving|taking|using)|"
    r"exposed to|received|taken|took|used|undergone|underwent|treated (?:with|by|using))(?= )|"
    r"(?=(?:use|usage|intake|receipt|administration) of |"
    r"(?:treatments?|therapy) (?:for [a-z' -]{2,40} )?(?:with|by|using) )))"
    r"(?P<of>[ a-z](?:(?! e\.g| i\.e)[^;.,()]|(?<=\d)\.(?=\d)){2,200})"
)
_BARE = re.compile(  # "nitrate therapy", "chronic steroid use"
    r"[\s*•-]{0,4}(?P<now>(?!))?"
    r"(?P<of>(?!drugs? )(?:(?!on |for )[a-z0-9α-ω-]+[ /]){1,4}(?:therapy|use|usage|intake))[ .;,]*$"
)
_NOT_TAKING = re.compile(  # "must not be taking warfarin", "has not been treated with lithium"
    rf"[\s*•-]{{0,4}}(?:(?:{phrases('people')}|who|must|should|are|is|be|have|has|had|may|can|will) ){{0,5}}not "
    r"(?P<now>(?:be |currently |concurrently |presently |chronically |regularly ){0,3}"
    r"(?:taking|receiving|using|undergoing|on)(?= ))?"
    r"(?(now)|(?:have |previously |ever |been |yet |had ){0,3}(?:received|taken|used|treated (?:with|by|using))(?= ))"
    r"(?P<of> (?:(?! e\.g| i\.e)[^;.,()]|(?<=\d)\.(?=\d)){2,200})"
)
_SHORT = 60  # characters of a text that is but a name
_ELSE = words_of(  # what makes it no statement of what is taken now or was ever taken
    "after allowed baseline before below above cannot day days during following hour hours if last likely listed month "
    "months must necessary no not outlined part past prior protocol recent recently run screening should since stable "
    "studies study trial trials unless until wash washout week weeks when where will willing within without year years"
)
_ELSE_BEGINS = tuple(
    words_of(
        "abuse accept alcohol amphetamin anticipat candida cannab chang cocaine contraindicat desire disallow "
        "discontinu eligib excluded expect fail histor indicat ineligib intend intent interval marijuana need permit "
        "plan possess previous progress prohibit recreation requir respon schedul stopp unwill wish"
    )
)
_SUPPOSED = re.compile(
    r"(?<!that)(?<!which) (?:may|might|could|would|can) |"
    r" or (?:are|is|have|has|had|having|who|those|known)(?![a-z])|\(may "
)
_CUT = re.compile(  # behind the end of a list that was not understood
    r" ?\([^()]*\),? ?(?:\(|[a-z])|(?<= st)\.|"
    r" ?[,;](?! (?:including|such as|as (?:defined|judged|determined|assessed)|e\.g|i\.e|with the exception|etc)| *$)"
)
_SAYS_MORE = re.compile(r" (?:which|that|who|sensitive|due to|because) .*")


def opens_with_taking(text: str, words: frozenset[str], kind: str | None) -> bool:
    """Whether a text of these ``words`` opens with what is taken: an exclusion; any other with what is not."""
    if words.isdisjoint(_CUES) or (kind != "exclusion" and "not" not in words):
        return False
    found = taking_at if kind == "exclusion" else not_taken_at
    return found(text.lower(), words) is not None


def taking_at(lower: str, words: frozenset[str]) -> re.Match[str] | None:
    """The treatment that ``lower`` opens with, where it is all that the sentence says."""
    if words.isdisjoint(_CUES) or not words.isdisjoint(_ELSE):
        return None
    match = _TAKING.match(lower) or (_BARE.match(lower) if len(lower) < _SHORT else None)
    if match is None or ":" in lower or any(word.startswith(_ELSE_BEGINS) for word in words):
        return None
    return None if _SUPPOSED.search(lower, match.start("of")) else match


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
    return _SAYS_MORE.sub("", match["of"])


def is_cut(lower: str, end: int) -> bool:
    """Whether a list of treatments goes on behind ``end``, where it was not understood."""
    return _CUT.match(lower, end) is not None
