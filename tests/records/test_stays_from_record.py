"""The migration that reads stays from the audit record gives what the office itself would have kept."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps

from hojokin.office.records.models import Stay
from tests.office.grants.granted import granted, to_fixed

migration = import_module("hojokin.office.records.migrations.0004_stays_from_record")


def kept() -> list[tuple[object, ...]]:
    return sorted(Stay.objects.values_list("filing", "kind", "state", "left_at", "month", "tenths"))


@pytest.mark.django_db
def test_the_record_tells_the_same_stays_as_the_office_kept() -> None:
    to_fixed(granted())
    as_kept = kept()
    Stay.objects.all().delete()

    migration.stays_from_record(apps, SimpleNamespace())
    once = kept()
    migration.stays_from_record(apps, SimpleNamespace())

    assert len(as_kept) > 3
    assert once == as_kept
    assert kept() == once
