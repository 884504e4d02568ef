"""Tells how a meeting stands in a clause: held, planned, proposed, postponed, cancelled, declined, or none at all.

    "will meet", "is due to meet", "is to see"       planned
    "hopes to meet", "could meet", "invited"         proposed
    "was to have met", "scrapped a trip"             cancelled
    "refused to meet", "rebuffed an invitation"      declined
    "did not meet", "has no plans to meet"           None: no encounter

Source:
    The modality and polarity classes of TimeML's EVENT and SLINK (Pustejovsky et al. 2003), with the statuses of our guide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from graph.model import Status
from ingest.control import is_asked_for, is_asked_not_to, is_judged, is_ordered
from ingest.denials import is_calling_off_denied, is_denied, is_setting_of_none
from ingest.done_deeds import took_place
from ingest.first_person import is_pleasure
from ingest.noun_standing import standing_by_verb
from ingest.onward import is_at_next_stop
from ingest.subjects import closes_aside
from ingest.syntax import FINITE, OBJECT, POSSESSIVE, RELATIVE, SUBJECT, relative_of, top_of
from ingest.tenses import is_resolved_on, tense_of
from ingest.withdrawals import is_stayed_away_from, withdrawn

CANCEL = frozenset("cancel scrap scuttle drop abandon abort ditch nix axe call-off".split())
POSTPONE = frozenset("postpone delay defer reschedule put-off push-back".split())
DECLINE = frozenset("decline refuse reject rebuff snub spurn shun rebuff turn-down".split())
PROPOSE = frozenset(
    "hope want wish seek invite propose offer suggest ask request consider urge push call-for encourage envisage contemplate mull "
    "explore anticipate aim crave press broach dream would-like desire demand advocate offer float".split()
)
PLAN = frozenset(
    "plan schedule expect intend prepare agree arrange slate announce set promise pledge organise organize accept book".split()
)
PLAN_ADJ = frozenset(
    "due set scheduled slated expected planned poised bound upcoming forthcoming impending approaching next coming later".split()
)
PROPOSE_ADJ = frozenset(
    "possible potential proposed prospective hoped-for eventual likely ready willing open eager keen hopeful prepared future hypothetical".split()
)
_TO_BE_SO = frozenset("ready willing open eager keen hopeful prepared".split())  # "open to", not "in open discord"
OFF_ADJ = {
    "cancelled": Status.CANCELLED,
    "canceled": Status.CANCELLED,
    "scrapped": Status.CANCELLED,
    "aborted": Status.CANCELLED,
    "postponed": Status.POSTPONED,
    "delayed": Status.POSTPONED,
    "abandoned": Status.CANCELLED,
}
MODAL_WILL = frozenset({"will", "'ll", "’ll", "shall", "wo", "going"})
MODAL_MAY = frozenset({"may", "might", "could", "can", "would", "should", "'d"})
NEGATION = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "without"})
_CLAUSE_END = frozenset({";", ":", ".", "!", "?"})

_OFF_PATTERNS: tuple[tuple[re.Pattern[str], Status], ...] = (
    (
        re.compile(
            r"\b(?:call(?:ed|ing|s)? off|scrap(?:ped|ping|s)?|cancel(?:l?ed|l?ing|s)?|cancellation of|fell through|never took place|never (?:materiali[sz]ed|came about)|did not (?:take place|come about)|failed to materiali[sz]e|(?:was|were|been|be) (?:dropped|shelved|scuttled|ditched|axed|called off)|(?:is|are|was|were) off(?= and |[,.;!?]| again| after| because)|came to nothing|nothing came of|(?:withdr(?:ew|awn|aws|awing)|rescind(?:ed|s|ing)|revok(?:ed|es|ing)|retract(?:ed|s|ing)) (?:an?|the|its|his|her|their) (?:\w+ )?invitation)\b",
            re.IGNORECASE,
        ),
        Status.CANCELLED,
    ),
    (
        re.compile(
            r"\b(?:postpon(?:ed|ing|es|ement)|put off|defer(?:red|ring)|delay(?:ed|ing) (?:a|an|the|his|her|their)|(?:was|were|been|be|is|are) (?:delayed|deferred|moved)|push(?:ed|ing) back|rescheduled|(?:put|puts|putting|placed) (?:[\w’'.-]+ ){0,8}?on (?:hold|ice)|suspend(?:ed|s|ing) (?:his|her|its|their|a|the)? ?(?:plans?|visit|trip|meeting|summit|talks))\b",
            re.IGNORECASE,
        ),
        Status.POSTPONED,
    ),
    (
        re.compile(
            r"\b(?:declin(?:ed|ing|es) (?:to (?:meet|see|attend|receive|hold|speak|talk|travel|sit|come|go|join)|an? (?:\w+ )?(?:invitation|request|meeting|offer)|the (?:\w+ )?(?:invitation|request|meeting|offer)|his|her|their|(?:[\w’'.-]+ ){0,4}?[\w.-]+[’'](?:s )?(?:\w+ )?invitation)|refus(?:ed|ing|es|al) (?:to (?:meet|see|attend|receive|hold|speak|talk|travel|sit|come|go|join)|an? |the |his |her )|rebuff(?:ed|ing|s)|turn(?:ed|ing|s) down|reject(?:ed|ing|s) (?:an? |the )?(?:\w+ ){0,2}(?:invitation|request|offer|meeting|overture)|snubb(?:ed|ing)|spurn(?:ed|ing))\b",
            re.IGNORECASE,
        ),
        Status.DECLINED,
    ),
)
# Behind asides: "a summit of the two in the same city, with X as mediator, was called off".
_FAR_OFF = re.compile(
    r"^((?:(?!\b(?:was|were|is|are|has|had|will|said)\b).)*), (was (?:called off|cancell?ed|postponed|scrapped|put off|delayed))\b"
)
_WAS_TO_HAVE = re.compile(
    r"\b(?:was|were) to have\b|\bshould (?:by now |then )?have (?:been|met|gone|flown|travell?ed|received|held|seen|hosted|visited)\b|\bhad (?:been )?(?:originally |initially |first |also )?(?:been )?(?:due|scheduled|set(?! aside)|planned|expected|supposed|hoped|intended|slated)\b|\bwas (?:originally|initially|previously) (?:due|scheduled|set|planned|expected|supposed)\b|\bwas supposed to\b|\bwere supposed to\b",
    re.IGNORECASE,
)
_NO_EVENT = re.compile(
    r"\b(?:neither \w+ nor (?:\w+ ){1,3}(?:is|are|was|were|will|would)|stay(?:ed|ing|s)? (?:at home|away)|no (?:plans?|intention|need|reason|wish|desire|date|meeting|talks|summit|visit|immediate plans?|meetings?)[”’\"']? (?:to|for|of|with|was|were|is|are|has|had|between|planned)|(?:has|have|had) yet to (?:meet|visit|see|speak|receive|travel|sit|talk|go|come)|(?:has|have|had) (?:not|never|n[’']t) (?:yet )?(?:met|spoken|visited|talked|seen|held)|(?:did|does|do|could|would|will|was|were|is|are) ?(?:not|n[’']t|never) (?:\w+ )?(?:make the|take part|meet|met|visit|speak|see|hold|receive|travel|attend|go|going|meeting|planned|scheduled|expected|due|planning)|no longer|without meeting|not been (?:re)?scheduled|rather than (?:meet|meeting)|instead of (?:meet|meeting))\b",
    re.IGNORECASE,
)
_PROPOSE_PATTERN = re.compile(
    r"\b(?:invit(?:ed|es|ing|ation)|hop(?:ed|es|ing|e) (?:to|that|for|it|he|she|they)|would like|wants? to|wish(?:es|ed) to|seek(?:s|ing)? (?:to|an?)|sought|propos(?:ed|es|ing|al)|offer(?:ed|s|ing)? to|call(?:ed|s|ing) for|ready (?:to|for)|willing(?:ness)? to|consider(?:s|ing)|weigh(?:s|ing)|mull(?:s|ing)|prospects? (?:of|for)|possib(?:le|ility|ly)|potential(?:ly)?|could|might|(?-i:may)|if|whether|unclear|not (?:\w+ ){0,2}clear|urg(?:ed|es|ing)|ask(?:ed|s|ing) to (?:meet|see)|requested|(?:pav|open)\w* the way|facilitate|lead to|on-ramp|chances? of|open to|interest in|look(?:ing|ed|s)? forward to|in talks about|likel(?:y|iest)|counting on|should|remains open|push(?:ed|ing) for|press(?:ed|ing) for|expected (?:more|that)|speculation)\b",
    re.IGNORECASE,
)
_PLAN_PATTERN = re.compile(
    r"\b(?:will|shall|(?:is|are|am|was|were) (?:first |also |then |later |now |both |each |still )?to|billed to|tipped to|(?<!sat )(?<!sits )(?<!sitting )down for|set aside for|due (?:to|in|for|at|on|here)|set to|sets? (?:off|out) (?:on|for)|scheduled|slated|plan(?:s|ned|ning) (?:to|for|a)|plan (?:to|a)|planned|expect(?:s|ed) (?:to|in|at|next)|going to|about to|intend(?:s|ed)? to|agreed to (?:meet|hold|speak|visit|talk|sit)|upcoming|forthcoming|ahead of|in the run-up to|before departing for|heads? (?:for|to)|heading (?:for|to)|later (?:on|this|today|in)|tomorrow|next (?:week|month|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|in the coming|coming (?:days|weeks|months)|accepted (?:an|the|his|her) invitation|announced (?:that|plans)|preparing (?:to|for)|prepares (?:to|for)|on (?:the|his|her) (?:agenda|list|itinerary|schedule|programme|program)|goes on to|to follow)\b",
    re.IGNORECASE,
)


# "the meeting of A and B, which was to have taken place in Rome, will not be held"
_NEVER_HELD = re.compile(
    r"(?:[^,;.]| [A-Z]\.|,(?! (?:which|that)\b)){0,110}, (?:which|that) (?:was|were) (?:to have|supposed to|due to have)\b"
    r"|[^;.]{0,140}?\b(?:will|would) (?:not|no longer) (?:now )?(?:be held|take place|go ahead|happen)\b"
)
_OPEN = re.compile(
    r"\W*whether\b.*\b(?:remains?|is (?:still )?(?:open|uncertain|unclear|unknown|not (?:clear|known|certain))|depends?|will depend|has yet)\b",
    re.IGNORECASE | re.DOTALL,
)
# "it would be more logical for him to come here": nobody plans it.
_BETTER = re.compile(
    r"\bwould (?:be|have been) (?:far |much )?(?:more (?:logical|sensible|natural|appropriate)|better|wiser|preferable) (?:for|if)\b[^.;]*$"
)
# "That the two should meet twice in a week has not gone unnoticed": told as a fact, and told elsewhere.
_THAT_SHOULD = re.compile(r"\W*That\b[^,;.]*\bshould (?:\w+ )?$")
# "Few had expected that they would be let in": they were.
_UNFORESEEN = re.compile(
    r"\b(?:few|nobody|no one|none|hardly anyone|scarcely anyone)\b(?: [\w’'-]+){0,4} had (?:expected|foreseen|predicted|thought|imagined)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(r"(?:\W*Q(?:uestion)?\W{1,3})?(?:Will|Is|Are)\b[^.;]*\?\W*$", re.DOTALL)
_INVITED = re.compile(r"\b(?:invit(?:ed|es|ation)|extended an invitation)\b", re.IGNORECASE)
# Before the verb or noun of a visit: "extended an invitation to Kay and Roe to visit Oslo".
INVITATION_TO = re.compile(
    r"\binvitations? (?:to|for) (?P<whom>[^,;:“”]+?) to (?:(?:pay|make) (?:an? |his |her )?(?:[\w-]+ ){0,2})?$"
)
_ACCEPTED = re.compile(
    r"(?:\band\b|, (?:who|which|an invitation that|an invitation which))[^.;,]{0,40} accepted\b|\bwas accepted\b"
)
_SKIPPED = re.compile(
    r"\b(?:skip(?:s|ped|ping)?|boycott\w*|miss(?:es|ed|ing)?|shun\w*|(?:stay\w*|kept) away from|(?:was|were) absent from|sat out)\s+(?:[\w’'.-]+\s+){0,5}$"
)
# "said after talks", "during their meeting", "at the end of a visit": what it hangs on took place.
_DURING = re.compile(
    r"\b(?:after|following|during|at the (?:end|close|start|top) of|since|emerg\w+ from|came out of|in the course of|wrapped up|wraps up|concluded|ended)\s+(?:\S+\s+){0,4}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A status and the words it was read from."""

    status: Status
    cue: str


