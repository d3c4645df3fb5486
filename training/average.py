"""Average the weights of networks that were trained on from one another.

    python -m training.average OUT.pt CHECKPOINT.pt CHECKPOINT.pt ...

Stages of training that each are as good as the next, but wrong about different things, are better together: the mean of
their weights costs nothing when the network runs (Wortsman et al. 2022, model soups).
"""

from __future__ import annotations

import sys

import torch


def main(arguments: list[str]) -> int:
    """Write the network with the mean of the weights; return the exit status."""
    if len(arguments) < 3:
        sys.stderr.write(__doc__ or "")
        return 2
    out, *checkpoints = arguments
    found = [torch.load(each, weights_only=False)["average"] for each in checkpoints]
    first = found[0]
    average = {
        name: torch.stack([each[name] for each in found]).mean(0) if value.is_floating_point() else value
        for name, value in first.items()
    }
    torch.save({"average": average}, out)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
