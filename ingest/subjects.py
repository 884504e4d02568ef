"""Whose subject a verb has: its own, that of a verb it is added to, the antecedent of "who", who leads a delegation."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from ingest.annotations import Mention, MentionKind
from ingest.control import controllers, subjects
from ingest.syntax import FINITE, OBJECT, RELATIVE, SUBJECT, objects, obliques

_TO_PEOPLE = frozenset({"with", "between", "among", "alongside", "together", "by", "from", "against", "on", "to"})
_BEFORE_GERUND = frozenset({"before", "after", "while", "by", "without", "since", "when"})
_COMPANIES = frozenset({"delegation", "team", "mission", "group", "party", "troika"})


def subject_tokens(token: Token) -> list[Token]:
    """Return a verb's subjects; of a gerund, an infinitive or a participle those of the verb or noun it hangs on."""
    bidden = next((child for child in token.head.children if child.dep_ in OBJECT and child.tag_ == "NNS"), None)
    if bidden is not None and token.dep_ == "xcomp" and token.head.lemma_.lower() in _BIDS and bidden.i < token.i:
        return [bidden]  # "asked their ministers to meet"
    found = subjects(token)
    if found:
        return found
    if token.dep_ == "acl" and token.tag_ == "VB" and token.head.head.pos_ == "VERB":
        # "accepted an invitation to visit": who accepts, visits
        return subject_tokens(token.head.head)
    if token.tag_ == "VBG" and token.i > token.sent.start and token.nbor(-1).lower_ in _BEFORE_GERUND:
        # "met A and B before flying home": whoever met them flew
        above = next((t for t in reversed(list(token.sent)) if t.i < token.i and t.tag_ in FINITE), None)
        above = above.head if above is not None and above.dep_.startswith(("aux", "cop")) else above
        if above is not None and above != token:
            return subject_tokens(above)
    if token.tag_ == "VBG" and _is_named_behind(token.head):
        return [token.head]  # "Also meeting A in Oslo was B"
    if token.dep_ == "advcl" and _is_where_clause(token):
        return []  # "goes to Oslo, where A and B will hold talks": its subject is one that the parser lost
    if token.dep_ in {"acl:relcl", "relcl", "acl"}:
        return [token.head]
    if (
        (token.dep_ in {"xcomp", "advcl", "conj", "ccomp"} or _is_having(token))
        and token.head != token
        # a gerund may be tagged a noun: "After meeting A, B flew home"
        and (token.tag_ in {"VB", "VBG", "VBN", "VBD"} or (token.tag_ == "NN" and token.pos_ == "VERB"))
    ):
        # "is due in Seoul to see": of a place, with "is"
        is_clause = token.head.pos_ in {"VERB", "AUX", "ADJ"} or any(c.dep_ == "cop" for c in token.head.children)
        return subject_tokens(token.head) if is_clause else []
    return []


_BIDS = frozenset("ask tell urge order instruct direct task authorise authorize charge".split())


def _is_where_clause(verb: Token) -> bool:
    """Tell whether a clause opens with "where" and has a tense of its own."""
    has_tense = verb.tag_ in FINITE or any(
        child.tag_ in FINITE and child.dep_.startswith("aux") for child in verb.children
    )
    return has_tense and any(child.lower_ == "where" and child.i < verb.i for child in verb.children)


def _is_named_behind(name: Token) -> bool:
    """Tell whether a name stands behind its "was" and has no subject before it: "Among those who met A was B"."""
    copula = next((child for child in name.children if child.dep_ == "cop"), None)
    return copula is not None and copula.i < name.i and name.ent_type_ == "PERSON" and not subjects(name)


def _is_having(verb: Token) -> bool:
    """Tell whether a clause added by a comma says what its subject had done: "will go on to Lima, having seen Quito"."""
    return verb.dep_ == "parataxis" and any(child.lower_ == "having" for child in verb.children)


def _leaders_of(noun: Token) -> list[Token]:
    """Return who leads a delegation: "led a delegation of ministers that met …", "a delegation led by …"."""
    for _ in range(3):
        if noun.lemma_.lower() in _COMPANIES:
            break
        noun = noun.head
    if noun.lemma_.lower() not in _COMPANIES:
        return []
    by = [
        word
        for child in noun.children
        if child.lemma_.lower() in {"lead", "head"}
        for word in obliques(child, frozenset({"by"}))
    ]
    verb = noun.head
    return by or (subjects(verb) if verb.lemma_.lower() in {"lead", "head"} and noun.dep_ in {"obj", "dobj"} else [])


def _counted_among(noun: Token) -> list[Token]:
    """Return who is of a company, or is told to be whom a noun means.

    "Kallas and Landsbergis were among the ministers who gathered", "Among those who met A was B", "The man who received A was B"
    """
    is_among = any(child.dep_ == "case" and child.lower_ == "among" for child in noun.children)
    if is_among:
        return subjects(noun) or subjects(noun.head) or [noun.head] * _is_named_behind(noun.head)
    is_told = noun.dep_ in SUBJECT and noun.ent_type_ != "PERSON" and noun.head.ent_type_ == "PERSON"
    return [noun.head] if is_told and any(child.dep_ == "cop" for child in noun.head.children) else []


