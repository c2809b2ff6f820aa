"""What an item makes of the limits below it: stated as they are, denied, or none, where it excepts or explains.

"Participants must not have:", "Cancer, with these exceptions:", "Contraception that is highly effective:".
"""

from __future__ import annotations

import re
from typing import Literal

Effect = Literal["stated", "denied", "void"]

_ALLOWS = re.compile(  # of an exclusion: "… are eligible provided that", "… may be included but must have"
    r"""(?ix) \b(?<!not\ )(?<!not\ be\ )
      (?: eligible | allowed | permitted | acceptable
        | (?: may | can | could )\s+(?:also\s+)?(?:be\s+)?(?: includ | enrol | participat )\w* )\b
      (?! .* \b(?: excluded | not\s+(?:be\s+)?eligible | ineligible )\b )
      | \bto\s+be\s+(?: included | eligible | enrolled )\b | \bnot\s+excluded\b
      | \bmust\s+(?! not\b | be\s+excluded | meet\s+none ) (?: (?! \bmust\b | \bnot\b ). )* $"""
)
_EXCEPTS = re.compile(
    r"""(?ix) (?: \b(?: except(?:ing|ions?)?(?:\s(?:for|of|in|that|when|if|as))? | unless | other\sthan | apart\sfrom )
          (?: \s(?:the\s)?(?: following | (?:one|any)\sof\sthe\sfollowing | they | it | there\sis | he\sor\sshe ) )*
          (?: \s(?: conditions | criteria | cases | cancers | malignancies | tumou?rs | circumstances | exceptions
            | is\strue | are\smet | apply | applies | below ) )*
        | \bwith\s(?:the\s)?(?:following\s)?exceptions?(?:\sof)?(?:\sthe\sfollowing)?
        | \bexcept(?:ions?)?(?:\sfor)?\s[^.;:]{3,120}
          \s(?:defined|listed|described|specified|noted)\s(?:below|as\sfollows)
        | \b(?<!no\s)exceptions?\s(?:to|from)\s(?:this|these|the\sabove)(?:\s[a-z]+)?
        | \bexceptions\s(?:listed\s)?below | \bdoes\snot\sinclude | \bexcluding(?:\sthe\sfollowing)? )\W*$"""
)
_EXPLAINS = re.compile(
    r"""(?ix) \b(?: contracepti\w+ | birth\s+control )\b .* \b(?: methods? | forms? | measures? | until | includ\w+ )\b
      | \b(?: methods? | forms? )\s+of\s+(?: contraception | birth )
      | \b(?: non- )?(?: child-?\s?bearing | reproductive )\b .* \b(?: defin | consider | unless | mean )
      | \bpost-?\s?menopaus\w+\b .* \b(?: defin | consider ) | ^\W*note\b .* \bdefin | ^definitions?\s+of\b
      | \bfor\s+(?:the\s+)?purposes?\s+of\b | \bis\s+considered\b .* \bif\b"""
)
_EXCEPTS_CUES = ("except", "unless", "other", "apart", "include", "excluding")
_EXPLAINS_CUES = (
    *("contracepti", "birth", "bearing", "reproductive", "menopaus", "note", "definition", "purpose", "considered"),
)
_DENIES = re.compile(
    r"""(?ix)^ (?: (?!\b(?: who | that | which | if | unless | alter | with | for )\b) [^.;()] ){0,80}?
      \b(?: (?: must | may | should | shall | can | could | will | do ) \s not \b (?!\s+be\s+excluded) | cannot
        | (?:are|is)\s+not\s+(?:allowed|permitted)\s+to | absence\s+of | free\s+(?:of|from) | none\s+of | no ) \b
      (?! .* \b(?: and | but (?!\s+not\s+limited) | if | when | unless | confirm\w* ) \b )
      (?:\s[a-z-]+,){0,2} (?: [^.;,()]{0,75} | [^.;,()]{0,120} \b(?: any\s+of | following ) \b [^.;,()]{0,40} )
      (?: ,?\s (?: including | such\sas | (?:as\s)?defined\s(?:as|by) ) \b
          (?: ,?\sbut\snot\slimited\sto,? )? [^.;,()]{0,60} )? $"""
)
_FAILS = re.compile(  # of an exclusion: "laboratory values that do not meet the following criteria"
    r"""(?ix) (?<!must\s)(?<!should\s)(?<!may\s)
      \b(?: not\s+(?: meet(?:ing)? | fulfil\w* | satisfy\w* ) | fail\w*\s+to\s+(?: meet | fulfil\w* | satisfy ) )
      \s+ (?:all\s+(?:of\s+)?)? (?:the|these)\s+(?:[a-z-]+\s+){0,3} (?: criteria | requirements | values | limits ) \b
      (?! .* \b(?: or | if )\b ) [^.;:]* $"""
)
_ANEW = re.compile(  # no exception to a cancer, an infection or a treatment reads so
    r"""(?ix) pregnan | breast-?feed | lactating | human\s+immuno | hiv\b | major\s+surgery | uncontrolled\b
      | active\s+(?: tubercul | hepat | infect | autoimm )
      | (?: has | have | had )\s+(?: undergone | symptomatic | any | a\s+history )
      | known\s+(?: hyper | allerg | history ) | history\s+of\s+(?: malig | allogen | idiopath | severe )
      | treatment\s+with\s+(?: therap | systemic | a\b | any | invest ) | severe\s+(?: infec | allerg | chronic )
      | prior\s+(?: organ | allogen | treatment ) | (?:clinically\s+)?significant\b
      | (?:any\s+)?patients?\s+with\s+(?: other | clinic | active | known | live | any | a\s )
      | inability | unable | participation"""
)
_TAIL = 300  # characters: how a lead-in ends tells its effect


def effect_of(sentence: str, kind: str, leads: bool) -> Effect:
    """What a sentence makes of the limits below it; ``leads``: it ends as one that leads in to them does."""
    sentence = sentence[-_TAIL:]
    lower = sentence.lower()
    if any(map(lower.__contains__, _EXCEPTS_CUES)) and _EXCEPTS.search(sentence):
        return "void"
    if not leads:
        return "stated"
    if any(map(lower.__contains__, _EXPLAINS_CUES)) and _EXPLAINS.search(sentence):
        return "void"
    if kind == "exclusion" and _ALLOWS.search(sentence) and "exclusion" not in lower:
        return "void"
    return "denied" if (_FAILS if kind == "exclusion" else _DENIES).search(sentence) else "stated"


def begins_anew(text: str) -> bool:
    """Whether an item is an exclusion of its own, so that the list of exceptions before it has ended."""
    return _ANEW.match(text) is not None
