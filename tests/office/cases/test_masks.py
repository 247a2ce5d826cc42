"""Numbers that must not be kept are told at once, blacked out, and gone from every byte that is stored."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from PIL import Image

from hojokin.flow.kept_out import settings
from hojokin.office import adapters
from hojokin.office.actions.attach_document import attach_document
from hojokin.office.actions.erase_documents import erase_documents
from hojokin.office.actions.keep_version import keep_version
from hojokin.office.actions.mask_document import mask_document
from hojokin.office.adapters.paper_numbers import Area
from hojokin.office.ports.file_store import FileStore
from hojokin.office.queries.filings import FilingView
from hojokin.office.records.models import AuditRow, Document, FilingVersion, Fingerprint
from tests.office.adapters.made_files import encrypted_pdf, jpeg, picture, png
from tests.office.cases.sample import AT, PDF, Scene, scene
from tests.office.papers_with_numbers import MY_NUMBER, TYPED, paper, texts_of

pytestmark = pytest.mark.django_db(transaction=True)
CLEAN = "納税証明書"
DIRTY = f"個人番号 {TYPED}"
LEFT_TOP = {
    "area-page": "1",
    "area-left": "0",
    "area-top": "0",
    "area-width": "50",
    "area-height": "50",
    "do": "save",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder to make papers in."""
    return tmp_path


def attached(here: Scene, content: bytes, name: str = "住民票.pdf") -> Document:
    """A paper of the applicant."""
    return attach_document(here.filing, "paper", name, io.BytesIO(content), by=here.applicant, at=AT)


def upload(here: Scene, content: bytes, name: str = "住民票.pdf") -> Any:
    """Send a paper to the field as a browser does."""
    stream = io.BytesIO(content)
    stream.name = name
    return here.as_applicant.post(
        f"{here.address}files/paper/", {"file-paper": [stream]}, headers={"HX-Request": "true"}
    )


def mask_address(here: Scene, document: Document) -> str:
    """Address of its page."""
    return f"{here.address}files/{document.pk}/mask/"


def stored() -> Iterator[bytes]:
    """Every blob of the store."""
    for each in (Path(django_settings.DATA) / "files").rglob("*"):
        if each.is_file():
            yield each.read_bytes()


def bytes_of(document: Document) -> bytes:
    """What the store has of it."""
    with adapters.of(FileStore).open(document.sha256) as stream:
        return stream.read()


def errors(here: Scene) -> list[str]:
    """What stands in the way at the field, in Japanese."""
    view = FilingView(here.now(), here.applicant, AT)
    return [each.message.ja for each in view.errors if each.field == "paper"]


def cautions(here: Scene) -> str:
    """What the office reads at the field."""
    view = FilingView(here.now(), here.reviewer, AT)
    return " ".join(each.message.ja for each in view.problems if each.field == "paper")


def current() -> Document:
    """The one paper that stands at the field."""
    return Document.objects.get(removed_at__isnull=True)


def test_a_my_number_is_told_at_once_beside_the_field(folder: Path) -> None:
    here = scene()

    answer = upload(here, paper(CLEAN, DIRTY, folder=folder))

    assert "「住民票.pdf」の2ページにマイナンバー（個人番号）があります" in answer.text
    assert f'href="{mask_address(here, current())}"' in answer.text
    assert MY_NUMBER not in answer.text
    assert TYPED not in answer.text


def test_it_cannot_be_submitted_while_the_number_stands_there(folder: Path) -> None:
    here = scene()

    attached(here, paper(DIRTY, folder=folder))

    (said,) = errors(here)
    assert said.startswith("「住民票.pdf」の1ページにマイナンバー")


def test_an_insurance_number_is_a_caution_only(folder: Path) -> None:
    here = scene()

    answer = upload(here, paper("保険者番号 06130012", folder=folder))

    assert "保険者番号か被保険者の記号・番号があります" in answer.text
    assert errors(here) == []


def test_nothing_of_the_number_is_stored_beside_the_paper(folder: Path, caplog: Any) -> None:
    here = scene()

    attached(here, paper(DIRTY, folder=folder))

    assert current().numbers == [{"kind": "individual", "page": 1, "count": 1}]
    kept = str(list(AuditRow.objects.values())) + str(list(Document.objects.values())) + caplog.text
    assert not [each for each in (MY_NUMBER, TYPED) if each in kept]


