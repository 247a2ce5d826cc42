"""Steps of a return (返還の遷移に伴う処理): no step of the grant's table runs past its order and its receipts."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from hojokin.flow.form import FormProblem
from hojokin.office.actions.errors import Unmet
from hojokin.office.queries.repayments import owed, standing_order
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Grant, ReturnOrder
from hojokin.rules.engine.facts import Text

NO_ORDER = Text("返還の命令がありません。", "No return has been ordered.")


def need_order(filing: Filing, by: Actor, at: datetime) -> None:
    """A return is ordered only together with its paper (an effect of the step)."""
    del by, at
    if standing_order(Grant.objects.get(filing=filing)) is None:
        raise Unmet([FormProblem("", NO_ORDER, "W-124")])


def need_all_returned(filing: Filing, by: Actor, at: datetime) -> None:
    """The return is finished only when nothing is owed (an effect of the step)."""
    del by
    order = standing_order(Grant.objects.get(filing=filing))
    today = timezone.localtime(at).date()
    last = order.receipts.order_by("-on").first() if order else None
    left = owed(order, last.on if last else today).total if order else 0
    if left:
        said = Text(f"まだ{left:,}円が返還されていません。", f"{left:,} yen are still owed.")
        raise Unmet([FormProblem("", said, "W-124")])
    _owes_nothing(filing)


def withdraw_order(filing: Filing, by: Actor, at: datetime) -> None:
    """The order is taken back (an effect of the step)."""
    del by
    ReturnOrder.objects.filter(grant__filing=filing, withdrawn_at__isnull=True).update(withdrawn_at=at)
    _owes_nothing(filing)


def _owes_nothing(filing: Filing) -> None:
    filing.due_at = None
    filing.save(update_fields=["due_at"])
