"""For whom a label or the subject of a sentence is: "Cohort A (second line)", "Healthy volunteers", "male subjects"."""

from __future__ import annotations

import re

import msgspec

from trialdb.extract.criteria.scopes.vocabulary import means, says_nothing, those, words


class Whom(msgspec.Struct, frozen=True, gc=False):
    """Some of the participants: their ``text`` as written, or only their sex where that says all."""

    text: str | None
    sex: str | None = None


_PARTS = those("part")
PEOPLE = f"(?:{those('people')}|{those('somebody')}|{those('female')}|{those('male')})"
_END = r"(?![\w%])"
_LISTED = r"\s*(?:,?\s*(?:and/or|and|or|to|through)\b|,|/|&|\+|-|–)\s*"
_NUMBERS = [rf"(?:{one}){_END}" for one in (r"\d{1,2}[a-z]?\d?", r"[A-Z](?:-?\d{1,2})?[a-z]?", r"[IVX]{1,4}[a-c]?")]
_NUMBERED = "|".join(
    rf"{one}(?:{_LISTED}(?:(?i:{_PARTS})\s+)?{one})*" for one in (*_NUMBERS, r"(?i:one|two|three|four|five)\b")
)
# "Part 2", "Cohorts A, B and C", "Arms 1b and 2", "Phase Ib/II"
NAMED_PART = (
    rf"(?<![\w-])(?i:{_PARTS}|sub[ -]?study|study)[ -]?[#(]?(?:{_NUMBERED})\)?"
    r"(?!\s+(?i:strep|pulmonary|PAH|hypertension|carbapenem))"
)
_BEGINS_WITH_PART = re.compile(rf"\W*(?:(?i:for|in|the|key|additional|to|only)\s+)*{NAMED_PART}")
_ENDS_WITH_PART = re.compile(rf"{NAMED_PART}(?:\s+(?i:only|specific|subjects|patients|participants))?\W*$")
_IS_PART = re.compile(
    rf"(?i)(?P<of>(?:[^\s,;:]+\s+){{1,6}}?)(?P<part>{_PARTS}|sub[ -]?stud(?:y|ies)|protocol)"
    r"(?:\s*\([^()]*\))?(?:\s+(?:with|of|on)\s.*)?\W*$"
)
_IS_STEP = re.compile(r"(?i)^(?:stage|step|phase|portion|part|protocol|module|segment)")
_STAGE = re.compile(r"(?i)stages?\s+[^(]*(?:\s[^\s(]+){3}")  # of a disease: "Stage II-III breast cancer in one breast"
_ORDINAL_PART = re.compile(
    rf"(?i)^(?:the\s+)?(?:(?:first|second|third|fourth|1st|2nd|3rd)\s+{_PARTS}\b"
    r"|(?:core|main|extension|follow-?\s?up|parent|lead-in|pilot|roll-?over)\s+(?:study|trial)\W*$"
    r"|(?:re-?)?(?:induction|consolidation|maintenance|intensification|crossover|retreatment)"
    r"(?:\s+(?:therapy|treatment|chemotherapy|registration|randomization))?\W*$)"
)
_THOSE = re.compile(r"(?i)^those\s+(?:with|who(?: have| are)?)\s+|\(e?s\)(?=\W|$)")
_WHEN = re.compile(r"(?i)(?:at|before|after|during|prior|until|within|on|upon)\b")
_NO_PART = re.compile(
    r"(?i)(?<![\w-])(?:age|blood|following|these|this|in|of|or|and|functional|support|working|sleep)\s+$"
)
_EVERYBODY = re.compile(
    rf"(?i)\b{those('everyone')}\b"
    r"(?:\s+(?:the|of|other|eligible|potential|enrolled|study|trial|disease|two|three|four))*"
    rf"\s+(?:{_PARTS}|{those('people')}|groups?|sub[ -]?studies)\b"
    r"(?=\W*$|\s*[(,/]|\s+(?:and|or|in|who|are|unless|plus)\b)"
    r"|^\W*(?:all|overall|both|everyone)\W*$"
)
_ALL_PARTS = re.compile(
    r"(?i)(?:(?:for|in|of|common|applicable|applies|to)\s+)*(?:all|both|each|every)\s+(?:of\s+)?(?:the\s+)?(?:\w+\s+)?"
    rf"{_PARTS}(?:\s*\([^()]*\))?"
)
# "… who meet any of the following criteria", ", defined as follows"
_ANNOUNCEMENT = re.compile(
    r"""(?ix) [,;(\s](?:(?<=[,;(])\s+|(?<=\s)\s*)
      (?: who | whom | whose | that | which | and | with | as | if | meeting | fulfilling | having
        | by | for\s+(?=whom|which) | in\s+(?=whom) | presenting | defined | showing | are | is | must | should | will
        | may | have | has | had | need | evidenced | plus | including | such | the(?=\s+following) | any(?=\s+of)
        | one(?=\s+of) | at(?=\s+least) )\b
      (?: (?!\b(?: who | whom | that | with | whose )\b) . )*?
      \b(?: following | below | criteria | conditions | requirements | either | follows )\b .* $"""
)
_DANGLING = re.compile(
    r"(?i)[\s,;(]+(?:who(?:se)?|with|that|which|have|has|had|must|are|is|be|of|for|may|and|or|(?-i:a|an)|the|any|in|on|to"
    r"|as|defined as|those|evidenced by|by|should|will|only|specific|if|not|additional|abbreviated|key)$"
)
_TAIL = re.compile(
    r"(?i)\s+(?=(?:with|without|of|from|in|on|who|whose|that|living|receiving|undergoing|treated|aged|having|under|taking|not"
    r"|requiring|older|younger|over|above|between|enrolled|assigned|randomi[sz]ed|diagnosed|being|to be|at|for"
    r"|and|or)\b)|\s*(?=[(,:])"
)
_CUT = " \t\r\n:：.;,-–*>\\<"
_NOTE = re.compile(r"(?i)^(?:note|n\.?b\.?)\b\W*")
_ESCAPE = re.compile(r"\\(?=[^\w\s])")
_ASIDE = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)")
_STEP_OR_SUBJECT = re.compile(
    r"(?i)^(?:screening|treatment|enrol\w+|entry|randomi[sz]\w+|registration|eligibility|evaluation"
    r"|at|during|prior|before|after)\b|^(?:cancer|tumou?r|disease)s?$"
    r"|-(?:specific|related)$|^\d"
)
_AGED = re.compile(r"(?i)\d[^()]*\b(?:years?|months?|yrs?)\b|\baged?\b[^()]*\d|[<>≥≤]\s*\d")
_LONGEST_LABEL = 14  # words
_LONGEST = 200


