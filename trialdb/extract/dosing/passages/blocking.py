"""Amounts that are no dose at all: levels, samples, steps, strengths, compositions; set aside before all else."""

from __future__ import annotations

import re

from msgspec.structs import replace

from trialdb.extract.dosing.facts import Fact, before, stems_before

_OF_BODY = re.compile(
    r"\W{1,2}(?:of\W)?(?:(?:peripheral|venous|whole|heparinized|additional|fasting|preload|pre-?dose)\W)?(?:blood|urine|"
    r"plasma\b(?!\s*\()|serum|stool|tissue|csf|saliva|sputum|bone\smarrow|cells?\sper|csf|of\salcohol|alumin\w+|alum\b|(?:[\w®™-]+\s)?adjuvant)|\W{0,2}needle|"
    r"\W{0,2}(?:\d{1,2}\W)?gauge"
)
_STEP_AFTER = re.compile(r"[\s-](?:dose\s|(?:[a-z]\.){2,3}\s?)?(?:increments?|steps?|decrements?|to\sdeliver)\b")
# taper by 5 mg every 2 weeks · a reduction of 5 mg
_STEP_BEFORE = re.compile(
    r"\b(?:(?:taper|rais|reduc|increas|increment|decreas|decrement|escalat|"
    r"titrat)\w*\W{1,2}(?:[\w-]+\W{1,2}){0,8}?(?:by|(?:at\s|a\s)?rate\sof)\W{1,2}(?:another\s|\d[\d.]*\s?[+±]\s?)?"
    r"|(?:reduction|increments?|decrements?|increases?|decreases?|intervals)\W{1,2}(?:(?!until\b|till\b|or\b)\w+\W{1,2}){0,3}of\W{1,2}(?:up\sto\s)?"
    r"|more\sthan\s(?:one|an?|a\ssingle|1)\s|then,?\sof\s|\badding\s|\badjusted\sfrom\s|\bin\sunits\sof\s|taper(?:ed|ing)?\s"
    r"|(?:as|in|by|via)\s(?:\d|two|three|four|five|six)\sseparate\s(?:injections|volumes|doses)?\s?(?:of\s)?)$"
)
_STEPS = {
    "tape", "rais", "redu", "incr", "decr", "esca", "titr", "inte", "more", "then", "addi", "adju", "unit", "sepa",
}  # fmt: skip
_IN_ONE = re.compile(r"\b(?:three|four|3|4)[\s-]in[\s-]$")  # a three-in-one 5 mg tablet
_NOT_DOSED = re.compile(
    r"\b(?:maximum\sdose\sper\s(?:\d\s)?\w+\sof\s|(?:nights?|days)\s(?:that|when|on\swhich)\s|"
    r"(?:after|before|following|until|prior\sto)\s(?:the\s)?(?:completion|completing|end|start)\s(?:of\s)?(?:the\s)?|"
    r"respon\w+\sto\s|(?<=\()using\s(?:(?:tablets|capsules|vials)\sof\s)?|food\schallenges?\s(?:\(\w+\)\s)?(?:of\sup\sto|up\sto|of|to|with)\s|"
    r"pre-?hydrat\w+\s(?:[\w,]+\s){0,4}|\baliquots\sof\s|\bprepare\s(?:[\w-]+\s){0,3}(?:drip|infusion):\s|"
    r"designed\sto\sdeliver\s|\boccur\safter\s|\bvolume\sinfused\sof\s|"
    r"\bamounts\sto\s(?:about\s)?|\b(?:to|receiv(?:e|ed|ing)|get)\sno\s(?!more|less|fewer)(?:[\w-]+\s){1,2}|"
    r"\b(?:sprays?|puffs?|actuations?|inhalations?)\s(?:each\s)?deliver(?:ing|s)\s|"
    r"(?:currently\s(?:on|taking|receiving)|having\s(?:previously\s)?(?:received|taken)|previously\s(?:received|treated\swith))"
    r"\s(?:[\w®-]+\s){0,3}(?:at\s|of\s)?|"
    r"\b(?:effective|superior|inferior|safer|better)\s(?:than|to)\s(?:[\w-]+\s)?|"
    r"(?:edta|venous|capillary|whole|peripheral)[\s-](?:whole\s)?(?:blood|plasma|serum)\W{1,2}|"
    r"(?:weigh(?:s|ing|ed|t)?|loss|creatinine|bilirubin|ha?emoglobin|glucose|cholesterol|triglycerides?|ldl(?:-c)?|"
    r"hdl(?:-c)?|psa|concentrations?|tube|samples?|(?<!dose\s)levels?\sof\s\w+|platelets?|anc|wbc|albumin\slevel|ferritin|"
    r"volume|capacity|threshold|steps?|nearest|rounded|modifications?|adjustments?|available|supplied|provided|samples?|"
    r"volumes?|strengths?|packaged|viability|count|counts|collected|collect|harvest(?:ed)?|minimum|yield|contain(?:s|"
    r"ing|ed)|composed|tumou?r\ssize|energy|filled\swith|residual|yields?|pressure|clearance|excretion|equivalent\sto|"
    r"exposure)\W{1,2}(?:(?:of|is|was|at|as|in|a|the|to|level|levels|count|and|about|between|doses?)\W{1,2}){0,3})$"
)
# what each alternative of the pattern above holds a word of
_NO_DOSES = {
    "maxi", "nigh", "days", "afte", "befo", "foll", "unti", "prio", "resp", "usin", "food", "pre", "preh", "aliq",
    "prep", "desi", "occu", "volu", "amou", "spra", "puff", "actu", "inha", "curr", "havi", "prev", "effe", "supe",
    "infe", "safe", "bett", "edta", "veno", "capi", "whol", "peri", "weig", "loss", "crea", "bili", "hemo", "haem",
    "gluc", "chol", "trig", "ldl", "hdl", "psa", "conc", "tube", "samp", "leve", "plat", "anc", "wbc", "albu", "ferr",
    "capa", "thre", "step", "near", "roun", "modi", "adju", "avai", "supp", "prov", "stre", "pack", "viab", "coun",
    "coll", "harv", "mini", "yiel", "cont", "comp", "tumo", "ener", "fill", "resi", "pres", "clea", "excr", "equi",
    "expo", "no",
}  # fmt: skip
_ROUNDED = re.compile(r"\bround\w*\W(?:(?:up|down|off|to|the)\W){0,3}nearest\W$")
# each mL contains 250 µg of A, 0.4 mg of B and 45 mg of C · 900 mg of oil, of which 300 mg is D
_COMPOSED = re.compile(
    r"\b(?:(?:each|one|per|1)\s(?:\d[\d.]*\s?-?(?:mg|mcg|g)\s(?:\([^()]{1,40}\)\s)?)?(?:glass\s)?(?:ml|g|gram|dose\sof\svaccine|tablet|[ck]apsule|vial|sachet|cartridge|pen|syringe|softgel|\d[\d.]*\s?(?:ml|g))\b"
    r"[^.;]{0,40}\b(?:contain|hold|consist|compris|composed|provid)\w*"
    r"|(?:is|are)\s(?:\w+ly\s)?available\sin\b[^.;]{0,60}\b(?:vials?|ampoules?|tablets?|capsules?|strengths?)\b"
    r"|\bpackaging\b[^.;()]{0,60}\(|each\scontain\w*|\bemulsion\scontain\w*|\bdelivering\sa\stotal\sof\b|\b(?:available|provided|supplied)\s[^.;]{0,40}\bfollowing\s(?:strengths|sizes)\b|with\s(?:a\s)?composition\sof\b|this\s(?:comprises|contains|provides|consists\sof)\b"
    r"|\bof\swhich\s(?:about\s|approximately\s)?\d[\d.,]*\s?(?:mg|mcg|µg|g|iu)\s(?!(?:\w+\s){0,3}(?:given|administered|taken|infused|injected)\b))"
)
# available in strengths of 5, 20 and 100 mg
_LIST_GAP = re.compile(r"\s?(?:tablets?|capsules?|vials?)?\s?,?\s?(?:and\s|or\s)?(?:from\s)?")


