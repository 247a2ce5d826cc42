"""Pages of evidence (証憑のページ): those fingerprinted since a moment, with every other page they may be a copy of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from hojokin.flow.guard_evidence import Sighting
from hojokin.flow.guard_moved import VIEWS, in_every_view
from hojokin.flow.guards import Place, limit
from hojokin.office.adapters.page_looks import IMAGE
from hojokin.office.records.models import Fingerprint, PageMark

_WHOLE = 1 << 64
AT_ONCE = 300  # values in one question to the database


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages as the guards compare them (比較するページ), each list by the time at which they were attached."""

    files: Sequence[Sighting]
    pictures: Sequence[Sighting]
    texts: Sequence[Sighting]
    layout: Set[int]  # details that too many cases show


def pages_since(since: datetime | None, until: datetime) -> Pages:
    """New pages and their possible originals. A detail is counted over all pages, so that a layout is known as one.

    What shares a layout alone is no original, and is not read: that would be nearly every page of one software.
    """
    new = Fingerprint.objects.filter(made_at__lte=until)
    if since is not None:
        new = new.filter(made_at__gt=since)
    marks_of_new = PageMark.objects.filter(fingerprint__in=new)
    of_pictures = set(marks_of_new.filter(is_text=False).values_list("value", flat=True))
    of_texts = set(marks_of_new.filter(is_text=True).values_list("value", flat=True))
    values = sorted(in_every_view(of_pictures) | of_texts)
    layout = _layout(values)
    asked = _with_originals([each for each in values if each not in layout], new)
    rows = list(
        Fingerprint.objects.filter(pk__in=asked, document__removed_at__isnull=True)
        .select_related("document__filing__parent")
        .order_by("document_id", "page")
    )
    marks = _marks([each.pk for each in rows])
    return Pages(
        [_sighting(each, None, (), each.sha256) for each in rows if each.page <= 1],
        [_picture(each, marks[each.pk, False]) for each in rows if each.picture is not None],
        [_sighting(each, each.text, marks[each.pk, True]) for each in rows if each.text is not None],
        layout,
    )


def _layout(values: Sequence[int]) -> set[int]:
    """Those of the details that more cases show than a copy would."""
    case = Coalesce("fingerprint__document__filing__parent", "fingerprint__document__filing")
    kept = PageMark.objects.filter(fingerprint__document__removed_at__isnull=True)
    counted = kept.values("value", "is_text").annotate(cases=Count(case, distinct=True)).order_by()
    of_texts = Q(is_text=True, cases__gt=limit("text", "common"))
    common = counted.filter(of_texts | Q(is_text=False, cases__gt=limit("picture", "common")))
    found: set[int] = set()
    for some in _in_parts(values):
        found.update(common.filter(value__in=some).values_list("value", flat=True))
    return found


def _with_originals(values: Sequence[int], new: QuerySet[Fingerprint]) -> set[int]:
    found = set(new.values_list("pk", flat=True))
    for some in _in_parts(values):
        found.update(PageMark.objects.filter(value__in=some).values_list("fingerprint", flat=True))
    digests = set(new.values_list("sha256", flat=True))
    for some_digests in _in_parts(sorted(digests)):
        found.update(Fingerprint.objects.filter(sha256__in=some_digests).values_list("pk", flat=True))
    # Only pages without details are told by their bands.
    bare = new.filter(picture__isnull=False, marks__isnull=True)
    for four in bare.values_list("band_1", "band_2", "band_3", "band_4"):
        near = Q(band_1=four[0]) | Q(band_2=four[1]) | Q(band_3=four[2]) | Q(band_4=four[3])
        found.update(Fingerprint.objects.filter(near, marks__isnull=True).values_list("pk", flat=True))
    return found


def _marks(pks: Sequence[int]) -> Mapping[tuple[int, bool], Sequence[int]]:
    found: dict[tuple[int, bool], list[int]] = defaultdict(list)
    for some in _in_parts(pks):
        rows = PageMark.objects.filter(fingerprint__in=some).order_by("pk")
        for pk, is_text, value in rows.values_list("fingerprint", "is_text", "value"):
            found[pk, is_text].append(value)
    return found


def _picture(row: Fingerprint, marks: Sequence[int]) -> Sighting:
    whole = _sighting(row, row.picture, [each for each in marks if each % VIEWS == 0])
    return replace(whole, views=tuple(each for each in marks if each % VIEWS))


def _sighting(row: Fingerprint, look: int | None, marks: Sequence[int], digest: str = "") -> Sighting:
    document = row.document
    case = document.filing.parent or document.filing
    place = Place(case.number, document.pk, row.page % IMAGE)
    return Sighting(
        place,
        str(case.owner_id),
        document.name,
        None if look is None else look % _WHOLE,
        tuple(marks),
        digest,
        is_image=row.page > IMAGE,
    )


def _in_parts[T](values: Sequence[T]) -> list[Sequence[T]]:
    return [values[start : start + AT_ONCE] for start in range(0, len(values), AT_ONCE)]