def test_found_numbers_are_chosen_and_blacked_out_without_a_pointer(folder: Path) -> None:
    here = scene()
    before = attached(here, paper(CLEAN, DIRTY, folder=folder))

    opened = here.as_applicant.get(mask_address(here, before))
    saved = here.as_applicant.post(mask_address(here, before), {"found": ["0"], "do": "save"})

    after = current()
    assert '<input type="checkbox" name="found" value="0" checked>' in opened.text
    assert saved.headers["Location"] == f"{mask_address(here, after)}?done=1"
    assert (after.replaces, after.name, after.numbers) == (before, "住民票.pdf", [])
    assert texts_of(bytes_of(after)) == ["", ""]
    assert errors(here) == []
    assert "黒塗り前のファイルは消去しました" in here.as_applicant.get(saved.headers["Location"]).text


def test_the_unmasked_bytes_are_gone_from_the_whole_store(folder: Path) -> None:
    here = scene()
    before = attached(here, paper(DIRTY, folder=folder))
    assert any("個人番号" in text for blob in stored() for text in texts_of(blob))

    here.as_applicant.post(mask_address(here, before), {"found": ["0"], "do": "save"})

    before.refresh_from_db()
    assert before.state == "erased"
    assert [text for blob in stored() for text in texts_of(blob)] == [""]
    assert not adapters.of(FileStore).exists(before.sha256)
    assert here.as_applicant.get(f"{here.address}files/{before.pk}/").status_code == 404


