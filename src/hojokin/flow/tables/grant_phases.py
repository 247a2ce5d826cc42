"""Phases of a grant (交付決定後の段階): the states that several tables and actions ask for together."""

from __future__ import annotations

RUNNING = ("granted", "change_approved", "delayed", "accident")
BEFORE_PAYMENT = (*RUNNING, "report_accepted", "inspected", "claimed", "amount_fixed", "payment_failed")
AFTER_PAYMENT = ("paid", "effect_reports")