def _is_told_of_past(verb: Token) -> bool:
    """Tell whether a verb has a past of its own, whatever the one above it: "would only say that she had spoken"."""
    return verb.tag_ == "VBD" or (verb.tag_ == "VBN" and any(t.lower_ == "had" for t in verb.children))


def verb_group(token: Token) -> list[Token]:
    """Return the auxiliaries, negations and control verbs a verb stands under, nearest first."""
    found: list[Token] = []
    current = token
    for _ in range(4):
        found.extend(
            child for child in current.children if child.dep_ in {"aux", "aux:pass", "auxpass", "neg", "advmod", "cop"}
        )
        if (
            current.dep_ in {"xcomp", "ccomp", "advcl"}
            and current.head != current
            and current.head.i < current.i
            and not (current.dep_ == "advcl" and current.tag_ in {"VBD", "VBZ", "VBP"})
            and not (current.dep_ == "ccomp" and _is_told_of_past(current))
        ):
            current = current.head
            found.append(current)
        elif _shares_auxiliary(current):
            current = current.head
        else:
            break
    return found


def _shares_auxiliary(verb: Token) -> bool:
    """Tell whether a passive goes on under the auxiliary of the verb it is added to: "will meet her and be received by him"."""
    helpers = [child.lower_ for child in verb.children if child.dep_.startswith("aux")]
    return verb.dep_ == "conj" and verb.tag_ == "VBN" and helpers == ["be"] and verb.head.pos_ == "VERB"


