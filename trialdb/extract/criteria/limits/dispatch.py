"""Which rules may have something to say in a text: found once by its words, before any rule is asked.

Each rule has words of its own, of which one must stand in the text; most rules have nothing to say of most texts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from trialdb.extract.criteria.limits.conditions import CONDITION_CUES, SEX_CUES
from trialdb.extract.criteria.limits.events.plans import NO_EVENT_CUES
from trialdb.extract.criteria.limits.events.spans import SPAN_CUES
from trialdb.extract.criteria.limits.events.untreated import UNTREATED_CUES
from trialdb.extract.criteria.limits.events.uses import PRIOR_CUES
from trialdb.extract.criteria.limits.events.washouts import WASHOUT_CUES
from trialdb.extract.criteria.limits.events.windows import RELATION_CUES
from trialdb.extract.criteria.limits.exceptions.allowances import ALLOWANCE_CUES
from trialdb.extract.criteria.limits.exceptions.alternatives import ALTERNATIVE_CUES
from trialdb.extract.criteria.limits.exceptions.narrowed import NARROWED_CUES
from trialdb.extract.criteria.limits.exceptions.of_some import OF_SOME_CUES
from trialdb.extract.criteria.limits.exceptions.otherwise import OTHERWISE_CUES
from trialdb.extract.criteria.limits.exceptions.provisos import PROVISO_CUES
from trialdb.extract.criteria.limits.exceptions.requests import REQUEST_CUES
from trialdb.extract.criteria.limits.exceptions.shorter import SHORTER_CUES
from trialdb.extract.criteria.limits.exceptions.unread import UNREAD_CUES
from trialdb.extract.criteria.limits.exceptions.waivers import WAIVER_CUES
from trialdb.extract.criteria.limits.labels import LABEL_CUES
from trialdb.extract.criteria.limits.lexicon import NUMBER, words_of
from trialdb.extract.criteria.limits.mentions import CUES_WITHOUT_NUMBER
from trialdb.extract.criteria.limits.subjects import SUBJECT_CUES
from trialdb.extract.criteria.limits.thresholds.circumstances import CIRCUMSTANCE_CUES
from trialdb.extract.criteria.limits.thresholds.definitions import DEFINITION_CUES
from trialdb.extract.criteria.limits.thresholds.denied import DENIAL_CUES
from trialdb.extract.criteria.limits.thresholds.respective import RESPECTIVE_CUES
from trialdb.extract.criteria.limits.thresholds.rhythms import RHYTHM_CUES
from trialdb.extract.criteria.limits.thresholds.values import NUMBER_WORDS

Rule = Literal[
    "number", "unnamed", "line", "extreme", "grade", "use", "prior", "untreated", "span", "relation", "condition",
    "sex", "respective", "rhythm", "allowance", "request", "proviso", "of_some", "denial", "circumstance", "otherwise",
    "alternative", "unread", "definition", "label", "waiver", "subject", "nucleic", "no_event", "narrowed",
    "shorter",
]  # fmt: skip

_LINES = words_of(
    "line lines regimen regimens therapy therapies course courses treatment treatments chemotherapy chemotherapies"
)
RULES: Mapping[Rule, frozenset[str]] = {
    "number": words_of("uln unl iuln lln normal upper lower limit limits").union(NUMBER_WORDS, [NUMBER]),
    "unnamed": _LINES  # what lets a number be a limit though no concept is named: ages, lines, kg/m2
    | words_of("y yo yr yrs year years old olds age ages aged older younger elder kg hg mmhg hypertension hypotension")
    | words_of("pack packs packyear packyears py cigarette cigarettes cig cigs").union(["m2"]),
    "line": _LINES,
    "extreme": words_of("minimum minimal maximum maximal"),
    "grade": words_of("grade grades gr"),
    "use": WASHOUT_CUES | PRIOR_CUES | words_of("history never"),
    "prior": PRIOR_CUES,
    "untreated": UNTREATED_CUES,
    "span": SPAN_CUES,
    "relation": RELATION_CUES,
    "condition": CONDITION_CUES,
    "sex": SEX_CUES,
    "respective": RESPECTIVE_CUES,
    "rhythm": RHYTHM_CUES,
    "allowance": ALLOWANCE_CUES,
    "request": REQUEST_CUES,
    "proviso": PROVISO_CUES,
    "of_some": OF_SOME_CUES,
    "denial": DENIAL_CUES,
    "circumstance": CIRCUMSTANCE_CUES,
    "otherwise": OTHERWISE_CUES,
    "alternative": ALTERNATIVE_CUES,
    "unread": UNREAD_CUES,
    "definition": DEFINITION_CUES,
    "label": LABEL_CUES,
    "waiver": WAIVER_CUES,
    "subject": SUBJECT_CUES,
    "nucleic": words_of("dna rna"),
    "no_event": NO_EVENT_CUES,
    "narrowed": NARROWED_CUES,
    "shorter": SHORTER_CUES,
}
_RULES_OF = {
    word: frozenset(rule for rule, cues in RULES.items() if word in cues) for word in set().union(*RULES.values())
}
_WORDS = frozenset(_RULES_OF)
CUES = CUES_WITHOUT_NUMBER.union(  # a text without any of these states no limit, unless it opens with what is taken
    RULES["number"], RULES["use"], RULES["grade"], UNTREATED_CUES, words_of("past last preceding within")
)
UNNAMED: frozenset[Rule] = frozenset(["unnamed", "use", "grade", "untreated"])  # that need no name nor time
_NONE: frozenset[Rule] = frozenset()


def rules_of(words: frozenset[str]) -> frozenset[Rule]:
    """The rules that may have something to say in a text of these words."""
    return _NONE.union(*map(_RULES_OF.__getitem__, words & _WORDS))