_NOBODY = re.compile(r"(?i)\b(?:concentrations?|formulas?|equations?|units?)\b")  # "For concentrations in mg/dL:"


def plain(text: str) -> str:
    """A label without escapes, double blanks and what stands around it."""
    text = _NOTE.sub("", " ".join(_ESCAPE.sub("", text).split()).strip(_CUT))
    if text.count("(") > text.count(")"):
        text = text[: text.rindex("(")].strip(_CUT)
    elif text.count(")") > text.count("("):
        text = text.rstrip(_CUT + ")")
    if text[:1] == "(" and text[-1:] == ")" and "(" not in text[1:]:
        text = text[1:-1].strip(_CUT)
    return text[1:-1].strip(_CUT) if text[:1] + text[-1:] in ("[]", "<>") else text


def without_announcement(text: str) -> str:
    """ "Women who meet all of the following" is about women."""
    shorter = _ANNOUNCEMENT.sub("", text)
    while (cut := _DANGLING.sub("", shorter)) != shorter:
        shorter = cut
    return shorter.strip(_CUT)


def whom(label: str, is_explicit: bool = False) -> Whom | None:
    """Whom a label names; None for everybody and for what is no label of people or of a part of the study.

    ``is_explicit``: words such as "for" or "criteria for" stood in front, so that a disease too says for whom.
    """
    label = plain(label)
    is_explicit = is_explicit or label.lower().startswith("those ")
    text = without_announcement(_THOSE.sub("", label))
    found = words(text)
    if not found or len(text) > _LONGEST or _NOBODY.search(text):
        return None
    if _BEGINS_WITH_PART.match(text):
        return None if _STAGE.match(label) else Whom(text)
    if _EVERYBODY.search(text):
        return None
    if _is_part(text):
        return Whom(text)
    if is_explicit and _AGED.search(text) and (aged := _people(text, is_explicit)):
        return aged
    if says_nothing(found, "topic", "people", "everyone") or (len(found) > _LONGEST_LABEL and not is_explicit):
        return None
    return _people(text, is_explicit) or (Whom(text) if is_explicit and _is_disease(text) else None)


