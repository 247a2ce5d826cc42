"""Evidence (証拠書類): which papers a performance report needs for a payment method and an item, and what they must show."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from hojokin.rules import citations
from hojokin.rules.engine.facts import Text
from hojokin.rules.reference.reading import Cells, read_table, repeated, unknown_key
from hojokin.rules.shared.edition_tables import known_track, tracks_in, words

PACKAGE = "hojokin.flow"


class Subject(StrEnum):
    """What a paper is about (対象)."""

    ITEM = "item"  # everything that was bought
    PAYMENT = "payment"  # how it was paid
    SOFTWARE = "software"
    HARDWARE = "hardware"
    SERVICE = "service"
    ASSET = "asset"  # reaches the price of the asset register
    FIRM = "firm"  # the grantee itself


class Circumstance(StrEnum):
    """What brings another paper with it (事情)."""

    YEARS_MISSING = "years_missing"  # the invoice does not show the years of a subscription
    PRICE_DIFFERS = "price_differs"  # unit prices differ from the registered ones
    HOLDER_NOT_SHOWN = "holder_not_shown"  # the completion screen does not name the holder
    CURRENT_ACCOUNT = "current_account"  # 当座
    SMALL = "small"  # a micro-enterprise
    INVOICE_BONUS = "invoice_bonus"  # the invoice registration earned a bonus
    # Which kinds of item are there:
    SOFTWARE = "software"
    HARDWARE = "hardware"
    SERVICE = "service"
    ASSET = "asset"


_OF_ITEMS = frozenset({Subject.SOFTWARE, Subject.HARDWARE, Subject.SERVICE, Subject.ASSET})


@dataclass(frozen=True, slots=True)
class PaymentMethod:
    """A way to pay (支払方法) and, where it is refused, why and what to do instead."""

    code: str
    name: Text
    accepted: bool
    why: Text | None
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper (証拠書類): in which field it goes, what it must show, and the words that make or break it.

    ``words`` say that it is the right page, ``refused`` that it is the wrong one. ``dates`` are the days it must show.
    """

    code: str
    section: str
    field: str
    subject: Subject
    methods: frozenset[str]  # empty: however it was paid
    when: frozenset[Circumstance]
    tracks: frozenset[str]
    least: int
    name: Text
    rule: Text
    words: tuple[str, ...]
    refused: tuple[str, ...]
    dates: tuple[str, ...]
    facts: tuple[str, ...]
    unconfirmed: bool

    def asked(self, method: str, track: str, circumstances: Collection[Circumstance]) -> bool:
        """Whether it is needed for this payment method, in this track and under these circumstances."""
        of_item = self.subject not in _OF_ITEMS or Circumstance(self.subject.value) in circumstances
        return (
            (not self.methods or method in self.methods)
            and track in self.tracks
            and of_item
            and self.when <= set(circumstances)
        )


def papers_for(method: str, track: str, circumstances: Collection[Circumstance] = ()) -> tuple[Paper, ...]:
    """The papers of one payment method in a track, in the order of the report.

    A refused method has no paper that could prove it: the answer is empty. Raises UnknownCodeError for an unknown
    method or track.
    """
    known_track(track)
    if not payment_method(method).accepted:
        return ()
    return tuple(each for each in papers() if each.asked(method, track, circumstances))


def refused_words(paper: Paper, text: str) -> tuple[str, ...]:
    """The words in a recognised text that show the wrong page, such as a transfer still waiting for approval."""
    return tuple(each for each in paper.refused if each in text)


def has_words(paper: Paper, text: str) -> bool:
    """Whether a recognised text shows the right page; a paper without such words cannot be told by them."""
    return not paper.words or any(each in text for each in paper.words)


def payment_method(code: str) -> PaymentMethod:
    """The payment method of a code. Raises UnknownCodeError."""
    for each in payment_methods():
        if each.code == code:
            return each
    raise unknown_key(
        "支払方法", "payment method", code, {each.code: each.name.ja for each in payment_methods()}
    )


@cache
def payment_methods() -> tuple[PaymentMethod, ...]:
    """Every way to pay, accepted ones first."""
    return read_table(
        PACKAGE, "payment_methods.csv", _method, lambda rows: repeated(each.code for each in rows)
    )


@cache
def papers() -> tuple[Paper, ...]:
    """Every paper of the table in the order of the report."""
    return read_table(PACKAGE, "evidence.csv", _paper, _check)


def _check(rows: Sequence[Paper]) -> Iterable[str]:
    known = {each.code for each in payment_methods() if each.accepted}
    yield from repeated(each.code for each in rows)
    for each in rows:
        yield from (f"{each.code}: no accepted method {method}" for method in sorted(each.methods - known))
        yield from (f"{each.code}: no fact {fact}" for fact in each.facts if fact not in citations.facts())


def _method(cells: Cells) -> PaymentMethod:
    why = Text(cells.optional("why_ja"), cells.optional("why_en"))
    return PaymentMethod(
        code=cells.text("code"),
        name=Text(cells.text("name_ja"), cells.text("name_en")),
        accepted=cells.flag("accepted"),
        why=why if why.ja else None,
        facts=words(cells, "facts"),
    )


def _paper(cells: Cells) -> Paper:
    methods = cells.text("methods").split()
    return Paper(
        code=cells.text("code"),
        section=cells.text("section"),
        field=cells.text("field"),
        subject=cells.choice("subject", Subject),
        methods=frozenset() if methods == ["all"] else frozenset(methods),
        when=frozenset(Circumstance(each) for each in words(cells, "when")),
        tracks=tracks_in(cells),
        least=cells.whole("least"),
        name=Text(cells.text("name_ja"), cells.text("name_en")),
        rule=Text(cells.text("rule_ja"), cells.text("rule_en")),
        words=words(cells, "words_ja"),
        refused=words(cells, "refused_ja"),
        dates=words(cells, "dates"),
        facts=words(cells, "facts"),
        unconfirmed=cells.flag("unconfirmed"),
    )
