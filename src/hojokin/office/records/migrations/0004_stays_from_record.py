"""Stays of the steps that were recorded before the office kept them, so that its figures do not begin empty."""

from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from django.db import migrations

JAPAN = ZoneInfo("Asia/Tokyo")
TENTH_OF_A_DAY = 8_640  # seconds
AT_ONCE = 1_000


def stays_from_record(apps: Any, _schema_editor: Any) -> None:
    """A stay for each step of the audit record: from the step before, or from the opening, until then."""
    filing_model, row_model, stay_model = (
        apps.get_model("records", name) for name in ("Filing", "AuditRow", "Stay")
    )
    made = []
    for filing in filing_model.objects.filter(stays=None).iterator(chunk_size=AT_ONCE):
        rows = row_model.objects.filter(subject=filing.number, changes__has_keys=["from", "to"]).order_by(
            "sequence"
        )
        told = [(at, changes["from"]) for at, changes in rows.values_list("at", "changes")]
        moments = [filing.opened_at, *(at for at, _before in told)]
        for (came, left), (_at, before) in zip(pairwise(moments), told, strict=True):
            month = left.astimezone(JAPAN).date().replace(day=1)
            tenths = int((left - came).total_seconds() // TENTH_OF_A_DAY)
            made.append(
                stay_model(
                    filing=filing, kind=filing.kind, state=before, left_at=left, month=month, tenths=tenths
                )
            )
        if len(made) >= AT_ONCE:
            stay_model.objects.bulk_create(made)
            made = []
    stay_model.objects.bulk_create(made)


class Migration(migrations.Migration):
    dependencies = [("records", "0003_after_the_decision")]

    operations = [migrations.RunPython(stays_from_record, migrations.RunPython.noop)]
