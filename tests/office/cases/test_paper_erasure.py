"""A submitted paper with numbers that must not be kept is erased wherever its bytes stand, and stays away."""

import pytest

from hojokin.office import adapters
from hojokin.office.actions.attach_document import FORGOTTEN
from hojokin.office.actions.errors import RefusedFile
from hojokin.office.ports.file_store import FileStore
from hojokin.office.queries.filings import FilingView
from hojokin.office.records.models import Document, Fingerprint, Notice, Tombstone
from tests.office.cases.erasure_scene import GROUND, Office, another
from tests.office.cases.paper_scene import attached_to, texts_stored
from tests.office.cases.sample import AT

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_bytes_are_gone_from_the_store_and_the_receipt_stays_as_it_was(office: Office) -> None:
    before = office.here.as_applicant.get(f"{office.here.address}receipt/1.json").json()

    office.erased()

    assert texts_stored() == []
    assert not adapters.of(FileStore).exists(office.document.sha256)
    after = office.here.as_applicant.get(f"{office.here.address}receipt/1.json").json()
    assert {name: each for name, each in after.items() if name != "erased"} == before
    assert [(each["sha256"], each["ground"]) for each in after["erased"]] == [
        (office.document.sha256, GROUND)
    ]


def test_the_party_s_blacked_out_copy_stays_and_the_original_goes(office: Office) -> None:
    copy = office.masked()
    revision = office.here.now().revision

    office.erased()

    assert Tombstone.objects.get().replaced_by == copy.sha256
    assert [
        each.pk for each in FilingView(office.here.now(), office.here.applicant, AT).documents["paper"]
    ] == [copy.pk]
    assert (texts_stored(), office.here.now().revision) == ([""], revision)


def test_without_a_copy_the_paper_is_taken_off_its_field_and_the_oath_is_void(office: Office) -> None:
    revision = office.here.now().revision

    office.erased()

    office.document.refresh_from_db()
    assert (office.document.state, office.document.removed_at) == ("erased", AT)
    assert office.here.now().revision == revision + 1
    assert any(
        each.field == "paper" for each in FilingView(office.here.now(), office.here.applicant, AT).errors
    )


def test_the_same_bytes_in_another_filing_go_too_and_its_party_is_told(
    office: Office, content: bytes
) -> None:
    filing, owner = another()
    attached_to(filing, content, owner)
    assert owner.person is not None

    office.erased()

    assert texts_stored() == []
    assert sorted(Tombstone.objects.values_list("filing__number", flat=True)) == sorted(
        [office.here.filing.number, filing.number]
    )
    told = Notice.objects.get(person=owner.person, event="paper_erased")
    assert "添付し直してください" in str(told.data["next"])


def test_a_copy_of_the_same_bytes_takes_the_place_where_the_original_still_stands(
    office: Office, content: bytes
) -> None:
    filing, owner = another()
    attached_to(filing, content, owner)
    copy = office.masked()

    office.erased()

    (put,) = Document.objects.filter(filing=filing, removed_at__isnull=True)
    assert (put.sha256, put.name, put.uploaded_by) == (copy.sha256, "住民票.pdf", office.approver.person)
    assert set(Tombstone.objects.values_list("replaced_by", flat=True)) == {copy.sha256}
    assert texts_stored() == [""]


def test_the_erased_bytes_cannot_be_attached_again(office: Office, content: bytes) -> None:
    office.erased()
    filing, owner = another()

    with pytest.raises(RefusedFile) as refused:
        attached_to(filing, content, owner)

    assert refused.value.reasons == (FORGOTTEN,)
    assert texts_stored() == []


def test_bytes_that_were_erased_while_they_were_on_their_way_leave_nothing_behind(
    office: Office, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    filing, owner = another()
    before = iter([False])  # when it was looked at first, nothing was erased
    real = __import__("hojokin.office.queries.kept_files", fromlist=["x"]).is_forgotten
    monkeypatch.setattr(
        "hojokin.office.actions.attach_document.is_forgotten",
        lambda sha256: next(before, None) is None and real(sha256),
    )
    office.erased()

    with pytest.raises(RefusedFile):
        attached_to(filing, content, owner)

    assert texts_stored() == []
    assert not Document.objects.filter(filing=filing).exists()


def test_the_digests_of_its_numbers_go_with_it(office: Office) -> None:
    Fingerprint.objects.create(document=office.document, page=1, sha256="0" * 64, made_at=AT)

    office.erased()

    assert not Fingerprint.objects.exists()
