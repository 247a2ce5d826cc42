"""Steps of a return (返還の遷移に伴う処理): no step of the grant's table runs past its order and its receipts."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from hojokin.flow.form import FormProblem
from hojokin.office.actions.errors import Unmet
from hojokin.office.queries.repayments import owed
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Grant, ReturnOrder
from hojokin.rules.engine.facts import Text

NO_ORDER = Text("返還の命令がありません。", "No return has been ordered.")


def open_order(grant: Grant) -> ReturnOrder | None:
    """The order that stands."""
    return ReturnOrder.objects.filter(grant=grant, withdrawn_at__isnull=True).order_by("-pk").first()


def need_order(filing: Filing, by: Actor, at: datetime) -> None:
    """A return is ordered only together with its paper (an effect of the step)."""
    del by, at
    if open_order(Grant.objects.get(filing=filing)) is None:
        raise Unmet([FormProblem("", NO_ORDER, "W-124")])


def need_all_returned(filing: Filing, by: Actor, at: datetime) -> None:
    """The return is finished only when nothing is owed (an effect of the step)."""
    del by
    order = open_order(Grant.objects.get(filing=filing))
    today = timezone.localtime(at).date()
    last = order.receipts.order_by("-on").first() if order else None
    left = owed(order, last.on if last else today).total if order else 0
    if left:
        said = Text(f"まだ{left:,}円が返還されていません。", f"{left:,} yen are still owed.")
        raise Unmet([FormProblem("", said, "W-124")])


def withdraw_order(filing: Filing, by: Actor, at: datetime) -> None:
    """The order is taken back (an effect of the step)."""
    del by
    ReturnOrder.objects.filter(grant__filing=filing, withdrawn_at__isnull=True).update(withdrawn_at=at)
