"""One grant on its way through the years (交付決定から最後の効果報告まで), with everybody's browser beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from hojokin.flow.grants import claim_form, kind_for
from hojokin.flow.roles import Role
from hojokin.rules.shared.effect_reports import judged_month, report_windows
from hojokin.rules.years import CURRENT
from tests.journeys import granting_values as values
from tests.journeys.applying import Programme, submit, take, told, verified
from tests.journeys.applying_values import FIRMS, VENDOR_EMAIL, Firm
from tests.journeys.filling import fill_form
from tests.journeys.granting import (
    APPROVER,
    PAYER,
    PAYER_2,
    REVIEWER,
    Check,
    Somebody,
    accept,
    effect_report,
    fix,
    inspect,
    looked_at,
    pay,
    pdf_text,
    travel,
)

CONSORTIUM = "consortium"


@dataclass
class GrantJourney:
    """A grant of a track, just decided; ``accessible`` looks at every page that matters."""

    programme: Programme
    somebody: Somebody
    accessible: Check
    folder: Path
    track: str

    def __post_init__(self) -> None:
        """The decision is made."""
        self.number = str(self.programme.do("granted", firm=self.firm.code, track=self.track))

    @property
    def firm(self) -> Firm:
        """Who got it."""
        return FIRMS[values.FIRMS[self.track]]

    @property
    def method(self) -> str:
        """How the grantee pays."""
        return values.METHODS[self.track]

    @property
    def stands(self) -> Mapping[str, Any]:
        """Where it stands now."""
        found: Mapping[str, Any] = self.programme.do("grant", number=self.number)
        return found

    @property
    def granted_on(self) -> date:
        """The day of the decision."""
        return date.fromisoformat(self.stands["granted_on"])

    @cached_property
    def grantee(self) -> Page:
        """The browser of the grantee."""
        return self.somebody(self.firm.email)

    @cached_property
    def vendor(self) -> Page:
        """The browser of the vendor."""
        return self.somebody(VENDOR_EMAIL)

    @cached_property
    def reviewer(self) -> Page:
        """The browser of who inspects."""
        return self.somebody(REVIEWER)

    def fill(self, number: str, kind: str, answers: Mapping[str, Any]) -> None:
        """The grantee types a whole report."""
        form = kind_for(kind, self.track).form(CURRENT, self.track)
        fill_form(self.grantee, self.programme.case(number), form, answers, Role.APPLICANT)

    def send(self, number: str) -> None:
        """The grantee hands a complete report over, the vendor confirms it, the grantee submits; the receipt holds."""
        case = self.programme.case(number)
        if self.track == CONSORTIUM:
            take(self.grantee, case, "finish")
        else:
            take(self.grantee, case, "hand_to_vendor")
            self.vendor.goto(case)
            looked_at(self.vendor, self.accessible)
            take(self.vendor, case, "confirm")
        submit(self.grantee, self.programme, number, self.firm.mobile)
        self._receipt_holds(number)

    def settle(self) -> int:
        """The desk inspects the accepted report, the grantee claims, another person fixes the amount; the yen."""
        proposed = inspect(self.reviewer, self.programme, self.number, self.accessible)
        self.grantee.goto(self.programme.case(self.number))
        looked_at(self.grantee, self.accessible)
        form = claim_form(CURRENT, self.track)
        fill_form(self.grantee, self.programme.case(self.number), form, values.CLAIM, Role.APPLICANT)
        submit(self.grantee, self.programme, self.number, self.firm.mobile, "claim")
        looked_at(self.grantee, self.accessible)
        approver = self.somebody(APPROVER)
        amount = fix(approver, self.programme, self.number)
        assert amount == proposed
        looked_at(approver, self.accessible)
        return amount

    def is_told(self, amount: int) -> None:
        """Grantee and office read the same notice of the fixed amount."""
        self.grantee.goto(f"{self.programme.address}/my/projects/{self.number}/")
        link = self.grantee.get_by_role("link", name="確定通知書（PDF）").get_attribute("href")
        text = pdf_text(self.grantee, f"{self.programme.address}{link}")
        assert f"{amount:,}" in text
        assert text == pdf_text(
            self.reviewer, f"{self.programme.address}/desk/inspection/{self.number}/notice.pdf"
        )

    def be_paid(self) -> bytes:
        """Two payers transfer it and the bank says that it arrived; the file that the bank got."""
        one, other = self.somebody(PAYER), self.somebody(PAYER_2)
        sent = pay(one, other, self.programme, self.number, self.accessible)
        self.grantee.goto(self.programme.case(self.number))
        expect(self.grantee.locator(".chip.next").first).to_have_text("交付済")
        looked_at(self.grantee, self.accessible)
        return sent

    def reach(self, year: int) -> str:
        """Years pass until the window of an effect report; the grantee finds it on the page of the project."""
        window = next(each for each in report_windows(CURRENT, self.track) if each.plan_year == year)
        travel(self.programme, window.opens + timedelta(days=30))
        number = effect_report(self.programme, self.number, year)
        self.grantee.goto(f"{self.programme.address}/my/projects/{self.number}/")
        self.grantee.get_by_role("link", name=number).click()
        expect(self.grantee).to_have_url(self.programme.case(number))
        return number

    def figures(self, year: int) -> Mapping[str, Any]:
        """What the grantee answers in the effect report of a year, today."""
        month = judged_month(date.fromisoformat(self.stands["today"]))
        return {"plan_year": str(year), **values.effect(year, month.isoformat())}

    def accept(self, number: str) -> None:
        """A reviewer reads a report and accepts it."""
        self.reviewer.goto(f"{self.programme.address}/desk/{number}/")
        looked_at(self.reviewer, self.accessible)
        accept(self.reviewer, self.programme, number)

    def is_over(self, years: Sequence[int]) -> None:
        """Every effect report was accepted, and nothing is left to do but to keep the books."""
        stands = self.stands
        reports = [each for each in stands["papers"] if each["year"] is not None]
        assert [(each["year"], each["state"]) for each in reports] == [(year, "accepted") for year in years]
        assert stands["owed"] == []
        self.grantee.goto(f"{self.programme.address}/my/projects/{self.number}/duties/")
        done = self.grantee.locator(".duty-list li.done").filter(has_text=re.compile("効果報告"))
        expect(done).to_have_count(len(years))
        expect(self.grantee.locator(".duty-list li.late")).to_have_count(0)
        looked_at(self.grantee, self.accessible)

    def _receipt_holds(self, number: str) -> None:
        receipt, kept = told(self.grantee), verified(self.grantee, self.folder)
        assert (kept["number"], kept["digest"]) == (number, receipt.digest)
        assert self.programme.do("versions", number=number) == [[1, receipt.digest]]
