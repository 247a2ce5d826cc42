"""Person (利用者): who signs in, and the seats that say as whom they may act."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from hojokin.flow.roles import Role
from hojokin.office.records.models.party import Party


class People(BaseUserManager["Person"]):
    """How persons are made and found."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        """A person with a usable password, or with none when it is left out."""
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> Person:
        """Mail addresses are compared in small letters."""
        return self.get(email=(username or "").lower())


class Person(AbstractBaseUser):
    """Person (利用者). ``phone`` is the one number that codes are sent to; unset until it was confirmed."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=100)
    phone = models.CharField(max_length=20, blank=True)
    phone_confirmed_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=5, default="ja")
    gbiz_subject = models.CharField(max_length=100, blank=True, db_index=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        app_label = "records"
        # Whether a person of a vendor has the number that an applicant gave (PT-02).
        indexes: ClassVar = [models.Index(fields=["phone"], name="person_phone")]

    def __str__(self) -> str:
        """Its name."""
        return self.name or self.email


class Seat(models.Model):
    """Seat (担当): a role that a person holds, at a party or, for the secretariat, at none."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="seats")
    role = models.CharField(max_length=16)
    party = models.ForeignKey(Party, on_delete=models.CASCADE, null=True, blank=True, related_name="seats")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "records"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(role__in=[each.value for each in Role]), name="seat_role_known"
            ),
            models.UniqueConstraint(
                fields=["person", "role", "party"],
                condition=models.Q(until__isnull=True, party__isnull=False),
                name="seat_held_once",
            ),
            models.UniqueConstraint(
                fields=["person", "role"],
                condition=models.Q(until__isnull=True, party__isnull=True),
                name="office_seat_held_once",
            ),
        ]

    def __str__(self) -> str:
        """Who, as what, where."""
        return f"{self.person_id} {self.role} {self.party_id or ''}".strip()
