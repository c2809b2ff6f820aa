"""For whom the items below another one are: "For participants with liver metastases:", "Part C Inclusion Criteria:"."""

from __future__ import annotations

import re

import msgspec

from trialdb.extract.criteria.scopes.effects import Effect, effect_of
from trialdb.extract.criteria.scopes.vocabulary import means, says_nothing, those, words
from trialdb.extract.criteria.scopes.whom import (
    NAMED_PART,
    PEOPLE,
    Whom,
    is_described,
    is_everybody,
    plain,
    whom,
    without_announcement,
)
from trialdb.extract.criteria.split.lead_ins import dangles, leads_in, names_what_follows


class LeadIn(msgspec.Struct, frozen=True, gc=False):
    """``is_condition``: the item only says for whom ("If platelets < 50,000:"). ``is_everybody``: "All cohorts:"."""

    whom: Whom | None = None
    effect: Effect = "stated"
    is_condition: bool = False
    is_everybody: bool = False


_SECTION = re.compile(
    r"""(?ix) (?: \b(?: key | main | major | additional | specific | abbreviated | common | general | other | basic
        | detailed | minimum | study ) \b[\s,]+ )*
      (?: \b(?: non-?\s?)?(?: in | ex )clusion(?: ary )?\b (?: [/&\s]+ (?:and\s+)?(?: exclusion | eligibility)\b )?
            (?: \s+ (?: crit\w{3,6} | requirements ) )?
        | \b(?: in | ex )clusions\b | \b(?: eligibility | selection | entry | enrol\w*ment )\s+crit\w{3,6}
        | ^criteria\b (?=\s+ (?:for|of|in|-)\b) | (?<=\s)criteria$ )"""
)
_IS_SENTENCE = re.compile(r"(?i)\b(?:following|these|above|below|meet\w*|must|fulfil\w*|will|should)\b")
_ASIDE = re.compile(r"\([^()]*\)")
_FOR = re.compile(
    r"(?i)^\W*(?:(?:only|specific(?:ally)?)\s+)?"
    r"(?:for|among|(?:applicable|applies|specific|only)\s+to|(?:selection|inclusion|recruitment|enrol\w+) of)\s+"
    r"(?:the\s+)?"
)
_IN = re.compile(rf"(?i)^\W*in\s+(?=(?:[^\s,]+\s+){{0,4}}?(?:{PEOPLE}|{those('part')})\b)")
_IF = re.compile(
    r"(?i)^\W*(?:if|when|where|in (?:the )?(?:case|event|presence|setting) of|in case)\s+(?P<if>[^,]{3,160})"
)
_ENDS_WITH_FOR = re.compile(r"(?i)[(\[]\s*(?:only\s+)?(?:for|in|if)\s+(?P<for>[^()\[\]]{3,100})[)\]]\W*$")
_PART_BEHIND = re.compile(rf"[(\[]\s*(?P<part>{NAMED_PART}(?:\s+{NAMED_PART})?)\s+(?i:only)\s*[)\]]\W*$")
_ADDITION = re.compile(
    r"(?i)^in addition(?: to [^,]*)?,\s*|^(?:to be (?:eligible|included)|in order to)[^,]*,\s*|^and\s+"
)
_SUBJECT = re.compile(
    r"(?i)^(?P<subject>[^,;:]{3,160}?)\s(?:must|should|shall|may|can(?:not)?|will|needs? to"
    r"|ha(?:ve|s) (?:to|the following)|(?:is|are|was|were) (?:not |also )?(?:considered )?(?:(?:in)?eligible|excluded"
    r"|included|allowed|permitted))\b"
)
_SENTENCE = re.compile(r"(?<=[a-z)][.;])\s+(?=[A-Z])|\n\s*\n\s*")

_WITH_MORE = re.compile(  # of an exclusion: "Asthma with any of the following", "Asthma as evidenced by"
    r"""(?ix) ^ (?P<what> .+? ) ,? \s+
      (?: (?: (?:who|that|which) \s+ )?
          (?: with | meets? | meeting | fulfil\w* | having | has | have | and | defined\s+(?:as|by|with) | plus )
          \s+ (?:[a-z]+\s+){0,3}?
          (?: any | at\s+least | one | two | three | \d | either | all | (?:the\s+)?following | several | more
            | these ) \b .*
        | (?: \(?(?: as | that\s+is )\s+ )?
          (?: evidenced | defined | demonstrated | indicated | characteri[sz]ed | manifested | shown ) \b .*
        | requiring(?:\s+either)? | if | who | where | and | plus | with ) \W* $"""
)
_IS_DISEASE = re.compile(  # "Endometrial Cancer Inclusion Criteria", but not "Consent Inclusion Criteria"
    r"(?:(?i:(?:cancer|tumou?r|malignanc|leuka?em|syndrome|disease|disorder|diabet|dysfunction|insufficiency|impairment"
    r"|failure)\w*|[a-z]{3}(?:oma|omas|itis|osis|emia|asthma)|asthma)|\b[A-Z][A-Z\d-]{1,6})\W*$"
)
_ABOUT = re.compile(r"(?i)[\s\-–(]*(?:related|relating|due|concerning|regarding|based|includ\w+|are|is|will|appl\w+)\b")
_TO_WHOM = re.compile(r"(?i)^[\s:\-–(\[]*(?:specific(?:ally)?\s+)?(?:(?:for|of|in|to|by|applicable to)\b)?\s*")
_LISTS = re.compile(r"\b(?:must|should|may|all|any|will|are|is)\b")
_INSTANCES = re.compile(r"(?i)\b(?:including|such as|e\.g\.?|namely|i\.e\.?|for example)\b[^:]{0,60}$")
_OPENING = re.compile(
    r"(?i)^(?:(?:presence|evidence|history|diagnosis|signs|suspicion|cases?) of|documented|known|an?|the|any"
    r"|have|has|had|having|with|who|that|patients?|subjects?|participants?|individuals?|persons?|current|active|clinical|confirmed"
    r"|suffer\w* from)\s+"
)
_NO_STATE = re.compile(
    r"(?i)^(?:within|at|during|on|prior|before|after|less|more|in|if|when|currently|any|not?|un(?:able|willing)|failure"
    r"|inability|receiv\w+|taking|are|have|us(?:e|ing))\b|.*\b(?:will|is|are)\b|^\d"
)
_LONGEST_LABEL, _LONGEST_SENTENCE = 160, 500  # characters
_LONGEST_STATE = 14  # words
_LONGEST_NAME = 4  # blanks in "Hodgkin Lymphoma Criteria", unlike "Asthma according to GINA criteria"
_LONGEST_OPENING = 25  # "In addition to the above,"


