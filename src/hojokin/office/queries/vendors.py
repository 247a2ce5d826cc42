"""Search for vendors (IT導入支援事業者検索): the registered ones, by word, prefecture and form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from hojokin.office.catalogue.codes import VENDOR_FORM_LABELS, VendorForm, VendorState, prefecture_labels
from hojokin.office.records.models import Vendor
from hojokin.office.records.models.revision import current_revision
from hojokin.office.search.normal import BREAK, normal, words
from hojokin.rules.engine.facts import Text

MOST_A_PAGE = 100
USUAL_A_PAGE = 20
DEEPEST = 10_000
_FIELDS = (
    "public_id",
    "name",
    "kana",
    "corporate_number",
    "prefecture",
    "form",
    "registered_on",
    "url",
    "description",
)


@dataclass(frozen=True, slots=True)
class VendorQuery:
    """What is asked. Codes are those of prefectures and forms; ``page`` counts from 1."""

    keyword: str = ""
    prefectures: frozenset[str] = field(default_factory=frozenset)
    forms: frozenset[str] = field(default_factory=frozenset)
    page: int = 1
    page_size: int = USUAL_A_PAGE


@dataclass(frozen=True, slots=True)
class VendorCard:
    """One registered vendor (IT導入支援事業者)."""

    public_id: str
    name: str
    kana: str
    corporate_number: str
    prefecture: str
    form: str
    registered_on: date
    url: str
    description: str


@dataclass(frozen=True, slots=True)
class VendorCount:
    """A value that the list can be narrowed by, and how many vendors choosing it would show."""

    code: str
    label: Text
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class VendorPage:
    """One page of vendors, by reading and public id."""

    query: VendorQuery
    total: int
    page: int
    pages: int
    vendors: tuple[VendorCard, ...]
    prefectures: tuple[VendorCount, ...]
    forms: tuple[VendorCount, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """The registered vendors at a revision of the catalogue, with the texts that words are sought in."""

    revision: int
    database: str
    vendors: Sequence[tuple[VendorCard, str]]


_known: list[_Known] = []


def search_vendors(query: VendorQuery) -> VendorPage:
    """The page of vendors that a query asks for; never raises on what a visitor can type."""
    asked = words(query.keyword[:200])
    said = [card for card, text in _registered() if all(word in text for word in asked)]
    in_forms = [card for card in said if not query.forms or card.form in query.forms]
    in_prefectures = [card for card in said if not query.prefectures or card.prefecture in query.prefectures]
    found = [card for card in in_forms if not query.prefectures or card.prefecture in query.prefectures]
    size = min(max(query.page_size, 1), MOST_A_PAGE)
    pages = max(1, -(-min(len(found), DEEPEST) // size))
    page = min(max(query.page, 1), pages)
    prefectures = Counter(card.prefecture for card in in_forms)
    forms = Counter(card.form for card in in_prefectures)
    return VendorPage(
        query=query,
        total=len(found),
        page=page,
        pages=pages,
        vendors=tuple(found[(page - 1) * size : page * size]),
        prefectures=tuple(
            VendorCount(code, label, prefectures[code], code in query.prefectures)
            for code, label in prefecture_labels().items()
        ),
        forms=tuple(
            VendorCount(form.value, VENDOR_FORM_LABELS[form], forms[form.value], form.value in query.forms)
            for form in VendorForm
        ),
    )


def vendor(public_id: str) -> VendorCard | None:
    """A registered vendor by its public id, straight from the database."""
    row = (
        Vendor.objects.filter(public_id=public_id, state=VendorState.REGISTERED).values_list(*_FIELDS).first()
    )
    return VendorCard(*row) if row else None


def _registered() -> Sequence[tuple[VendorCard, str]]:
    """The registered vendors as of now: read again only when the catalogue has changed."""
    revision, database = current_revision(), str(connection.settings_dict["NAME"])
    if not _known or (_known[0].revision, _known[0].database) != (revision, database):
        rows = (
            Vendor.objects.filter(state=VendorState.REGISTERED)
            .order_by("kana", "public_id")
            .values_list(*_FIELDS)
        )
        _known[:] = [
            _Known(revision, database, [(card, _text(card)) for card in (VendorCard(*row) for row in rows)])
        ]
    return _known[0].vendors


def _text(card: VendorCard) -> str:
    place = prefecture_labels()[card.prefecture].ja if card.prefecture in prefecture_labels() else ""
    told = (card.name, card.kana, card.public_id, card.corporate_number, place, card.description)
    return BREAK.join(normal(each) for each in told)
