"""Copies of a filing (写し): every row that the office's own actions wrote for it, again and again under other names.

A sample was really typed, attached, handed over and judged. A copy has its own party, person, number, telephone and
corporate number wherever they stand, and the links among its rows lead to its own; the audit chain is carried on link
by link. Three things are those of the sample: the bytes of the files, and what digests and signatures were made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.db import connection, models, transaction
from stdnum.jp import cn

from hojokin.flow.chain import Link, hidden
from hojokin.office.records.models import (
    AuditRow,
    AuditSecret,
    ChainHead,
    Document,
    Evaluation,
    Filing,
    FilingEntry,
    FilingVersion,
    Finding,
    Notice,
    Party,
    Person,
    Seat,
    Tie,
    Tool,
    Vendor,
)

STRIDE = 1_000_000  # more than the rows that any table held before
NAMES = 6
AT_ONCE = 10_000
COPIED = "bench_copy"
# In the order in which one needs the other, with the column of COPIED that names the sample's rows.
TABLES: Sequence[tuple[type[models.Model], str, str]] = (
    (Party, "id", "party"),
    (Person, "id", "person"),
    (Seat, "party_id", "party"),
    (Vendor, "id", "own_vendor"),
    (Tool, "id", "own_tool"),
    (Filing, "id", "filing"),
    (FilingEntry, "filing_id", "filing"),
    (FilingVersion, "filing_id", "filing"),
    (Document, "filing_id", "filing"),
    (Finding, "filing_id", "filing"),
    (Evaluation, "filing_id", "filing"),
    (Tie, "filing_id", "filing"),
    (Notice, "filing_id", "filing"),
    (AuditSecret, "subject", "name_0"),
)
PLAIN = (Party, Person, Seat, Filing)  # what a list reads


@dataclass(frozen=True, slots=True)
class Sample:
    """A filing with whoever filed it; ``vendor`` and ``tool`` are copied with it, or are those it works with."""

    filing: Filing
    person: Person
    vendor: Vendor
    tool: Tool
    brings_vendor: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """What no copy may have in common with it."""
        party, public = self.filing.owner, self.vendor.public_id if self.brings_vendor else ""
        return (
            self.filing.number,
            self.person.email,
            self.person.phone,
            party.corporate_number,
            self.tool.number,
            public,
        )


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy to be made: of what, its place among all, and the copy of the vendor that it goes to."""

    sample: Sample
    place: int
    vendor: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """Its own, in the order of the sample's; an empty one stays so."""
        digits = f"9{self.place:011d}"
        tool = self.place if self.sample.brings_vendor else self.vendor
        own = (
            f"{self.sample.filing.number[:5]}{STRIDE + self.place}",
            f"c{self.place}@copy.example",
            f"0{8_000_000_000 + self.place}",
            f"{cn.calc_check_digit(digits)}{digits}",
            f"{self.sample.tool.number[:5]}{9_000_000 + tool}" if tool else self.sample.tool.number,
            f"V26-{STRIDE + self.place}",
        )
        return tuple(new if old else "" for old, new in zip(self.sample.names, own, strict=True))

    @property
    def row(self) -> tuple[int | str, ...]:
        """Its row of the table of copies."""
        of, owns = self.sample, self.sample.brings_vendor
        shifts = self.place * STRIDE, (self.place if owns else self.vendor) * STRIDE
        keys = (
            of.filing.pk,
            of.filing.owner_id,
            of.person.pk,
            of.vendor.pk if owns else 0,
            of.tool.pk if owns else 0,
        )
        return (*shifts, *keys, *of.names, *self.names)


def copy(copies: Sequence[Copy], tables: Set[type[models.Model]] | None = None) -> None:
    """Make them in one transaction; only the rows of ``tables``, where they are given."""
    samples = {each.sample for each in copies}
    _hurry()
    with transaction.atomic(), connection.cursor() as cursor:
        _write_plan(copies)
        for model, column, key in TABLES:
            if tables is None or model in tables:
                cursor.execute(_copying(model, column, key, samples))
        if tables is None:
            _carry_on_chain(copies)
        cursor.execute(f"DROP TABLE {COPIED}")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    connection.close()  # whoever asks next has one that does not hurry