def _who_is(noun: Token) -> list[Token]:
    """Return who is said to be what a clause tells of: "Kay is the only leader who has met both"."""
    is_said = noun.pos_ == "NOUN" and any(child.dep_ == "cop" for child in noun.children)
    return [child for child in noun.children if child.dep_ == "nsubj" and child.pos_ == "PROPN"] if is_said else []


def resolve_relative(tokens: list[Token]) -> list[Token]:
    """Put the antecedent in the place of "who" and "which", and who leads a delegation beside it."""
    found: list[Token] = []
    for token in [*tokens, *(leader for each in tokens for leader in _leaders_of(each))]:
        if token.lower_ in {"who", "which", "whom", "that"}:
            named = _named_before(token)
            if named is not None:
                found.append(named)
                continue
            verb = token.head
            while verb.dep_ not in RELATIVE and verb.head != verb:
                verb = verb.head
            if verb.dep_ in RELATIVE:
                aside = _name_in_aside(token, verb.head)
                if aside is not None:
                    found.append(aside)
                    continue
                found += [verb.head, *_leaders_of(verb.head), *_counted_among(verb.head), *_who_is(verb.head)]
                continue
        found.append(token)
        if token.pos_ != "PROPN":
            found += _counted_among(token)  # "The only minister to meet A was B"
    return found


def _named_before(token: Token) -> Token | None:
    """Return the last word of the name right before "whom", whatever its clause hangs on: "… and Li Qiang, with whom he had talks"."""
    at = token.i - (2 if token.i and token.nbor(-1).pos_ == "ADP" else 1)
    if token.lower_ != "whom" or at < 1 or token.doc[at].text != ",":
        return None
    named = token.doc[at - 1]
    return named if named.ent_type_ == "PERSON" and named.sent.start == token.sent.start else None


_OF_NAME = frozenset({"flat", "appos", "conj", "nmod:desc", "compound"})


def _name_in_aside(who: Token, antecedent: Token) -> Token | None:
    """Return the last word of a name right before "who" that hangs on another word than who's antecedent.

    "sent the head of the agency, Ahmed Abubakar, who saw her": the parser hangs the name on the agency.
    """
    at = who.i - 1
    if who.lower_ != "who" or at < 1 or who.doc[at].text != "," or who.doc[at - 1].ent_type_ != "PERSON":
        return None
    top = who.doc[at - 1]
    while top != antecedent and top.dep_ in _OF_NAME and top.head != top:
        top = top.head
    return who.doc[at - 1] if top != antecedent else None


_IS_TO = frozenset("to due set expected scheduled supposed likely".split())  # "and was due to see"


def shared_subjects(doc: Doc, token: Token, index: dict[int, Mention]) -> list[Mention]:
    """Return the subject of the verb that "and" adds another to, of two that "and" joins both: "A and B had met and talked"."""
    named = _shared_subject(doc, token, index)
    if named is None:
        return []
    titles = (m.start for m in index.values() if m.people == named.people and m.end == named.start)
    start = min(titles, default=named.start)
    before = index.get(start - 2) if start > token.sent.start + 1 and doc[start - 1].lower_ == "and" else None
    after = index.get(named.end + 1) if named.end + 1 < token.i and doc[named.end].lower_ == "and" else None
    both = [m for m in (before, named, after) if m is not None and m.people and not m.is_possessive]
    return [m for at, m in enumerate(both) if all(m.people != other.people for other in both[:at])]


def _shared_subject(doc: Doc, token: Token, index: dict[int, Mention]) -> Mention | None:
    """Return the last of the subjects: "she will see Li and be received by Hu"."""
    for word in controllers(token):
        if word.i in index and index[word.i].people:
            return index[word.i]  # "urged Li to curb exports and to resume talks with Hu"
    at = token.i - 1
    while at > token.sent.start and (
        doc[at].pos_ in {"AUX", "ADV"} or doc[at].ent_type_ in {"DATE", "TIME"} or doc[at].lower_ in _IS_TO
    ):
        at -= 1
    is_verbal = doc[at + 1].pos_ == "AUX" or token.tag_ in FINITE or _is_bare_past(token) or _is_bare_infinitive(token)
    # "is to be received by Li and to see Hu"
    is_verbal = is_verbal or (doc[at + 1].lower_ == "to" and token.tag_ == "VB" and token.dep_ == "conj")
    if doc[at].text == ",":
        if not _is_in_row(token) or closes_aside(doc, token):
            return None
    elif doc[at].lower_ not in {"and", "then", "but"} or not is_verbal or (at + 1 == token.i and _has_subject(token)):
        return None
    if token.dep_ == "conj" and token.head.dep_ in RELATIVE and doc[at].text != ",":
        # "sent the agency's head, Kay, who stayed for three days and saw Li": not who sent him
        whose = [word for word in subjects(token.head) if word.lower_ == "who"]
        meant = [index[word.i] for word in resolve_relative(whose) if word.i in index]
        if whose:
            return meant[0] if len(meant) == 1 and meant[0].people and not meant[0].is_possessive else None
    for i in range(at - 1, token.sent.start - 1, -1):
        is_first = token.dep_ == "conj" and doc[i] == token.head and doc[i].ent_type_ == "" and i not in index
        if (doc[i].tag_ in FINITE or is_first) and doc[i].dep_ not in RELATIVE and not _is_in_row(doc[i]):
            if any(word.lower_ == "who" for word in subjects(doc[i])):
                return None  # "A and B, who met in Rome and spoke again": the parse knows whom it means
            told = [word for word in subjects(doc[i]) if word.i in index]
            before = range(i - 1, max(token.sent.start, i - 4) - 1, -1)
            named = index[told[0].i] if told else next((index[j] for j in before if j in index), None)
            return named if named is not None and named.people and not named.is_possessive else None
    return None


