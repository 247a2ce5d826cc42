"""What people send by mistake or in bad faith gets a clear answer, loses nothing, and is never run or believed."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

import tests.django_ready  # noqa: F401 - Django is set up by being imported
from hojokin.flow.form import FieldKind
from hojokin.flow.roles import PARTIES, Role
from hojokin.office.queries.filings import form_of
from hojokin.office.records.models import Document, FilingEntry, Finding
from tests.office.adapters.made_files import archive, pdf
from tests.office.people import VISITOR, Town, fresh, status, town, undone
from tests.office.registered import TOOL, register
from tests.office.test_permissions import Asked, every_address, sample

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
LIVE = re.compile(r"<script>alert|<img src=x")
FIFTY_MEGABYTES = 50_000_000


@pytest.fixture
def here(settings: Any, tmp_path: Path) -> Town:
    settings.DATA = tmp_path
    settings.DEMO = True  # nobody is asked for a second factor
    return town()


def attach(here: Town, name: str, content: bytes) -> str:
    """What the vendor's page says to a file."""
    own = here.own[Role.VENDOR]
    stream = io.BytesIO(content)
    stream.name = name
    answer = here.browser("vendor").post(
        f"/cases/{own.filing.number}/files/{own.document_field}/",
        {f"file-{own.document_field}": stream},
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("図面.pdf", pdf() + b"\0" * FIFTY_MEGABYTES),
        ("script.pdf", b"<script>alert(1)</script>"),
        ("page.pdf", b"<!doctype html><html><script>alert(1)</script></html>"),
        ("program.pdf", b"MZ\x90\x00" + b"\0" * 100),
        ("shell.pdf", b"#!/bin/sh\nrm -rf /\n"),
        ("acts.pdf", pdf(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>")),
        ("starts.pdf", pdf(b"/OpenAction << /S /Launch /F (cmd.exe) >>")),
        ("bomb.zip", archive({"a": b"\0" * 30_000_000})),
        ("empty.pdf", b""),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_a_file_that_is_not_what_it_seems_is_refused_in_words_and_nothing_is_kept(
    here: Town, name: str, content: bytes
) -> None:
    before = Document.objects.count()

    page = attach(here, name, content)

    assert 'role="alert"' in page
    assert name in page
    assert Document.objects.count() == before


def test_the_name_of_a_file_is_kept_but_never_believed(here: Town) -> None:
    name = "../../😀\u202efdp.exe<b>.pdf"
    Document.objects.filter(filing=here.own[Role.VENDOR].filing).delete()

    page = attach(here, name, pdf(b"/Lang (ja)"))

    assert "<b>.pdf" not in page
    kept = Document.objects.get(filing=here.own[Role.VENDOR].filing)
    assert "/" not in kept.name
    assert "😀" in kept.name
    assert "\u202e" not in kept.name


@pytest.mark.parametrize(
    "text", ["株式会社😀🏳️‍🌈", "𠮷野家", "\ud800", "a\x00b", "\u202e逆", "　", "e\u0301" * 40, "長" * 100_000]
)
def test_a_name_of_any_characters_is_kept_or_answered(here: Town, text: str) -> None:
    own = here.own[Role.VENDOR]
    address = f"/cases/{own.filing.number}/fields/{own.text_field}/"
    body = f"{own.text_field}=".encode() + _quoted(text)

    answer = here.browser("vendor").generic(
        "POST", address, body, content_type="application/x-www-form-urlencoded"
    )

    assert answer.status_code == 302
    kept = FilingEntry.objects.filter(filing=own.filing, name=own.text_field).first()
    assert kept is None or "\x00" not in kept.typed[0]
    if "😀" in text or "𠮷" in text:
        assert kept is not None
        assert kept.typed == [text]


def _quoted(text: str) -> bytes:
    return urlencode({"": text.encode("utf-8", "surrogatepass")}).removeprefix("=").encode()


@pytest.mark.parametrize(
    "path", ["/tools/", "/en/tools/", "/tools/tools.csv", "/api/v1/tools", "/tools/tools.json"]
)
@pytest.mark.parametrize(
    "query",
    [
        "&".join(f"category={place}" for place in range(10_000)),
        "&".join(f"prefecture={place:02d}" for place in range(10_000)),
        "q=" + "請求" * 5_000,
        "q=%ED%A0%80",
        "q=%00&page=-1",
        "page=99999999999999999999&ai=generative&ai=none&ai=" + "x" * 1_000,
        "q=" + SCRIPT,
        "ai[]=1&__proto__=2&q=%F0%9F%98%80",
    ],
    ids=["categories", "prefectures", "long", "surrogate", "null", "page", "script", "odd"],
)
def test_no_question_breaks_the_search(here: Town, path: str, query: str) -> None:
    register([TOOL])

    answer = here.browser(VISITOR).get(f"{path}?{query}")

    assert answer.status_code in {200, 400, 413, 414, 422}
    if "text/html" in answer.headers["Content-Type"]:
        page = b"".join(answer).decode() if answer.streaming else answer.content.decode()
        assert LIVE.search(page) is None


@pytest.mark.parametrize("role", sorted(PARTIES))
def test_a_script_in_every_field_of_text_is_shown_and_never_run(here: Town, role: Role) -> None:
    own = here.own[role]
    form, browser = form_of(own.filing), here.browser(role.value)
    texts = [each for each in form.fields() if each.kind in {FieldKind.TEXT, FieldKind.LONG_TEXT}]
    FilingEntry.objects.filter(filing=own.filing).delete()
    FilingEntry.objects.bulk_create(
        FilingEntry(
            filing=own.filing,
            name=each.name,
            typed=[SCRIPT],
            value=SCRIPT,
            written_by=here.people[role.value],
            written_as=role.value,
            written_at=own.filing.opened_at,
        )
        for each in texts
    )
    Finding.objects.filter(filing=own.filing).update(text=SCRIPT, answer=SCRIPT)
    Document.objects.filter(filing=own.filing).update(name=SCRIPT)
    own.filing.title = SCRIPT
    own.filing.save()
    own.filing.owner.name = SCRIPT
    own.filing.owner.save()
    number = own.filing.number
    readers = [(browser, f"/cases/{number}/form/{each.name}/?check=1") for each in form.sections]
    readers += [(browser, f"/cases/{number}/"), (browser, f"/cases/{number}/steps/{own.action}/")]
    readers += [
        (here.browser("reviewer"), path) for path in (f"/desk/{number}/", f"/cases/{number}/", "/desk/")
    ]

    pages = [(path, reader.get(path)) for reader, path in readers]

    assert [path for path, page in pages if page.status_code not in {200, 404}] == []
    assert [path for path, page in pages if LIVE.search(page.content.decode())] == []
    assert any("&lt;script&gt;alert(1)" in page.content.decode() for _path, page in pages)


# Machines speak to these without cookies; reading a quotation answers and keeps nothing.
WITHOUT_TOKEN = ("api/v1/", "local-gbizid/oauth/", "estimate/quote/")


@pytest.mark.parametrize("who", ["vendor", "reviewer", "applicant"])
def test_a_form_without_its_token_is_refused_everywhere(here: Town, who: str) -> None:
    browser = here.browser(who, enforce_csrf=True)
    asked = Asked(here, here.own[Role(who) if who in PARTIES else Role.VENDOR], "own")
    wrong = []
    for where, _access in every_address():
        with undone():
            came = status(fresh(browser).post(sample(where, asked), {"name": "x"}))
        if came != 403 and not where.startswith(WITHOUT_TOKEN):
            wrong.append((where, came))

    assert wrong == []
