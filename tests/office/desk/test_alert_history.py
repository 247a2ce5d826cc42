"""What happened to an alert: who judged it, as what and why, also when another judged it again."""

import pytest

from hojokin.flow.roles import Role
from tests.office.desk.desk_scene import person, signed_in
from tests.office.desk.test_alerts import ONE, opened

pytestmark = pytest.mark.django_db


def test_an_earlier_judgement_is_told_with_its_judge_and_its_outcome() -> None:
    [alert] = opened()
    first, second = person(Role.REVIEWER, "審査 一子"), person(Role.APPROVER, "決裁 二郎")
    judge = f"/desk/alerts/{alert.pk}/judge/"
    signed_in(first).post(judge, {"state": "explained", "reason": "同じ建物の別の会社"})
    signed_in(second).post(judge, {"state": "confirmed", "reason": "登記が同じ"})

    page = signed_in(person(Role.AUDITOR)).get(ONE.format(alert.pk)).text

    [_found, earlier, later] = page.partition('id="history-head"')[2].partition("</ul>")[0].split("<li>")[1:]
    assert ["説明がついた" in earlier, "審査 一子" in earlier, "同じ建物" in earlier] == [True] * 3
    assert ["不正・誤りと確認" in later, "決裁 二郎" in later, "登記が同じ" in later] == [True] * 3
