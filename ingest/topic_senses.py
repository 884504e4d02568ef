"""Tells where a topic's word is used in another sense and names no topic.

"South Sudan", "Port of Spain"                 another place's name
"a military solution", "security forces"       a stock phrase
"cooperation in education"                      education, not relations
"the NATO summit", "national security adviser"  whose event or office it is, not what it is about
"the president of Venezuela", "Libya's envoy"   the state that somebody serves, not the trouble in it
"Minister X (Libya)", "flew to Libya"           the same, and where somebody goes
"Syria" in a report of 1999                     the state, whose war is yet to come
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from ingest.annotations import Annotations, MentionKind
from ingest.syntax import SUBJECT

# Phrases that hold a topic's word and name none; general knowledge.
_PHRASES = (
    r"South Sudan(?:ese)?|Port Sudan|Greater Lebanon|Port of Spain|River Plate|Red Sea (?:resort|port|city|town|coast)",
    r"(?:in|down|along) (?:a|the) corridors?\b(?! (?:from|between|to|for)\b)|corridors of",
    r"NATO(?:['’]s)? (?:summits?|meetings?|headquarters|chief|secretary|ministers|leaders|ambassadors|allies|members?)",
    r"NATO(?:['’]s)? (?:foreign|defen[cs]e) ministers",
    r"(?:two|top|largest|biggest|major|leading|advanced|emerging|developed) economies",
    r"economic (?:community|forum)|economic and (?:\w+ )?forum",
    r"economic cooperation (?:forum|summit|group|bloc|meeting|leaders|organi[sz]ation)",
    r"(?:national|homeland) security|security (?:forces?|guards?|officers?|officials?|services?|cabinet|council|detail)",
    r"security (?:agents|advis[eo]r|chief|staff)",
    r"military (?:solution|honou?rs|bands?|parade|guard|airport|plane|aircraft|helicopters?|hospital|attach[eé]s?|cemeter(?:y|ies)|camps?|barracks|academy|uniforms?|fatigues|escort|museum)",
    r"military (?:rulers?|government|regime|junta|leaders?)",
    r"military (?:rule|leadership|sources?|terms|answers?|responses?|confrontation|action|activit(?:y|ies)|monitors?|observers?|graduation|courts?|tribunals?)",
    r"military (?:coups?|takeovers?|strikes?|pressure|threats?|offensives?|campaigns?|operations|build-?up|means|media)",
    r"(?:palm|olive|cooking|vegetable) oil|(?:slave|drugs?|fentanyl|arms) trade|border (?:trade|markets?|posts?|towns?)",
    r"(?:(?:cross(?:ed|es|ing)?|across|over|at|near|to|sides? of) (?:(?:the|its|their|his|her|our|an?) )(?:[\w’'-]+ ){0,2}?)(?:border|frontier)(?![ -](?:dispute|question|issue|problem|row|conflict|talks|clash|treat|accord|agreement|deal|demarcation|line|tension|stand|war|quarrel|settle))",
    r"border (?:guards?|gates?|forces?|regions?|plans?|management|haats?|police|checkpoints?)|Pacific Alliance|Bolivarian Alliance",
    r"differences (?:over|on|about)|(?:export|import)s? of (?=(?:[\w’'-]+ ){0,2}?(?:oil|gas|petrol|fuel|energy|electricity|power|arms|weapons)\b)",
    r"(?:zones?|border|gesture|sign|message|symbol) of peace|(?:global|world|international|threats? to|contribut\w+ to|live in) peace|keep(?:ing)? the peace",
    r"peace in the (?:region|world|Taiwan Strait|Pacific|Gulf)|(?:delivering|deliver|exports? of|sales? of|buy(?:ing)?|S-[34]00) (?:[\w’'-]+ )?missiles?(?: parts)?",
    r"(?:until after|days? (?:before|from|after)|weeks? (?:before|from|after)|months? (?:before|from|after)|fac(?:es|ed|ing)) (?:an?|the|his|her|its) (?:[\w’'-]+ )?elections?",
    r"(?:buys?|sells?) (?=(?:[\w’'-]+ ){0,3}?(?:oil|gas|petrol|diesel|fuel|electricity|arms|weapons|missiles?|jets|warplanes|aircraft|airliners|boats|ships|shares?|stakes?)\b)",
    r"(?:breathing|office|living|open|political|civic|policy|public|fiscal|humanitarian|air|parking|personal|more|enough|little|no) space|space (?:for|to|of)\b",
    r"(?:told|sp(?:oke|eak|eaks|eaking|oken) to|meet(?:s|ing)?|met|join(?:s|ed)?|address(?:es|ed|ing)?|questions (?:of|from)|by) (?:[\w-]+ ){0,2}?students",
    r"(?:since|until|before|ahead of|next|won|lost|winning|losing) (?:[\w’'-]+ ){0,3}?elections?|elections? victory|votes? on (?!whether)|votes? short",
    r"referendums? on (?!independence|the constitution|self)|by ferry|ferry (?:terminal|port)|(?:first|last|next|o['’]clock) ferry|alliance (?:of|for) [\w-]+",
    r"satellite (?:phones?|telephones?|television|TV|links?|images?|imagery|photos?|photographs?|dish|towns?|news|channels?|states?)|(?:by|via) satellite",
    r"weapons beyond use|tax breaks?|(?:buy|sell) (?:what|him|her|himself|time|into)",
    r"(?:both|left|right) banks?|banks of the|water cannon|(?:bottled|hot|cold) water|under water",
    r"tested positive for [\w-]+|peace (?:movement|mission \d+|and tranquill?ity|zones?)|nuclear war|territorial integrity|World Cup",
    r"national alliance|missile (?:cruiser|destroyer|frigate|corvette|boat)s?|(?:treated|waste) ?water|humanitarian point of view",
    r"(?:(?:deepen|strengthen|expand|promote|increase|step up|further|closer|bilateral|mutual|enhance|intensify|boost) )?cooperation (?:agreements? )?(?:with [\w’' -]{1,30}? )?(?:in|on|against)(?! (?:all|various|many|the region))",
    r"denuclear\w+ (?:of )?the Korean [Pp]eninsula|diplomatic boycott",
    r"(?:ill|poor|good|failing|frail|his|her|their) health|health (?:reasons|grounds|problems|check-?ups?|scare)",
    r"(?:with|without) the aid of|first aid|legal aid|hearing aids?|(?:sigh|sighs|expression) of relief|to the relief of",
    r"(?:the )?release of (?:the|a|an|his|her|its|their) (?:film|book|report|statement|text|transcript|communiqu[eé]|photographs?|video)",
    r"the (?:news |press )?release (?:said|says|added|stated)|vote of (?:thanks|no confidence|confidence)|votes? (?:in favou?r|against)",
    r"think[ -]tanks?|(?:water|fuel|fish|oil) tanks?|artillery (?:fire|duels?|barrages?|attacks?|shelling|exchanges?)|coats? of arms|navy blue",
    r"(?:property|drawing|television|voting) rights|within (?:his|her|its|their) rights|rights (?:and obligations|and duties|reserved)",
    r"schools? of (?:thought|fish)|data ?bases|bases (?:for|of) (?:talks|negotiations|agreement)|culture of (?!peace\b)\w+|transition team",
    r"freed from (?!prison|jail|captivity|custody)\w+|(?:his|her) (?:doctors|disease)|(?:child|joint) custody",
    r"(?:releas(?:ed|ing)|colou?red|hot-air|toy|party|white) balloons?|survivors? of the (?:\w+ )?bombings?",
    r"(?:atomic|nuclear|NATO|aerial|wartime|allied) (?:air )?bombings?|sanctions relief|trade union(?:s|ists?)?|nuclear famil(?:y|ies)",
    r"(?:landed|arriv\w+|touched down|received|welcomed|greeted|met)\b[^.;]{0,40} (?:at|in) (?:the |an? )?(?:[\w’'-]+ ){0,4}air ?base",
    r"Rivers State|river(?:side)? (?:terrace|resort|cruise|boat)s?|over the river|cruise on the \w+|(?:mineral|holy|rose) water|water polo",
    r"climate of \w+|political climate|(?:renewed|new|fresh|great) energy|oil paintings?|economy class",
    r"Without Borders|Peace (?:Memorial|Prize|Palace|Corps|Park)|Cultural Revolution|Chamber of Commerce",
    r"(?:spy|detective) novels?|computer games?|Technology Park|(?:University|Institute) of Technology",
    r"(?:Syria|Ukraine|Taiwan|Afghanistan) (?:was|had been|has been|did) (?:not |un)(?:been )?(?:invited|attend|represented|present)",
    r"(?:domestic|gender-based|sexual) violence|violence against (?:women|children)|(?:the )?invasion of (?!Ukraine|its neighbou?r)\w+",
)
_STOCK = re.compile(rf"\b(?:{'|'.join(_PHRASES)})\b", re.IGNORECASE)
# The month in which a war began, or from which there were any (Gaza, with the withdrawal of 2005); before it the names of
# its places stand for the places.
_BEGINNINGS = {"syria-war": "2011-03", "ukraine-war": "2013-11", "gaza-war": "2005-09"}
_PLACING = frozenset({"in", "to", "from", "into", "for", "at"})
_REACHING = frozenset("visit leave reach tour enter represent".split())
# What cooperation may be in; it is then that, not relations.
_FIELDS = frozenset(
    "agricultural cultural hydrographic technical scientific space judicial police customs financial maritime energy educational".split()
)
_TROUBLES = "regional-security"  # the topic that a state's bare name stands for


def stock_phrases(doc: Doc) -> list[tuple[int, int]]:
    """Return where phrases stand (first and last character) that hold a topic's word and name none."""
    return [match.span() for match in _STOCK.finditer(doc.text)]