def test_the_page_shows_black_where_the_number_was_and_the_rest_as_it_was(folder: Path) -> None:
    here = scene()
    before = attached(here, paper(f"#rect(width: 100%, height: 100%, fill: red)[{DIRTY}]", folder=folder))
    view = here.as_applicant.get(mask_address(here, before)).context["plan"]
    area = view.choices[0].found.areas[0]

    here.as_applicant.post(mask_address(here, before), {"found": ["0"], "do": "save"})

    picture = drawn(here, current())
    middle = (
        (area.left + area.width // 2) * picture.width // 1000,
        (area.top + area.height // 2) * picture.height // 1000,
    )
    below = (picture.width // 2, picture.height * 3 // 4)
    assert [max(picture.getpixel(at)) < 20 for at in (middle, below)] == [True, False]  # type: ignore[arg-type]


def drawn(here: Scene, document: Document) -> Image.Image:
    """Its first page, as the office sees it."""
    answer = here.as_applicant.get(f"{here.address}files/{document.pk}/preview/")
    return Image.open(io.BytesIO(answer.content)).convert("RGB")


def test_an_area_typed_as_numbers_is_black_in_a_photo_and_its_metadata_is_gone() -> None:
    here = scene()
    exif = Image.Exif()
    exif[0x010E] = "secret words"
    before = attached(here, jpeg(Image.new("RGB", (200, 100), "white"), exif=exif), "免許証.jpg")

    here.as_applicant.post(
        mask_address(here, before), {**LEFT_TOP, "area-left": "５０", "area-width": "25.5"}
    )

    with Image.open(io.BytesIO(bytes_of(current()))) as after:
        assert (after.format, after.size, dict(after.getexif())) == ("JPEG", (200, 100), {})
        seen = [after.getpixel(place) for place in ((110, 25), (148, 25), (160, 25), (110, 75), (80, 25))]
    assert [sum(each) // 3 > 128 for each in seen] == [False, False, True, True, True]  # type: ignore[arg-type]
    assert not [blob for blob in stored() if b"secret words" in blob]


def test_a_photo_taken_sideways_is_blacked_out_as_it_is_seen() -> None:
    here = scene()
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned to the right
    before = attached(here, jpeg(Image.new("RGB", (200, 100), "white"), exif=exif), "免許証.jpg")

    seen = drawn(here, before)
    here.as_applicant.post(mask_address(here, before), LEFT_TOP)

    with Image.open(io.BytesIO(bytes_of(current()))) as after:
        assert seen.size == after.size == (100, 200)
        grey = after.convert("L")
    assert [grey.getpixel(at) == 0 for at in ((25, 50), (75, 50), (25, 150))] == [True, False, False]


def test_what_is_transparent_hides_nothing_in_a_png() -> None:
    here = scene()
    image = Image.new("RGBA", (100, 100), (10, 20, 30, 0))
    before = attached(here, png(image), "画面.png")

    here.as_applicant.post(mask_address(here, before), LEFT_TOP)

    with Image.open(io.BytesIO(bytes_of(current()))) as after:
        assert (after.format, after.mode) == ("PNG", "RGB")
        assert [after.getpixel(at) for at in ((10, 10), (90, 90))] == [(0, 0, 0), (255, 255, 255)]


def test_the_audit_tells_hashes_and_count_and_nothing_else(folder: Path) -> None:
    here = scene()
    before = attached(here, paper(DIRTY, folder=folder))

    here.as_applicant.post(mask_address(here, before), {**LEFT_TOP, "found": ["0"]})

    row = AuditRow.objects.get(what="document.mask")
    assert row.changes == {
        "field": "paper",
        "from": before.sha256,
        "to": current().sha256,
        "count": 2,
        "outcome": "erased",
    }


def submitted(here: Scene) -> None:
    """Hand it in as it stands."""
    keep_version(here.now(), by=here.applicant, at=AT)


def test_what_a_receipt_names_is_kept_and_told_so(folder: Path) -> None:
    here = scene()
    before = attached(here, paper(DIRTY, folder=folder))
    submitted(here)
    receipt = here.as_applicant.get(f"{here.address}receipt/1.json").json()

    opened = here.as_applicant.get(mask_address(here, before))
    saved = here.as_applicant.post(mask_address(here, before), {"found": ["0"], "do": "save"})

    assert "このファイルは提出した版に含まれます" in opened.text
    assert "保管庫に残っています" in here.as_applicant.get(saved.headers["Location"]).text
    assert adapters.of(FileStore).exists(before.sha256)
    assert AuditRow.objects.get(what="document.mask").changes["outcome"] == "kept"
    assert here.as_applicant.get(f"{here.address}receipt/1.json").json() == receipt
    assert [each["sha256"] for each in receipt["files"]] == [before.sha256]


def test_the_next_version_names_the_blacked_out_paper(folder: Path) -> None:
    here = scene()
    before = attached(here, paper(DIRTY, folder=folder))
    here.as_applicant.post(mask_address(here, before), {"found": ["0"], "do": "save"})

    submitted(here)

    (file,) = FilingVersion.objects.get().files
    assert (file["sha256"], file["size"]) == (current().sha256, len(bytes_of(current())))


def test_the_same_bytes_at_another_field_are_kept_until_those_go_too(folder: Path) -> None:
    here = scene()
    content = paper(DIRTY, folder=folder)
    first, second = attached(here, content), attached(here, content)

    here.as_applicant.post(mask_address(here, first), {"found": ["0"], "do": "save"})
    assert adapters.of(FileStore).exists(first.sha256)
    here.as_applicant.post(mask_address(here, second), {"found": ["0"], "do": "save"})

    assert not adapters.of(FileStore).exists(first.sha256)


def test_taking_the_paper_off_erases_it_too(folder: Path) -> None:
    here = scene()
    before = attached(here, paper(DIRTY, folder=folder))

    here.as_applicant.post(f"{here.address}files/{before.pk}/remove/", headers={"HX-Request": "true"})

    assert list(stored()) == []


def test_taking_off_a_paper_without_numbers_keeps_it(folder: Path) -> None:
    here = scene()
    before = attached(here, paper(CLEAN, folder=folder))

    here.as_applicant.post(f"{here.address}files/{before.pk}/remove/", headers={"HX-Request": "true"})

    assert adapters.of(FileStore).exists(before.sha256)


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> None:
    """The field is one whose papers usually show such numbers."""
    monkeypatch.setitem(settings()["fields"], "sample", ["paper"])


@pytest.mark.usefixtures("watched")
def test_where_scans_are_usual_the_reminder_stands_before_anything_is_attached() -> None:
    here = scene()

    answer = here.as_applicant.get(f"{here.address}form/work/")

    assert 'id="keep-out-paper"' in answer.text
    assert 'aria-describedby="help-paper keep-out-paper ' in answer.text


def test_elsewhere_no_reminder_stands() -> None:
    here = scene()

    assert "keep-out-paper" not in here.as_applicant.get(f"{here.address}form/work/").text


@pytest.mark.usefixtures("watched")
def test_a_scan_that_is_taken_off_such_a_field_is_erased() -> None:
    here = scene()
    before = attached(here, jpeg(picture()), "住民票.jpg")

    here.as_applicant.post(f"{here.address}files/{before.pk}/remove/", headers={"HX-Request": "true"})

    assert list(stored()) == []


def test_a_paper_that_was_handed_in_is_kept_when_it_is_taken_off(folder: Path) -> None:
    here = scene()
    before = attached(here, paper(DIRTY, folder=folder))
    submitted(here)

    here.as_applicant.post(f"{here.address}files/{before.pk}/remove/", headers={"HX-Request": "true"})

    assert adapters.of(FileStore).exists(before.sha256)


def test_what_a_process_that_died_left_behind_is_erased_by_the_worker(folder: Path) -> None:
    here = scene()
    before = attached(here, paper(DIRTY, folder=folder))
    Document.objects.filter(pk=before.pk).update(state="erasing", removed_at=AT)

    assert [erase_documents(AT), erase_documents(AT)] == [1, 0]
    assert list(stored()) == []


def test_bytes_attached_anew_meanwhile_are_not_erased(folder: Path) -> None:
    here = scene()
    content = paper(DIRTY, folder=folder)
    before = attached(here, content)
    Document.objects.filter(pk=before.pk).update(state="erasing", removed_at=AT)
    again = attached(here, content)

    erase_documents(AT)

    assert bytes_of(again) == content


def test_digests_of_its_numbers_go_with_the_paper(folder: Path) -> None:
    here = scene()
    before = attached(here, paper(DIRTY, folder=folder))
    Fingerprint.objects.create(document=before, page=1, sha256=before.sha256, made_at=AT)

    here.as_applicant.post(mask_address(here, before), {"found": ["0"], "do": "save"})

    assert not Fingerprint.objects.exists()


def test_a_number_that_is_none_is_explained_and_no_longer_stops(folder: Path) -> None:
    here = scene()
    document = attached(here, paper(TYPED, folder=folder))

    here.as_applicant.post(f"{here.address}files/{document.pk}/explain/", {"words": "運送会社の送り状の番号"})

    assert errors(here) == []
    assert "説明しています: 運送会社の送り状の番号" in cautions(here)


@pytest.mark.parametrize("words", ["", "  ", MY_NUMBER, "番号 １２３４", "あ" * 201])
def test_an_explanation_says_what_it_is_and_never_the_number(folder: Path, words: str) -> None:
    here = scene()
    document = attached(here, paper(TYPED, folder=folder))

    answer = here.as_applicant.post(f"{here.address}files/{document.pk}/explain/", {"words": words})

    document.refresh_from_db()
    assert (answer.status_code, document.declared, len(errors(here))) == (422, "", 1)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"area-page": "2"}, "ページは1から1までの数字です"),
        ({"area-page": "x"}, "ページは1から1までの数字です"),
        ({"area-left": "51"}, "ページからはみ出しています"),
        ({"area-top": "50.1"}, "ページからはみ出しています"),
        ({"area-width": "0"}, "幅と高さは0より大きくしてください"),
        ({"area-height": "nan"}, "位置と大きさは0から100までの数字です"),
        ({"area-left": "-1"}, "位置と大きさは0から100までの数字です"),
        ({"area-width": "100.1"}, "位置と大きさは0から100までの数字です"),
        ({"area-left": "", "area-top": "", "area-width": "", "area-height": ""}, "隠す場所がまだありません"),
    ],
)
def test_a_place_that_cannot_be_is_told_and_nothing_is_lost(typed: dict[str, str], said: str) -> None:
    here = scene()
    before = attached(here, PDF)

    answer = here.as_applicant.post(mask_address(here, before), {**LEFT_TOP, **typed})

    assert answer.status_code == 422
    assert said in answer.text
    assert all(f'value="{each}"' in answer.text for each in typed.values() if each)
    assert current() == before


