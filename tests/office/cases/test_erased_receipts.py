"""A receipt that names an erased paper still holds offline, with a record that the office signed."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from hojokin.cli import app
from hojokin.office.audit.folder import export_case
from tests.office.cases.erasure_scene import Office

pytestmark = pytest.mark.django_db(transaction=True)


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