def part_named(text: str) -> str | None:
    """The kind of part that a label begins with: part for "Part C (expansion)", people for "Adults"."""
    if means(text.lower(), "somebody"):
        return "people"
    if not _BEGINS_WITH_PART.match(text):
        return None
    return next(word for word in words(text) if means(word, "part") or "study" in word).rstrip("s")


def is_everybody(label: str) -> bool:
    """Whether a label names all parts of the study: "All cohorts:", "Common to both groups"."""
    return _ALL_PARTS.fullmatch(plain(label)) is not None


def _is_part(text: str) -> bool:
    if _ENDS_WITH_PART.search(text) or _ORDINAL_PART.match(text):
        return True
    ending = _IS_PART.match(text)
    if ending is None or _NO_PART.search(ending["of"]) or _WHEN.match(text):
        return False
    besides = ("topic", "everyone") if _IS_STEP.search(ending["part"]) else ("everyone",)
    return not says_nothing(words(ending["of"]), *besides)


def _people(text: str, is_explicit: bool) -> Whom | None:
    """People told apart by an adjective, by what they have, or by their sex."""
    head, tail = _parted(text)
    *before, noun = words(head) or [""]
    if not means(noun, "people", "somebody", "female", "male"):
        return None
    said = words(tail)
    tells = not says_nothing(said, "topic", "people", "everyone", "female", "male")
    tells = tells or (is_explicit and _AGED.search(tail) is not None)
    sexes = {sex for sex in ("female", "male") if any(means(word, sex) for word in (*before, noun))}
    if means(noun, "female", "male", "people") and len(sexes) == 1 and not _names_other_sex(said, sexes):
        is_all = not tells and says_nothing([one for one in before if not means(one, "female", "male")], "people")
        return Whom(None if is_all else text, sexes.pop())
    if sexes == {"female", "male"} and not tells:
        return None
    if noun == "control" and not {*before} <= {"healthy", "normal"}:
        return None
    if means(noun, "somebody") or tells or not says_nothing(before, "people", "everyone", "topic", "female", "male"):
        return Whom(text)
    return None


def is_described(text: str) -> bool:
    """Whether people are told apart by words behind them ("patients with asthma"), not by an adjective or a part."""
    head, tail = _parted(text)
    noun = (words(head) or [""])[-1]
    return tail != "" and not tail.lstrip().startswith("(") and means(noun, "people", "somebody", "female", "male")


def _names_other_sex(said: list[str], sexes: set[str]) -> bool:
    return any(means(word, "female", "male") and not means(word, *sexes) for word in said)


def _parted(text: str) -> tuple[str, str]:
    cut = _TAIL.search(text)
    return (text, "") if cut is None else (text[: cut.start()], text[cut.start() :])


def _is_disease(text: str) -> bool:
    found = words(_ASIDE.sub(" ", text))
    if not found or _STEP_OR_SUBJECT.search(text) or means(found[-1], "topic", "general"):
        return False
    return not says_nothing(found, "topic", "people", "part", "everyone")
