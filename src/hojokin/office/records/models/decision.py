"""Grant decision (交付決定): what was proposed for a round, by whom it was decided, and everything it rested on."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.db import models

from hojokin.office.records.models.filing import Filing
from hojokin.office.records.models.person import Person
from hojokin.office.records.models.round import Round


class ProposalState(StrEnum):
    """Where a proposal stands (決定案の状態)."""

    PROPOSED = "proposed"
    DECIDING = "deciding"  # approved by the second person; the applications are being decided one by one
    DONE = "done"
    DROPPED = "dropped"


class Outcome(StrEnum):
    """How an application ends (結果)."""

    GRANTED = "granted"
    REJECTED = "rejected"


class DecisionProposal(models.Model):
    """Proposal (決定案) of one approver for a round; a second one decides it.

    ``rows`` says of each application its outcome, place, score, yen and reasons, as the second person saw them.
    ``left`` holds why an application could not be decided yet, by its number.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="proposals")
    state = models.CharField(max_length=10, default=ProposalState.PROPOSED.value)
    line = models.IntegerField(null=True, blank=True)
    budget_yen = models.BigIntegerField(null=True, blank=True)
    amount_yen = models.BigIntegerField()
    rows = models.JSONField()
    left = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "records"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=[each.value for each in ProposalState]),
                name="proposal_state_known",
            ),
            models.UniqueConstraint(
                fields=["round"],
                condition=models.Q(state__in=[ProposalState.PROPOSED.value, ProposalState.DECIDING.value]),
                name="proposal_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("proposed_by")),
                name="proposal_second_person",
            ),
        ]

    def __str__(self) -> str:
        """Round and state."""
        return f"{self.round_id} {self.state}"


class GrantDecision(models.Model):
    """Grant decision (交付決定・不採択) of one application, with all that is needed to compute it again.

    ``question`` are the facts as the rules took them, ``explanation`` every rule's value, ``library`` the version that
    computed them, ``upheld`` the refusals that did not count because the applicant's contest was upheld, with who ruled so
    and why. ``letter`` is what its notice says, as it was sent. An application is decided once.
    """

    filing = models.OneToOneField(Filing, on_delete=models.PROTECT, related_name="decision")
    proposal = models.ForeignKey(DecisionProposal, on_delete=models.PROTECT, related_name="decisions")
    number = models.CharField(max_length=20, unique=True)
    outcome = models.CharField(max_length=10)
    place = models.IntegerField()
    score = models.IntegerField()
    amount_yen = models.BigIntegerField()
    eligible_cost_yen = models.BigIntegerField()
    rate = models.CharField(max_length=60, blank=True)
    size = models.CharField(max_length=10, blank=True)
    edition = models.CharField(max_length=10)
    library = models.CharField(max_length=40)
    question = models.JSONField()
    explanation = models.JSONField()
    upheld = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    reasons_are_told = models.BooleanField()
    letter = models.JSONField(default=dict)
    decided_at = models.DateTimeField()

    class Meta:
        app_label = "records"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=[each.value for each in Outcome]), name="outcome_known"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome=Outcome.GRANTED.value, amount_yen__gt=0)
                | models.Q(outcome=Outcome.REJECTED.value, amount_yen=0),
                name="granted_is_paid",
            ),
        ]

    def __str__(self) -> str:
        """Number and outcome."""
        return f"{self.number} {self.outcome}"


class PublishedGrant(models.Model):
    """Published entry (交付決定者の公表, W-65): name, corporate number and town; of a person the prefecture alone."""

    decision = models.OneToOneField(GrantDecision, on_delete=models.PROTECT, related_name="published")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="published")
    name = models.CharField(max_length=200)
    group_name = models.CharField(max_length=200, blank=True)
    corporate_number = models.CharField(max_length=13, blank=True)
    prefecture = models.CharField(max_length=2, blank=True)
    municipality = models.CharField(max_length=100, blank=True)
    published_at = models.DateTimeField()

    class Meta:
        app_label = "records"
        indexes: ClassVar = [models.Index(fields=["round", "prefecture", "name"], name="published_order")]

    def __str__(self) -> str:
        """Its name."""
        return self.name