def test_half_of_the_page_is_not_outside() -> None:
    here = scene()
    before = attached(here, PDF)

    answer = here.as_applicant.post(
        mask_address(here, before), {**LEFT_TOP, "area-left": "50", "area-top": "50"}
    )

    assert answer.status_code == 302


def test_looking_first_draws_the_place_and_removing_takes_it_back() -> None:
    here = scene()
    before = attached(here, PDF)
    typed = {key: value for key, value in LEFT_TOP.items() if key != "do"}

    looked = here.as_applicant.post(mask_address(here, before), {**typed, "do": "more"})
    dropped = here.as_applicant.post(mask_address(here, before), {**typed, "drop": "0"})

    shown = '<rect class="mask-drawn" data-row="0" x="0" y="0" width="500" height="500"/>'
    assert [shown in looked.text, shown in dropped.text] == [True, False]
    assert current() == before


def test_too_many_places_are_told() -> None:
    here = scene()
    before = attached(here, PDF)
    many = {key: [value] * 301 for key, value in LEFT_TOP.items() if key.startswith("area")}

    answer = here.as_applicant.post(mask_address(here, before), {**many, "do": "save"})

    assert (answer.status_code, current()) == (422, before)


@pytest.mark.parametrize("method", ["get", "post"])
def test_strangers_and_the_office_find_no_such_page_and_the_other_party_is_refused(method: str) -> None:
    here = scene()
    before = attached(here, PDF)

    came = [
        getattr(each, method)(mask_address(here, before), LEFT_TOP).status_code
        for each in (here.as_stranger, here.as_reviewer, here.as_vendor)
    ]

    assert came == [404, 404, 409]
    assert current() == before


