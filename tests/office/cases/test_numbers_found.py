"""Numbers that must not be kept are told at once, and stop the filing until they are gone or explained."""

import io
from pathlib import Path
from typing import Any

import pytest

from hojokin.office.queries.filings import FilingView
from hojokin.office.records.models import AuditRow, Document
from tests.office.adapters.made_files import encrypted_pdf, jpeg, picture
from tests.office.cases.paper_scene import CLEAN, DIRTY, attached, current, errors, mask_address
from tests.office.cases.sample import AT, Scene, scene
from tests.office.papers_with_numbers import MY_NUMBER, TYPED, paper

pytestmark = pytest.mark.django_db(transaction=True)


def upload(here: Scene, content: bytes, name: str = "住民票.pdf") -> Any:
    """Send a paper to the field as a browser does."""
    stream = io.BytesIO(content)
    stream.name = name
    return here.as_applicant.post(
        f"{here.address}files/paper/", {"file-paper": [stream]}, headers={"HX-Request": "true"}
    )


def cautions(here: Scene) -> str:
    """What the office reads at the field."""
    view = FilingView(here.now(), here.reviewer, AT)
    return " ".join(each.message.ja for each in view.problems if each.field == "paper")


def test_a_my_number_is_told_at_once_beside_the_field(tmp_path: Path) -> None:
    here = scene()

    answer = upload(here, paper(CLEAN, DIRTY, folder=tmp_path))

    assert "「住民票.pdf」の2ページにマイナンバー（個人番号）があります" in answer.text
    assert f'href="{mask_address(here, current())}"' in answer.text
    assert MY_NUMBER not in answer.text
    assert TYPED not in answer.text


def test_it_cannot_be_submitted_while_the_number_stands_there(tmp_path: Path) -> None:
    here = scene()

    attached(here, paper(DIRTY, folder=tmp_path))

    (said,) = errors(here)
    assert said.startswith("「住民票.pdf」の1ページにマイナンバー")


def test_an_insurance_number_is_a_caution_only(tmp_path: Path) -> None:
    here = scene()

    answer = upload(here, paper("保険者番号 06130012", folder=tmp_path))

    assert "保険者番号か被保険者の記号・番号があります" in answer.text
    assert errors(here) == []


def test_nothing_of_the_number_is_stored_beside_the_paper(tmp_path: Path, caplog: Any) -> None:
    here = scene()

    attached(here, paper(DIRTY, folder=tmp_path))

    assert current().numbers == [{"kind": "individual", "page": 1, "count": 1}]
    kept = str(list(AuditRow.objects.values())) + str(list(Document.objects.values())) + caplog.text
    assert not [each for each in (MY_NUMBER, TYPED) if each in kept]


@pytest.mark.usefixtures("watched")
def test_where_scans_are_usual_the_reminder_stands_before_anything_is_attached() -> None:
    here = scene()

    answer = here.as_applicant.get(f"{here.address}form/work/")

    assert 'id="keep-out-paper"' in answer.text
    assert 'aria-describedby="help-paper keep-out-paper ' in answer.text


def test_elsewhere_no_reminder_stands() -> None:
    here = scene()

    assert "keep-out-paper" not in here.as_applicant.get(f"{here.address}form/work/").text


def test_a_number_that_is_none_is_explained_and_no_longer_stops(tmp_path: Path) -> None:
    here = scene()
    document = attached(here, paper(TYPED, folder=tmp_path))

    here.as_applicant.post(f"{here.address}files/{document.pk}/explain/", {"words": "運送会社の送り状の番号"})

    assert errors(here) == []
    assert "説明しています: 運送会社の送り状の番号" in cautions(here)


@pytest.mark.parametrize("words", ["", "  ", MY_NUMBER, "番号 １２３４", "あ" * 201])
def test_an_explanation_says_what_it_is_and_never_the_number(tmp_path: Path, words: str) -> None:
    here = scene()
    document = attached(here, paper(TYPED, folder=tmp_path))

    answer = here.as_applicant.post(f"{here.address}files/{document.pk}/explain/", {"words": words})

    document.refresh_from_db()
    assert (answer.status_code, document.declared, len(errors(here))) == (422, "", 1)


def test_a_party_that_may_not_write_explains_nothing(tmp_path: Path) -> None:
    here = scene()
    before = attached(here, paper(TYPED, folder=tmp_path))

    came = [
        each.post(f"{here.address}files/{before.pk}/explain/", {"words": "送り状"}).status_code
        for each in (here.as_stranger, here.as_reviewer, here.as_vendor)
    ]

    before.refresh_from_db()
    assert (came, before.declared) == ([404, 404, 409], "")


def test_a_locked_pdf_is_refused_as_before() -> None:
    here = scene()

    answer = upload(here, encrypted_pdf(b"secret"))

    assert "パスワード" in answer.text
    assert not Document.objects.exists()


def test_a_photo_has_no_text_and_the_page_says_so() -> None:
    here = scene()
    before = attached(here, jpeg(picture()), "写真.jpg")

    answer = here.as_applicant.get(mask_address(here, before))

    assert "文字として読める番号は見つかりませんでした" in answer.text
    assert before.numbers == []
