"""Offered data (入力済みの情報の提示): what the state, gBizID or an earlier application already says, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hojokin.flow.addresses import address_parts
from hojokin.flow.applications import KINDS
from hojokin.flow.form import FieldKind, FormField, Value
from hojokin.flow.roles import Role
from hojokin.office import adapters
from hojokin.office.ports.company_register import Company, CompanyRegister
from hojokin.office.ports.outside import OutsideError
from hojokin.office.queries.entries import Typed
from hojokin.office.queries.filings import FilingView, read
from hojokin.office.records.models import Filing, Party, Person
from hojokin.office.records.models.party import PartyKind
from hojokin.rules.engine.facts import Text

type Told = Mapping[str, Typed]

CODES = tuple(each.code for each in KINDS)
NOT_OFFERED = frozenset({FieldKind.PLEDGE, FieldKind.DOCUMENT})
OF_TODAY = frozenset({"register", "gbizid", "account"})  # the other sources are earlier applications
REGISTER = Text("法人番号で調べた公開情報", "Published under the corporate number")
GBIZID = Text("gBizIDに登録された情報", "From the gBizID")
ACCOUNT = Text("あなたの利用者情報", "From your account")
CLOSED = Text(
    "この法人番号の法人は、公開情報では閉鎖されています。番号を確かめてください。",
    "The corporation of this number is closed according to the register. Check the number.",
)
UNKNOWN = Text(
    "この法人番号は公開情報に見つかりません。番号を確かめてください。",
    "This corporate number is not in the register. Check it.",
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where data comes from (出所)."""

    code: str
    label: Text
    told: Told


@dataclass(frozen=True, slots=True)
class Offer:
    """A value that a field may take (提示する値)."""

    field: FormField
    typed: Typed
    value: Value
    source: str
    labels: tuple[Text, ...]
    version: int

    @property
    def key(self) -> str:
        """How a page names it."""
        return f"{self.field.name}:{self.source}"


@dataclass(frozen=True)
class Offered:
    """All that is offered (提示), what was looked for in vain, and how many fields say the same already."""

    offers: Sequence[Offer]
    same: int = 0
    remarks: Sequence[Text] = field(default_factory=tuple)

    def of_key(self, key: str) -> Offer | None:
        """The offer of that name."""
        return next((each for each in self.offers if each.key == key), None)


def offered(view: FilingView) -> Offered:
    """What may be taken over into the fields that the actor may write now; of an application only."""
    if view.filing.kind not in CODES:
        return Offered(())
    remarks: list[Text] = []
    sources = list(_sources(view, remarks))
    every = [each for source in sources for each in _offers(view, source, sources)]
    new = [each for each in every if each.value != view.values.get(each.field.name)]
    order = [each.name for each in view.form.fields()]
    found = sorted(_merged(new), key=lambda each: order.index(each.field.name))
    return Offered(
        found, len({each.field.name for each in every} - {each.field.name for each in new}), remarks
    )


def _sources(view: FilingView, remarks: list[Text]) -> Iterator[Source]:
    filing = view.filing
    if view.actor.role is Role.APPLICANT:
        yield from _public(view, remarks)
        yield Source("gbizid", GBIZID, _of_party(filing.owner))
        if view.actor.person is not None:
            yield Source("account", ACCOUNT, _of_person(view.actor.person))
    earlier = _earlier(view)
    if earlier is not None:
        label = Text(f"前の申請 {earlier.number}", f"Earlier application {earlier.number}")
        yield Source(earlier.number, label, dict(earlier.entries.values_list("name", "typed")))


def _public(view: FilingView, remarks: list[Text]) -> Iterator[Source]:
    number = str(view.values.get("corporate_number") or view.filing.owner.corporate_number)
    if not number or view.filing.owner.kind == PartyKind.SOLE_PROPRIETOR:
        return
    try:
        company = adapters.of(CompanyRegister).find(number)
    except OutsideError as error:
        remarks.append(error.text)
        return
    if company is None:
        remarks.append(UNKNOWN)
        return
    if company.closed is not None:
        remarks.append(CLOSED)
    yield Source("register", REGISTER, _of_company(company))


def _of_company(company: Company) -> Told:
    address = address_parts(company.address)
    return _texts(
        corporate_number=company.corporate_number,
        company_name=company.name,
        company_kana=company.kana,
        head_office_prefecture=address.prefecture,
        head_office_city=address.municipality,
        head_office_street=address.rest,
        representative_name=company.representative,
        founded_on=company.established.isoformat() if company.established else "",
        capital_yen="" if company.capital is None else str(company.capital),
    )


def _of_party(party: Party) -> Told:
    address = address_parts(party.address)
    prefecture = party.prefecture or address.prefecture
    if party.kind == PartyKind.SOLE_PROPRIETOR:
        return _texts(
            applicant_kind=party.kind,
            person_name=party.name,
            person_kana=party.kana,
            home_prefecture=prefecture,
            home_address=f"{address.municipality}{address.rest}",
        )
    return _texts(
        applicant_kind=party.kind,
        corporate_number=party.corporate_number,
        company_name=party.name,
        company_kana=party.kana,
        head_office_prefecture=prefecture,
        head_office_city=address.municipality,
        head_office_street=address.rest,
        representative_name=party.representative,
    )


def _of_person(person: Person) -> Told:
    return _texts(contact_name=person.name, contact_email=person.email, mobile_phone=person.phone)


def _texts(**texts: str) -> Told:
    return {name: [text] for name, text in texts.items() if text}


def _earlier(view: FilingView) -> Filing | None:
    """The party's latest application that was handed in; for a vendor one that it worked on itself."""
    filing = view.filing
    others = Filing.objects.filter(kind__in=CODES, owner=filing.owner_id, submitted_at__isnull=False)
    if view.actor.role is Role.VENDOR:
        others = others.filter(partner=filing.partner_id)
    return others.exclude(pk=filing.pk).order_by("-submitted_at", "-pk").first()


def _offers(view: FilingView, source: Source, sources: Sequence[Source]) -> Iterator[Offer]:
    answers = _answers(view, sources)
    for each in _takers(view):
        if each.name not in source.told or not each.asked(answers):
            continue
        typed = source.told[each.name]
        value = read(each, typed)
        if value not in (None, "", []):
            entry = view.entries.get(each.name)
            yield Offer(each, typed, value, source.code, (source.label,), entry.version if entry else 0)


def _answers(view: FilingView, sources: Sequence[Source]) -> dict[str, Value]:
    """What the form says, and where it says nothing the first offer: it decides what else is asked."""
    told: dict[str, Value] = {}
    for source in reversed(sources):
        for each in view.form.fields():
            if each.name in source.told and each.kind is not FieldKind.DOCUMENT:
                told[each.name] = read(each, source.told[each.name])
    return {**told, **{name: value for name, value in view.values.items() if value is not None}}


def _takers(view: FilingView) -> Iterator[FormField]:
    """The fields that the actor may write. Papers are new each time, and so is what is copied from them."""
    for section in view.form.sections:
        if any(each.kind is FieldKind.DOCUMENT for each in section.fields):
            continue
        yield from (each for each in section.fields if each.kind not in NOT_OFFERED and view.may_write(each))


def _merged(offers: Sequence[Offer]) -> list[Offer]:
    """The same value from several sources is offered once, and names them all."""
    found: dict[tuple[str, str], Offer] = {}
    for each in offers:
        key = each.field.name, repr(each.value)
        known = found.get(key)
        labels = (*(known.labels if known else ()), *each.labels)
        first = known or each
        found[key] = Offer(first.field, first.typed, first.value, first.source, labels, first.version)
    return list(found.values())
