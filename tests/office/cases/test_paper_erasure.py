"""A submitted paper with numbers that must not be kept is erased by two persons; its receipt still holds."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from typer.testing import CliRunner

from hojokin.cli import app
from hojokin.flow.roles import Role
from hojokin.office import adapters
from hojokin.office.actions.ask_paper_erasure import ask_paper_erasure, drop_paper_erasure
from hojokin.office.actions.attach_document import FORGOTTEN, attach_document
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.erase_paper import erase_paper
from hojokin.office.actions.errors import NotAllowed, RefusedFile, Unmet
from hojokin.office.actions.keep_version import keep_version
from hojokin.office.actions.mask_document import mask_document
from hojokin.office.actions.open_filing import About, open_filing
from hojokin.office.adapters.paper_numbers import Area
from hojokin.office.audit.folder import export_case
from hojokin.office.ports.file_store import FileStore
from hojokin.office.queries.audit import first_broken
from hojokin.office.queries.filings import FilingView
from hojokin.office.queries.paper_erasures import places_of, seen_of
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import (
    AuditRow,
    Document,
    Filing,
    Fingerprint,
    Notice,
    PaperErasure,
    Party,
    Tombstone,
)
from tests.office.cases.sample import AT, Scene, actor, browser, scene
from tests.office.papers_with_numbers import TYPED, paper, texts_of

pytestmark = pytest.mark.django_db(transaction=True)
GROUND, REASON = "individual_number", "1ページに個人番号があります。"
AREA = Area(1, 0, 0, 1_000, 1_000)


@dataclass(frozen=True)
class Office:
    """A submitted filing with one paper that shows a number, and the second person."""

    here: Scene
    document: Document
    approver: Actor

    @property
    def as_approver(self) -> Client:
        """The browser of whoever decides."""
        return browser(self.approver)

    def asked(self, ground: str = GROUND) -> PaperErasure:
        """Asked for by the reviewer."""
        return ask_paper_erasure(self.document, ground, REASON, by=self.here.reviewer, at=AT)

    def erased(self, erasure: PaperErasure | None = None) -> PaperErasure:
        """Decided by the approver, who saw the places as they are."""
        asked = erasure or self.asked()
        seen = seen_of(places_of(asked.sha256))
        return erase_paper(asked, seen, by=self.approver, at=AT, has_no_tie=True)

    def masked(self) -> Document:
        """Blacked out by the applicant."""
        return mask_document(self.document, [AREA], by=self.here.applicant, at=AT).document


@pytest.fixture
def content(tmp_path: Path) -> bytes:
    """The bytes of a paper with a number."""
    return paper(f"個人番号 {TYPED}", folder=tmp_path)


@pytest.fixture
def office(content: bytes) -> Office:
    """Handed in once with the paper."""
    here = scene()
    document = attached(here.filing, content, here.applicant)
    keep_version(here.now(), by=here.applicant, at=AT)
    Filing.objects.filter(pk=here.filing.pk).update(submitted_at=AT)
    return Office(here, document, actor("決裁 太郎", Role.APPROVER, None))


def attached(filing: Filing, content: bytes, by: Actor) -> Document:
    """The paper at the field."""
    return attach_document(filing, "paper", "住民票.pdf", io.BytesIO(content), by=by, at=AT)


def stored() -> list[str]:
    """The texts of every blob of the store."""
    folder = Path(django_settings.DATA) / "files"
    return [text for each in folder.rglob("*") if each.is_file() for text in texts_of(each.read_bytes())]


def another(name: str = "株式会社赤城") -> tuple[Filing, Actor]:
    """A filing of somebody else that was never handed in."""
    owner = actor(name, Role.APPLICANT, Party.objects.create(name=name))
    assert owner.party is not None
    return open_filing("sample", About("fy2026", owner.party), by=owner, at=AT), owner


def test_the_bytes_are_gone_from_the_store_and_the_receipt_stays_as_it_was(office: Office) -> None:
    before = office.here.as_applicant.get(f"{office.here.address}receipt/1.json").json()

    office.erased()

    assert stored() == []
    assert not adapters.of(FileStore).exists(office.document.sha256)
    after = office.here.as_applicant.get(f"{office.here.address}receipt/1.json").json()
    assert {name: each for name, each in after.items() if name != "erased"} == before
    assert [(each["sha256"], each["ground"]) for each in after["erased"]] == [
        (office.document.sha256, GROUND)
    ]


def verified(tmp_path: Path, raw: dict[str, Any], *more: str) -> Any:
    """What the command says offline of a receipt, with an empty folder of files."""
    (tmp_path / "none").mkdir(exist_ok=True)
    (tmp_path / "r.json").write_text(json.dumps(raw))
    words = [
        "receipt",
        "--json",
        "verify",
        str(tmp_path / "r.json"),
        "--files",
        str(tmp_path / "none"),
        *more,
    ]
    return json.loads(CliRunner().invoke(app, words).stdout)


def test_the_command_says_when_and_why_it_was_erased_instead_of_missing(
    office: Office, tmp_path: Path
) -> None:
    old = office.here.as_applicant.get(f"{office.here.address}receipt/1.json").json()
    office.erased()
    new = office.here.as_applicant.get(f"{office.here.address}receipt/1.json").json()

    assert [each["en"] for each in verified(tmp_path, old)["problems"]] == [
        "The file '住民票.pdf' is absent, or is not what was received."
    ]
    said = verified(tmp_path, new)
    assert (said["valid"], said["problems"]) == (True, [])
    assert said["notes"][0]["en"] == (
        "The file '住民票.pdf' was erased by the office on 2026-08-25. "
        "Ground: It shows a My Number (My Number Act, article 20)"
    )


def test_a_receipt_from_before_is_proved_with_the_records_of_the_export(
    office: Office, tmp_path: Path
) -> None:
    old = office.here.as_applicant.get(f"{office.here.address}receipt/1.json").json()
    office.erased()
    made = export_case(office.here.now(), tmp_path / "case", "ja")

    said = verified(tmp_path, old, "--erased", str(tmp_path / "case" / "erased.json"))

    assert (said["valid"], len(said["erased"])) == (True, 1)
    assert (made.missing, made.erased) == ((), ("住民票.pdf",))
    page = (tmp_path / "case" / "index.html").read_text()
    assert "2026-08-25に事務局が消去しました" in page
    kept = json.loads((tmp_path / "case" / "receipts" / "v1.json").read_text())
    assert verified(tmp_path, kept)["valid"] is True


@pytest.mark.parametrize(
    "change",
    [{"ground": "not_needed"}, {"erased_at": "2026-08-26T03:00:00.000000Z"}, {"signature": "00" * 64}],
)
def test_a_record_that_the_office_did_not_sign_stands_in_for_nothing(
    office: Office, tmp_path: Path, change: dict[str, str]
) -> None:
    office.erased()
    raw = office.here.as_applicant.get(f"{office.here.address}receipt/1.json").json()
    raw["erased"][0] |= change

    said = verified(tmp_path, raw)

    assert [each["en"].partition(" '")[0] for each in said["problems"]] == [
        "The file",
        "The record of erasing the file",
    ]


def test_a_file_of_records_that_is_none_is_refused(office: Office, tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text(
        json.dumps(office.here.as_applicant.get(f"{office.here.address}receipt/1.json").json())
    )
    (tmp_path / "none.json").write_text("{}")

    ran = CliRunner().invoke(
        app, ["receipt", "verify", str(tmp_path / "r.json"), "--erased", str(tmp_path / "none.json")]
    )

    assert (ran.exit_code, "消去の記録（JSON）ではありません" in ran.stderr) == (2, True)


def test_the_party_s_blacked_out_copy_stays_and_the_original_goes(office: Office) -> None:
    copy = office.masked()
    revision = office.here.now().revision

    office.erased()

    assert Tombstone.objects.get().replaced_by == copy.sha256
    assert [
        each.pk for each in FilingView(office.here.now(), office.here.applicant, AT).documents["paper"]
    ] == [copy.pk]
    assert (stored(), office.here.now().revision) == ([""], revision)


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
    attached(filing, content, owner)
    assert owner.person is not None

    office.erased()

    assert stored() == []
    assert sorted(Tombstone.objects.values_list("filing__number", flat=True)) == sorted(
        [office.here.filing.number, filing.number]
    )
    told = Notice.objects.get(person=owner.person, event="paper_erased")
    assert "添付し直してください" in str(told.data["next"])


def test_a_copy_of_the_same_bytes_takes_the_place_where_the_original_still_stands(
    office: Office, content: bytes
) -> None:
    filing, owner = another()
    attached(filing, content, owner)
    copy = office.masked()

    office.erased()

    (put,) = Document.objects.filter(filing=filing, removed_at__isnull=True)
    assert (put.sha256, put.name, put.uploaded_by) == (copy.sha256, "住民票.pdf", office.approver.person)
    assert set(Tombstone.objects.values_list("replaced_by", flat=True)) == {copy.sha256}
    assert stored() == [""]


def test_the_erased_bytes_cannot_be_attached_again(office: Office, content: bytes) -> None:
    office.erased()
    filing, owner = another()

    with pytest.raises(RefusedFile) as refused:
        attached(filing, content, owner)

    assert refused.value.reasons == (FORGOTTEN,)
    assert stored() == []


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
        attached(filing, content, owner)

    assert stored() == []
    assert not Document.objects.filter(filing=filing).exists()


def test_both_parties_are_told_once_with_the_ground_and_never_the_reason(office: Office) -> None:
    office.erased()

    told = Notice.objects.filter(event="paper_erased", filing=office.here.filing)
    assert {each.person for each in told} == {office.here.applicant.person, office.here.vendor.person}
    assert all(each.data["file"] == "住民票.pdf" for each in told)
    assert REASON not in str([each.data for each in told])


def test_the_chain_tells_who_asked_and_who_decided_and_holds(office: Office) -> None:
    office.erased()

    rows = AuditRow.objects.filter(what__startswith="paper.").order_by("sequence")
    assert office.here.reviewer.person
    assert office.approver.person
    assert [(each.what, each.person, each.changes["sha256"]) for each in rows] == [
        ("paper.erase_ask", str(office.here.reviewer.person.pk), office.document.sha256),
        ("paper.erase", str(office.approver.person.pk), office.document.sha256),
    ]
    assert rows[1].changes["signature"] == Tombstone.objects.get().signature
    assert first_broken(None) is None


def test_a_party_reads_of_the_erasing_and_not_of_the_asking(office: Office) -> None:
    office.asked()
    before = office.here.as_applicant.get(office.here.address).text

    office.erased(PaperErasure.objects.get())

    after = office.here.as_applicant.get(office.here.address).text
    assert "消去を依頼しました" not in before + after
    assert "提出した書類の中身を消去しました" in after
    assert "ファイル「住民票.pdf」は、2026-08-25に事務局が消去しました" in after


def test_the_digests_of_its_numbers_go_with_it(office: Office) -> None:
    Fingerprint.objects.create(document=office.document, page=1, sha256="0" * 64, made_at=AT)

    office.erased()

    assert not Fingerprint.objects.exists()


@pytest.mark.parametrize("way", ["", "preview/"])
def test_its_address_says_when_and_why_to_the_party_and_to_the_office(office: Office, way: str) -> None:
    address = f"{office.here.address}files/{office.document.pk}/{way}"
    office.erased()

    for each in (office.here.as_applicant, office.here.as_reviewer):
        answer = each.get(address)
        assert (answer.status_code, "2026-08-25に事務局が消去しました" in answer.text) == (410, True)
    assert office.here.as_stranger.get(address).status_code == 404


def test_versions_and_their_comparison_say_it_beside_the_file(office: Office) -> None:
    office.erased()

    for page in ("versions/", "compare/?a=1&b=now"):
        assert (
            "2026-08-25に事務局が消去しました"
            in office.here.as_applicant.get(office.here.address + page).text
        )
    paper = office.here.as_applicant.get(f"{office.here.address}receipt/1.pdf")
    assert "2026-08-25" in "".join(texts_of(paper.content))


def test_one_person_in_two_seats_cannot_do_both(office: Office) -> None:
    asked = office.asked()
    alone = Actor(office.here.reviewer.person, Role.APPROVER, None)

    with pytest.raises(NotAllowed, match="two-person"):
        erase_paper(asked, seen_of(places_of(asked.sha256)), by=alone, at=AT, has_no_tie=True)

    assert stored() != []


@pytest.mark.parametrize("role", [Role.APPROVER, Role.PAYER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_nobody_but_a_reviewer_asks(office: Office, role: Role) -> None:
    with pytest.raises(NotAllowed):
        ask_paper_erasure(office.document, GROUND, REASON, by=actor("だれか", role, None), at=AT)


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.PAYER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_nobody_but_an_approver_decides(office: Office, role: Role) -> None:
    asked = office.asked()

    with pytest.raises(NotAllowed):
        erase_paper(
            asked, seen_of(places_of(asked.sha256)), by=actor("だれか", role, None), at=AT, has_no_tie=True
        )


def test_who_has_a_tie_neither_asks_nor_decides(office: Office) -> None:
    asked = office.asked()
    for by in (office.here.reviewer, office.approver):
        declare_tie(office.here.filing, has_tie=True, by=by, at=AT)

    with pytest.raises(NotAllowed, match="tie"):
        office.erased(asked)
    drop_paper_erasure(asked, "関係があるため", by=office.here.reviewer, at=AT)
    with pytest.raises(NotAllowed, match="tie"):
        office.asked()


def test_whoever_decides_declares_to_have_no_tie_to_any_party(office: Office) -> None:
    asked = office.asked()

    with pytest.raises(Unmet, match="no tie"):
        erase_paper(asked, seen_of(places_of(asked.sha256)), by=office.approver, at=AT)


def test_places_that_came_after_the_page_was_opened_are_looked_at_first(
    office: Office, content: bytes
) -> None:
    asked = office.asked()
    seen = seen_of(places_of(asked.sha256))
    filing, owner = another()
    attached(filing, content, owner)

    with pytest.raises(Unmet, match="changed after"):
        erase_paper(asked, seen, by=office.approver, at=AT, has_no_tie=True)

    assert stored() != []


@pytest.mark.parametrize(
    ("ground", "reason", "said"),
    [
        ("", REASON, "Choose the ground"),
        ("because", REASON, "Choose the ground"),
        (GROUND, " ", "Enter the reason"),
        (GROUND, "あ" * 1_001, "up to 1,000"),
        (GROUND, f"番号は{TYPED}", "Do not write the number"),
    ],
)
def test_what_is_wrong_with_the_asking_is_told(office: Office, ground: str, reason: str, said: str) -> None:
    with pytest.raises(Unmet, match=said):
        ask_paper_erasure(office.document, ground, reason, by=office.here.reviewer, at=AT)


def test_a_reason_may_have_a_thousand_letters(office: Office) -> None:
    made = ask_paper_erasure(office.document, GROUND, "あ" * 1_000, by=office.here.reviewer, at=AT)

    assert len(made.reason) == 1_000


def test_it_is_asked_for_once_and_again_after_it_was_dropped(office: Office) -> None:
    asked = office.asked()
    with pytest.raises(Unmet, match="already"):
        office.asked()

    drop_paper_erasure(asked, "番号ではありませんでした", by=office.approver, at=AT)

    office.erased(office.asked())
    with pytest.raises(NotAllowed):
        office.erased(asked)
    with pytest.raises(Unmet, match="already"):
        office.asked()


def test_another_reviewer_does_not_take_it_back(office: Office) -> None:
    asked = office.asked()

    with pytest.raises(NotAllowed):
        drop_paper_erasure(asked, "理由", by=actor("別の審査", Role.REVIEWER, None), at=AT)


def test_two_people_do_it_on_the_pages_of_the_desk(office: Office) -> None:
    number, pk = office.here.filing.number, office.document.pk
    reviewer, approver = office.here.as_reviewer, office.as_approver
    listed = reviewer.get(f"/desk/{number}/papers/")
    asked = reviewer.post(f"/desk/{number}/papers/{pk}/erase/", {"ground": GROUND, "reason": REASON})
    where = asked.headers["Location"]
    opened = approver.get(where)

    done = approver.post(f"{where}approve/", {"seen": opened.context["seen"], "no_tie": "yes"}, follow=True)

    assert "第1版" in listed.text
    assert "決裁者が場所と根拠を確かめて決めます" in reviewer.get(where).text
    assert "黒塗りした版はありません" in opened.text
    assert "書類の中身を消去しました" in done.text
    assert "消去済み" in reviewer.get("/desk/erasures/").text
    assert "消去済み" in reviewer.get(f"/desk/{number}/papers/").text
    assert stored() == []


def test_a_refused_asking_loses_nothing_that_was_typed(office: Office) -> None:
    number, pk = office.here.filing.number, office.document.pk

    answer = office.here.as_reviewer.post(
        f"/desk/{number}/papers/{pk}/erase/", {"ground": "not_needed", "reason": f"番号{TYPED}"}
    )

    assert answer.status_code == 422
    assert f"番号{TYPED}</textarea>" in answer.text
    assert 'value="not_needed" selected' in answer.text
    assert not PaperErasure.objects.exists()


def test_a_refused_decision_and_a_dropped_one_are_told_on_the_page(office: Office) -> None:
    where = f"/desk/erasures/{office.asked().pk}/"

    late = office.as_approver.post(f"{where}approve/", {"seen": "old", "no_tie": "yes"})
    empty = office.as_approver.post(f"{where}drop/", {"reason": ""})
    dropped = office.as_approver.post(f"{where}drop/", {"reason": "番号ではない"}, follow=True)

    assert (late.status_code, "場所が変わりました" in late.text) == (422, True)
    assert (empty.status_code, "理由を入力してください" in empty.text) == (422, True)
    assert "書類はそのまま残っています" in dropped.text
    assert stored() != []


def test_a_filing_that_was_never_handed_in_is_counted_and_not_named(office: Office) -> None:
    vendor = office.here.vendor
    assert vendor.party is not None
    filing = open_filing("tool_registration", About("fy2026", vendor.party), by=vendor, at=AT)
    row = Document.objects.get(pk=office.document.pk)
    row.pk, row.filing = None, filing
    row.save(force_insert=True)

    page = office.as_approver.get(f"/desk/erasures/{office.asked().pk}/").text

    assert "まだ提出されていない手続に1件" in page
    assert filing.number not in page


def test_the_field_says_it_to_whoever_writes_there_and_to_the_reviewer(office: Office) -> None:
    office.erased()

    form = office.here.as_applicant.get(f"{office.here.address}form/work/").text
    review = office.here.as_reviewer.get(f"/desk/{office.here.filing.number}/").text

    assert "2026-08-25に事務局が消去しました" in form
    assert "2026-08-25に事務局が消去しました" in review
