"""Erasures of submitted papers (提出書類の消去の照会): where the same bytes stand, and what was asked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import Case, Value, When

from hojokin.flow.canonical import digest_of
from hojokin.flow.kept_out import KIND_LABELS, marks_from
from hojokin.office.queries.filings import visible
from hojokin.office.queries.kept_files import GONE
from hojokin.office.queries.paging import page_of
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Document, Filing, PaperErasure
from hojokin.office.records.models.document import DocumentState
from hojokin.office.records.models.erasure import ErasureState
from hojokin.rules.engine.facts import Text


@dataclass(frozen=True, slots=True)
class Place:
    """One filing's paper with the bytes (同じ書類がある場所). ``versions`` are those whose receipts name it."""

    document: Document
    versions: Sequence[int]

    @property
    def is_attached(self) -> bool:
        """Whether it stands at its field now."""
        return self.document.removed_at is None


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of a filing as the desk lists it (手続の書類)."""

    place: Place
    erasure: PaperErasure | None

    @property
    def found(self) -> Sequence[tuple[int, Text]]:
        """The numbers that the search found: on which page, of which kind."""
        marks = marks_from(self.place.document.numbers)
        return [(each.page, KIND_LABELS[each.kind]) for each in marks if each.kind in KIND_LABELS]


def places_of(sha256: str) -> list[Place]:
    """Every paper that has the bytes; two queries."""
    found = Document.objects.filter(sha256=sha256).exclude(state__in=GONE)
    rows = list(found.select_related("filing__owner", "filing__partner").order_by("filing__number", "pk"))
    named = _named([each.filing for each in rows])
    return [Place(each, named.get((each.filing_id, each.sha256), ())) for each in rows]


def seen_of(places: Sequence[Place]) -> str:
    """A digest of the places: whoever decides has seen exactly these."""
    return digest_of([[each.document.pk, each.is_attached, list(each.versions)] for each in places])


def masked_copy(sha256: str) -> Document | None:
    """The newest blacked-out copy of the bytes that stands at a field."""
    copies = Document.objects.filter(
        replaces__sha256=sha256, removed_at__isnull=True, state=DocumentState.STORED.value
    )
    return copies.order_by("-pk").first()


def papers_of_filing(filing: Filing) -> list[Paper]:
    """Every paper that was ever attached, in the order of attaching; three queries."""
    documents = list(filing.documents.order_by("field", "uploaded_at", "pk"))
    named = _named([filing])
    standing = PaperErasure.objects.exclude(state=ErasureState.DROPPED.value)
    erasures = {each.sha256: each for each in standing.filter(sha256__in={d.sha256 for d in documents})}
    return [
        Paper(Place(each, named.get((each.filing_id, each.sha256), ())), erasures.get(each.sha256))
        for each in documents
    ]


def erasure_page(number: int) -> Page[PaperErasure]:
    """One page of them: those that wait for the second person first, then the newest."""
    waits = Case(When(state=ErasureState.ASKED.value, then=Value(0)), default=Value(1))
    found = PaperErasure.objects.select_related("filing__owner", "asked_by", "decided_by")
    return page_of(found.order_by(waits, "-asked_at", "-pk"), number)


def seen_by(places: Sequence[Place], actor: Actor) -> list[Place]:
    """The places in filings that the actor may open: what its parties never handed in is nobody else's business."""
    keys = {each.document.filing_id for each in places}
    known = set(visible(actor).filter(pk__in=keys).values_list("pk", flat=True))
    return [each for each in places if each.document.filing_id in known]


def _named(filings: Collection[Filing]) -> Mapping[tuple[int, str], Sequence[int]]:
    """By filing and hash the versions whose receipts name the file."""
    found: dict[tuple[int, str], list[int]] = {}
    from_versions = Filing.objects.filter(pk__in={each.pk for each in filings}, versions__isnull=False)
    rows = from_versions.order_by("versions__sequence").values_list(
        "pk", "versions__sequence", "versions__files"
    )
    for filing, sequence, files in rows:
        for sha256 in {each["sha256"] for each in files}:
            found.setdefault((filing, sha256), []).append(sequence)
    return found
