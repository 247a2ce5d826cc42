"""The tables refuse what must never be in them, whoever writes."""

import sys
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from hojokin.office.records.models import ImportRun, Tool, Vendor
from hojokin.office.records.models.revision import current_revision, next_revision

AT = datetime(2026, 6, 1, tzinfo=UTC)


def sound_tool(**changed: Any) -> Tool:
    vendor, _ = Vendor.objects.get_or_create(
        public_id="V26-000001", defaults={"name": "販売元", "prefecture": "13"}
    )
    held = {"number": "DL06-0000001", "vendor": vendor, "name": "台帳", "maker": "製造元", "category": 1}
    return Tool(**{**held, **changed})


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changed",
    [
        {"state": "unknown"},
        {"ai_kind": "magic"},
        {"ai_kind": "generative"},
        {"category": 0},
        {"category": 11},
        {"number": "XX06-0000001"},
        {"price_min": -1},
        {"price_min": 101, "price_standard": 100},
        {"customers": -1},
        {"state": "registered"},
        {"state": "deregistered"},
    ],
)
def test_a_tool_that_cannot_be_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        sound_tool(**changed).save()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"category": 10},
        {"price_min": 100, "price_standard": 100},
        {"price_standard": 10**12},
        {"ai_kind": "other", "ai_evidence": "需要を予測します。"},
        {"state": "registered", "registered_at": AT},
        {"state": "deregistered", "registered_at": AT, "deregistered_at": AT},
    ],
)
def test_a_tool_that_can_be_is_kept(changed: dict[str, Any]) -> None:
    sound_tool(**changed).save()

    assert Tool.objects.count() == 1


@pytest.mark.django_db
def test_two_tools_never_share_a_number() -> None:
    sound_tool().save()

    with pytest.raises(IntegrityError), transaction.atomic():
        sound_tool(name="別の台帳").save()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changed", [{"state": "x"}, {"form": "x"}, {"state": "registered"}, {"state": "deregistered"}]
)
def test_a_vendor_that_cannot_be_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Vendor.objects.create(**{"public_id": "V1", "name": "販売元", "prefecture": "13", **changed})


@pytest.mark.django_db
def test_a_registered_vendor_has_a_day() -> None:
    Vendor.objects.create(
        public_id="V1", name="販売元", prefecture="13", state="registered", registered_on=date(2026, 4, 1)
    )

    assert Vendor.objects.filter(state="registered").count() == 1


@pytest.mark.django_db
def test_an_import_never_says_that_more_is_done_than_there_is() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ImportRun.objects.create(digest="a", file_name="tools.csv", rows=3, done=4)


@pytest.mark.django_db
def test_revisions_count_up_from_zero() -> None:
    assert (current_revision(), next_revision(), next_revision(), current_revision()) == (0, 1, 2, 2)


@pytest.mark.django_db
def test_the_migrations_say_what_the_models_say() -> None:
    call_command("makemigrations", "records", "--check", "--dry-run", stdout=StringIO())


def test_no_migration_needs_anything_but_django() -> None:
    folder = Path(__file__).resolve().parents[2] / "src/hojokin/office/records/migrations"

    imported = {
        line.split()[1].partition(".")[0]
        for file in folder.glob("*.py")
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.startswith(("import ", "from "))
    }

    assert imported - sys.stdlib_module_names == {"django"}
