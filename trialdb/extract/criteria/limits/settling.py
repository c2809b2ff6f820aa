"""What the rest of a text says of the limits read in it: that some are none, for whom they are, who is exempt."""

from __future__ import annotations

from trialdb.extract.criteria.limits.clauses import Clauses
from trialdb.extract.criteria.limits.draft import Draft
from trialdb.extract.criteria.limits.events.instead import tell_for_others
from trialdb.extract.criteria.limits.exceptions.alternatives import without_optional
from trialdb.extract.criteria.limits.exceptions.anticoagulated import CLOTTING, tell_of_anticoagulated
from trialdb.extract.criteria.limits.exceptions.exempting import give_exceptions
from trialdb.extract.criteria.limits.exceptions.narrowed import narrow
from trialdb.extract.criteria.limits.exceptions.of_some import with_owners
from trialdb.extract.criteria.limits.exceptions.otherwise import tell_otherwise
from trialdb.extract.criteria.limits.exceptions.provisos import with_provisos
from trialdb.extract.criteria.limits.exceptions.requests import without_requests
from trialdb.extract.criteria.limits.exceptions.shorter import tell_shorter
from trialdb.extract.criteria.limits.exceptions.taken_back import let_earlier_treatment_in, take_back
from trialdb.extract.criteria.limits.exceptions.unread import tell_unread
from trialdb.extract.criteria.limits.exceptions.waivers import NEEDLESS_CUES, give_waivers
from trialdb.extract.criteria.limits.labels import give_labels
from trialdb.extract.criteria.limits.statuses.nursing import NURSING, tell_of_nursing
from trialdb.extract.criteria.limits.statuses.qualifiers import tell_needs, without_wanted
from trialdb.extract.criteria.limits.thresholds.ages_in_passing import PASSING_CUES, without_ages_in_passing
from trialdb.extract.criteria.limits.thresholds.circumstances import without_circumstances
from trialdb.extract.criteria.limits.thresholds.definitions import without_definitions
from trialdb.extract.criteria.limits.thresholds.denied import deny_asides
from trialdb.extract.criteria.limits.thresholds.questionnaires import QUESTIONNAIRES, without_items
from trialdb.extract.criteria.limits.thresholds.scores import SCORE_CUES, without_scores


def settled(clauses: Clauses, drafts: list[Draft], kind: str | None) -> list[Draft]:
    """The drafts that are limits, each with what the rest of the text says of it."""
    lower, words, live = clauses.lower, clauses.words, clauses.live
    named = {draft.concept for draft in drafts}
    if "age" in named and ("%" in lower or not words.isdisjoint(PASSING_CUES)):
        drafts = without_ages_in_passing(lower, drafts, kind)
    if not named.isdisjoint(NURSING):
        drafts = tell_of_nursing(lower, drafts, kind)
    if not named.isdisjoint(QUESTIONNAIRES):
        drafts = without_items(lower, drafts)
    if not words.isdisjoint(SCORE_CUES):
        drafts = without_scores(lower, drafts)
    if kind == "exclusion" and "request" in live:
        drafts = without_requests(lower, drafts)
    if kind != "exclusion" and "proviso" in live:
        drafts = with_provisos(lower, words, drafts)
        if "of_some" in live:
            drafts = with_owners(lower, words, drafts)
        tell_for_others(lower, drafts)
    if "denial" in live:
        deny_asides(lower, drafts, kind)
    if "circumstance" in live:
        drafts = without_circumstances(lower, words, drafts)
    if kind != "exclusion" and "otherwise" in live:
        drafts = tell_otherwise(lower, words, drafts)
    if kind == "inclusion" and "other_malignancy" in named:
        drafts = without_wanted(lower, drafts)
    if kind == "inclusion" and "alternative" in live:
        drafts = without_optional(lower, drafts)
    if "unread" in live:
        tell_unread(lower, drafts, kind)
    if "definition" in live:
        drafts = without_definitions(lower, drafts)
    if drafts and "label" in live:
        give_labels(lower, drafts)
    if drafts and clauses.exceptions:
        give_exceptions(clauses, drafts)
    if drafts and ("waiver" in live or ("not" in words and not words.isdisjoint(NEEDLESS_CUES))):
        give_waivers(lower, drafts)
    if drafts and "narrowed" in live:
        narrow(lower, words, drafts, kind)
    if kind != "exclusion" and not named.isdisjoint(CLOTTING):
        tell_of_anticoagulated(lower, drafts)
    if kind == "exclusion":
        if "other_malignancy" in named:
            tell_needs(lower, drafts)
        if "shorter" in live:
            tell_shorter(lower, drafts)
        take_back(clauses, drafts)
    else:
        let_earlier_treatment_in(clauses, drafts)
    return drafts
