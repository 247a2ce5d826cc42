"""Saving while typing keeps one field, says so, and renews whatever else changed by it."""

from typing import Any

from django.test import Client

from hojokin.flow.roles import Role
from hojokin.office.actions.write_field import write_field
from hojokin.office.records.models import Filing
from tests.office.cases.sample import AT, Scene, actor, scene


def save(here: Scene, field: str, /, **sent: Any) -> Any:
    """Send one field as the script does."""
    address = f"{here.address}fields/{field}/"
    return here.as_applicant.post(address, sent, headers={"HX-Request": "true"})


def test_a_saved_field_says_when_and_gives_its_new_version() -> None:
    here = scene()

    answer = save(here, "name", **{"version-name": "0", "name": "株式会社青空"})

    assert "保存しました " in answer.text
    assert '<input type="hidden" name="version-name" value="1">' in answer.text
    assert here.filing.entries.get(name="name").value == "株式会社青空"


def test_what_is_wrong_is_told_at_once_and_kept() -> None:
    here = scene()

    answer = save(here, "capital", **{"version-capital": "0", "capital": "たくさん"})

    assert "数として読めません" in answer.text
    assert "保存しました" in answer.text
    assert here.filing.entries.get(name="capital").typed == ["たくさん"]


def test_the_list_of_sections_is_renewed_with_it() -> None:
    here = scene()

    answer = save(here, "name", **{"version-name": "0", "name": "株式会社青空"})

    assert '<ol class="case-sections" id="sections" hx-swap-oob="true">' in answer.text
    assert "直す所 3" in answer.text


def test_a_field_appears_when_its_condition_comes_to_hold() -> None:
    here = scene()

    answer = save(here, "form", **{"version-form": "0", "form": "group"})

    assert 'id="field-group_name" data-field="group_name" hx-swap-oob="true"' in answer.text
    assert 'id="field-site"' not in answer.text


def test_a_field_vanishes_when_its_condition_ceases_to_hold() -> None:
    here = scene({"form": ["group"]})

    answer = save(here, "form", **{"version-form": "1", "form": "single"})

    assert 'id="field-group_name" hidden hx-swap-oob="true"' in answer.text


def test_what_somebody_else_wrote_stands_beside_what_was_typed() -> None:
    here = scene({"name": ["株式会社青空"]})
    colleague = actor("同僚", Role.APPLICANT, here.applicant.party)
    write_field(here.filing, "name", ["株式会社青空商店"], 1, by=colleague, at=AT)

    answer = save(here, "name", **{"version-name": "1", "name": "青空（株）"})

    assert "申請者 同僚、12:00" in answer.text
    assert "株式会社青空商店" in answer.text
    assert "自分の入力を残す" in answer.text
    assert "先の入力にする" in answer.text
    assert '<input type="hidden" name="version-name" value="1">' in answer.text


def test_taking_theirs_draws_the_field_anew() -> None:
    here = scene({"name": ["株式会社青空商店"]})

    answer = save(here, "name", take="name")

    assert answer.headers["HX-Retarget"] == "#field-name"
    assert 'value="株式会社青空商店"' in answer.text


def test_a_filing_that_moved_on_refuses_with_the_reason() -> None:
    here = scene()
    Filing.objects.filter(pk=here.filing.pk).update(state="submitted")

    answer = save(here, "name", **{"version-name": "0", "name": "株式会社青空"})

    assert "この欄はいま変更できません" in answer.text
    assert not here.filing.entries.exists()


def test_a_row_is_added_in_place() -> None:
    here = scene()

    answer = save(here, "buyers", add="buyers", **{"version-buyers": "0", "buyers-0-name": "海"})

    assert answer.headers["HX-Retarget"] == "#field-buyers"
    assert 'name="buyers-1-name"' in answer.text


def test_a_cell_is_told_what_is_wrong_with_it() -> None:
    here = scene()

    answer = save(here, "buyers", **{"version-buyers": "0", "buyers-0-name": "海", "buyers-0-sum": "x"})

    assert '<p class="wrong" id="wrong-buyers-0-sum" hx-swap-oob="true">「x」は数として' in answer.text
    assert '<p class="wrong" id="wrong-buyers-0-name" hx-swap-oob="true" hidden>' in answer.text


def test_nobody_saves_into_a_foreign_filing() -> None:
    here = scene()

    answer = here.as_stranger.post(f"{here.address}fields/name/", {"version-name": "0", "name": "横取り"})

    assert answer.status_code == 404
    assert not here.filing.entries.exists()


def test_without_a_script_the_address_leads_back_to_the_section() -> None:
    here = scene()

    answer = here.as_applicant.post(f"{here.address}fields/name/", {"version-name": "0", "name": "青空"})

    assert answer.headers["Location"] == f"{here.address}form/firm/?check=1#field-name"


def changes(here: Scene, client: Client, since: int, state: str = "writing") -> str:
    """What the watch is answered."""
    return client.get(f"{here.address}changes/?section=plan&since={since}&state={state}").text


def test_the_watch_brings_what_the_other_side_wrote() -> None:
    here = scene()
    write_field(here.filing, "plan", ["3か月で導入します。"], 0, by=here.vendor, at=AT)

    text = changes(here, here.as_applicant, since=0)

    assert "3か月で導入します。" in text
    assert "since=1" in text


def test_the_watch_is_short_while_nothing_happens() -> None:
    here = scene()

    text = changes(here, here.as_applicant, since=0)

    assert "field-plan" not in text
    assert 'name="csrfmiddlewaretoken"' in text


def test_the_watch_leaves_ones_own_fields_alone() -> None:
    here = scene()
    write_field(here.filing, "plan", ["3か月で導入します。"], 0, by=here.vendor, at=AT)

    assert "field-plan" not in changes(here, here.as_vendor, since=0)


def test_the_watch_says_when_the_filing_moved_on() -> None:
    here = scene()
    Filing.objects.filter(pk=here.filing.pk).update(state="vendor_writing")

    assert "手続が次に進みました" in changes(here, here.as_applicant, since=0)