def standing_of(  # noqa: C901 - cues in the order of their weight
    doc: Doc, trigger: Token, start: int, end: int
) -> Standing | None:
    """Return how the meeting a trigger tells of stands, judged in its clause; None where it says there was none.

    Args:
        doc: The Doc.
        trigger: The verb or noun of encounter.
        start: First token of the clause.
        end: The one after its last.
    """
    text = doc[start:end].text
    before = doc[start : trigger.i].text
    if re.match(r"\W*(?:whether|if)\b[^,;]*$", doc[trigger.sent.start : trigger.i].text, re.IGNORECASE) or _OPEN.match(
        trigger.sent.text
    ):
        return Standing(Status.PROPOSED, doc[trigger.sent.start].text)
    if is_denied(trigger) or is_setting_of_none(trigger) or is_asked_not_to(trigger):
        return None
    if is_asked_for(trigger):
        return Standing(Status.PROPOSED, "asked for")
    if is_judged(trigger):
        return Standing(Status.HELD, "judged")
    if is_ordered(trigger):
        return Standing(Status.PLANNED, "ordered")
    if is_calling_off_denied(trigger):
        return Standing(Status.PLANNED, "not called off")
    if _UNFORESEEN.search(doc[trigger.sent.start : trigger.i].text):
        return Standing(Status.HELD, "unforeseen")
    if _BETTER.search(before + " ") or (trigger.tag_ == "VB" and _THAT_SHOULD.match(before + " ")):
        return None
    if _ASKED.match(trigger.sent.text) and trigger.tag_ in {"VB", "VBP", "VBG"}:
        return Standing(Status.PROPOSED, "?")
    if re.search(
        r"\baccept(?:ed|s|ing) (?:an?|the|his|her|their|(?:[\w’'.-]+ ){0,3}?[\w’'.-]+[’']s?) (?:\w+ )?invitation\b(?!.*, (?:where|when)\b)",
        before + " " + trigger.text,
    ):
        return Standing(Status.PLANNED, "accepted")
    if _INVITED.search(before + " " + trigger.text) and _ACCEPTED.search(doc[trigger.i : trigger.sent.end].text):
        return Standing(Status.PLANNED, "accepted")
    if re.search(
        r"\bno (?:date|time|place|venue) (?:has|had|was|is) (?:been )?(?:yet )?(?:set|fixed|agreed|chosen)\b", before
    ):
        return Standing(Status.PROPOSED, "no date")
    if re.search(r"\bagreed in principle (?:to|on)\b", before + " " + trigger.text):
        return Standing(Status.PROPOSED, "in principle")
    if re.search(r"\b(?:not|cannot|n[’']t|never) (?:be |been )?(?:ruled out|excluded)\b", before):
        return Standing(Status.PROPOSED, "not ruled out")
    near_before = doc[max(start, trigger.i - 9) : trigger.i + 1].text
    around = doc[max(start, trigger.i - 12) : min(end, trigger.i + 18)].text
    if trigger.pos_ != "VERB" and trigger.dep_ in {"nsubj", "nsubj:pass", "nsubjpass"} and trigger.head.i < end:
        # "the conversation which …, fell through": the verb of a subject may stand far off.
        around += " … " + doc[max(start, trigger.head.i - 2) : min(end, trigger.head.i + 3)].text
    far = _FAR_OFF.search(doc[trigger.i + 1 : min(end, trigger.i + 32)].text) if trigger.pos_ != "VERB" else None
    if (
        far is not None
        and not re.search(r"\b(?:but|while|after|because)\b", far.group(1))
        and not _tells_between(trigger, far.end(1))
    ):
        around += " … " + far.group(2)
    withdrawal = withdrawn(trigger)
    if withdrawal is not None:
        return Standing(withdrawal, "withdrawn")
    is_done = took_place(trigger)
    for pattern, status in _OFF_PATTERNS if not is_done else ():
        match = pattern.search(around)
        if match is None or _is_aside(trigger, around, match.start()) or _is_of_main_clause(trigger, match.group()):
            continue
        if re.match(r" (?:nothing|none)\b", around[match.end() :]) or _is_led_to(trigger, around, match.start()):
            continue  # "has cancelled nothing"
        if _is_where_told(trigger) or _is_of_verb_behind_aside(trigger, match.group()):
            continue
        if _is_in_aside_before(trigger, match.group()):
            continue
        if not _is_negated_before(around, match.start()):
            return Standing(status, match.group())
    is_put_by = doc[trigger.i + 1 : trigger.i + 2].text == "aside"  # "an hour had been set aside for"
    if _WAS_TO_HAVE.search(near_before) and not is_put_by and not re.search(r"\bhoped\b", near_before):
        return Standing(Status.CANCELLED, "was to have")
    modifiers = [t.lower_ for t in doc[max(start, trigger.i - 4) : trigger.i]]
    for word in modifiers if not is_done else ():
        if word in OFF_ADJ:
            return Standing(OFF_ADJ[word], word)
    if INVITATION_TO.search(doc[trigger.sent.start : trigger.i].text + " "):
        return Standing(Status.PROPOSED, "invitation")
    if trigger.tag_ == "VBN" and NOT_SINCE.search(doc[max(start, trigger.i - 8) : min(end, trigger.i + 8)].text):
        return Standing(Status.HELD, "not since")
    if _is_none(doc, trigger, start, end) or _is_denied(doc, trigger):
        return None
    if trigger.pos_ == "VERB":
        return _verb_standing(doc, trigger, near_before, text)
    if {"would", "have", "been"} <= {t.lower_ for t in trigger.children if t.dep_ in {"aux", "cop"}}:
        return Standing(Status.CANCELLED, "would have been")
    by_verb = standing_by_verb(trigger)
    if (
        _SKIPPED.search(before + " ")
        or (by_verb is not None and by_verb.status is None)
        or is_stayed_away_from(trigger)
    ):
        return None
    if by_verb is not None and by_verb.status is not None and by_verb.status in {Status.CANCELLED, Status.POSTPONED}:
        return Standing(by_verb.status, by_verb.cue)
    if is_done:
        return Standing(Status.HELD, "took place")
    if _DURING.search(before + " ") and _is_behind_past(trigger):
        return Standing(Status.HELD, "after")
    for at, word in enumerate(modifiers, 1):
        if word in PROPOSE_ADJ and (word not in _TO_BE_SO or [*modifiers, ""][at] in {"to", "for"}):
            return Standing(Status.PROPOSED, word)
        if word in {"upcoming", "forthcoming", "planned", "scheduled", "impending", "expected"}:
            return Standing(Status.PLANNED, word)
    if by_verb is not None and by_verb.status is Status.HELD:
        return Standing(by_verb.status, by_verb.cue)
    if _is_behind_what_failed(trigger, before):
        return Standing(Status.HELD, "after")
    if is_at_next_stop(trigger):
        return Standing(Status.PLANNED, "goes on")
    if re.search(
        r"\b(?:ahead of|in the run-up to|in preparation for|to prepare)\s+(?:(?!and\b|had\b)\S+\s+){0,4}$", before + " "
    ):
        return Standing(Status.PLANNED, "ahead of")
    if by_verb is not None and by_verb.status is not None:
        return Standing(by_verb.status, by_verb.cue)
    if _is_in_the_talks(trigger):
        return Standing(Status.HELD, "in")
    if _LAST_WEEK.match(doc[trigger.i + 1 : min(end, trigger.i + 10)].text):
        return Standing(Status.HELD, "last")
    near = _own_clause(before)
    if trigger.dep_ in OBJECT and trigger.head.tag_ == "VBD" and closes_aside(doc, trigger.head):
        near = doc[trigger.head.i : trigger.i].text  # "Kay, who will leave in May, gave a dinner"
    propose = _PROPOSE_PATTERN.search(near)
    plan = _PLAN_PATTERN.search(near)
    if plan is not None and re.search(r"\b(?:and|who|which) (?:had|has|held|was|met)\b", near[plan.end() :]):
        plan = None  # "arrived ahead of him and had talks with"
    if propose and not (plan and plan.start() > propose.start()):
        return Standing(Status.PROPOSED, propose.group())
    if plan:
        return Standing(Status.PLANNED, plan.group())
    verb = _verb_above(trigger)
    if verb is not None and _is_ahead(verb):
        return Standing(Status.PLANNED, verb.text)
    if trigger.head.tag_ == "VBZ" and any(child.lower_ == "when" for child in trigger.head.children):
        return Standing(Status.PLANNED, "when")  # "in October, when Granada hosts the summit"
    after = doc[trigger.i + 1 : min(end, trigger.i + 12)].text
    if trigger.lemma_ == "be" or trigger.tag_ not in {"VBZ", "NNS"}:
        after = re.split(r", where\b", after)[0]  # "is in Oslo, where she will see him"
    after = re.split(r", who\b", after)[0]  # "had talks with his colleague, who is to visit Lagos"
    if _NEVER_HELD.match(doc[trigger.i + 1 : end].text):
        return Standing(Status.CANCELLED, "was to have taken place")
    set_for = re.match(
        r"[^,;.]{0,80}, (?:now )?(?:planned|scheduled|set|due|slated|expected) (?:for|to|on|in|later|next|this)\b",
        doc[trigger.i + 1 : min(end, trigger.i + 22)].text,
    )
    if set_for:
        return Standing(Status.PLANNED, "planned for")  # "a visit to Rome, planned for later this month"
    meant = _MEANT_TO_HOLD.match(doc[trigger.i + 1 : min(trigger.sent.end, trigger.i + 28)].text)
    if meant:
        return Standing(Status.PROPOSED if meant["hope"] else Status.PLANNED, meant["verb"])
    later = re.search(
        r"\b(?:will|is due|are due|is to|are to|is scheduled|is expected|is planned|is foreseen|is set|are planned|are foreseen|are scheduled|are set|are expected|(?:is|was|are|were) being (?:arranged|planned|prepared|organi[sz]ed|finali[sz]ed)"
        r"|(?:is|are) (?:also |still )?on (?:the|his|her|their) (?:agenda|programme|program|schedule|itinerary))\b",
        after,
    )
    if later:
        return Standing(Status.PLANNED, later.group())
    maybe = re.search(
        r"^\W*(?:\w+\W+){0,6}?(?:could|may|might|would)\s+(?:also\s+|still\s+|even\s+)?(?:take|happen|be held|come|occur|follow|go ahead|be arranged|be possible)\b",
        after,
    )
    if maybe:
        return Standing(Status.PROPOSED, "could")
    if re.match(
        r"(?:[^\s,;]+ ){0,8}?(?:is|are|was|were|remains?|remained) (?:still |also )?(?:possible|likely(?! to)|probable|under consideration|on the table)\b",
        after,
    ):
        return Standing(Status.PROPOSED, "possible")
    return Standing(Status.HELD, "")


