"""Generation (合成カタログの作成): an invented catalogue into the database, for demonstrations and measurements."""

from __future__ import annotations

from collections.abc import Callable
from itertools import batched

from hojokin.office.actions.write_catalogue import write_tools, write_vendors
from hojokin.office.catalogue import synthetic
from hojokin.office.records.models import Tool

BATCH = 5_000


def generate_tools(
    count: int, seed: int, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> None:
    """Write so many invented tools and their vendors; those of the same numbers are replaced."""
    for entries in batched(synthetic.vendors(count, seed), BATCH):
        write_vendors(entries)
    fresh = not Tool.objects.exists()
    done = 0
    for made in batched(synthetic.tools(count, seed), BATCH):
        write_tools([each.tool for each in made], fresh=fresh)
        done += len(made)
        progress(done, count)
