"""Whom "the two", "both leaders" and "they" mean: pairs of people named before, ranked by a learned model.

A learned choice (see `ingest.choices`) by how the two stand to each other and where they were last named; it learns from annotated
encounters of two that a passage tells of as "the two" (`training/antecedents.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from spacy.tokens import Doc

from ingest.annotations import Annotations, Mention, MentionKind
from ingest.antecedents import LEADING, role_of, sentences_between
from ingest.choices import choose, load_choices
from ingest.kin import only_kin
from ingest.syntax import conjuncts

MOST = 10  # people last named of whom two may be meant
FAR = 8  # sentences
_MEETING = frozenset(
    "meet meeting talk talks see receive host welcome summit call telephone phone dinner lunch hold shake sit greet session encounter".split()
)

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PairCandidate:
    """Two people whom a group may mean."""

    people: Pair
    features: tuple[str, ...]


def likeliest_pair(candidates: list[PairCandidate]) -> Pair | None:
    """Return the likeliest of the pairs that a group may mean; of equals the first."""
    return choose(load_choices()["antecedent-pair"], candidates).people if candidates else None


def pair_candidates(
    doc: Doc, annotations: Annotations, group: Mention, seen: list[Mention], keys: list[str]
) -> list[PairCandidate]:
    """Return the pairs a group may mean, with their features, those last named first.

    Args:
        doc: The Doc.
        annotations: What was found in it.
        group: "the two leaders", "they".
        seen: Mentions with people before it, in text order.
        keys: People who fit the group's words.
    """
    last: dict[str, Mention] = {}
    counts: Counter[str] = Counter()
    together: dict[frozenset[str], Mention] = {}
    for mention in seen:
        if len(mention.people) == 2:
            together[frozenset(mention.people)] = mention
        for key in mention.people:
            counts[key] += 1
            if len(mention.people) == 1 or key not in last:
                last[key] = mention
    fitting = set(keys) - only_kin(doc, seen)
    leading = {key for key, _ in counts.most_common(LEADING)}
    recent = sorted((key for key in last if key in fitting), key=lambda key: -last[key].start)
    chosen = [key for at, key in enumerate(recent) if at < MOST or key in leading]
    shares = sorted(counts.values(), reverse=True)
    latest = max(together.values(), key=lambda m: m.start, default=None)
    found: list[PairCandidate] = []
    for right, left in combinations(chosen, 2):
        features = _features(doc, annotations, group, (last[left], left), (last[right], right), chosen)
        chain = together.get(frozenset((left, right)))
        more = [f"shares:{min(3, shares.index(counts[left]))}-{min(3, shares.index(counts[right]))}"]
        if chain is not None:
            more.append("chain")
            more.append(f"chain:{chain == latest}:{sentences_between(doc, chain.start, group.start, FAR) <= 2}")
        if left in leading and right in leading:
            more.append("leading")
        found.append(PairCandidate((left, right), (*features, *more)))
    return found


def _features(
    doc: Doc,
    annotations: Annotations,
    group: Mention,
    left: tuple[Mention, str],
    right: tuple[Mention, str],
    recent: list[str],
) -> Iterator[str]:
    (one, one_key), (two, two_key) = left, right
    a, b = annotations.people[one_key], annotations.people[two_key]
    near, far = sentences_between(doc, two.start, group.start, FAR), sentences_between(doc, one.start, group.start, FAR)
    yield f"near:{min(near, 4)}"
    yield f"far:{min(far, 5)}"
    yield f"ranks:{min(4, recent.index(two_key))}-{min(5, recent.index(one_key))}"
    same = one.start < two.end and doc[one.start].sent == doc[two.start].sent
    yield f"same-sentence:{same}:{min(near, 2)}"
    if same:
        heads = doc[one.start : one.end].root, doc[two.start : two.end].root
        if heads[1] in conjuncts(heads[0]):
            yield f"coordinated:{min(near, 2)}"
        words = {t.lemma_.lower() for t in doc[one.start].sent}
        yield f"met:{bool(words & _MEETING)}"
    roles = sorted((role_of(doc, one), role_of(doc, two)))
    yield f"roles:{roles[0]}-{roles[1]}"
    yield f"roles:{roles[0]}-{roles[1]}:{min(near, 2)}"
    yield f"kinds:{one.kind.value}-{two.kind.value}"
    if a.country and b.country:
        yield f"abroad:{a.country != b.country}"
    posts = [annotations.posts_of(key) for key in (one_key, two_key)]
    yield f"of-one-rank:{bool(posts[0] & posts[1])}"
    yield f"leaders:{sum(bool(p & _LED) for p in posts)}:{group.name or doc[group.start].lower_}"
    word = doc[group.start : group.end].text.casefold()
    yield f"of-two:{any(w in word for w in ('two', 'pair', 'both', 'duo'))}:{group.kind is MentionKind.PRONOUN}"
    yield f"official:{bool(a.person)}-{bool(b.person)}"
    if any(each.person and not annotations.terms(each.person) for each in (a, b)):
        yield "out-of-office"


_LED = frozenset({"head-of-state", "head-of-government", "supreme-leader", "party-leader", "crown-prince"})
