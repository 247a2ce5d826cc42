"""Vendor (IT導入支援事業者): who sells and supports tools, and where its registration stands."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from hojokin.office.catalogue.codes import VendorForm, VendorState
from hojokin.office.records.models.party import Party


class Vendor(models.Model):
    """Vendor (IT導入支援事業者; V-01, V-30)."""

    party = models.OneToOneField(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="vendor"
    )
    public_id = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=200)
    kana = models.CharField(max_length=200, blank=True)
    corporate_number = models.CharField(max_length=13, blank=True)
    prefecture = models.CharField(max_length=2)
    form = models.CharField(max_length=12, default=VendorForm.SINGLE.value)
    state = models.CharField(max_length=12, default=VendorState.DRAFT.value)
    registered_on = models.DateField(null=True, blank=True)
    deregistered_on = models.DateField(null=True, blank=True)
    url = models.URLField(max_length=500, blank=True)
    description = models.CharField(max_length=1000, blank=True)
    revision = models.BigIntegerField(default=0, db_index=True)

    class Meta:
        app_label = "records"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=[each.value for each in VendorState]), name="vendor_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(form__in=[each.value for each in VendorForm]), name="vendor_form_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=VendorState.REGISTERED.value)
                | models.Q(registered_on__isnull=False),
                name="vendor_registered_has_day",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=VendorState.DEREGISTERED.value)
                | models.Q(deregistered_on__isnull=False),
                name="vendor_deregistered_has_day",
            ),
        ]

    def __str__(self) -> str:
        """Public id and name."""
        return f"{self.public_id} {self.name}"