def _hurry() -> None:
    """SQLite holds what it writes in memory, and waits for no disk."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for each in ("synchronous = OFF", "cache_size = -800000", "temp_store = MEMORY"):
                cursor.execute(f"PRAGMA {each}")


def _write_plan(copies: Iterable[Copy]) -> None:
    keys = ("shift", "vendor_shift", "filing", "party", "person", "own_vendor", "own_tool")
    names = [f"{what}_{place}" for what in ("name", "new") for place in range(NAMES)]
    columns = [*(f"{each} bigint" for each in keys), *(f"{each} varchar(200)" for each in names)]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {COPIED} ({', '.join(columns)})")
        marks = ", ".join(["%s"] * len(columns))
        for some in batched(copies, AT_ONCE):
            cursor.executemany(f"INSERT INTO {COPIED} VALUES ({marks})", [each.row for each in some])


def _copying(model: type[models.Model], column: str, key: str, samples: Set[Sample]) -> str:
    """INSERT … SELECT of one table: keys moved on, names replaced, everything else as it is."""
    table, fields = model._meta.db_table, model._meta.concrete_fields  # noqa: SLF001 - as Django names them
    into = ", ".join(f'"{each.column}"' for each in fields)
    said = ", ".join(_value(each, samples) for each in fields)
    # CROSS JOIN keeps SQLite to this order: copy after copy, as the indexes have them.
    rows = f'{COPIED} m CROSS JOIN {table} t WHERE t."{column}" = m.{key}'
    return f"INSERT INTO {table} ({into}) SELECT {said} FROM {rows}"


def _value(field: models.Field[object, object], samples: Set[Sample]) -> str:
    name = f't."{field.column}"'
    if field.primary_key:
        return f"{name} + m.shift"
    if isinstance(field, models.ForeignKey):
        return _moved(name, field.related_model, samples)
    if isinstance(field, models.JSONField):
        said = _renamed(f"CAST({name} AS text)")
        return f"CAST({said} AS jsonb)" if connection.vendor == "postgresql" else said
    return _renamed(name) if isinstance(field, models.CharField | models.TextField) else name


def _renamed(name: str) -> str:
    for place in range(NAMES):
        name = f"replace({name}, m.name_{place}, m.new_{place})"
    return name


def _moved(name: str, model: object, samples: Set[Sample]) -> str:
    """A link to a row of the sample leads to that of the copy; to its vendor's, to that of the copy's vendor."""
    own, sellers = _owned(samples), _sellers(samples)
    arms = [
        f"WHEN {name} IN ({', '.join(map(str, keys))}) THEN {name} + m.{shift}"
        for keys, shift in ((own.get(model), "shift"), (sellers.get(model), "vendor_shift"))
        if keys
    ]
    return f"CASE {' '.join(arms)} ELSE {name} END" if arms else name


def _owned(samples: Set[Sample]) -> Mapping[object, set[int]]:
    return {
        Filing: {each.filing.pk for each in samples},
        Party: {each.filing.owner_id for each in samples},
        Person: {each.person.pk for each in samples},
    }


def _sellers(samples: Set[Sample]) -> Mapping[object, set[int]]:
    sold = {each.vendor for each in samples}
    seats = Seat.objects.filter(party__vendor__in=sold, until__isnull=True)
    return {
        Vendor: {each.pk for each in sold},
        Tool: {each.tool.pk for each in samples},
        Party: {each.party_id for each in sold if each.party_id},
        Person: set(seats.values_list("person_id", flat=True)),
    }


def _carry_on_chain(copies: Sequence[Copy]) -> None:
    """The audit rows of every copy, each covering the one before."""
    samples = {each.sample for each in copies}
    told = {each: list(AuditRow.objects.filter(subject=each.filing.number)) for each in samples}
    head = ChainHead.objects.get()
    for some in batched(_links(copies, told, head), AT_ONCE):
        AuditRow.objects.bulk_create(some)
        head.sequence, head.digest = some[-1].sequence, some[-1].digest
    head.save()


def _links(
    copies: Sequence[Copy], told: Mapping[Sample, Sequence[AuditRow]], head: ChainHead
) -> Iterator[AuditRow]:
    sequence, previous = head.sequence, head.digest
    kept = dict(AuditSecret.objects.values_list("subject", "secret"))
    for each in copies:
        own, person = str(each.sample.person.pk), str(each.sample.person.pk + each.place * STRIDE)
        for row in told[each.sample]:
            sequence += 1
            said: dict[str, Any] = {
                "sequence": sequence,
                "at": row.at,
                "person": person if row.person == own else row.person,
                "role": row.role,
                "origin": row.origin,
                "device": row.device,
                "what": row.what,
                "subject": each.names[0],
                "changes": dict(row.changes),
            }
            if row.reason:
                secret = kept[each.sample.filing.number]
                said["changes"] |= {"reason": {"hidden": hidden(secret, sequence, "reason", row.reason)}}
            digest = Link(**said).digest(previous)
            yield AuditRow(**said, reason=row.reason, previous=previous, digest=digest)
            previous = digest