# unable to tolerate the dose of 15 mg · if the 60 mg dose was well tolerated
_TOLERATED = re.compile(
    r"\b(?:tolerat(?:e|es|ing)|tolerance|if|when|once)\W{1,2}(?:(?:the|a|this|their|dose|of|treatment|with|at|least|initial|starting)\W{1,2}){0,5}$"
)
_WAS_TOLERATED = re.compile(
    r"\W{1,2}(?:\w+\W{1,2}){0,3}?(?:was|were|is|are|has\sbeen)\s(?:not\s)?(?:well[\s-])?tolerated\b"
)


_BORNE = frozenset({"tole", "if", "when", "once"})


def _is_tolerated(low: str, start: int, end: int, fact: Fact, lead: list[str]) -> bool:
    """A dose told of only as borne or not."""
    said = None if _BORNE.isdisjoint(lead) else before(_TOLERATED, low, start, fact.start)
    return said is not None and (said[0].startswith("toler") or _WAS_TOLERATED.match(low, fact.end, end) is not None)


# provided as 2000 IU daily
_HANDED_OUT = re.compile(r"\b(?:provided|supplied)\s(?:as|at)\s$")
_DAILY = re.compile(r"\s?(?:/\s?day|(?:once\s|twice\s)?(?:daily|a\sday|per\sday)|[bt]id)\b")


