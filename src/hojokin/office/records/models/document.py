"""Document (添付書類): a stored file of a filing. The bytes lie in the file store under their hash."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.db import models

from hojokin.office.records.models.erasure import Tombstone
from hojokin.office.records.models.filing import Filing
from hojokin.office.records.models.person import Person


class DocumentState(StrEnum):
    """Where a file stands (ファイルの状態). A quarantined one is kept but nobody is given it.

    The bytes of one that is being erased go as soon as the change is committed; its row and hash stay.
    """

    STORED = "stored"
    QUARANTINED = "quarantined"
    ERASING = "erasing"
    ERASED = "erased"


class Document(models.Model):
    """Document (添付書類). A removed one stays as a row, for what was submitted with it.

    ``numbers`` says where numbers stand that must not be kept, never which, as far as it was searched at
    ``searched_at``; ``declared`` what such a number is where it only looks like one. ``replaces`` is the paper that this one is the blacked-out copy of; ``tombstone``
    what stays of one that the office erased after it was handed in.
    """

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="documents")
    field = models.CharField(max_length=60)
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    state = models.CharField(max_length=12, default=DocumentState.STORED.value)
    uploaded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    numbers = models.JSONField(default=list, blank=True)
    searched_at = models.DateTimeField(null=True, blank=True)
    declared = models.CharField(max_length=200, blank=True, default="")
    replaces = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="masked"
    )
    tombstone = models.ForeignKey(
        Tombstone, on_delete=models.SET_NULL, null=True, blank=True, related_name="documents"
    )

    class Meta:
        app_label = "records"
        indexes: ClassVar = [
            models.Index(fields=["filing", "field"], name="document_place"),
            # The worker looks for them every few seconds; soon there are none.
            models.Index(
                fields=["id"], condition=models.Q(searched_at__isnull=True), name="document_unsearched"
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=[each.value for each in DocumentState]),
                name="document_state_known",
            ),
            models.CheckConstraint(condition=models.Q(size__gt=0), name="document_not_empty"),
        ]

    def __str__(self) -> str:
        """Its name."""
        return self.name
