"""What was blacked out or taken off is gone from every byte that is stored, unless a receipt names it."""

from pathlib import Path

import pytest

from hojokin.office import adapters
from hojokin.office.actions.erase_documents import erase_documents
from hojokin.office.actions.keep_version import keep_version
from hojokin.office.ports.file_store import FileStore
from hojokin.office.records.models import AuditRow, Document, FilingVersion, Fingerprint
from tests.office.adapters.made_files import jpeg, picture
from tests.office.cases.paper_scene import (
    CLEAN,
    DIRTY,
    attached,
    bytes_of,
    current,
    mask_address,
    stored,
    texts_stored,
)
from tests.office.cases.sample import AT, Scene, scene
from tests.office.papers_with_numbers import paper

pytestmark = pytest.mark.django_db(transaction=True)


def submitted(here: Scene) -> None:
    """Hand it in as it stands."""
    keep_version(here.now(), by=here.applicant, at=AT)


def test_the_unmasked_bytes_are_gone_from_the_whole_store(tmp_path: Path) -> None:
    here = scene()
    before = attached(here, paper(DIRTY, folder=tmp_path))
    assert any("個人番号" in text for text in texts_stored())

    here.as_applicant.post(mask_address(here, before), {"found": ["0"], "do": "save"})

    before.refresh_from_db()
    assert before.state == "erased"
    assert texts_stored() == [""]
    assert not adapters.of(FileStore).exists(before.sha256)
    assert here.as_applicant.get(f"{here.address}files/{before.pk}/").status_code == 404


def test_what_a_receipt_names_is_kept_and_told_so(tmp_path: Path) -> None:
    here = scene()
    before = attached(here, paper(DIRTY, folder=tmp_path))
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


def test_the_next_version_names_the_blacked_out_paper(tmp_path: Path) -> None:
    here = scene()
    before = attached(here, paper(DIRTY, folder=tmp_path))
    here.as_applicant.post(mask_address(here, before), {"found": ["0"], "do": "save"})

    submitted(here)

    (file,) = FilingVersion.objects.get().files
    assert (file["sha256"], file["size"]) == (current().sha256, len(bytes_of(current())))


def test_the_same_bytes_at_another_field_are_kept_until_those_go_too(tmp_path: Path) -> None:
    here = scene()
    content = paper(DIRTY, folder=tmp_path)
    first, second = attached(here, content), attached(here, content)

    here.as_applicant.post(mask_address(here, first), {"found": ["0"], "do": "save"})
    assert adapters.of(FileStore).exists(first.sha256)
    here.as_applicant.post(mask_address(here, second), {"found": ["0"], "do": "save"})

    assert not adapters.of(FileStore).exists(first.sha256)


def test_taking_the_paper_off_erases_it_too(tmp_path: Path) -> None:
    here = scene()
    before = attached(here, paper(DIRTY, folder=tmp_path))

    here.as_applicant.post(f"{here.address}files/{before.pk}/remove/", headers={"HX-Request": "true"})

    assert list(stored()) == []


def test_taking_off_a_paper_without_numbers_keeps_it(tmp_path: Path) -> None:
    here = scene()
    before = attached(here, paper(CLEAN, folder=tmp_path))

    here.as_applicant.post(f"{here.address}files/{before.pk}/remove/", headers={"HX-Request": "true"})

    assert adapters.of(FileStore).exists(before.sha256)


@pytest.mark.usefixtures("watched")
def test_a_scan_that_is_taken_off_such_a_field_is_erased() -> None:
    here = scene()
    before = attached(here, jpeg(picture()), "住民票.jpg")

    here.as_applicant.post(f"{here.address}files/{before.pk}/remove/", headers={"HX-Request": "true"})

    assert list(stored()) == []


def test_a_paper_that_was_handed_in_is_kept_when_it_is_taken_off(tmp_path: Path) -> None:
    here = scene()
    before = attached(here, paper(DIRTY, folder=tmp_path))
    submitted(here)

    here.as_applicant.post(f"{here.address}files/{before.pk}/remove/", headers={"HX-Request": "true"})

    assert adapters.of(FileStore).exists(before.sha256)


def test_what_a_process_that_died_left_behind_is_erased_by_the_worker(tmp_path: Path) -> None:
    here = scene()
    before = attached(here, paper(DIRTY, folder=tmp_path))
    Document.objects.filter(pk=before.pk).update(state="erasing", removed_at=AT)

    assert [erase_documents(AT), erase_documents(AT)] == [1, 0]
    assert list(stored()) == []


def test_bytes_attached_anew_meanwhile_are_not_erased(tmp_path: Path) -> None:
    here = scene()
    content = paper(DIRTY, folder=tmp_path)
    before = attached(here, content)
    Document.objects.filter(pk=before.pk).update(state="erasing", removed_at=AT)
    again = attached(here, content)

    erase_documents(AT)

    assert bytes_of(again) == content


def test_digests_of_its_numbers_go_with_the_paper(tmp_path: Path) -> None:
    here = scene()
    before = attached(here, paper(DIRTY, folder=tmp_path))
    Fingerprint.objects.create(document=before, page=1, sha256=before.sha256, made_at=AT)

    here.as_applicant.post(mask_address(here, before), {"found": ["0"], "do": "save"})

    assert not Fingerprint.objects.exists()
