"""Lock (排他): the newest state of a filing, held until the transaction ends."""

from __future__ import annotations

from django.db.models import QuerySet

from hojokin.office.records.models import Filing
from hojokin.office.records.prepared import KEY, Given, looked_up


def lock(filing: Filing) -> Filing:
    """The same filing as it stands now, its row locked. Call within a transaction. Raises Filing.DoesNotExist.

    The key of the row stays free, here and wherever a row is locked: whoever commits a row that points at it would wait for
    this transaction otherwise, while holding the head of the audit chain that this one waits for.
    """
    found = _locked(filing=filing.pk)
    if not found:
        raise Filing.DoesNotExist(filing.number)
    return found[0]


@looked_up(filing=KEY)
def _locked(filing: Given) -> QuerySet[Filing]:
    joined = Filing.objects.select_related("owner", "partner", "vendor", "tool", "parent")
    return joined.select_for_update(of=("self",), no_key=True).filter(pk=filing)
