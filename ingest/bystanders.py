"""Takes out of an encounter who only speaks about it: spokespeople, and experts without an office."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from ingest.annotations import Annotations
from ingest.encounter import Encounter


def _is_spokesperson(annotations: Annotations, key: str) -> bool:
    """Tell whether somebody speaks for others on the document's day, and holds no other office, by the base."""
    return annotations.posts(annotations.people[key].person) == {"spokesperson"}


def without_bystanders(doc: Doc, annotations: Annotations, encounter: Encounter) -> None:
    """Take out people who only speak about an encounter: spokespeople, and experts without an office who say it."""
    source = encounter.sources[0]
    for key in list(encounter.people):
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