def _is_handed_out(low: str, start: int, end: int, fact: Fact) -> bool:
    return bool(before(_HANDED_OUT, low, start, fact.start) and _DAILY.match(low, fact.end, end))


# 10 g milk OFC; 2.8 g protein/100 kcal
_OF_FOOD = re.compile(
    r"\s(?:[\w']+\s){0,2}(?:ofcs?\b|(?:oral\s)?food\schallenges?\b)|\s(?:\w+\s?)?(?:/|per\s)\s?100\s?(?:kcal|ml)\b"
)
_BY_WEIGHT = re.compile(r"\s[a-z][a-z-]+/kg(?:bw)?(?![a-z])")  # 0.12 mmol nitrate/kg
_PER_HUNDRED = re.compile(r"[a-z]\s?(?:/|per)\s?$")  # 2.8 g protein/100 kcal


def _is_no_dose(low: str, start: int, end: int, fact: Fact, lead: list[str]) -> bool:
    """A step, a level, a sample, a strength: what stands behind it is no schedule of a dose either."""
    if fact.value.low != fact.value.high and low.endswith("minimum of ", start, fact.start):
        return False
    if fact.value.high == 100 and before(_PER_HUNDRED, low, start, fact.start, 8):
        return True
    return bool(
        _OF_FOOD.match(low, fact.end, end)
        or ("{" not in fact.value.unit and _BY_WEIGHT.match(low, fact.end, end))
        or _OF_BODY.match(low, fact.end, end)
        or _STEP_AFTER.match(low, fact.end, end)
        or (not _STEPS.isdisjoint(lead) and before(_STEP_BEFORE, low, start, fact.start))
        or (low.endswith(("in ", "in-"), start, fact.start) and before(_IN_ONE, low, start, fact.start))
        or (
            not _NO_DOSES.isdisjoint(lead)
            and before(_NOT_DOSED, low, start, fact.start, 50)
            and not _is_handed_out(low, start, end, fact)
        )
    )


# capsules of 10 mg, 25 mg or 50 mg: which of them is dosed is said elsewhere
_FORM_THEN_AMOUNT = re.compile(
    r"\s(?:tablets|capsules)\s(?=\d[\d.,]*\s?(?:mg|mcg|g)\b(?!\s(?:tablets|capsules)))"
)  # 25 mg capsules 100 mg
_FORMS_OF = re.compile(r"(?<!\d\s)\b(?:capsules|tablets|vials|ampoules|syringes)\s(?:of|in)\s$")
# supplied in 5 mg tablets · available as 125 mg, 250 mg and 500 mg capsules
_SUPPLIED = re.compile(
    r"\b(?:(?:supplied|available|provided|packaged)\s(?:as|in|at)|standardi[sz]ed\sto|dosage\sforms?\b[^.;]{0,60}?\bconsists?\sof)\s(?:an?\s)?$"
)
_FORM_BEHIND = re.compile(r"[^.;]{0,40}?\b(?:tablets?|capsules?|strengths?|vials?|dispersible)\b")
_POWDER = re.compile(
    r"(?:\s\w+){0,2}\s(?:powder\sfor|lyophili[sz]ed\spowder)\b"
)  # 250 mg intravenous powder for solution
# the 60 mg tablets are oval
_LOOKS = re.compile(
    r"\s(?:tablets|capsules)\s(?:of\s\w+\s)?(?:are|were|is)\s(?!given|taken|administered|to\b|swallowed|ingested|used)"
)
# (1 and 2 mg) tablets
_BRACKETED_LIST = re.compile(
    r"\(\d[\d.]*(?:\s?(?:mg|mcg|µg|g))?(?:\s?(?:,\s?(?:and\s)?|and\s)\d[\d.]*(?:\s?(?:mg|mcg|µg|g))?)+\)\s"
    r"(?:tablets|capsules|vials|pills|sachets)\b"
)
# 2.5 g sachets at doses of 5 to 10 g
_FORMS_FOR = re.compile(
    r"(?:\s(?:and|or)\s\d[\d.]*\s?(?:mg|mcg|µg|g))?\s(?:tablets|capsules|sachets|vials|patches)(?:,\s(?:given|taken|administered)\s(?:\w+\s){1,3}?|\s)(?:at|for|to\sachieve|allowing)\s"
    r"(?:an?\s)?(?:daily\s)?(?:doses?|dosages?)\b"
)
# 500 mg of active substance per capsule
_PER_FORM = re.compile(
    r"\s(?:of\s)?(?:[\w-]+\s){0,4}?(?:per|in\s(?:each|every|one))\s(?:capsule|tablet|pill|sachet|vial|puff|actuation|ampoule|caplet)\b"
)
_PLUS_STRENGTH = re.compile(r"\s(?:of\s)?(?:[\w-]+\s){1,3}(?:plus|and|\+|/)\s?")  # 1 g of A plus 20 mg of B per tablet
_LISTED_NEXT = re.compile(r"\s?,\s?\d[\d.]*\s?(?:mg|mcg|µg|g|ml|iu)\b")


