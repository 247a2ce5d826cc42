"""Evidence across cases (証憑の使い回し): one file, one screen or one slip that is shown in two cases.

A screen of one software looks like every other of it, and so do invoices of one vendor. What tells a copy is the rare:
a detail – a tile of a picture, a number of a text – that only these cases show. Whatever many cases show is a layout.
A detail survives another size, another compression and a name that is pasted over another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import combinations

from hojokin.flow.guards import Alert, Pattern, Place, limit, said

BITS, BANDS = 64, 4
_BAND = BITS // BANDS
_MASK = (1 << _BAND) - 1
_BLOCKS = {Pattern.SAME_PICTURE: "picture", Pattern.SAME_TEXT: "text"}


@dataclass(frozen=True, slots=True)
class Sighting:
    """A page as it was seen (証憑の1ページ). ``look`` is its 64-bit fingerprint, ``marks`` hashes of its details.

    ``views`` are the details of the same picture turned, or without what may have been put round it. ``is_image`` says
    that it is not the page but an image that is set into it.
    """

    place: Place
    party: str
    name: str
    look: int | None
    marks: tuple[int, ...] = ()
    digest: str = ""
    views: tuple[int, ...] = ()
    is_image: bool = False


def bands(look: int) -> tuple[int, ...]:
    """The fingerprint in four: of two that differ in up to three bits, one band at least is the same."""
    return tuple(look >> (_BAND * place) & _MASK for place in range(BANDS))


def distance(one: int | None, other: int | None) -> int:
    """Bits in which two fingerprints differ; all of them where one is missing."""
    return BITS if one is None or other is None else (one ^ other).bit_count()


def same_files(pages: Sequence[Sighting]) -> Iterator[Alert]:
    """Files that stand in a second party's case too: each against the first that showed it."""
    first: dict[str, Sighting] = {}
    for page in pages:
        if not page.digest:
            continue
        before = first.setdefault(page.digest, page)
        if apart(before, page):
            yield _alert(Pattern.SAME_FILE, before, page, 0, 0)


def same_looks(
    pattern: Pattern, pages: Sequence[Sighting], layout: Set[int] = frozenset()
) -> Iterator[Alert]:
    """Pages that share what no other case shows: each against the earlier one that it shares most with.

    ``layout`` are details known to be common, where not every page that shows them is among the pages.
    """
    block = _BLOCKS[pattern]
    near = limit(block, "near")
    best: dict[int, tuple[int, int, int]] = {}
    for (earlier, later), shared in _pairs(pages, limit(block, "common"), layout).items():
        apart = distance(pages[earlier].look, pages[later].look)
        if _is_enough(block, shared, _overlap(pages[earlier], pages[later]), is_near=apart <= near):
            best[later] = max(best.get(later, (0, 0, 0)), (shared, BITS - apart, earlier))
    # Two texts without numbers, such as terms of use, are alike for honest reasons.
    bare = _bare_pairs(pages, near, limit(block, "common")) if pattern is Pattern.SAME_PICTURE else ()
    for later, earlier in bare:
        best.setdefault(later, (0, BITS - distance(pages[earlier].look, pages[later].look), earlier))
    for later, (shared, alike, earlier) in sorted(best.items()):
        yield _alert(pattern, pages[earlier], pages[later], shared, BITS - alike)


def _is_enough(block: str, shared: int, overlap: int, *, is_near: bool) -> bool:
    """Whether so many rare details, and such a part of all, tell a copy. Less of both does where the looks are near."""
    if is_near and shared >= limit(block, "with_near") and overlap >= limit(block, "overlap_near"):
        return True
    return shared >= limit(block, "marks") and overlap >= limit(block, "overlap")


def _pairs(pages: Sequence[Sighting], common: int, layout: Set[int]) -> Counter[tuple[int, int]]:
    """How many rare details each pair of pages of different parties shares."""
    holders: dict[int, list[int]] = defaultdict(list)
    for place, page in enumerate(pages):
        for mark in set(page.marks) - layout:
            holders[mark].append(place)
    found: Counter[tuple[int, int]] = Counter()
    for places in holders.values():
        if len(places) > 1 and len({pages[each].place.case for each in places}) <= common:
            found.update(pair for pair in combinations(places, 2) if apart(pages[pair[0]], pages[pair[1]]))
    return found


def _overlap(one: Sighting, other: Sighting) -> int:
    """Percent of the details that two pages share. Where a vendor has few customers, its layout is rare as well."""
    mine, theirs = set(one.marks), set(other.marks)
    return 100 * len(mine & theirs) // min(len(mine), len(theirs))


def _bare_pairs(pages: Sequence[Sighting], near: int, common: int) -> Iterator[tuple[int, int]]:
    """Pages without details, such as a photograph of a wall: only their fingerprints can be compared."""
    seen = Counter(each.look for each in pages if not each.marks)
    holders: dict[tuple[int, int], list[int]] = defaultdict(list)
    for later, page in enumerate(pages):
        if page.marks or page.look is None or seen[page.look] > common:
            continue
        for key in enumerate(bands(page.look)):
            for earlier in holders[key]:
                if apart(pages[earlier], page) and distance(pages[earlier].look, page.look) <= near:
                    yield later, earlier
            holders[key].append(later)


def apart(one: Sighting, other: Sighting) -> bool:
    """Whether two pages are of different parties' cases."""
    return one.party != other.party and one.place.case != other.place.case


def _alert(pattern: Pattern, one: Sighting, other: Sighting, marks: int, apart: int) -> Alert:
    told = {"marks": marks, "distance": apart}
    words = named(one, other)
    seen = said(pattern, {**told, **words["ja"]}, {**told, **words["en"]})
    return Alert(pattern, key_of(pattern, [one, other]), seen, (one.place, other.place))


def named(one: Sighting, other: Sighting) -> dict[str, dict[str, str]]:
    """What two pages are called in each language: the names of their files, and where in them."""
    found: dict[str, dict[str, str]] = {"ja": {}, "en": {}}
    for name, page in (("one", one), ("other", other)):
        number, is_image = page.place.page, page.is_image
        found["ja"][name] = found["en"][name] = page.name
        found["ja"][f"{name}_page"] = f"{number}ページ" + ("に貼り込まれた画像" if is_image else "")
        found["en"][f"{name}_page"] = ("the image set into " if is_image else "") + f"page {number}"
    return found


def key_of(pattern: Pattern, pages: Iterable[Sighting]) -> str:
    """The key of an alert about these pages, whichever was seen first."""
    ends = sorted(f"{each.place.case}/{each.place.document}/{each.place.page}" for each in pages)
    return f"{pattern}:{':'.join(ends)}"
