"""One spelling for the many a registry text uses, with the way back to the words as written.

``normalize`` undoes registry escapes and HTML entities, and folds dashes, blanks, superscripts and comparison signs,
so that the readers' patterns meet one form. Every position in the result maps to the original: evidence is always
quoted from the document.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right

import msgspec

_FRACTIONS = {"\u00bc": ".25", "\u00bd": ".5", "\u00be": ".75"}
_PLAIN_OF_SUPERSCRIPT = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+", strict=True))

# One character for one character: positions do not move.
_FOLDED = {
    **dict.fromkeys("\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a", " "),
    **dict.fromkeys("\u202f\u205f\u3000", " "),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-"),
    **dict.fromkeys("\u2018\u2019\u02bc\u2032", "'"),
    **dict.fromkeys("\u201c\u201d\u2033", '"'),
    "\u02da": "°",
    **dict.fromkeys("\u00d7\u2715\u2717\u2a2f\u0445\u0425", "x"),
    "\u03bc": "µ", "\u2266": "≤", "\u2267": "≥", "\u2a7d": "≤", "\u2a7e": "≥", "\u2272": "≤", "\u2273": "≥",
    "\uff1c": "<", "\uff1e": ">", "\uff1d": "=", "\u223c": "~", "\uff5e": "~", "\u02dc": "~",
    "\uff08": "(", "\uff09": ")", "\uff0c": ",", "\uff1b": ";", "\uff1a": ":", "\uff0e": ".", "\uff05": "%",
    "\u2044": "/", "\u2215": "/", "\uff0f": "/", "\u2219": "·", "\u22c5": "·",
}  # fmt: skip

# Where the length changes. Every spelling begins with a cue, so the scan stops only there.
_CUES = (
    r"\\&^*²³¹⁰⁴-⁹⁺⁻>=<\u00ad\u00bc-\u00be\u200b-\u200f\u2100-\u217f\u2460-\u2473"
    r"\u3300-\u33ff\ufb00-\ufb06\ufeff\uff10-\uff5a"
)
_CUE = re.compile(f"[{_CUES}]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_REWRITTEN = re.compile(
    f"[{_CUES}]"
    r"(?:(?:(?<=&)|(?<=\\)&)(?P<entity>#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});"  # &lt; \&lt; &#x2F;
    r"(?P<or_equal> ?\\?=)?"  # &gt;=
    r"|(?<=\\)(?:(?P<equal_or>[<>]) ?/? ?\\?="  # \>=
    r"|(?P<power>\^) ?\{?(?P<digits>-?\d+)?\}?"  # \^9
    r"|(?P<escaped>[\\`*_{}\[\]()#+.!<>~=|&-]))"  # \~
    r"|(?<=[<>])(?: ?/ ?\\?=|\\?=)"  # >/= >= \>\=
    r"|(?<==)(?:\\?/)?\\?[<>]"  # => =\> =/\>
    r"|(?<=\^) ?\{?(?P<bare_digits>-?\d+)\}?"  # 10^{9}
    r"|(?P<times>(?<=\*)) ?(?=10\\?[\^⁰-⁹])"  # 1.5*10^9
    r"|)"
)
_WIDTHLESS = frozenset("\u200b\u200c\u200d\u200e\u200f\ufeff\u00ad")
_AT = {">": "≥", "<": "≤"}
_LOST_SIGN = re.compile(r"(?<![\w)^/])(?<![\dmM] )³(?= ?\d)")  # "ALT ³ 2 x ULN": of a symbol font


def _rewrite(match: re.Match[str]) -> str:
    whole, cue = match[0], match[0][0]
    if digits := match["digits"] or match["bare_digits"]:
        return _power(digits, match)
    if match["power"]:
        return "^"
    if match["times"] is not None:
        return "x"
    if match["equal_or"]:
        return _AT[match["equal_or"]]
    if match["escaped"]:
        return match["escaped"]
    if match["entity"]:
        text = html.unescape(f"&{match['entity']};")
        equal = match["or_equal"] or ""
        return _AT[text] if equal and text in _AT else _FOLDED.get(text, text) + equal
    if cue == "³" and _LOST_SIGN.match(match.string, match.start()):
        return "≥"
    if cue in _PLAIN_OF_SUPERSCRIPT:
        return _power(_PLAIN_OF_SUPERSCRIPT[cue], match)
    if cue in _FRACTIONS and match.string[match.start() - 1 : match.start()].isdigit():
        return _FRACTIONS[cue]  # "1½"
    if len(whole) == 1:
        return (
            whole
            if cue < "\u0080"
            else ""
            if cue in _WIDTHLESS
            else unicodedata.normalize("NFKC", cue).replace("\u2044", "/")
        )
    return _AT[whole[-1] if cue == "=" else cue]


def _power(digits: str, match: re.Match[str]) -> str:
    """``m^2`` is read ``m2``, the way units are written; any other exponent keeps its sign."""
    text, start = match.string, match.start()
    before = text[start - 1 : start]
    if before == "m" and digits in ("2", "3"):
        return digits
    return digits if before in _PLAIN_OF_SUPERSCRIPT else "^" + digits


class Normalized(msgspec.Struct, frozen=True, gc=False):
    """A text in normal form; ``original(start, end)`` gives the span of the source that it was made from.

    ``starts`` of its segments, by turns as written and rewritten, and where their ``sources`` start.
    """

    text: str
    starts: list[int]
    sources: list[int]

    @property
    def is_verbatim(self) -> bool:
        """Whether all positions are those of the source."""
        return len(self.starts) == 1

    def position(self, at: int) -> int:
        """The source position of ``text[at]``; inside a rewritten spelling, its beginning."""
        index = bisect_right(self.starts, at) - 1
        source = self.sources[index] + at - self.starts[index]
        return min(source, self.sources[index + 1]) if index + 1 < len(self.sources) else source

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The half-open source span behind ``text[start:end]``; a rewritten spelling counts whole."""
        if end <= start:
            return self.position(start), self.position(start)
        if len(self.starts) == 1:  # as written
            return start, end
        index = bisect_right(self.starts, end - 1) - 1
        if index % 2:  # a rewritten one
            return self.position(start), self.sources[index + 1]
        return self.position(start), self.sources[index] + end - self.starts[index]