# "will brief him on her visit to Lima last week"
_LAST_WEEK = re.compile(
    r"(?:(?:to|in|with|of|by) (?:[\w’'.-]+ ){1,4}?)?(?:last (?:week|month|year|spring|summer|autumn|winter|[A-Z][a-z]+day|[A-Z][a-z]+)|earlier this (?:week|month|year))\b"
)
# "the summit that Bern wants to hold"
_MEANT_TO_HOLD = re.compile(
    r"[^,;.]{0,110}?\b(?:that|which) (?:[\w’'-]+ ){1,6}?(?P<verb>(?P<hope>wants?|hopes?|wish(?:es)?|would like|proposes?|seeks?)|"
    r"intends?|plans?|(?:is|are) (?:planning|preparing|due|to)) (?:to )?(?:hold|host|convene|organi[sz]e|call|stage|give)\b"
)


def _is_behind_past(noun: Token) -> bool:
    """Tell whether what was done after a meeting is told in the past: "proposed a truce after talks with", "could see a way ahead after"."""
    verb = _verb_above(noun)
    if verb is None:
        return False
    if any(t.lower_ == "could" for t in verb.children) and verb.dep_ == "ccomp":
        verb = verb.head
    if is_resolved_on(verb):
        verb = verb.head  # "agreed to set up working groups after talks"
    return tense_of(verb) == "past"