def holds(phrase: tuple[int, int], word: tuple[int, int]) -> bool:
    """Tell whether a phrase holds a word and is longer; a synonym that is itself such a phrase stays one."""
    return phrase[0] <= word[0] and word[1] <= phrase[1] and phrase != word


def homes(doc: Doc, annotations: Annotations) -> set[int]:
    """Return the tokens that name a state only as the one somebody of the document serves: "of Venezuela", "Libya's"."""
    served = {entity.country for entity in annotations.people.values() if entity.country}
    found: set[int] = set()
    for mention in annotations.mentions:
        if mention.kind is not MentionKind.COUNTRY or mention.code not in served:
            continue
        is_owner = mention.is_possessive or (mention.start > 0 and doc[mention.start - 1].lower_ == "of")
        is_label = mention.start > 0 and doc[mention.start - 1].text == "("
        if is_owner or is_label or _is_where_or_who(doc[mention.end - 1]):
            found.update(range(mention.start, mention.end))
    return found


def _is_where_or_who(state: Token) -> bool:
    """Tell whether a state is only where somebody is or goes, or who acts: "arrived in Libya", "visited Sudan", "Yemen agreed"."""
    if state.head.pos_ not in {"VERB", "AUX"}:
        return False
    if state.dep_ == "obl":
        return any(child.dep_ == "case" and child.lower_ in _PLACING for child in state.children)
    return state.dep_ in SUBJECT or (state.dep_ == "obj" and state.head.lemma_.lower() in _REACHING)


def is_of_field(doc: Doc, topic: str, start: int) -> bool:
    """Tell whether a word of relations only says of a field that sides work together in it: "agricultural cooperation"."""
    return topic == "bilateral-relations" and start > 0 and doc[start - 1].lower_ in _FIELDS


def is_home(topic: str, start: int, served: set[int]) -> bool:
    """Tell whether a topic's word names the state that somebody serves, not the trouble in it."""
    return topic == _TROUBLES and start in served


def is_yet_to_come(topic: str, published: str | None) -> bool:
    """Tell whether a report is older than the war that a topic is."""
    beginning = _BEGINNINGS.get(topic)
    return beginning is not None and published is not None and published < beginning[: len(published)]
