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

from borderfacts import gate
from borderfacts.reading.decoding import decode
from borderfacts.reading.heads import Heads
from borderfacts.reading.limits import Limits
from borderfacts.reading.schema import Reading, Values
from borderfacts.reading.tokens import Floats, Ints, Tokens, tokens_of
from borderfacts.reading.windows import Pieces, Window

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
        gated: whether it reports incidents only of texts that speak of borders or migration (``borderfacts.gate``),
            and of a long text that hardly does only those of the windows that do.
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
        least = self._least_of_windows(text)
        # The products of the heads are small: threads would wait for each other, most of all beside other processes.
        # The limit is one of the process, so threads of the user's wait here.
        with self._one_at_a_time, self._threads.limit(limits=1, user_api="blas"):
            return decode(self.heads, ((each, self.words(each, least)) for each in sections), values, self.limits)

    def _least_of_windows(self, text: str) -> int | None:
        """Return what a window of a text must weigh to be read: nothing where the text is surely on borders."""
        return self.limits.window if self.gated and gate.excess(text) < self.limits.on_borders else None

    def words(self, tokens: Tokens, least: int | None = None) -> Floats:
        """Return a vector for each word: the mean of its pieces, over the windows that hold them, or zeros.

        Each window is run alone, so that no text changes the numbers of another.

        Args:
            tokens: the words.
            least: what the heaviest stretch of a window weighs at least where it is read, in a text of several windows.
        """
        sums = np.zeros((len(tokens.starts), self.heads.channels), dtype=np.float32)
        counts = np.zeros(len(tokens.starts), dtype=np.float32)
        windows = self._pieces.windows(tokens)
        if least is not None and len(windows) > 1:
            windows = [window for window in windows if _weight(window, tokens) >= least]
        for window in windows:
            inputs = {"ids": window.ids[None], "features": window.features[None]}
            states = self._encoder.run(None, inputs)[0][0]
            words, firsts, pieces = np.unique(window.words[1:-1], return_index=True, return_counts=True)
            sums[words] += _sums(states[1:-1], firsts, pieces)
            counts[words] += pieces
        return sums / np.maximum(counts, 1)[:, None]


def _weight(window: Window, tokens: Tokens) -> int:
    first, last = window.words[1], window.words[-2]  # between the marks of start and end
    return gate.heaviest(gate.words_of(tokens.text[tokens.starts[first] : tokens.ends[last]]))


def _sums(states: Floats, firsts: Ints, pieces: Ints) -> Floats:
    """Return the sum of the states of each word, of which most are one piece, in a fifth of the time of ``reduceat``.

    Args:
        states: pieces by channels.
        firsts: for each word its first piece.
        pieces: for each word how many it has.
    """
    sums: Floats = states[firsts]
    for further in range(1, pieces.max(initial=0)):
        has_more = pieces > further
        sums[has_more] += states[firsts[has_more] + further]
    return sums


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
