"""Enumerations inside a line: "… organs: A) blood …; B) liver …", "… hospital ② male", "… English • diminished".

A marker counts when the run shows itself: at least two consecutive ones, each after list punctuation or directly
after text; alternatives joined by "or" in a sentence and references ("criteria a), b) or d)") do not.
"""

from __future__ import annotations

from trialdb.extract.criteria.split.dashes import with_dashes
from trialdb.extract.criteria.split.inline_tokens import Token, inline_tokens
from trialdb.extract.criteria.split.markers import Marker

Expected = tuple[str, bool, int]  # family, whether a dot closes the marker, ordinal

_FAR_ENOUGH = 6  # how many numbers of a family may stand between a number and the next one


def inline_markers(
    text: str,
    start: int,
    end: int,
    expected: set[Expected],
    own: Marker | None = None,
    following: Marker | None = None,
) -> list[Marker]:
    """The markers inside ``text[start:end]`` that begin entries.

    ``expected`` are the next ones of the open lists; ``own`` is the marker of this entry, ``following`` that of the
    entry after it.
    """
    tokens = with_dashes(text, start, end, inline_tokens(text, start, end, own.style if own else ""))
    return _consecutive(tokens, expected, following) if tokens else []


def _consecutive(tokens: list[Token], expected: set[Expected], following: Marker | None) -> list[Marker]:
    """The tokens whose numbers continue a run or an open list."""
    due = set(expected)
    in_run: set[tuple[str, bool]] = set()
    after_colon: set[tuple[str, bool]] = set()
    runs: dict[tuple[str, bool], list[Token]] = {}
    in_sentence: set[int] = set()
    markers: list[Marker] = []
    for token, shows_next in zip(tokens, _shows_next(tokens, following), strict=True):
        if not token.readings:
            markers.append(Marker(token.start, token.end, token.style, (), token.style))
            continue
        for family, ordinal in token.readings:
            key = (family, token.is_dotted)
            if not _counts(token, family, ordinal, due, key in in_run, shows_next[family]):
                continue
            if token.is_doubtful and key not in after_colon and not shows_next[family]:
                continue
            due.discard((*key, ordinal))
            due.add((*key, ordinal + 1))
            if token.link > 0 and ordinal > 1:
                in_run.add(key)
            if token.is_after_colon:
                after_colon.add(key)
            if ordinal == 1:
                in_sentence |= _alternatives(runs.get(key, []))
                runs[key] = []
            if ordinal == 1 or key in runs:
                runs[key].append(token)
            others = tuple(reading for reading in token.readings if reading[0] != family)
            markers.append(Marker(token.start, token.end, token.style, ((family, ordinal), *others)))
            break
    in_sentence = in_sentence.union(*map(_alternatives, runs.values()))
    return [marker for marker in markers if marker.start not in in_sentence]


def _alternatives(run: list[Token]) -> set[int]:
    """Where the markers of a run stand that is one sentence: "who (a) have asthma, (b) have gout, or (c) smoke"."""
    links = [token.link for token in run[1:]]
    is_sentence = 0 in links and 2 not in links and not run[0].is_after_colon
    return {token.start for token in run} if is_sentence else set()


def _counts(token: Token, family: str, ordinal: int, due: set[Expected], is_in_run: bool, shows_next: int) -> bool:
    """Whether a token, read as ``ordinal`` of ``family``, is the next of a run, or begins one, or a number is lost."""
    dotted = token.is_dotted
    if (family, dotted, ordinal) in due:
        return token.link > 0 or is_in_run
    if ordinal == 1:
        return shows_next > 0
    if token.link == 0:
        return False
    if shows_next and (
        family == "circled"
        or (family == "number" and shows_next > 1)
        or (family == "roman LETTER" and token.is_dotted)
        or token.is_after_colon
        or (family, dotted, ordinal - 1) in due
        or (token.link == 2 and (ordinal == 2 or (family, not dotted, ordinal) in due))
    ):
        return True
    damaged = {(family, dotted, ordinal - 1), (family, dotted, ordinal + 1)}
    return token.link == 2 and not dotted and not due.isdisjoint(damaged) and (is_in_run or shows_next > 0)


def _shows_next(tokens: list[Token], following: Marker | None) -> list[dict[str, int]]:
    """For each token and reading, how many of the next two numbers stand later in the line, not after a conjunction."""
    shown: list[dict[str, int]] = []
    latest: dict[tuple[str, bool], tuple[int, ...]] = {}
    if following is not None:
        latest = {(family, following.style == "."): (ordinal,) for family, ordinal in following.readings}
    for token in reversed(tokens):
        keys = [((family, token.is_dotted), ordinal) for family, ordinal in token.readings]
        shown.append({key[0]: _following(ordinal, latest.get(key, ())) for key, ordinal in keys})
        if token.link > 0:
            for key, ordinal in keys:
                latest[key] = (ordinal, *latest.get(key, ()))[:_FAR_ENOUGH]
    shown.reverse()
    return shown


def _following(ordinal: int, later: tuple[int, ...]) -> int:
    return (1 + (ordinal + 2 in later[later.index(ordinal + 1) :])) if ordinal + 1 in later else 0
