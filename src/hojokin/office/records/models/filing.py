"""Filing (申請・届出): one paper of any kind, its fields, and what it said at each submission."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Cast

from hojokin.flow.roles import Role
from hojokin.office.records.models.party import Party
from hojokin.office.records.models.person import Person
from hojokin.office.records.models.tool import Tool
from hojokin.office.records.models.vendor import Vendor


class Filing(models.Model):
    """Filing (申請・届出). ``state`` is one of its kind's table; only the action ``move`` assigns it.

    ``revision`` grows with every change of a field or file; ``sworn_revision`` is the one that the oath covers.
    """

    number = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=40)
    edition = models.CharField(max_length=10)
    track = models.CharField(max_length=30, blank=True)
    state = models.CharField(max_length=40)
    owner = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="filings")
    partner = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="partnered_filings"
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    vendor = models.ForeignKey(
        Vendor, on_delete=models.PROTECT, null=True, blank=True, related_name="filings"
    )
    tool = models.ForeignKey(Tool, on_delete=models.PROTECT, null=True, blank=True, related_name="filings")
    title = models.CharField(max_length=200, blank=True)
    round_code = models.CharField(max_length=40, blank=True)
    opened_at = models.DateTimeField()
    state_since = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    assigned_to = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="assigned_filings"
    )
    revision = models.IntegerField(default=0)
    sworn_revision = models.IntegerField(null=True, blank=True)

    class Meta:
        app_label = "records"
        indexes: ClassVar = [
            models.Index(fields=["kind", "state", "due_at"], name="filing_queue"),
            # The office's numbers are counted from this alone.
            models.Index(
                fields=["kind", "state", "assigned_to", "submitted_at", "due_at", "state_since"],
                name="filing_counts",
            ),
            # The queue shows first what has waited longest.
            models.Index(fields=["state_since", "id"], name="filing_oldest"),
            models.Index(fields=["owner", "kind", "state_since"], name="filing_owner"),
            models.Index(fields=["partner", "kind", "state_since"], name="filing_partner"),
        ]

    def __str__(self) -> str:
        """Its number."""
        return self.number


class FilingEntry(models.Model):
    """Entry (記入): one field of a filing: what was typed, the value read from it, and who wrote it last.

    ``typed`` is a list of texts, or for a table a list of rows of such lists. ``value`` is None while what was typed
    cannot be read. ``version`` counts the writings of this field, so that nobody overwrites what they have not seen.
    """

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="entries")
    name = models.CharField(max_length=60)
    typed = models.JSONField()
    value = models.JSONField(null=True)
    version = models.IntegerField(default=1)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_as = models.CharField(max_length=16)
    written_at = models.DateTimeField()

    class Meta:
        app_label = "records"
        indexes: ClassVar = [
            # Who else gave this mobile number (PT-02) is asked whenever an application is opened.
            models.Index(
                Cast("value", models.TextField()),
                name="entry_mobile",
                condition=models.Q(name="mobile_phone"),
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["filing", "name"], name="entry_once"),
            models.CheckConstraint(
                condition=models.Q(written_as__in=[each.value for each in Role]), name="entry_role_known"
            ),
        ]

    def __str__(self) -> str:
        """Filing and field."""
        return f"{self.filing_id} {self.name}"


class FilingVersion(models.Model):
    """Version (提出版): everything that a filing said when it was submitted, and the digest of that."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="versions")
    sequence = models.IntegerField()
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    values = models.JSONField()
    files = models.JSONField()
    digest = models.CharField(max_length=64)
    signature = models.CharField(max_length=128, blank=True)

    class Meta:
        app_label = "records"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["filing", "sequence"], name="version_once"),
            models.CheckConstraint(condition=models.Q(sequence__gte=1), name="version_from_one"),
        ]

    def __str__(self) -> str:
        """Filing and sequence."""
        return f"{self.filing_id} v{self.sequence}"
