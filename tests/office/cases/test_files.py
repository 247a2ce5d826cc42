"""Files are given to those who may see the filing, as downloads or as pictures drawn here."""

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from hojokin.office import adapters
from hojokin.office.actions.attach_document import attach_document, remove_document
from hojokin.office.portals.cases.previews import LONGEST_EDGE, NoPreview, picture_of
from hojokin.office.ports.file_store import FileStore, StorageFull
from hojokin.office.records.models import Document
from tests.office.cases.sample import AT, PDF, Scene, scene
from tests.office.papers_with_numbers import paper


def attached(here: Scene, name: str = "証明書 1.pdf", content: bytes = PDF) -> Document:
    """A file of the applicant."""
    return attach_document(here.filing, "paper", name, io.BytesIO(content), by=here.applicant, at=AT)


def png(width: int, height: int) -> bytes:
    """A picture of that size."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#ffffff").save(out, "PNG")
    return out.getvalue()


def upload(here: Scene, *files: tuple[str, bytes], script: bool = True) -> Any:
    """Send files to the field."""
    streams = []
    for name, content in files:
        stream = io.BytesIO(content)
        stream.name = name
        streams.append(stream)
    headers = {"HX-Request": "true"} if script else {}
    return here.as_applicant.post(f"{here.address}files/paper/", {"file-paper": streams}, headers=headers)


def test_a_download_is_private_and_never_opened_as_a_page() -> None:
    here = scene()
    file = attached(here)

    answer = here.as_vendor.get(f"{here.address}files/{file.pk}/")

    assert b"".join(answer) == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("end", ["", "preview/", "look/"])
def test_a_stranger_finds_no_file(end: str) -> None:
    here = scene()
    file = attached(here)

    assert here.as_stranger.get(f"{here.address}files/{file.pk}/{end}").status_code == 404


@pytest.mark.parametrize("end", ["", "preview/", "look/"])
def test_a_file_of_another_filing_is_not_found_under_ones_own_number(end: str) -> None:
    here = scene()
    file = attached(here)
    Document.objects.filter(pk=file.pk).update(filing=other_filing(here))

    assert here.as_applicant.get(f"{here.address}files/{file.pk}/{end}").status_code == 404


def other_filing(here: Scene) -> Any:
    """A filing of somebody else."""
    from hojokin.office.actions.open_filing import About, open_filing

    assert here.stranger.party is not None
    return open_filing("sample", About("fy2026", here.stranger.party), by=here.stranger, at=AT)


@pytest.mark.parametrize("end", ["", "preview/", "look/"])
def test_a_quarantined_file_is_given_to_nobody(end: str) -> None:
    here = scene()
    file = attached(here)
    Document.objects.filter(pk=file.pk).update(state="quarantined")

    answers = [
        each.get(f"{here.address}files/{file.pk}/{end}") for each in (here.as_applicant, here.as_reviewer)
    ]

    assert [each.status_code for each in answers] == [404, 404]


def test_the_office_may_look_at_a_page_as_a_picture() -> None:
    here = scene()
    file = attached(here)

    answer = here.as_reviewer.get(f"{here.address}files/{file.pk}/preview/")

    assert answer.headers["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    assert PDF not in answer.content


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["a page", "beside its field"])
def test_every_page_of_a_paper_is_shown(headers: dict[str, str], tmp_path: Path) -> None:
    here = scene()
    file = attached(here, content=paper("one", "two", "three", folder=tmp_path))

    answer = here.as_applicant.get(f"{here.address}files/{file.pk}/look/", headers=headers)

    pictures = [f'src="{here.address}files/{file.pk}/preview/?page={page}"' for page in (1, 2, 3)]
    assert [answer.text.count(each) for each in pictures] == [1, 1, 1]
    assert "no-store" in answer.headers["Cache-Control"]
    assert ("<html" in answer.text) is not bool(headers)


def test_a_refused_file_is_not_told_as_saved() -> None:
    here = scene()

    answer = upload(here, ("請求書.pdf", b"MZ no document"))

    assert "保存しました" not in answer.text


@pytest.mark.parametrize("page", ["0", "2", "9999999"])
def test_a_page_that_is_not_there_is_absent(page: str) -> None:
    here = scene()
    file = attached(here)

    assert here.as_reviewer.get(f"{here.address}files/{file.pk}/preview/?page={page}").status_code == 404


@pytest.mark.parametrize(
    ("width", "drawn"),
    [(LONGEST_EDGE - 1, LONGEST_EDGE - 1), (LONGEST_EDGE, LONGEST_EDGE), (LONGEST_EDGE + 1, LONGEST_EDGE)],
)
def test_a_picture_is_never_larger_than_the_longest_edge(width: int, drawn: int) -> None:
    with Image.open(io.BytesIO(picture_of(png(width, 10), "image/png"))) as image:
        assert image.width == drawn


@pytest.mark.parametrize("media_type", ["application/pdf", "image/png", "text/html"])
def test_what_cannot_be_drawn_has_no_preview(media_type: str) -> None:
    with pytest.raises(NoPreview):
        picture_of(b"<script>alert(1)</script>", media_type)


def test_several_files_are_attached_at_once() -> None:
    here = scene()

    answer = upload(here, ("一.pdf", PDF), ("二.png", png(9, 9)))

    assert answer.status_code == 200
    assert [each.name for each in Document.objects.order_by("pk")] == ["一.pdf", "二.png"]
    assert "一.pdf" in answer.text


def test_a_refusal_names_the_file_and_the_reason() -> None:
    here = scene()

    answer = upload(here, ("請求書.pdf", b"MZ no document"))

    assert 'id="refused-paper"' in answer.text
    assert "請求書.pdf: " in answer.text
    assert not Document.objects.exists()


def test_fifty_megabytes_are_answered_in_words() -> None:
    here = scene()

    answer = upload(here, ("図面.pdf", PDF + b"\0" * 50_000_000))

    assert answer.status_code == 200
    assert "図面.pdf: " in answer.text
    assert "MB" in answer.text
    assert not Document.objects.exists()


def test_a_full_store_is_told_at_the_field(monkeypatch: pytest.MonkeyPatch) -> None:
    here = scene()

    class Full:
        """A store without room."""

        def put(self, _chunks: Any) -> None:
            raise StorageFull(*_words())

    real = adapters.of
    monkeypatch.setattr(adapters, "of", lambda port: Full() if port is FileStore else real(port))
    answer = upload(here, ("一.pdf", PDF))

    assert "保管庫に空きがなく" in answer.text


def _words() -> list[Any]:
    from hojokin.rules.engine.facts import Text

    return [Text("空きがありません。", "No room.")]


def test_the_same_file_sent_twice_is_attached_once() -> None:
    here = scene()

    upload(here, ("証明書 1.pdf", PDF))
    answer = upload(here, ("証明書 1.pdf", PDF), ("証明書 2.pdf", PDF))

    assert [each.name for each in Document.objects.order_by("pk")] == ["証明書 1.pdf", "証明書 2.pdf"]
    assert "wrong" not in answer.text.split('id="status-paper"')[0]


def test_nothing_chosen_is_told() -> None:
    here = scene()

    assert "ファイルを選んでから" in upload(here).text


def test_without_a_script_one_comes_back_to_the_field() -> None:
    here = scene()

    answer = upload(here, ("一.pdf", PDF), script=False)

    assert answer.headers["Location"] == f"{here.address}form/work/#field-paper"


def test_a_file_is_taken_off() -> None:
    here = scene()
    file = attached(here)

    answer = here.as_applicant.post(f"{here.address}files/{file.pk}/remove/", headers={"HX-Request": "true"})

    file.refresh_from_db()
    assert file.removed_at is not None
    assert "証明書 1.pdf" not in answer.text


def test_the_other_party_cannot_take_it_off() -> None:
    here = scene()
    file = attached(here)

    answer = here.as_vendor.post(f"{here.address}files/{file.pk}/remove/", headers={"HX-Request": "true"})

    file.refresh_from_db()
    assert (answer.status_code, file.removed_at) == (200, None)


def test_a_removed_file_cannot_be_removed_again() -> None:
    here = scene()
    file = attached(here)
    remove_document(file, by=here.applicant, at=AT)

    assert here.as_applicant.post(f"{here.address}files/{file.pk}/remove/").status_code == 404


def test_a_field_that_takes_no_files_has_no_such_address() -> None:
    here = scene()

    assert here.as_applicant.post(f"{here.address}files/name/").status_code == 404
