"""The demo's own inspection accepts what was reported, as the desk proposes it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from hojokin.office.config.demo_programme.reporting import _settled
from hojokin.office.records.models import Filing, Inspection
from hojokin.rules.shared.settlement import SettledPart
from tests.office.grants.granted import LATER, accept_report, granted

pytestmark = pytest.mark.django_db
ACCOUNTS = {"sme_accounts": 6, "accounts": 10}


def test_the_share_of_the_accounts_is_applied_once() -> None:
    here = granted(amount=400_000, cost=600_000)
    accept_report(here)
    grant = here.grant
    part = {"code": "it_tools", "part": int(SettledPart.ELECTRONIC_TRANSACTION), **ACCOUNTS}
    grant.parts = [{**part, "cost": 600_000, "granted": 400_000, "small": False}]
    grant.save()
    grantee = SimpleNamespace(
        filing=here.filing,
        reviewer=here.reviewer,
        now=lambda: Filing.objects.get(pk=here.filing.pk),
        stops=lambda state: state == "inspected",
    )

    list(_settled(cast("Any", grantee), LATER))

    made = Inspection.objects.get()
    assert (made.spent, made.amount) == (1_000_000, 400_000)
