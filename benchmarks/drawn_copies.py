"""Drawn copies: how many copies of drawn screens, slips and invoices are found, by the way in which they were disguised.

``python -m benchmarks.drawn_copies`` fingerprints some 3,000 drawn pictures as the office does and takes about five
minutes. Most vendors have as many customers as a layout needs to be known as one; one page in ten is of a vendor with
three, as in the synthetic cases of ``benchmarks.planted``.
"""

from __future__ import annotations

import argparse
import os
import pickle
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from random import Random

from benchmarks.drawn_pages import COPIES, layout, page, saved
from benchmarks.measuring import machine
from hojokin.flow.guard_evidence import Sighting, same_looks
from hojokin.flow.guard_moved import moved_looks
from hojokin.flow.guards import Alert, Pattern, Place, words_of
from hojokin.office.adapters.page_looks import looks_of

VENDORS, CUSTOMERS = 30, 36
SMALL, FEW = 33, 3
COPIES_EACH = 6


@dataclass(frozen=True)
class Drawn:
    """One vendor's honest pages, and copies by their disguise, each with the case that it copies."""

    honest: Sequence[Sighting]
    copies: Sequence[tuple[str, str, Sighting]]


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share", type=int, default=100, help="percent of the vendors")
    parser.add_argument("--kept", type=Path, help="a file that keeps the fingerprints between two runs")
    asked = parser.parse_args()
    print(machine())
    print_found(drawn(asked.seed, asked.share, asked.kept))


def drawn(seed: int, share: int = 100, kept: Path | None = None) -> list[Drawn]:
    """Every vendor's pages, fingerprinted."""
    if kept is not None and kept.exists():
        found: list[Drawn] = pickle.loads(kept.read_bytes())
        return found
    jobs = [(f"{seed} large {n}", CUSTOMERS, COPIES_EACH) for n in range(VENDORS * share // 100)]
    jobs += [(f"{seed} small {n}", FEW, 1) for n in range(SMALL * share // 100)]
    began = time.perf_counter()
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        made = list(pool.map(_vendor, jobs))
    pictures = sum(len(each.honest) + len(each.copies) for each in made)
    print(f"{pictures:,} pictures drawn and fingerprinted in {time.perf_counter() - began:.0f} s")
    if kept is not None:
        kept.write_bytes(pickle.dumps(made))
    return made


def print_found(made: Sequence[Drawn]) -> None:
    """A line for every disguise, and one for the honest pages."""
    honest = [each for vendor in made for each in vendor.honest]
    minutes = words_of(Pattern.SAME_PICTURE).minutes
    told = {each.cases[1] for each in _raised(honest)}
    print(
        f"honest: {len(honest):,}, disturbed {len(told)} ({100 * len(told) / len(honest):.2f} %), {minutes} minutes an alert"
    )
    copies = [each for vendor in made for each in vendor.copies]
    alerts = {each.cases[1]: each.cases[0] for each in _raised([*honest, *(page for _, _, page in copies)])}
    print(f"{'disguise':<20}{'planted':>8}{'found':>8}{'recall':>10}")
    for disguise in COPIES:
        planted = {each.place.case for how, _, each in copies if how == disguise}
        found = len(planted & alerts.keys())
        print(f"{disguise:<20}{len(planted):>8}{found:>8}{100 * found / len(planted):>9.1f}%")


def _raised(pages: Sequence[Sighting]) -> Iterator[Alert]:
    yield from moved_looks(pages)
    yield from same_looks(Pattern.SAME_PICTURE, pages)


def _vendor(job: tuple[str, int, int]) -> Drawn:
    """Each page is copied once at most: a detail in more cases than a copy has is a layout."""
    name, customers, count = job
    chance = Random(name)
    look = layout(chance)
    pages = [page(look, chance) for _ in range(customers)]
    honest = [
        each
        for n, drawn_page in enumerate(pages)
        for each in _sightings(f"{name} {n}", saved(drawn_page, chance), "image/png")
    ]
    hows = (
        [how for how in COPIES for _ in range(count)] if customers > FEW else chance.sample(list(COPIES), 3)
    )
    copies = []
    for n, how in enumerate(hows):
        content, media_type = COPIES[how](pages[n % customers], chance)
        seen = _sightings(f"{name} {how} {n}", content, media_type)
        copies += [(how, f"{name} {n % customers}", each) for each in seen]
    return Drawn(honest, copies)


def _sightings(case: str, content: bytes, media_type: str) -> list[Sighting]:
    """The picture, or the page of a PDF and the images in it."""
    looks = looks_of(content, media_type)
    return [
        Sighting(Place(case, 1, 1), case, "証憑", each.picture, each.tiles, views=each.views)
        for each in looks
    ]


if __name__ == "__main__":
    main()