def _is_in_row(token: Token) -> bool:
    """Tell whether a verb without a subject of its own goes on with what another begins: "was received by A, conferred with B and …"."""
    if _is_bare_infinitive(token):
        return True
    if _has_subject(token) or not (token.tag_ in {"VBD", "VBZ"} or _is_bare_past(token)):
        return False
    above = token.head
    if above != token and above.i < token.i:
        is_row = token.dep_ in {"conj", "advcl", "parataxis"} and above.dep_ not in {"acl:relcl", "relcl", "acl"}
        return is_row and above.pos_ == "VERB" and (_has_subject(above) or _is_in_row(above))
    # Parsed the other way round: the first verb as a clause of the next.
    return any(
        child.i < token.i
        and child.tag_ in FINITE
        and child.dep_ in {"ccomp", "advcl", "parataxis"}
        and _has_subject(child)
        and not any(mark.dep_ in {"mark", "advmod"} and mark.i < child.i for mark in child.children)
        for child in token.children
    )


def _is_bare_past(token: Token) -> bool:
    """Tell whether a verb that is taken for a participle may be a past tense: not "accompanied by", not "was received"."""
    return (
        token.tag_ == "VBN"
        and token.doc[token.i + 1 : token.i + 2].text != "by"
        and not any(child.dep_.startswith("aux") for child in token.children)
    )


def _is_bare_infinitive(token: Token) -> bool:
    """Tell whether an infinitive goes on with what "will" or "to" begins: "will call on A, hold talks with B", "is to be received by A and hold …"."""
    if token.tag_ != "VB" or any(
        child.dep_.startswith(("aux", "mark")) or child.dep_ in SUBJECT for child in token.children
    ):
        return False
    above = token.head
    while (
        above != token
        and above.dep_ in {"conj", "parataxis", "xcomp"}
        and above.tag_ == "VB"
        and above.head.i < above.i
    ):
        if any(child.tag_ == "MD" for child in above.children):
            break
        above = above.head
    return (
        above.i < token.i
        and (above.tag_ == "VB" or any(child.lower_ == "be" for child in above.children))
        and token.dep_ in {"conj", "parataxis"}
        and any(child.tag_ == "MD" or child.lower_ in {"to", "due"} for child in above.children)
    )


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in SUBJECT and child.i < verb.i for child in verb.children)


def who_alone(token: Token, index: dict[int, Mention]) -> Mention | None:
    """Return who alone "who" means of a list: "the chief, Mohammad Eslami, and the minister, Prince Khalid, who called on Ali"."""
    who = next((child for child in token.children if child.dep_ in SUBJECT and child.lower_ == "who"), None)
    if who is None or who.i < 2 or not (objects(token) or list(obliques(token, _TO_PEOPLE))):
        return None
    named = index.get(who.i - 1) or (index.get(who.i - 2) if who.nbor(-1).text == "," else None)
    if named is None or named.kind is not MentionKind.PERSON or len(named.people) != 1:
        return None
    beside = [index.get(i, named) for i in (named.start - 2, named.start - 1)]  # "the minister, Prince Khalid"
    first = min(m.start for m in (named, *beside) if m.people == named.people)
    return named if first > token.sent.start and token.doc[first - 1].text == "," else None


def closes_aside(doc: Doc, token: Token) -> bool:
    """Tell whether a comma right before a verb and its helpers closes a clause with "who", "whose" or "which"."""
    at = token.i - 1
    while at > token.sent.start and (doc[at].pos_ in {"AUX", "ADV", "PART"} or doc[at].lower_ == "to"):
        at -= 1
    if doc[at].text != ",":
        return False
    opens = next((t.i for t in reversed(doc[token.sent.start : at]) if t.lower_ in _OPENS_ASIDE), None)
    return opens is not None and (at - opens <= NEAR_ASIDE or not any(t.text == "," for t in doc[opens:at]))


_OPENS_ASIDE = frozenset({"who", "which", "whom", "whose"})
NEAR_ASIDE = 14
