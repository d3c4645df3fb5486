"""The learned reader: an encoder that runs through onnxruntime, and the heads above it."""

from __future__ import annotations

import json
import threading
from functools import cache
from hashlib import sha256
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import onnxruntime
from threadpoolctl import ThreadpoolController

from borderfacts.reading.decoding import decode
from borderfacts.reading.heads import Heads
from borderfacts.reading.limits import Limits
from borderfacts.reading.schema import Reading, Values
from borderfacts.reading.tokens import Floats, Tokens, tokens_of
from borderfacts.reading.windows import Pieces

DATA = files("borderfacts.reading") / "data"
ENCODER, HEADS, PIECES, CARD = "encoder.onnx", "heads.npz", "tokenizer.json", "card.json"
# Longer texts are read in sections: the pairs of their mentions would take time and memory that grow with the square.
LONGEST_SECTION = 1_500
# Sum and norm in one step take onnxruntime five times as long as one after the other.
_SLOW = ["SkipLayerNormFusion"]


class LearnedReader:
    """Says what a story means; the same text gives the same reading whatever is read beside it.

    Args:
        folder: the files of a model, as ``training/export.py`` writes them.
        gated: as the attribute.

    Attributes:
        name: name and version of the model, and the start of the sum over its card.
        heads: the layers above the encoder.
        limits: from which chance on something is said.
        gated: whether it reports incidents only of texts that speak of borders or migration (``borderfacts.gate``).
    """

    def __init__(self, folder: Path, *, gated: bool = False) -> None:
        self.gated = gated
        content = (folder / CARD).read_bytes()
        card = json.loads(content)
        self.name = _name(content)
        self.limits = Limits(**card["limits"])
        self._pieces = Pieces(folder / PIECES)
        with np.load(folder / HEADS) as weights:
            self.heads = Heads(weights)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # sums in one order, and no spinning threads
        options.enable_cpu_mem_arena = False  # it would keep what the longest window took, and is no faster
        self._encoder = onnxruntime.InferenceSession(
            folder / ENCODER, options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOW
        )
        self._threads = ThreadpoolController()
        self._one_at_a_time = threading.Lock()

    def read(self, text: str, values: Values) -> Reading:
        """Return what a text means."""
        sections = tokens_of(text, values).sections(LONGEST_SECTION)
        # The products of the heads are small: threads would wait for each other, most of all beside other processes.
        # The limit is one of the process, so threads of the user's wait here.
        with self._one_at_a_time, self._threads.limit(limits=1, user_api="blas"):
            return decode(self.heads, ((each, self.words(each)) for each in sections), values, self.limits)

    def words(self, tokens: Tokens) -> Floats:
        """Return a vector for each word: the mean of its pieces, over the windows that hold them.

        Each window is run alone, so that no text changes the numbers of another.
        """
        sums: Floats | None = None
        counts = np.zeros(len(tokens.starts), dtype=np.float32)
        for window in self._pieces.windows(tokens):
            inputs = {"ids": window.ids[None], "features": window.features[None]}
            states = self._encoder.run(None, inputs)[0][0]
            if sums is None:
                sums = np.zeros((len(tokens.starts), states.shape[1]), dtype=np.float32)
            inside = window.words >= 0
            words, firsts, pieces = np.unique(window.words[inside], return_index=True, return_counts=True)
            sums[words] += np.add.reduceat(states[inside], firsts)
            counts[words] += pieces
        if sums is None:
            return np.zeros((0, 0), dtype=np.float32)
        return sums / np.maximum(counts, 1)[:, None]


@cache
def default_reader() -> LearnedReader:
    """Return the reader that comes with borderfacts; the same object each time."""
    with as_file(DATA) as folder:
        return LearnedReader(folder, gated=True)


@cache
def model_name() -> str:
    """Return name and version of the model that comes with borderfacts, and the start of the sum over its card.

    The card has the sums of its other files and the name of the gate, so that no change of weights, limits or of what
    texts may report goes without another name.
    """
    return _name((DATA / CARD).read_bytes())


def _name(content: bytes) -> str:
    card = json.loads(content)
    return f"{card['name']}-{card['version']}+{sha256(content).hexdigest()[:8]}"
