"""Synthetic catalogue (合成カタログ): invented vendors and tools, the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from random import Random
from typing import Any

from stdnum.jp import cn

from hojokin.office.catalogue.codes import AiKind, VendorForm, prefecture_labels
from hojokin.office.catalogue.entry import ToolEntry, VendorEntry
from hojokin.rules.engine.loading import read
from hojokin.rules.question import InvoiceFunction, TrackCode

FIRST_DAY = date(2026, 3, 30)
DAYS = 230
TOOLS_A_VENDOR = 8
THOUSAND = 1_000
PREFECTURE_WEIGHTS = {
    "13": 30,
    "27": 12,
    "23": 8,
    "14": 8,
    "40": 6,
    "01": 4,
    "28": 4,
    "11": 4,
    "12": 4,
    "26": 3,
}


@dataclass(frozen=True, slots=True)
class Invented:
    """A tool and what it was made from: its kind and its trade are keys of words.yaml."""

    tool: ToolEntry
    kind: str
    trade: str


@cache
def parts() -> Mapping[str, Any]:
    """What names and outlines are put together from."""
    text = resources.files("hojokin.office.catalogue").joinpath("words.yaml").read_text(encoding="utf-8")
    held: Mapping[str, Any] = read(text)
    return held


def vendors(tools: int, seed: int) -> Iterator[VendorEntry]:
    """The vendors of a catalogue of so many tools."""
    chance = Random(f"vendors {seed}")  # noqa: S311 - invented data
    codes = list(prefecture_labels())
    weights = [PREFECTURE_WEIGHTS.get(code, 1) for code in codes]
    for place in range(vendor_count(tools)):
        yield _vendor(place, chance, chance.choices(codes, weights)[0])


def vendor_count(tools: int) -> int:
    """How many vendors a catalogue of so many tools has."""
    return max(1, tools // TOOLS_A_VENDOR) if tools else 0


def tools(count: int, seed: int) -> Iterator[Invented]:
    """The tools of a catalogue, in the order of their numbers."""
    chance = Random(f"tools {seed}")  # noqa: S311 - invented data
    sellers = vendor_count(count)
    for place in range(count):
        yield _tool(place, sellers, chance)


def _vendor(place: int, chance: Random, prefecture: str) -> VendorEntry:
    firms = parts()["firms"]
    stem = chance.randrange(len(firms["stems"]))
    trade = chance.choice(firms["trades"])
    digits = f"{chance.randrange(10**11):011d}"
    return VendorEntry(
        public_id=f"V26-{place + 1:06d}",
        name=chance.choice(firms["forms"]).format(firms["stems"][stem] + trade),
        kana=firms["kana"][stem],
        corporate_number=cn.calc_check_digit("0" + digits) + "0" + digits,
        prefecture=prefecture,
        form=VendorForm.CONSORTIUM if chance.randrange(5) == 0 else VendorForm.SINGLE,
        registered_on=FIRST_DAY + timedelta(days=chance.randrange(DAYS)),
        url=f"https://vendor-{place + 1}.example.jp/",
        description=f"{trade}の導入と活用を支援します。",
    )


def _tool(place: int, sellers: int, chance: Random) -> Invented:
    kinds = parts()["kinds"]
    key = chance.choice(list(kinds))
    kind = kinds[key]
    trade = chance.choice(kind["trades"])
    ai = _ai(kind, chance)
    is_cloud = chance.randrange(100) < 70
    is_invoice_ready = chance.randrange(100) < kind["invoice"]
    low, high = kind["yen"]
    standard = chance.randrange(low, high + 1) * THOUSAND
    name = _name(kind, chance)
    outline = _outline(kind, trade, ai, chance, is_cloud=is_cloud, is_invoice_ready=is_invoice_ready)
    on = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    entry = ToolEntry(
        number=f"DL06-{place + 1:07d}",
        vendor=f"V26-{chance.randrange(sellers) + 1:06d}",
        name=name,
        kana="",
        maker=_maker(chance),
        category=kind.get("category", 1),
        outline=outline,
        url=f"https://tool-{place + 1}.example.jp/",
        ai_kind=ai,
        ai_evidence="" if ai is AiKind.NONE else _ai_sentence(ai, chance) + "。",
        is_cloud=is_cloud,
        is_invoice_ready=is_invoice_ready,
        is_smart_register=kind.get("register", False),
        is_electronic_transaction="ordering" in kind["functions"] and is_cloud and chance.randrange(4) == 0,
        tracks=_tracks(kind, is_invoice_ready=is_invoice_ready),
        processes=tuple(sorted(kind["processes"])),
        functions=tuple(InvoiceFunction(each) for each in kind["functions"]),
        industries=_industries(trade, kind, chance),
        price_min=standard * chance.randrange(60, 101) // 100 // THOUSAND * THOUSAND,
        price_standard=standard,
        customers=int(chance.paretovariate(0.7)),
        sales_started_on=on - timedelta(days=chance.randrange(30, 3_000)),
        registered_on=on,
    )
    return Invented(entry, key, trade)


def _name(kind: Mapping[str, Any], chance: Random) -> str:
    brands = parts()["brands"]
    brand = chance.choice(brands["first"]) + chance.choice(brands["second"])
    if chance.randrange(3) == 0:
        brand += chance.choice(brands["second"])
    mark = chance.choice(brands["marks"])
    noun = chance.choice(kind["nouns"])
    shape = chance.randrange(4)
    body = brand if shape == 0 else f"{brand}{noun}" if shape < 3 else f"{noun} {brand}"
    return f"{body} {mark}".strip()


def _outline(
    kind: Mapping[str, Any], trade: str, ai: AiKind, chance: Random, *, is_cloud: bool, is_invoice_ready: bool
) -> str:
    told = parts()
    said = chance.choice(told["trades"][trade]["said"])
    noun = chance.choice(kind["nouns"])
    sentences = [
        f"{said}{chance.choice(('向けの', 'のための', 'で使う', 'に合わせた'))}{noun}{chance.choice(('ソフト', 'システム', 'サービス', 'ツール'))}です"
    ]
    sentences += chance.sample(kind["does"], chance.randrange(2, len(kind["does"]) + 1))
    sentences += chance.sample(told["benefits"], chance.randrange(2, 6))
    if ai is not AiKind.NONE:
        sentences.append(_ai_sentence(ai, chance))
    if chance.randrange(2):
        sentences.append(chance.choice(told["cloud" if is_cloud else "installed"]))
    if is_invoice_ready and chance.randrange(3):
        sentences.append(chance.choice(told["invoice"]))
    return "。".join(sentences) + "。"


def _ai(kind: Mapping[str, Any], chance: Random) -> AiKind:
    if "ai" in kind and chance.randrange(10) < 9:
        return AiKind(kind["ai"])
    return AiKind(chance.choices(("none", "generative", "other"), (80, 10, 10))[0])


def _ai_sentence(ai: AiKind, chance: Random) -> str:
    said: str = chance.choice(parts()["generative" if ai is AiKind.GENERATIVE else "other_ai"])
    return said


def _tracks(kind: Mapping[str, Any], *, is_invoice_ready: bool) -> tuple[TrackCode, ...]:
    if kind.get("track") == "security":
        return (TrackCode.SECURITY,)
    tracks = [TrackCode.NORMAL]
    if is_invoice_ready and kind["functions"]:
        tracks.append(TrackCode.INVOICE)
        if "ordering" in kind["functions"]:
            tracks.append(TrackCode.ELECTRONIC_TRANSACTION)
    return (*tracks, TrackCode.CONSORTIUM)


def _industries(trade: str, kind: Mapping[str, Any], chance: Random) -> tuple[str, ...]:
    trades = parts()["trades"]
    chosen = [trade, *chance.sample(kind["trades"], chance.randrange(len(kind["trades"])))]
    return tuple(dict.fromkeys(trades[each]["industry"] for each in chosen))


def _maker(chance: Random) -> str:
    firms: Mapping[str, Sequence[str]] = parts()["firms"]
    made = chance.choice(firms["stems"]) + chance.choice(firms["trades"])
    return chance.choice(firms["forms"]).format(made)