def _is_in_the_talks(noun: Token) -> bool:
    """Tell whether something was done in a meeting known already: "had pressed for a date in their talks"."""
    case = next((t.lower_ for t in noun.children if t.dep_ == "case"), None)
    known = any(t.lower_ in {"the", "their", "his", "her", "these", "those"} for t in noun.children)
    if case == "at" and not known:
        return _is_where_asked(noun)
    if case not in {"in", "during", "at"} or not known:
        return False
    return _is_told_of_past(noun.head if noun.head.pos_ == "VERB" else noun.head.head)


_ASKS = frozenset("call urge ask request demand appeal propose suggest offer press push seek".split())


def _is_where_asked(noun: Token) -> bool:
    """Tell whether something else was asked for at a meeting: "called for sanctions at a meeting of ministers", not "at a meeting next week"."""
    verb = noun.head if noun.head.pos_ == "VERB" else noun.head.head
    behind = noun.doc[noun.i : noun.sent.end].text
    return verb.tag_ == "VBD" and verb.lemma_.lower() in _ASKS and _PLAN_PATTERN.search(behind) is None


def _is_where_told(noun: Token) -> bool:
    """Tell whether a noun says at which meeting something was done: "had snubbed him during the talks", "turned it down at their meeting"."""
    case = next((t.lower_ for t in noun.children if t.dep_ == "case"), None)
    is_own = any(t.dep_ in POSSESSIVE for t in noun.children)
    return (
        noun.dep_ == "obl" and (case == "during" or (case in {"at", "in"} and is_own)) and _is_told_of_past(noun.head)
    )


def _is_aside(trigger: Token, around: str, at: int) -> bool:
    """Tell whether a cue behind a verb is of somebody's own clause: "was admitted to the general, who had refused to see him then"."""
    if trigger.pos_ != "VERB":
        return False
    verb = around.find(trigger.text)
    return 0 <= verb < at and re.search(r", who(?:se|m)? [^,;]*$", around[verb:at]) is not None


def _is_of_verb_behind_aside(trigger: Token, cue: str) -> bool:
    """Tell whether a cue is of the main verb behind an aside: "Kay, who was in Oslo for talks with Roe, postponed a trip to Bonn"."""
    clause = relative_of(trigger)
    if (
        trigger.pos_ == "VERB"
        or clause is None
        or clause.head == trigger
        or not any(t.tag_ == "VBD" for t in clause.subtree)
    ):
        return False
    inside = trigger.doc[clause.left_edge.i : clause.right_edge.i + 1].text
    is_ahead = (
        _PLAN_PATTERN.search(inside)
        or _PROPOSE_PATTERN.search(inside)
        or re.search(r"\bhad (?:been )?(?:planned|due|hoped|wanted)\b", inside)
    )
    behind = trigger.doc[clause.right_edge.i + 1 : trigger.sent.end].text
    return is_ahead is None and cue not in inside and cue in behind


def _is_in_aside_before(trigger: Token, cue: str) -> bool:
    """Tell whether a cue is of an aside on who met others: "Kay, who had cancelled a trip to Bonn, called on Roe"."""
    doc, sent = trigger.doc, trigger.sent
    if trigger.pos_ != "VERB":
        return False
    for verb in doc[sent.start : trigger.i]:
        end = verb.right_edge.i + 1
        if verb.dep_ in RELATIVE and end < trigger.i and doc[end].text == "," and not verb.is_ancestor(trigger):
            inside = doc[verb.left_edge.i : end]
            rest = doc[sent.start : verb.left_edge.i].text + " " + doc[end : sent.end].text
            if cue in inside.text and cue not in rest and inside[0].lower_ in {"who", "which", "whose", ","}:
                return True
    return False


def _is_led_to(trigger: Token, around: str, at: int) -> bool:
    """Tell whether a cue is what a meeting led somebody to: "his talks with the rebels led Delhi to cancel the visit"."""
    noun = around.find(trigger.text)
    return (
        0 <= noun < at
        and re.search(r"\b(?:led|prompt\w*|caus\w+|forc\w+|persuad\w+|mov\w+) (?:[\w’'.-]+ ){1,5}to $", around[noun:at])
        is not None
    )


_WHOM = frozenset({"whom", "who"})
_MARKS = frozenset({"after", "when", "as", "because", "since", "once", "while", "before"})


def _is_of_main_clause(trigger: Token, cue: str) -> bool:
    """Tell whether a cue stands before the clause of a verb of meeting: "was called off, after the two had talked", "snubbed X, whom he met"."""
    if trigger.pos_ != "VERB" or trigger.dep_ not in {"advcl", "acl:relcl"}:
        return False
    marks = _MARKS if trigger.dep_ == "advcl" else _WHOM
    mark = next((t for t in trigger.children if t.lower_ in marks and t.i < trigger.i), None)
    if mark is None or (mark.lower_ == "before" and trigger.tag_ == "VBG"):
        return False
    return (
        cue in trigger.doc[trigger.sent.start : mark.i].text and cue not in trigger.doc[mark.i : trigger.sent.end].text
    )


def _tells_between(trigger: Token, characters: int) -> bool:
    """Tell whether a verb with a tense stands within so many characters behind a noun: what follows is of that verb."""
    end = trigger.idx + len(trigger) + 1 + characters
    return any(t.tag_ in FINITE for t in trigger.doc[trigger.i + 1 : trigger.sent.end] if t.idx < end)


# "were expected in Doha, but he decided against travelling"
_CAME_TO_NOTHING = re.compile(
    r"\b(?:but|however|yet|until|only for)\b[^.;]*?\b(?:decided (?:against|not to)|thought better|pulled out|backed out|withdrew|failed to (?:show|turn|come|appear|"
    r"arrive)|never (?:came|turned up|arrived|took place|happened|went|materiali[sz]ed)|did(?: not|n[’']t) (?:come|turn up|show up|appear|travel|go|take place|"
    r"happen|materiali[sz]e)|stayed away|stood (?:him|her|them) up|came to nothing|fell through|nothing came of|called (?:it|the \w+) off|cancell?ed)\b",
    re.IGNORECASE,
)


def came_to_nothing(token: Token) -> bool:
    """Tell whether what was ahead is said, later in the sentence, not to have come about."""
    return _CAME_TO_NOTHING.search(token.doc[token.i + 1 : token.sent.end].text) is not None