def read_lead_in(text: str, kind: str, is_above_sections: bool = False) -> LeadIn:
    """What ``text``, an item with others below it, says of them.

    ``is_above_sections``: these are inclusions and exclusions, so that it is a label of a part of the study.
    """
    body = plain(text)
    leads = leads_in(text, 0, len(text)) or names_what_follows(text, 0, len(text)) or dangles(body)
    sentence = plain(_SENTENCE.split(text.strip())[-1])
    effect = effect_of(_ASIDE.sub(" ", sentence).strip(), kind, leads)
    if len(sentence) > _LONGEST_SENTENCE:
        return LeadIn(None, effect)
    if len(body) < _LONGEST_LABEL and not _IS_SENTENCE.search(_ASIDE.sub("", body)):
        section = _SECTION.search(body) if any(map(body.lower().__contains__, ("clusion", "crit"))) else None
        if section and (section[0].lower() != "criteria" or body.count(" ") <= _LONGEST_NAME):
            return LeadIn(_of_section(body[: section.start()], body[section.end() :]))
    sentence = _ADDITION.sub("", sentence)
    if named := _conditional(sentence):
        return LeadIn(named, effect, is_condition=len(sentence) > len(body) - _LONGEST_OPENING)
    if is_above_sections:
        return LeadIn(whom(sentence, is_explicit=True), effect)
    return LeadIn(_subject(sentence, kind, leads), effect, is_everybody=is_everybody(sentence))


def _conditional(sentence: str) -> Whom | None:
    """ "If receiving anticoagulants", "For women", "In children above 6 years, all of the following"."""
    if condition := _IF.match(sentence):
        said = without_announcement(condition["if"])
        return (
            None
            if says_nothing(words(said), "topic", "people", "everyone")
            else whom(said, is_explicit=True) or Whom(said)
        )
    if opening := _FOR.match(sentence) or _IN.match(sentence):
        rest = sentence[opening.end() :].split(": ")[0]
        rest = rest.split(",")[0] if _LISTS.search(rest) else rest
        subject = _SUBJECT.match(rest)
        return whom(subject["subject"] if subject else rest, is_explicit=True)
    return None


def _subject(sentence: str, kind: str, leads: bool) -> Whom | None:
    """ "Coagulation (for those on warfarin)", "Men must", "Rare tumors (cohort 4 only)", "Asthma as evidenced by"."""
    if ending := _ENDS_WITH_FOR.search(sentence):
        return whom(ending["for"], is_explicit=True)
    if leads and (subject := _SUBJECT.match(sentence)):
        return whom(subject["subject"])
    found = whom(sentence)
    if kind == "exclusion" and leads and (found is None or (not found.sex and is_described(found.text or ""))):
        more = None if _INSTANCES.search(sentence) else _WITH_MORE.match(sentence)
        return _state(more["what"]) if more else _state(found.text) if found and found.text else None
    if found and not (found.text and _is_requirement(found.text, sentence, kind, leads)):
        return found
    part = _PART_BEHIND.search(sentence)
    return whom(part["part"]) if part else None


def _is_requirement(named: str, sentence: str, kind: str, leads: bool) -> bool:
    """Whether people told apart by what they have are those the trial asks for: "Patients with asthma who …"."""
    if not is_described(named):
        return False
    return not leads or _INSTANCES.search(sentence) is not None or (kind != "exclusion" and len(named) < len(sentence))


def _of_section(before: str, after: str) -> Whom | None:
    """ "Part C Abbreviated Inclusion Criteria Specific to Patients with RCC"."""
    to_whom = _TO_WHOM.match(after)
    is_told = to_whom is not None and to_whom[0].strip() != ""
    found = [] if _ABOUT.match(after) else [whom(_TO_WHOM.sub("", after).strip(" ()[]:"), is_explicit=is_told)]
    if not before.endswith("-"):  # "Cancer-Specific Inclusion Criteria"
        found.insert(0, whom(before, is_explicit=_IS_DISEASE.search(before) is not None))
    named = [one for one in found if one]
    texts = [one.text for one in named if one.text]
    return Whom("; ".join(texts) or None, next((one.sex for one in named if one.sex), None)) if named else None


def _state(what: str) -> Whom | None:
    """The disease that an exclusion is about, of which the items below tell more."""
    if what.endswith((" is", " are")):  # "An exacerbation is defined as": of a word
        return None
    what = plain(without_announcement(what))
    while (shorter := _OPENING.sub("", what)) != what:
        what = shorter
    found = words(what)
    if len(found) > _LONGEST_STATE or _NO_STATE.match(what) or any(means(word, "topic", "everyone") for word in found):
        return None
    return None if says_nothing(found, "people") else Whom(what)