_HANDED = frozenset({"supp", "avai", "prov", "pack", "stan", "cons"})


def _is_strength(low: str, start: int, end: int, fact: Fact, lead: list[str]) -> bool:
    if _LISTED_NEXT.match(low, fact.end, end) and before(_FORMS_OF, low, start, fact.start, 16):
        return True
    if _LOOKS.match(low, fact.end, end) or _POWDER.match(low, fact.end, end) or _FORMS_FOR.match(low, fact.end, end):
        return True
    if (
        fact.value.kind == "mass"
        and not fact.value.per
        and "/" not in fact.value.unit
        and _PER_FORM.match(low, fact.end, end)
    ):
        return True
    opening = low.rfind("(", max(start, fact.start - 40), fact.start)
    if opening >= 0 and _BRACKETED_LIST.match(low, opening, end):
        return True
    is_supplied = not _HANDED.isdisjoint(lead) and before(_SUPPLIED, low, start, fact.start, 90) is not None
    return is_supplied and _FORM_BEHIND.match(low, fact.end, end) is not None


def _composition(low: str, composed: re.Match[str], end: int) -> tuple[int, int]:
    """From where to where amounts are parts: in ``(1 capsule contains …) 2 capsules a day`` what the brackets hold."""
    at = composed.start()
    closing = low.find(")", at, end) if low.startswith("(", at - 1) else -1
    if closing < 0 or low.find("(", at, closing) >= 0:
        return (at if _TOLD_OF.search(composed[0]) else at + 1, end)
    return at, closing


_TOLD_OF = re.compile(r"(?:contain(?:s|ed)|consist(?:s|ed)|compris(?:es|ed)|h[oe]lds?)$")  # one capsule contains 5 mg


_TELLS_PARTS = (
    "contain",
    "hold",
    "consist",
    "compris",
    "provid",
    "compos",
    "availab",
    "packag",
    "deliver",
    "of which",
    "suppl",
)
"""Words of which one must stand where parts of a product are told."""


def block_others(low: str, start: int, end: int, facts: list[Fact]) -> list[Fact]:
    """The facts, with amounts that are no dose turned into blocks; a list is what its first amount is."""
    found: list[Fact] = []
    blocked_to = rounded_to = -1
    unit = ""  # of the rounded or listed strengths
    composed = _COMPOSED.search(low, start, end) if any(low.find(w, start, end) >= 0 for w in _TELLS_PARTS) else None
    first, last = _composition(low, composed, end) if composed else (end, end)
    for fact in facts:
        if fact.kind == "amount" and first <= fact.start < last:
            fact = replace(fact, kind="swallowed")
        if fact.kind == "amount":
            lead = stems_before(low, start, fact.start)
            is_listed = blocked_to >= 0 and (
                _LIST_GAP.fullmatch(low, blocked_to, fact.start) or low[blocked_to : fact.start].strip() == "("
            )
            if _FORM_THEN_AMOUNT.match(low, fact.end, end) and "/" not in fact.value.unit:
                fact = replace(fact, kind="swallowed")
            elif (
                before(_ROUNDED, low, start, fact.start, word="nearest")
                or _is_strength(low, start, end, fact, lead)
                or (unit == fact.value.unit and _LIST_GAP.fullmatch(low, rounded_to, fact.start))
            ):
                rounded_to, unit = fact.end, fact.value.unit
                prior = next((at for at in range(len(found) - 1, -1, -1) if found[at].kind == "amount"), None)
                if prior is not None and (
                    _PLUS_STRENGTH.fullmatch(low, found[prior].end, fact.start)
                    or (_POWDER.match(low, fact.end, end) and low[found[prior].end : fact.start].strip() == "or")
                ):
                    found[prior] = replace(found[prior], kind="swallowed")
                fact = replace(fact, kind="swallowed")  # what stands behind it is of the dose that is rounded
            elif is_listed or _is_no_dose(low, start, end, fact, lead) or _is_tolerated(low, start, end, fact, lead):
                blocked_to = fact.end
                fact = replace(fact, kind="block")
        found.append(fact)
    return found


# 300 mg twice a day (total of 600 mg)