def _has_ascii_cue(text: str) -> bool:
    """Whether a text in ASCII may be spelled in two ways; to look for six signs one by one is quickest.

    A star is rewritten only ahead of a power, which has a sign of its own.
    """
    return "&" in text or "<" in text or ">" in text or "\\" in text or "=" in text or "^" in text


def _fold(text: str) -> str:
    for character in _FOLDED.keys() & {"\t", *_NOT_ASCII.findall(text)}:
        text = text.replace(character, _FOLDED[character])
    return text


def normalize(text: str) -> Normalized:
    """``text`` in one spelling, in time linear in its length.

    Escapes are undone before anything else is looked at, so ``10\\^9`` and ``10⁹`` both read ``10^9``.
    """
    if text.isascii():
        folded = text.replace("\t", " ")
        first = _CUE.search(folded) if _has_ascii_cue(text) else None
    else:
        folded = _fold(text)
        first = _CUE.search(folded)
    if first is None:
        return Normalized(folded, [0], [0])
    pieces: list[str] = []
    starts, sources = [0], [0]
    done = length = 0
    for match in _REWRITTEN.finditer(folded, first.start()):
        start, end = match.span()
        replacement = _rewrite(match)
        pieces += (folded[done:start], replacement)
        length += start - done
        starts.append(length)
        sources.append(start)
        length += len(replacement)
        starts.append(length)
        sources.append(end)
        done = end
    pieces.append(folded[done:])
    return Normalized("".join(pieces), starts, sources)