def _is_denied(doc: Doc, trigger: Token) -> bool:
    """Tell whether a meeting is said not to have been: "no talks took place", "neither saw nor met him", "had she met him, …"."""
    sent = trigger.sent
    near = doc[max(sent.start, trigger.i - 7) : trigger.i].text.casefold() + " "
    if re.search(
        r"\bn(?:o|or)\b[^.;]* word\b[^.;]* of (?:the |a |any )?(?:\S+ ){0,4}$", doc[sent.start : trigger.i].text + " "
    ):
        return True  # "nor had there been any word of the call"
    if _NOT_SINCE_THEN.match(doc[sent.start : trigger.i].text):
        return True
    if re.search(
        r"\bneither (?:\S+ ){1,7}?nor (?:[^\s,;]+ ){0,12}$", doc[sent.start : trigger.i].text + " ", re.IGNORECASE
    ):
        return True
    if any(t.lower_ == "neither" and t.i > trigger.i and t.dep_ == "cc:preconj" for t in trigger.subtree):
        return True  # "met neither Li nor Hu"
    if trigger.pos_ != "VERB":
        return _NO_MEETING.search(near) is not None or _was_not_had(trigger)
    first = next((t for t in sent if not t.is_space and not t.is_quote), trigger)
    if first.lower_ != "had" or trigger.tag_ not in {"VBN", "VBD"}:
        return False
    return (first.head == trigger and trigger.tag_ == "VBN") or _UNREAL.match(
        doc[trigger.i : sent.end].text
    ) is not None


# "Not since 2008 had Kay and Roe met"
_NOT_SINCE_THEN = re.compile(r"\W*Not (?:since|for|in)\b[^,;]{2,60}\b(?:had|have|has|did) [^,;]*$")
# "Had Kay met Roe in May, the deal would have been done"
_UNREAL = re.compile(r"[^.;]*, [^.;]*\b(?:would|could|might)(?: not|n[’']t)? have\b")


# "had no separate meeting with him", "held no one-on-one talks"
_NO_MEETING = re.compile(
    r"\bno (?:such |(?:further|direct|formal|bilateral|separate|private|official|proper|individual|one-on-one|one-to-one|"
    r"face-to-face|head-to-head|substantive|structured|trilateral|pull-aside) ){0,2}$"
)


def _was_not_had(noun: Token) -> bool:
    """Tell whether a meeting brought up is what somebody did not have: "did not have a separate meeting with her"; not "since May", when they had."""
    verb = noun.head
    if noun.dep_ not in OBJECT or verb.lemma_.lower() not in {"have", "hold", "get"}:
        return False
    is_brought_up = not any(
        t.dep_ in {"det", *POSSESSIVE} and t.lower_ not in {"a", "an", "any"} for t in noun.children
    )
    is_last = any(t.lower_ == "since" for t in noun.doc[noun.i : noun.sent.end])
    return is_brought_up and not is_last and any(t.lower_ in NEGATION - {"no"} for t in verb.children)


# "there were no plans for the foreign minister to meet him"
_NO_PLANS_FOR = re.compile(
    r"\bno (?:\w+ )?(?:plans?|intention) ?[”’\"']{0,2} for (?:[\w’'.-]+ ){1,9}to (?:\w+ )?$", re.IGNORECASE
)
_AFTER = re.compile(r"\b(?:after|following|at the (?:end|close|start) of)\s+(?:\S+\s+){0,4}$", re.IGNORECASE)


def _is_none(doc: Doc, trigger: Token, start: int, end: int) -> bool:
    """Tell whether the words around say that there was no meeting; not where they say what did not happen after it.

    "did not speak to reporters after their meeting" tells of a meeting.
    """
    if _NO_PLANS_FOR.search(doc[trigger.sent.start : trigger.i].text + " ") or _is_counted(trigger):
        return True
    first = max(start, trigger.i - 8)
    if _HOPED_IN_VAIN.search(doc[first : trigger.i].text + " ") is not None:
        return True
    denial = _NO_EVENT.search(doc[first : min(end, trigger.i + 2)].text)
    if denial is None or _is_done_instead(trigger):
        return False
    return _AFTER.search(doc[first : trigger.i].text[denial.end() :] + " ") is None


_HOPED_IN_VAIN = re.compile(r"\b(?:in vain|vainly|fruitlessly) (?:for|to) (?:\S+ ){0,3}$")


def _is_done_instead(verb: Token) -> bool:
    """Tell whether a verb is what somebody did in place of meeting another: "Instead of meeting Li, she saw Hu"."""
    for clause in verb.children:
        marks = [t for t in clause.children if t.lower_ in {"instead", "rather"} and t.dep_ in {"mark", "case", "cc"}]
        if clause.dep_ in {"advcl", "obl"} and marks:
            others = _NO_EVENT.search(verb.doc[clause.right_edge.i + 1 : verb.i + 1].text)
            return clause.right_edge.i < verb.i and others is None
    return False


