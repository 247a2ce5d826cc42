"""The limit: a compiled loop that only reads the same columns and writes the same outputs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from hojokin.rules.engine.fused import PART

Column = NDArray[Any]


def reading(
    columns: Sequence[Column], outputs: Sequence[np.dtype[Any]], threads: int
) -> Callable[[], object]:
    """A loop over these columns that folds each row into one number and writes it to every output."""
    arguments = [f"c{place}" for place in range(len(columns))]
    written = [f"o{place}" for place in range(len(outputs))]
    kind = "int64" if any(column.dtype.itemsize > 4 for column in columns) else "int32"
    lines = [f"def limit({', '.join([*arguments, *written])}):", f"    for i in range(len({written[0]})):"]
    lines += [f"        x = {' ^ '.join(f'np.{kind}({name}[i])' for name in arguments)}"]
    lines += [f"        {name}[i] = np.{dtype.name}(x)" for name, dtype in zip(written, outputs, strict=True)]
    namespace: dict[str, Any] = {"np": np}
    exec("\n".join([*lines, ""]), namespace)
    loop = numba.njit(nogil=True)(namespace["limit"])
    size = len(columns[0])
    pool = ThreadPoolExecutor(max(1, threads - 1))

    def run() -> object:
        arrays = [*columns, *(np.empty(size, dtype) for dtype in outputs)]
        if threads == 1:
            loop(*arrays)
            return arrays[-1]
        parts = max(threads, size // PART)
        edges = [size * place // parts for place in range(parts + 1)]
        waiting = iter(list(pairwise(edges)))

        def work() -> None:
            for start, end in waiting:
                loop(*(array[start:end] for array in arrays))

        others = [pool.submit(work) for _ in range(threads - 1)]
        work()
        for other in others:
            other.result()
        return arrays[-1]

    return run
