"""Verbs of speech by the kind of statement they make, with the particles and objects that some of them need."""

from __future__ import annotations

KINDS: dict[str, str] = {
    **dict.fromkeys("say tell add note explain state declare remark observe announce reveal disclose describe comment write tweet recall reply respond answer acknowledge concede admit confirm insist reiterate repeat argue assert affirm reaffirm report quip hint signal suggest joke predict outline claim voice characterise characterize contend assess summarise summarize cite praise thank reassure assure stress underline underscore emphasise emphasize highlight recount inform allege counter retort congratulate boast muse elaborate specify clarify convey brief regret wonder jeer scoff sneer grumble interject apologise apologize recommend concur marvel rejoice enthuse reckon sigh thunder moan defend remind quote liken term profess preach allude refer inquire enquire manifest favour favor".split(), "said"),
    **dict.fromkeys("raise confront broach mention".split(), "raised"),
    **dict.fromkeys("urge press appeal invite ask demand request exhort advocate implore encourage propose plead beg advise counsel".split(), "urged"),
    **dict.fromkeys("warn caution threaten alert".split(), "warned"),
    **dict.fromkeys("accuse blame criticise criticize condemn denounce slam lambast deplore protest reproach complain fault decry rebuke chide lament contradict".split(), "accused"),
    **dict.fromkeys("promise pledge vow undertake guarantee offer".split(), "promised"),
    **dict.fromkeys("deny reject dismiss refute rebut dispute oppose".split(), "denied"),
    **dict.fromkeys("welcome hail praise applaud laud commend endorse appreciate".split(), "welcomed"),
}  # fmt: skip

# Verbs that make a statement only with one of these words behind them.
PARTICLES: dict[str, tuple[tuple[frozenset[str], str], ...]] = {
    "call": ((frozenset({"for", "on", "upon"}), "urged"),),
    "go": ((frozenset({"on"}), "said"),),
    "speak": ((frozenset({"of", "about", "against", "out"}), "said"),),
    "bring": ((frozenset({"up"}), "raised"),),
    "put": ((frozenset({"forward"}), "urged"),),
    "point": ((frozenset({"out", "to"}), "said"),),
    "dwell": ((frozenset({"on", "upon"}), "said"),),
    "rule": ((frozenset({"out"}), "denied"),),
    "lash": ((frozenset({"out"}), "accused"),),
    "push": ((frozenset({"for"}), "urged"),),
    "object": ((frozenset({"to"}), "accused"),),
    "take": ((frozenset({"up"}), "raised"),),
    "sum": ((frozenset({"up"}), "said"),),
    "commit": ((frozenset({"to"}), "promised"),),
    "lay": ((frozenset({"out"}), "said"),),
    "spell": ((frozenset({"out"}), "said"),),
    "set": ((frozenset({"out"}), "said"),),
    "shoot": ((frozenset({"back"}), "said"),),
    "hit": ((frozenset({"back", "out"}), "accused"),),
    "fire": ((frozenset({"back"}), "said"),),
}

# Verbs that make a statement only with one of these objects, a regular expression.
OBJECTS: dict[str, tuple[str, str]] = {
    "give": ("word|assurances?|assurance that", "promised"),
    "let": ("it be known|be known", "said"),
    "make": ("clear|plain|known|the case|the point", "said"),
    "pay": ("tribute", "welcomed"),
    "express": (
        (
            "concerns?|hopes?|thanks|gratitude|regrets?|disappointment|support|confidence|satisfaction|readiness|appreciation|"
            "himself|herself|condolences|solidarity|misgivings|sympathy|worry|worries|doubts?|interest|belief|optimism|alarm|outrage|remorse|willingness|desire|wish"
        ),
        "said",
    ),
    "present": ("plans?|proposals?|positions?|views?|initiatives?|assessments?", "said"),
    "voice": ("\\w+", "said"),
    "take": ("issue with|aim at", "accused"),
    "pin": ("blame", "accused"),
    "put": ("(?:the|all|part of the|much of the) blame", "accused"),
    "lay": ("(?:the|all|part of the|much of the) blame", "accused"),
    "draw": ("attention", "raised"),
}

# Verbs that make a statement only with a clause that says what, or beside a quotation: "thinks that", "“Nasty,” he found".
WITH_CLAUSE: dict[str, str] = dict.fromkeys(
    "think believe find hope fear doubt expect joke laugh smile shrug snap hold wish maintain".split(), "said"
)

# What somebody is who says that something is so: "was adamant that".
STANCES = frozenset(
    "adamant confident convinced certain sure hopeful optimistic pessimistic sceptical skeptical categorical clear firm unequivocal doubtful "
    "positive".split()
)

# What a quotation right before or behind a person makes a verb of speech, whichever it is.
NO_SPEECH = frozenset("be have do hear read get become see know mean sing chant feel".split())

PAST: dict[str, str] = {
    "said": "say",
    "told": "tell",
    "says": "say",
    "tells": "tell",
    "spoke": "speak",
    "thought": "think",
    "found": "find",
    "shot": "shoot",
    "dwelt": "dwell",
    "wrote": "write",
    "brought": "bring",
    "put": "put",
    "made": "make",
    "went": "go",
    "gave": "give",
    "let": "let",
}

TAKES_ADDRESSEE = frozenset(
    "tell urge warn ask assure thank press confront accuse remind inform promise invite reassure congratulate caution remind".split()
)
