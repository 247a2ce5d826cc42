"""Lock (排他): the newest state of a filing, held until the transaction ends."""

from __future__ import annotations

from hojokin.office.records.models import Filing


def lock(filing: Filing) -> Filing:
    """The same filing as it stands now, its row locked. Call within a transaction."""
    return (
        Filing.objects.select_for_update(of=("self",))
        .select_related("owner", "partner", "vendor", "tool", "parent")
        .get(pk=filing.pk)
    )