_COUNT = re.compile(
    r"(?P<whom>(?: (?!and\b|but\b|who\b)[\w’'.-]+){0,8}?) (?:(?:at least|more than|no fewer than|some|about|nearly|almost|over) )?"
    r"(?:(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+|several|many|a dozen|dozens of|a few) times|twice)\b",
)
_SO_FAR = re.compile(
    r"\b(?:since|this year|so far|(?:in|over|during) the (?:past|last) (?:[\w-]+ )?(?:year|month|week)s?)\b"
)
_SINCE_DAYS = re.compile(r"\bsince (?:last )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_ONE_OF_THEM = re.compile(r"\b(?:most recent|recently|latest|last|first|including|once|again|when|where)\b")


_HABIT = re.compile(
    r"(?: (?!and\b|but\b|who\b)[\w’'.-]+){0,5}? (?:(?:once|twice|(?:two|three|four|five|six) times) (?:an?|every|each|per) (?:year|month|week)\b"
    r"|(?:every|each) (?:year|month|week|other year|two years|six months)\b|(?:annually|regularly|frequently|routinely|periodically|from time to time)\b)"
)


# "has spoken to her almost daily"
_OFTEN = re.compile(
    r"(?: (?!and\b|but\b|who\b)[\w’'.-]+){0,6}? (?:(?:almost |nearly )?(?:daily|every day|every week|constantly)|regularly|frequently|often)\b"
)


def _is_counted(verb: Token) -> bool:
    """Tell whether a verb only counts meetings since some day: "have met seven times since March", "meet twice a year"; not "most recently in May"."""
    if verb.tag_ in {"VB", "VBP", "VBZ"} and _HABIT.match(verb.doc[verb.i : verb.sent.end].text[len(verb.text) :]):
        return True
    if verb.tag_ != "VBN" or not any(t.lower_ in {"have", "has"} for t in verb.children if t.dep_ == "aux"):
        return False
    behind = verb.doc[verb.i : verb.sent.end].text[len(verb.text) :]
    if _OFTEN.match(behind):
        return True
    count = _COUNT.match(behind)
    rest = behind[count.end() :] if count is not None else ""
    if count is not None and count["whom"] and _SINCE_DAYS.search(rest):
        return False  # "has met her several times since Friday": all of these days are of now
    return _SO_FAR.search(rest) is not None and _ONE_OF_THEM.search(rest) is None


def _is_behind_what_failed(noun: Token, before: str) -> bool:
    """Tell whether something could not be done after a meeting: "could not hide their differences after a long meeting"."""
    verb = _verb_above(noun)
    is_negated = verb is not None and any(t.lower_ in NEGATION for t in verb.children)
    return is_negated and _AFTER.search(before + " ") is not None


def _own_clause(before: str) -> str:
    """Return what stands before a noun back to the last comma (of a clause with a verb of its own), at most 90 characters."""
    text = before[-90:]
    cut = max(
        text.rfind(", who"),
        text.rfind(", which"),
        text.rfind(", when"),
        text.rfind(", where"),
        text.rfind("; "),
        text.rfind(", and "),
        text.rfind(", but "),
    )
    tail = text[cut + 1 :] if cut >= 0 else text
    comma = tail.rfind(", ")
    return tail[comma + 1 :] if comma >= 0 and len(tail) - comma > 25 else tail


_TRIED = re.compile(
    r"\b(?:tried|attempted|sought|had hoped) (?:in vain |without success |several times )?to (?:\w+ )?$"
)
_IN_VAIN = re.compile(
    r"\b(?:not taken|not answered|unanswered|in vain|no (?:answer|avail|reply)|without success|unsuccessful(?:ly)?|refused|hung up)\b"
)


# "The two have not met since March": they met then.
NOT_SINCE = re.compile(
    r"\b(?:(?:have|has) (?:not|never)|(?:have|has)n[’']t) (?:\w+ ){0,7}?since (?:last |early |late |mid-?)?"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|year|month|week|spring|summer|autumn|winter|(?:19|20)\d\d|[A-Z][a-z]+day)\b"
)


def _verb_standing(  # noqa: C901 - cues in the order of their weight
    doc: Doc, trigger: Token, near_before: str, text: str
) -> Standing | None:
    chain = verb_group(trigger)
    lows = [t.lower_ for t in chain if t.lower_ != "may" or not t.is_title or t.is_sent_start]  # not Mrs May
    lemmas = [t.lemma_.lower() for t in chain]
    left = doc[max(0, trigger.i - 3) : trigger.i].text.casefold() + " "
    if trigger.tag_ == "VBN" and any(t.lower_ == "having" for t in trigger.children):
        return Standing(Status.HELD, "having")  # "will see X on Monday, having met Y today"
    if trigger.tag_ == "VBG" and left.endswith(" without "):
        return None  # "left without seeing her"
    if trigger.tag_ == "VBG" and left.endswith(" after "):
        return Standing(Status.HELD, "after")  # "agreed not to use force after meeting in Lima"
    if any(low in NEGATION for low in lows) or re.search(r"\b(?:not|never|n[’']t)\s*(?:\w+\s*)?$", left):
        return None
    if trigger.tag_ == "VB" and any(t.lower_ == "did" for t in doc[max(trigger.sent.start, trigger.i - 4) : trigger.i]):
        return Standing(Status.HELD, "did")  # "only then did the pair join Putin"
    if trigger.tag_ == "VB" and _TRIED.search(doc[trigger.sent.start : trigger.i].text + " "):
        # "had tried to speak to him, but the call was not taken"
        return Standing(Status.DECLINED, "tried to") if _IN_VAIN.search(trigger.sent.text) else None
    is_past = trigger.tag_ in {"VBD", "VBN"}
    if is_past and trigger.lemma_.lower() in _MEETS and _ASKED_WHETHER.search(doc[trigger.sent.start : trigger.i].text):
        return None
    if trigger.tag_ not in {"VBD", "VBN"} and _WHETHER.search(doc[trigger.sent.start : trigger.i].text):
        return Standing(Status.PROPOSED, "whether")
    if is_pleasure(trigger):
        return Standing(Status.HELD, "pleased to")
    bare = trigger.tag_ in {"VB"} or re.search(r"\bto\s+(?:be\s+)?(?:\w+ly\s+)?$", left) is not None
    if bare or any(low in MODAL_WILL | MODAL_MAY for low in lows):
        if trigger.tag_ == "VBN" and "have" in lows and any(low in {"could", "might"} for low in lows):
            return None  # "could have met her but chose to stay at home"
        if any(lemma in PROPOSE for lemma in lemmas):
            return Standing(Status.PROPOSED, "hopes")
        propose = _last(_PROPOSE_PATTERN, near_before)
        plan = _last(_PLAN_PATTERN, near_before)
        if propose is not None and (plan is None or propose > plan):
            return Standing(Status.PROPOSED, near_before[propose:][:20])
        if plan is not None or any(low in MODAL_WILL for low in lows):
            return Standing(Status.PLANNED, near_before[plan or 0 :][:20])
        if "would" in lows and (_is_reported(trigger) or _GAVE_WORD.search(doc[trigger.sent.start : trigger.i].text)):
            return Standing(Status.PLANNED, "would")
        if any(low in MODAL_MAY for low in lows):
            return Standing(Status.PROPOSED, "may")
        if _went_to(trigger):
            return Standing(Status.HELD, "went to")
        if (
            trigger.dep_ == "ROOT"
            and not any(t.dep_ in {"mark", "aux"} for t in trigger.children)
            and _has_subject(trigger)
        ):
            return Standing(
                Status.HELD, ""
            )  # "the ministers put their names to it": a past that looks like the bare form
        if re.search(
            r"\b(?:after|following|been|came|returned|went|travel(?:l)?ed|flew|arrived|(?:was|were) (?:able|quick|swift|prompt)|managed|traveled|continued|began|first \w+(?: \w+){0,6}) to\s+(?:\w+ )?$",
            left,
        ) or re.search(
            r"\b(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir) (?:\w+ )?(?:first|latest|last|only)\b(?: [\w’'.-]+){0,6} to\b",
            doc[max(trigger.sent.start, trigger.i - 9) : trigger.i].text,
        ):
            return Standing(Status.HELD, "")
        return Standing(Status.PLANNED, "to")
    if trigger.tag_ == "VBG":
        if re.search(r"\bbefore\s+$", left):
            # "Before coming to Beijing they had spoken"; "took questions before leaving for London".
            # What is met with before the day is over was met with when the report was written; who is off to a place may be on the way.
            over = re.search(r"\bhad\b", doc[trigger.i : trigger.sent.end].text) or _is_done_in_turn(trigger)
            return Standing(Status.HELD if over else Status.PLANNED, "before")
        if re.search(r"\b(?:of|for|on|about|forward to|consider(?:ing|s)?|ahead of)\s+$", left):
            return Standing(Status.PROPOSED, left)
        if re.search(r"\b(?:is|are|will be)\s+(?:\w+ )?$", left) and re.search(r"\b(?:tomorrow|next|later)\b", text):
            return Standing(Status.PLANNED, "is meeting")
    if trigger.tag_ == "VBG" and _is_only_thought_of(trigger):
        return Standing(Status.PROPOSED, trigger.head.text)
    if trigger.tag_ in {"VBZ", "VBP"}:
        condition = re.search(r"\b(?:if|when|whether|whenever)\b", near_before, re.IGNORECASE)
        if condition and condition.group().casefold() == "whenever":
            return None  # a habit
        if condition:
            unsure = condition.group().casefold() in {"if", "whether"}
            return Standing(Status.PROPOSED if unsure else Status.PLANNED, condition.group())
    return Standing(Status.HELD, "")


