"""Stories on a cluster, by Ray Data: a pool of actors, each of which loads the model once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from borderfacts.arrow import How, extract_batch
from borderfacts.errors import MissingExtraError
from borderfacts.readers import DEFAULT, reader_of

if TYPE_CHECKING:
    import pyarrow
    from ray.data import Dataset

BATCH_SIZE = 64

# A batch whose actor ended is given to another one so often; a story that ends each of them must not keep the run going
# for ever, as Ray would have it. From 2.64 on Ray will not take this number in the way it is given here.
TRIES = 5


def extract_dataset(
    ds: Dataset, *, actors: int | tuple[int, int] = 1, batch_size: int = BATCH_SIZE, nested: bool = False,
    **how: Unpack[How],
) -> Dataset:  # fmt: skip
    """Return what the stories of a dataset give, lazily, as a dataset: each batch goes through ``extract_batch``.

    An actor takes one processor; one that ends is replaced, and its batch read by another. The order of the rows is
    that of Ray, which keeps it only where ``DataContext.execution_options.preserve_order`` is set.

    Args:
        ds: the stories, a row each; columns as in ``extract_batch``.
        actors: how many actors read, or the least and the greatest number of them.
        batch_size: the largest number of stories that an actor is given at once.
        nested: as in ``extract_batch``.
        how: ``threshold``, ``reader`` and ``gate``, as in ``extract_many``.

    Raises:
        MissingExtraError: Ray is not installed.
    """
    try:
        from ray.data import ActorPoolStrategy
    except ImportError as error:
        raise MissingExtraError("ray", "ray", "extract_dataset()") from error
    least, most = actors if isinstance(actors, tuple) else (actors, actors)
    return ds.map_batches(
        _Extractor,
        fn_constructor_kwargs={"nested": nested, "how": how},
        batch_size=batch_size,
        batch_format="pyarrow",
        compute=ActorPoolStrategy(min_size=least, max_size=most),
        num_cpus=1,
        max_task_retries=TRIES,
    )


class _Extractor:
    """What an actor does; made once in each."""

    def __init__(self, nested: bool, how: How) -> None:
        self._nested = nested
        self._how = how
        reader_of(how.get("reader", DEFAULT))  # so that an actor is ready when it has a model, and not before

    def __call__(self, table: pyarrow.Table) -> pyarrow.Table:
        return extract_batch(table, nested=self._nested, **self._how)
