"""A mobile number that another applicant or a vendor uses cannot receive this applicant's code (PT-02)."""

import pytest

from hojokin.flow.checks.application.contact import check_contact


@pytest.mark.parametrize(
    ("taken", "sources"), [({"090-1234-5678"}, ["PT-02"]), ({"090-1234-5679"}, []), (set(), [])]
)
def test_a_number_in_use_is_told(taken: set[str], sources: list[str]) -> None:
    found = check_contact({"mobile_phone": "090-1234-5678"}, None, frozenset(taken))

    assert [each.source for each in found] == sources


def test_a_number_that_is_no_mobile_number_is_told_once() -> None:
    found = check_contact({"mobile_phone": "03-1234-5678"}, None, frozenset({"03-1234-5678"}))

    assert [each.source for each in found] == ["W-13 PT-02"]
