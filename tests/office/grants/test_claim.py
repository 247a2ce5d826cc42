"""The grantee's own steps on the case page: the claim, and another account after a failed transfer."""

from typing import Any

import pytest

from hojokin.flow.grants import oath_items
from hojokin.flow.table import Refused
from hojokin.office.actions.errors import Unmet
from hojokin.office.actions.guards import Evidence
from hojokin.office.actions.send_code import send_code
from hojokin.office.actions.take_step import take_step
from hojokin.office.actions.write_field import write_field
from hojokin.office.queries.ledger import faults
from hojokin.office.records.models import Filing, FilingEntry, Grant, OutboxMessage
from tests.office.grants.granted import (
    ACCOUNT,
    LATER,
    Scene,
    accept_report,
    browser,
    claim,
    granted,
    inspect,
    ordered,
    results,
    settle,
    to_fixed,
    write,
)
from tests.office.grants.group_granted import grant_of_group

pytestmark = pytest.mark.django_db


def type_in(here: Scene, **typed: str) -> None:
    """Fields of the claim, as the grantee types them."""
    for name, text in typed.items():
        seen = (
            FilingEntry.objects.filter(filing=here.filing, name=name)
            .values_list("version", flat=True)
            .first()
        )
        write_field(here.filing, name, [text], seen or 0, by=here.applicant, at=LATER)


def code_for(here: Scene, action: str) -> str:
    """The code that came by SMS."""
    assert here.applicant.person is not None
    send_code(here.applicant.person, f"{action}:{here.filing.number}", at=LATER)
    said = OutboxMessage.objects.filter(channel="sms").latest("pk").text
    return next(
        word for word in "".join(each if each.isdigit() else " " for each in said).split() if len(word) >= 4
    )


def evidence(here: Scene, action: str, **more: Any) -> Evidence:
    """Oath and code."""
    return Evidence(oath=frozenset(oath_items("claim")), code=code_for(here, action), **more)


def inspected() -> Scene:
    """A grant whose inspection is finished."""
    here = granted()
    accept_report(here)
    inspect(here)
    return here


def test_the_claim_needs_the_amount_seen_the_oath_and_the_code() -> None:
    here = inspected()

    with pytest.raises(Unmet) as refused:
        take_step(here.filing, "claim", by=here.applicant, at=LATER)

    assert {"amount_seen", "account_same"} <= {each.field for each in refused.value.problems}
    assert here.state == "inspected"


def test_the_grantee_reads_the_amount_wherever_the_claim_is_made() -> None:
    here = granted()
    accept_report(here)
    inspect(here, 900_000)
    case = f"/cases/{here.filing.number}/"
    pages = (case, f"{case}form/claim/", f"{case}steps/claim/")

    assert ["交付額の案の内訳" in shown(here, each) for each in pages] == [True] * 3
    assert ["450,000円" in shown(here, each) for each in pages] == [True] * 3
    assert f'href="{case}"' in shown(here, f"/my/projects/{here.filing.number}/")
    claim(here)
    settle(here)
    assert "交付額の案の内訳" not in shown(here, case)
    assert f'href="{case}"' not in shown(here, f"/my/projects/{here.filing.number}/")


def shown(here: Scene, address: str) -> str:
    """A page as the grantee reads it."""
    return browser(here.applicant).get(address).content.decode()


def test_the_claim_keeps_the_account_of_the_report_and_hands_in_a_version() -> None:
    here = inspected()
    type_in(here, amount_seen="yes", account_same="yes")

    take_step(here.filing, "claim", by=here.applicant, at=LATER, evidence=evidence(here, "claim"))

    assert (here.state, here.grant.account) == ("claimed", ACCOUNT)
    assert here.filing.versions.count() == 1
    assert Filing.objects.get(pk=here.filing.pk).due_at is None  # the day to claim by binds no later step


def test_a_representative_without_a_report_is_asked_for_its_account_in_words_that_fit() -> None:
    here = granted()
    grant = grant_of_group(here)
    Filing.objects.filter(pk=grant.filing_id).update(state="inspected")
    site, address = browser(here.applicant), f"/cases/{grant.filing.number}/form/claim/"

    asked = site.get(address).content.decode()
    write(grant.filing, "account_same", True, here.applicant)
    told = site.get(address).content.decode()
    Grant.objects.filter(pk=grant.pk).update(account=ACCOUNT)
    kept = site.get(address).content.decode()

    assert "代表事業者が届け出た口座のままでよいですか（まだ届け出ていなければ「いいえ」）" in asked
    assert "実績報告の口座" not in asked
    assert ["振込先の口座をまだ届け出ていません" in each for each in (asked, told, kept)] == [
        False,
        True,
        False,
    ]


def test_one_firm_is_asked_about_the_account_that_it_gave() -> None:
    here = inspected()

    page = shown(here, f"/cases/{here.filing.number}/form/claim/")

    assert "振込先は届け出た口座のままでよいですか" in page
    assert "代表事業者" not in page


def test_the_pages_of_the_claim_open_for_the_grantee() -> None:
    here = inspected()
    site = browser(here.applicant)

    assert site.get(f"/cases/{here.filing.number}/").status_code == 200
    assert site.get(f"/cases/{here.filing.number}/form/claim/").status_code == 200
    assert site.get(f"/cases/{here.filing.number}/steps/claim/").status_code == 200
    assert browser(here.stranger).get(f"/cases/{here.filing.number}/").status_code == 404


def test_after_a_failed_transfer_the_same_account_is_refused_and_another_is_paid() -> None:
    here = inspected()
    type_in(here, amount_seen="yes", account_same="yes")
    take_step(here.filing, "claim", by=here.applicant, at=LATER, evidence=evidence(here, "claim"))
    settle(here)
    results(here, ordered(here), "1")

    with pytest.raises(Unmet):
        take_step(
            here.filing,
            "correct_account",
            by=here.applicant,
            at=LATER,
            evidence=evidence(here, "correct_account"),
        )
    assert here.state == "payment_failed"


def test_what_is_fixed_cannot_be_claimed_again() -> None:
    here = to_fixed(granted())

    with pytest.raises(Refused):
        take_step(here.filing, "claim", by=here.applicant, at=LATER)
    assert (here.state, faults()) == ("amount_fixed", [])