def _is_done_in_turn(verb: Token) -> bool:
    """Tell whether "before" adds what was done next to what is past: "saw A in Oslo before meeting B", not "saw A before flying home"."""
    above = next((t for t in reversed(list(verb.sent)) if t.i < verb.i and t.tag_ in FINITE), None)
    is_past = above is not None and above.tag_ == "VBD" and not (above.lemma_ in {"be", "have"} and above.dep_ == "aux")
    return verb.lemma_.lower() in _MEETS_FACE_TO_FACE and is_past


_MEETS_FACE_TO_FACE = frozenset("meet see sit receive host greet welcome dine lunch confer join".split())


def _has_subject(verb: Token) -> bool:
    return any(t.dep_ in SUBJECT and t.i < verb.i for t in verb.children)


def _is_only_thought_of(verb: Token) -> bool:
    """Tell whether a verb is what somebody proposes: "suggested meeting him in Oslo", "is considering travelling"."""
    return verb.dep_ in {"xcomp", "ccomp", "obj"} and verb.head.lemma_.lower() in {
        "suggest",
        "propose",
        "consider",
        "contemplate",
        "mull",
        "discuss",
    }


_WHETHER = re.compile(r"\bwhether\b[^,;]*$", re.IGNORECASE)
_MEETS = frozenset({"meet", "see", "speak", "talk"})
# "asked whether he had met her, he only smiled"
_ASKED_WHETHER = re.compile(
    r"\b(?:asked|asks|wonder(?:ed|s)?|not know|unclear|not clear|would not say|did not say) (?:\w+ ){0,3}?(?:whether|if)\b[^,;]*$",
    re.IGNORECASE,
)
_GAVE_WORD = re.compile(
    r"\b(?:word|promises?|pledges?|assurances?|undertaking|guarantees?) that (?:[^;]*\band that )?(?:[\w’'-]+ ){1,4}would(?: \w+)?\s*$"
)


def _is_reported(trigger: Token) -> bool:
    """Tell whether "would" is the future of what somebody said: "announced that the two would meet"."""
    verb = trigger
    verb = top_of(verb)
    if verb.dep_ not in {"ccomp", "parataxis"} or any(t.lower_ == "if" for t in trigger.sent):
        return False
    return verb.head.tag_ in {"VBD", "VBN"} and verb.head.lemma_.lower() in {
        "say",
        "announce",
        "tell",
        "declare",
        "confirm",
        "report",
        "add",
        "state",
        "disclose",
        "reveal",
        "write",
        "agree",
        "promise",
    }


def _verb_above(noun: Token) -> Token | None:
    """Return the verb a noun of meeting is an object or an adverbial of: "to press Xi in talks"."""
    token = noun
    for _ in range(3):
        if token.dep_ not in {"obl", "obj", "dobj", "pobj", "prep", "nmod", "compound"}:
            return None
        token = token.head
        if token.pos_ == "VERB":
            return token
    return None


def _is_ahead(verb: Token) -> bool:
    """Tell whether a verb stands under "will", or is a headline's bare "to": "Macron to press Xi in talks"."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "mark"} and child.i < verb.i}
    if helpers & MODAL_WILL and "have" not in helpers:
        return True
    return "to" in helpers and verb.tag_ == "VB" and verb.head == verb


_GONE = frozenset("go come travel fly manage return arrive visit stop drive land".split())
_HAD_BEEN_TO = re.compile(r"\b(?:had|has|have) (?:\w+ )?been to$")  # "had been to see him", "has just been to see her"
_GATHERED = frozenset("sit meet gather convene assemble huddle".split())


def _went_to(trigger: Token) -> bool:
    """Tell whether a verb is what somebody went or met for: "had gone to see", "flew in to meet", "sat down to plead with"."""
    if _HAD_BEEN_TO.search(trigger.doc[max(trigger.sent.start, trigger.i - 5) : trigger.i].text):
        return True
    if trigger.dep_ not in {"advcl", "xcomp"} or trigger.head.i > trigger.i:
        return False
    # The parser may hang it on the first of two verbs: "were travelling along, sat down, there to plead with".
    head = max(
        [t for t in (trigger.head, *trigger.head.conjuncts) if t.i < trigger.i and t.tag_ == "VBD"],
        default=trigger.head,
        key=lambda t: t.i,
    )
    if head.lemma_.lower() in {"take", "bring", "lead"}:  # "was taken to see"
        return head.tag_ == "VBN" and any(t.lower_ in {"was", "were"} for t in head.children)
    return head.lemma_.lower() in _GONE | _GATHERED and (
        head.tag_ == "VBD" or (head.tag_ == "VBN" and any(t.lower_ in {"had", "has", "have"} for t in head.children))
    )


def _last(pattern: re.Pattern[str], text: str) -> int | None:
    position = None
    for match in pattern.finditer(text):
        position = match.start()
    return position


def _is_negated_before(text: str, position: int) -> bool:
    return re.search(r"\b(?:not|never|n[’']t|without)\s+(?:\w+\s+)?$", text[:position]) is not None
