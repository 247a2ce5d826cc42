"""Firms (架空の事業者): the sample ones as gBizID knows them, those of the sample register, and as many invented ones as asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from stdnum.jp import cn

from hojokin.office.adapters.company_register.local import LocalCompanyRegister
from hojokin.office.config.demo_programme.people import Firm, identity_of_sample
from hojokin.office.config.demo_programme.typing_in import data
from hojokin.rules.reference.prefectures import prefectures


def sample_firm(code: str) -> Firm:
    """One that a visitor may sign in as."""
    identity, told = identity_of_sample(code), data("firms")["samples"][code]
    return Firm(
        code=code,
        name=identity.name,
        person=identity.person,
        corporate_number=identity.corporate_number,
        identity=identity,
        **told,
    )


def vendor_firm(told: Mapping[str, Any]) -> Firm:
    """A vendor out of the sample register."""
    found = LocalCompanyRegister().find(told["number"])
    if found is None:
        raise ValueError(f"{told['number']} is not in the sample register")
    prefecture = next(each for each in prefectures() if found.address.startswith(each.name_ja))
    return Firm(
        code=told["code"],
        name=found.name,
        kana=told["kana"],
        person=found.representative,
        person_kana=told["representative_kana"],
        prefecture=prefecture.code,
        city=found.address.removeprefix(prefecture.name_ja),
        street="",
        phone=told["mobile"],
        corporate_number=found.corporate_number,
    )


def invented() -> Iterator[Firm]:
    """Firms that nobody signs in as, every one with its own number, name and telephone."""
    told = data("firms")
    stems, trades = told["stems"], told["trades"]
    for number in range(len(stems) * len(trades)):
        (stem, kana), (trade, trade_kana) = stems[number % len(stems)], trades[number % len(trades)]
        family, family_kana = told["family"][number % len(told["family"])]
        given, given_kana = told["given"][number % len(told["given"])]
        prefecture, city, street = told["places"][number % len(told["places"])]
        is_person = number % told["sole_proprietor_every"] == 0
        yield Firm(
            code=f"shop{number + 1:03d}",
            name=f"{stem}{trade}" if is_person else f"株式会社{stem}{trade}",
            kana=f"{kana}{trade_kana}",
            person=f"{family} {given}",
            person_kana=f"{family_kana} {given_kana}",
            prefecture=prefecture,
            city=city,
            street=street,
            phone=f"{told['first_mobile']}{number + 1:07d}",
            corporate_number="" if is_person else _number(told["first_digits"], number + 1),
        )


def _number(first: str, counted: int) -> str:
    digits = f"{first}{counted:07d}"
    return f"{cn.calc_check_digit(digits)}{digits}"
