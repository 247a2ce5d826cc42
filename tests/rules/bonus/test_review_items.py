"""What reviewers weigh, by track."""

import pytest

from hojokin.rules.engine.rulebook import Standing
from hojokin.rules.shared.review_items import Aspect, review_items


@pytest.mark.parametrize(
    ("track", "weighs"),
    [
        ("normal", True),
        ("invoice", False),
        ("electronic_transaction", False),
        ("security", True),
        ("consortium", True),
    ],
)
def test_productivity_is_a_target_outside_the_invoice_frame(track: str, weighs: bool) -> None:
    targets = [each.code for each in review_items("fy2025", track) if each.aspect is Aspect.TARGET]

    assert targets == (["productivity_target"] if weighs else [])


def test_the_electronic_transaction_track_drops_the_security_service_of_the_invoice_track() -> None:
    invoice = [each.code for each in review_items("fy2025", "invoice")]
    electronic = [each.code for each in review_items("fy2025", "electronic_transaction")]

    assert [code for code in invoice if code not in electronic] == ["promoted_security_service"]


def test_the_items_of_2025_stand_in_for_2026() -> None:
    assert {each.standing for each in review_items("fy2026", "normal")} == {Standing.STAND_IN}
