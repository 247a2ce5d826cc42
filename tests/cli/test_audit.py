"""``hojokin audit`` and ``hojokin receipt``: from a filing in the database to a folder that proves itself offline."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

import tests.django_ready  # noqa: F401 - Django is set up by being imported
from hojokin.flow.roles import Role
from hojokin.office import adapters
from hojokin.office.actions.keep_version import keep_version
from hojokin.office.actions.record import record
from hojokin.office.actions.write_field import write_field
from hojokin.office.ports.file_store import FileStore
from hojokin.office.ports.signer import Signer
from hojokin.office.records.actor import SYSTEM
from hojokin.office.records.models import AuditRow, Document, Filing, Finding
from tests.cli.conftest import Hojokin
from tests.office.one_filing import AT, Scene, scene

pytestmark = pytest.mark.django_db
NUMBER = "TR26-000001"


@pytest.fixture(autouse=True)
def data(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.DATA = tmp_path_factory.mktemp("data")


@pytest.fixture
def submitted() -> Scene:
    """A filing with one field, a file whose name is no name for a folder, a finding, and one submission."""
    here = scene(title="会計 <script>")
    field = next(
        each.name
        for each in _form(here.filing).fields()
        if each.kind.value == "text" and each.party is Role.VENDOR
    )
    write_field(here.filing, field, ["青空会計 <b>"], 0, by=here.by, at=AT)
    paper = next(
        each.name for each in _form(here.filing).fields() if each.kind.value == "document" and not each.when
    )
    stored = adapters.of(FileStore).put([b"%PDF-1.7 ", b"one"])
    for name, removed in (("../見積書 1.pdf", None), ("old.pdf", AT)):
        Document.objects.create(
            filing=here.filing,
            field=paper,
            name=name,
            media_type="application/pdf",
            size=stored.size,
            sha256=stored.sha256 if removed is None else "0" * 64,
            uploaded_by=here.seller,
            uploaded_at=AT,
            removed_at=removed,
        )
    Finding.objects.create(
        filing=here.filing, field=field, text="名称を確認", raised_by=here.reviewer, raised_at=AT
    )
    keep_version(here.filing, by=here.by, at=AT)
    record(
        here.by, "tool_registration.submit", NUMBER, at=AT, changes={"to": "submitted"}, reason="お願いします"
    )
    return here


def _form(filing: Filing) -> Any:
    from hojokin.office.queries.filings import form_of

    return form_of(filing)


def test_a_whole_chain_is_told_with_its_head(hojokin: Hojokin) -> None:
    row = record(SYSTEM, "x.y", "S1", at=AT)

    ran = hojokin("audit", "--json", "verify")

    assert ran.code == 0
    assert ran.json == {
        "unbroken": True,
        "rows": 1,
        "head": f"1:{row.digest}",
        "broken_row": None,
        "why": None,
        "why_en": None,
    }
    assert hojokin("audit", "verify", "--head", f"1:{row.digest}").code == 0


def test_the_first_broken_row_is_told_with_exit_code_1(hojokin: Hojokin) -> None:
    for _ in range(3):
        record(SYSTEM, "x.y", "S1", at=AT)
    AuditRow.objects.filter(sequence__gte=2).update(person="9")

    ran = hojokin("audit", "--lang", "en", "verify")

    assert ran.code == 1
    assert ran.out.startswith("The chain is broken at row 2. It does not say what was recorded")


def test_a_head_that_the_chain_does_not_pass_through_breaks_it(hojokin: Hojokin) -> None:
    record(SYSTEM, "x.y", "S1", at=AT)

    assert hojokin("audit", "verify", "--head", f"1:{'0' * 64}").code == 1
    assert hojokin("audit", "verify", "--head", "one").code == 2


def test_an_export_holds_everything_and_is_recorded(
    hojokin: Hojokin, tmp_path: Path, submitted: Scene
) -> None:
    ran = hojokin("audit", "--json", "export", NUMBER, tmp_path / "case")

    folder = tmp_path / "case"
    assert ran.code == 0
    assert ran.json == {
        "folder": str(folder),
        "documents": 1,
        "versions": 1,
        "rows": 2,
        "missing": ["old.pdf"],
        "erased": [],
    }
    assert sorted(str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file())[1:3] == [
        "case.json",
        next(str(each.relative_to(folder)) for each in (folder / "documents").iterdir()),
    ]
    assert [each.read_bytes() for each in (folder / "documents").iterdir()] == [b"%PDF-1.7 one"]
    rows = [json.loads(line) for line in (folder / "audit.jsonl").read_text().splitlines()]
    assert [each["what"] for each in rows] == ["filing.write", "tool_registration.submit"]
    assert list(json.loads((folder / "case.json").read_text())["values"].values()) == ["青空会計 <b>"]
    assert AuditRow.objects.latest("sequence").what == "audit.export"
    assert hojokin("audit", "verify").code == 0


def test_the_front_page_shows_what_people_wrote_as_text(
    hojokin: Hojokin, tmp_path: Path, submitted: Scene
) -> None:
    hojokin("audit", "export", NUMBER, tmp_path / "ja")
    hojokin("audit", "--lang", "en", "export", NUMBER, tmp_path / "en")

    page = (tmp_path / "ja" / "index.html").read_text()
    assert "<script>" not in page
    assert "青空会計 &lt;b&gt;" in page
    assert "監査記録と一致" in page
    assert "お願いします" in page
    assert "as recorded" in (tmp_path / "en" / "index.html").read_text()


def test_a_value_changed_behind_the_office_s_back_is_shown(
    hojokin: Hojokin, tmp_path: Path, submitted: Scene
) -> None:
    submitted.filing.entries.update(value="別のもの")

    hojokin("audit", "export", NUMBER, tmp_path / "case")

    assert "監査記録と不一致" in (tmp_path / "case" / "index.html").read_text()


def test_an_unknown_number_and_a_folder_in_use_are_refused(
    hojokin: Hojokin, tmp_path: Path, submitted: Scene
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a").touch()

    assert hojokin("audit", "--json", "export", "TR26-999999", tmp_path / "a").problems == [
        ("number", "unknown")
    ]
    assert hojokin("audit", "--json", "export", NUMBER, tmp_path / "full").problems == [("folder", "taken")]
    assert not (tmp_path / "a").exists()


def test_the_receipt_of_an_export_is_genuine_with_its_files_and_the_office_s_key(
    hojokin: Hojokin, tmp_path: Path, submitted: Scene
) -> None:
    hojokin("audit", "export", NUMBER, tmp_path / "case")
    key = adapters.of(Signer).public_key()

    ran = hojokin(
        "receipt",
        "--json",
        "verify",
        tmp_path / "case/receipts/v1.json",
        "--files",
        tmp_path / "case",
        "--key",
        key,
    )

    assert ran.code == 0
    assert ran.json == {
        "valid": True,
        "number": NUMBER,
        "submitted_at": "2026-08-25T03:00:00.000000Z",
        "digest": submitted.filing.versions.get().digest,
        "public_key": key,
        "erased": [],
        "problems": [],
        "notes": [],
    }


def test_a_receipt_without_key_or_files_says_what_was_not_checked(
    hojokin: Hojokin, tmp_path: Path, submitted: Scene
) -> None:
    hojokin("audit", "export", NUMBER, tmp_path / "case")

    ran = hojokin("receipt", "--json", "verify", tmp_path / "case/receipts/v1.json")

    assert (ran.code, ran.json["valid"], len(ran.json["notes"])) == (0, True, 2)


def spoilt(folder: Path, spoil: Any) -> Path:
    path = folder / "receipts" / "v1.json"
    raw = json.loads(path.read_text())
    spoil(raw)
    path.write_text(json.dumps(raw))
    return path


@pytest.mark.parametrize(
    ("spoil", "problems"),
    [
        (lambda raw: raw["fields"][0].update(value="x"), 3),
        (lambda raw: raw.update(digest="0" * 64), 1),
        (lambda raw: raw.update(number="TR26-000009"), 2),
        (lambda raw: raw.update(signature="0" * 128), 1),
        (lambda raw: raw.update(signature=""), 1),
        (lambda raw: raw.update(public_key="no key"), 1),
        (lambda raw: raw["files"][0].update(size=1), 2),
        (lambda raw: raw["files"][0].update(size=1.5), 2),
    ],
)
def test_a_changed_receipt_does_not_hold(
    hojokin: Hojokin, tmp_path: Path, submitted: Scene, spoil: Any, problems: int
) -> None:
    hojokin("audit", "export", NUMBER, tmp_path / "case")

    ran = hojokin("receipt", "--json", "verify", spoilt(tmp_path / "case", spoil))

    assert (ran.code, len(ran.json["problems"])) == (1, problems)


def test_another_key_and_a_changed_file_do_not_hold(
    hojokin: Hojokin, tmp_path: Path, submitted: Scene
) -> None:
    hojokin("audit", "export", NUMBER, tmp_path / "case")
    paper = next((tmp_path / "case" / "documents").iterdir())
    paper.write_bytes(paper.read_bytes()[:-1] + b"X")
    file = tmp_path / "case/receipts/v1.json"

    ran = hojokin("receipt", "--lang", "en", "verify", file, "--files", tmp_path / "case", "--key", "00" * 32)

    assert ran.code == 1
    assert (
        ran.out.splitlines()[0] == f"{NUMBER}, received 25 August 2026, 12:00:00 Japan time, does not hold."
    )
    assert len(ran.out.splitlines()) == 3


@pytest.mark.parametrize("told", ["いつか", "2026-08-25T03:00:00"], ids=["no time", "no zone"])
def test_a_receipt_with_another_time_is_refused_with_that_time(
    hojokin: Hojokin, tmp_path: Path, submitted: Scene, told: str
) -> None:
    hojokin("audit", "export", NUMBER, tmp_path / "case")
    receipt = spoilt(tmp_path / "case", lambda raw: raw.update(submitted_at=told))

    ran = hojokin("receipt", "verify", receipt)

    assert ran.code == 1
    assert f"{NUMBER}（{told} 受付）は正しくありません。" in ran.out


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b"[]"])
def test_what_is_no_receipt_is_refused(hojokin: Hojokin, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "r.json").write_bytes(content)

    assert hojokin("receipt", "--json", "verify", tmp_path / "r.json").problems == [("file", "receipt")]


def test_a_receipt_needs_no_database(hojokin_process: Hojokin, tmp_path: Path, submitted: Scene) -> None:
    from hojokin.office.audit.folder import export_case

    export_case(submitted.filing, tmp_path / "case", "ja")

    ran = hojokin_process("receipt", "verify", tmp_path / "case/receipts/v1.json")

    assert ran.code == 0, ran.err
    assert not (tmp_path / ".hojokin").exists()
    said = f"{NUMBER}（2026年8月25日 12:00:00 受付）は正しい受付票です。\n"
    assert io.StringIO(ran.out).readline() == said
