"""Whom a whole item is about: ``Part 1 only: …``, ``For lean controls: …``, ``… (Part A only)``."""

from __future__ import annotations

import re

from trialdb.extract.criteria.limits.draft import Draft

LABEL_CUES = frozenset(
    [
        "only",
        "for",
        "part",
        "parts",
        "phase",
        "phases",
        "cohort",
        "cohorts",
        "arm",
        "arms",
        "group",
        "stratum",
        "age",
        "aged",
    ]
)
_PART = r"(?:parts?|phases?|cohorts?|arms?|groups?|stratum|sub-?stud(?:y|ies)|modules?|regimens?)"
_EVERYONE = r"(?!(?:all|any|each|every|both|the following|fe|wo|a wo|men|male|girls|wocbp|focbp|example)(?:[a-z ]|:))"
_BEFORE = re.compile(
    rf"[\s*•(-]{{0,4}}(?:(?P<part>{_PART} [^():;.]{{1,40}}?(?: \([^()]{{2,40}}\))?|[a-z-]+ group)(?: only)?\)? ?:"
    rf"|for (?P<cohort>{_PART} [^():;.,]{{1,20}}),|for {_EVERYONE}(?P<whom>[^():;.≥≤<>]{{3,60}}?)(?: only)? ?:)"
)
_ASIDE = re.compile(rf"[^.:;]{{3,80}}\((?P<part>{_PART} [^()]{{1,40}}?) only\)")
_STEP = r"(?:[a-z-]+ )?(?:optimi[sz]ation|escalation|expansion) (?:phases?|parts?|cohorts?)"
_BEHIND = re.compile(
    rf"\((?:(?:for )?(?P<part>{_PART} [^()]{{1,40}}?) only|only applicable (?:to|for|in) "
    rf"(?P<whom>[^()]{{3,50}})|(?P<step>{_STEP}))\)\W*$"
)
_AGED = re.compile(  # "Age less than 7 years: …", unlike "Age: …"; "20-61 years of age: …"
    r"[\s*•(-]{0,4}(?P<aged>\d{1,2} ?(?:-|to) ?\d{1,2} years of age|"
    r"age[ds]? (?:less than |under |over |above |below |of |between |[≥≤<>] ?)?\d[^:;.()]{0,40}?"
    r"(?:years|months|yrs)(?: of age| old| and older| or older| and over)?) ?: (?=\S)"
)
_STATE = re.compile(r"\((?P<part>(?!fe|wo|men |male)[a-z-]+(?: [a-z-]+){1,4}) only\)\W*$")  # "(intact ovaries only)"
_CRITERIA = re.compile(  # "Main exclusion criteria for the lean (Cohort 1) include …"
    r"(?:^|\. )[^a-z]{0,4}(?:[a-z]+ )?(?:inclusion|exclusion|eligibility) criteria for (?:the )?"
    r"(?!all|any|each|th(?:is|e) )(?P<part>[^.;:]{3,60}?) (?:include|are|were|comprise)(?![a-z])"
)
_OPENERS, _LATER_OPENERS = ("for ", "in the "), (". for ", ". in the ")
_SENTENCE = re.compile(rf"(?:^|\. )(?:for (?P<part>{_PART} [^():;.,]{{1,30}})|in the (?P<step>{_STEP})), ")


def give_labels(lower: str, drafts: list[Draft]) -> None:
    """Gives the words that label an item to its limits as their condition, where they have none."""
    if (aged := _AGED.match(lower)) and (
        (below := [draft for draft in drafts if draft.end > aged.end()]) or lower[aged.end()] in "≥≤<>"
    ):
        drafts[:] = below
        if not below:
            return  # "Age 9 to 17 years: < 90 mmHg", of what is said above
        for draft in drafts:
            draft.condition = draft.condition or aged["aged"]
    for stated in _CRITERIA.finditer(lower) if "criteria for" in lower else ():
        stop = lower.find(". ", stated.end()) % (len(lower) + 1)
        for draft in drafts:
            if stated.end() <= draft.start < stop:
                draft.condition = stated["part"]
    opens = lower.startswith(_OPENERS) or any(map(lower.__contains__, _LATER_OPENERS))
    for later in _SENTENCE.finditer(lower) if opens else ():
        stop = lower.find(". ", later.end()) % (len(lower) + 1)
        for draft in drafts:
            if later.end() <= draft.start < stop:
                draft.condition = draft.condition or later["part"] or later["step"]
    match = _BEFORE.match(lower) or _BEHIND.search(lower)
    if match is None and "only)" in lower:
        match = _ASIDE.match(lower) or _STATE.search(lower)
    if match and match.re is _BEHIND and ". " in lower[drafts[-1].end : match.start()]:
        return
    if match is None or any(match.start() <= draft.start < match.end() for draft in drafts):
        return
    found = match.groupdict()
    words = (found.get("part") or found.get("cohort") or found.get("whom") or found.get("step") or "").strip()
    for draft in drafts:
        draft.condition = draft.condition or words