def test_a_party_that_may_not_write_explains_nothing(folder: Path) -> None:
    here = scene()
    before = attached(here, paper(TYPED, folder=folder))

    came = [
        each.post(f"{here.address}files/{before.pk}/explain/", {"words": "送り状"}).status_code
        for each in (here.as_stranger, here.as_reviewer, here.as_vendor)
    ]

    before.refresh_from_db()
    assert (came, before.declared) == ([404, 404, 409], "")


def test_once_it_lies_with_the_office_nothing_is_blacked_out() -> None:
    here = scene()
    before = attached(here, PDF)
    type(here.filing).objects.filter(pk=here.filing.pk).update(state="submitted", submitted_at=AT)

    assert here.as_applicant.post(mask_address(here, before), LEFT_TOP).status_code == 409
    assert current() == before


def test_a_paper_blacked_out_elsewhere_is_not_replaced_twice() -> None:
    here = scene()
    before = attached(here, PDF)
    here.as_applicant.post(mask_address(here, before), LEFT_TOP)
    after = current()

    again = here.as_applicant.post(mask_address(here, before), LEFT_TOP)

    assert (again.status_code, current()) == (404, after)


def test_a_stale_row_is_refused_by_the_action_itself() -> None:
    from hojokin.office.actions.errors import NotAllowed

    here = scene()
    before = attached(here, PDF)
    mask_document(before, [Area(1, 0, 0, 10, 10)], by=here.applicant, at=AT)

    with pytest.raises(NotAllowed):
        mask_document(before, [Area(1, 0, 0, 10, 10)], by=here.applicant, at=AT)


def test_a_locked_pdf_is_refused_as_before() -> None:
    here = scene()

    answer = upload(here, encrypted_pdf(b"secret"))

    assert "パスワード" in answer.text
    assert not Document.objects.exists()


def test_more_pages_than_are_drawn_are_told(folder: Path) -> None:
    here = scene()
    before = attached(here, paper(*["頁"] * 61, folder=folder))

    answer = here.as_applicant.get(mask_address(here, before))

    assert answer.status_code == 409
    assert "ページが多すぎるため" in answer.text


def test_sixty_pages_are_drawn(folder: Path) -> None:
    here = scene()
    before = attached(here, paper(*["頁"] * 59, DIRTY, folder=folder))

    here.as_applicant.post(mask_address(here, before), {"found": ["0"], "do": "save"})

    assert texts_of(bytes_of(current())) == [""] * 60


def test_a_photo_has_no_text_and_the_page_says_so() -> None:
    here = scene()
    before = attached(here, jpeg(picture()), "写真.jpg")

    answer = here.as_applicant.get(mask_address(here, before))

    assert "文字として読める番号は見つかりませんでした" in answer.text
    assert before.numbers == []
