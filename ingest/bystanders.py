"""Takes out of an encounter who only speaks about it, spokespeople and experts without an office, and in whose place another came.

So it does with who is named only as the one whose envoy or kin met somebody (`stand_ins`), and who hailed others' talks (`tellers`).
"""

from __future__ import annotations

import re

from spacy.tokens import Doc

from graph.model import Kind
from ingest.annotations import Annotations, MentionKind
from ingest.encounter import Encounter
from ingest.nearby import is_represented
from ingest.stand_ins import comes_for_state, sent_noun
from ingest.tellers import opines


def _is_spokesperson(annotations: Annotations, key: str) -> bool:
    """Tell whether somebody speaks for others on the document's day, and holds no other office, by the base."""
    return annotations.posts(annotations.people[key].person) == {"spokesperson"}


def without_bystanders(doc: Doc, annotations: Annotations, encounter: Encounter) -> None:
    """Take out people who only speak about an encounter, as spokespeople and experts do, and those whom another represented."""
    source = encounter.sources[0]
    here = [m for m in annotations.mentions if source.start <= m.start < source.end]
    for key in opines(doc, annotations, encounter) & set(encounter.people):
        encounter.people.remove(key)
    for key in list(encounter.people):
        named = [m for m in here if m.people == (key,)]
        of_key = [m for m in here if key in m.people and m.kind is not MentionKind.PRONOUN]
        by_name = [m for m in of_key if m.kind is MentionKind.PERSON]  # an office beside the name is told with it
        own = {i for m in of_key if m.kind is MentionKind.OFFICE for i in range(m.start, m.end)}
        masters = [sent_noun(doc, m, own) for m in by_name or of_key]
        if encounter.kind is Kind.VISIT and any(noun is not None and noun.lemma_ == "invitation" for noun in masters):
            continue  # "an invitation to Kay to visit Oslo"
        if masters and all(noun is not None for noun in masters):
            encounter.people.remove(key)
            country = annotations.people[key].country
            if country is not None and all(noun is not None and comes_for_state(noun) for noun in masters):
                encounter.codes.append(country)
            continue
        if any(is_represented(doc, m) for m in named if m.kind is not MentionKind.PRONOUN):
            encounter.people.remove(key)
            continue
        entity = annotations.people[key]
        serving = [use.phrase for use in entity.offices if not use.phrase.is_former]
        if (serving and all(set(phrase.posts[:1]) == {"spokesperson"} for phrase in serving)) or (
            not serving and _is_spokesperson(annotations, key)
        ):
            encounter.people.remove(key)
        elif entity.person is None and not serving:
            for mention in annotations.mentions:
                if key in mention.people and source.start <= mention.start < source.end:
                    around = doc[max(source.start, mention.start - 2) : min(source.end, mention.end + 3)].text
                    if re.search(
                        r"\b(?:said|says|added|argued|argues|noted|wrote|told|according to|believes|explained)\b",
                        around,
                    ):
                        encounter.people.remove(key)
                        break
