"""Folder of a case (案件フォルダー): everything of one filing in one file, for the auditor to take along."""

from __future__ import annotations

import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO

from django.http import FileResponse, HttpRequest
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from hojokin.office.actions.take_case import take_case
from hojokin.office.portals.secretariat.desk import open_filing


@require_GET
def case_folder(request: HttpRequest, number: str) -> FileResponse:
    """The folder as a ZIP. That it was taken is recorded."""
    view = open_filing(request, number)
    language = "en" if get_language() == "en" else "ja"
    with TemporaryDirectory() as place:
        folder = Path(place) / view.filing.number
        take_case(view.filing, folder, language, by=view.actor, at=view.at)
        packed = _packed(folder)
    answer = FileResponse(
        packed, as_attachment=True, filename=f"{number}.zip", content_type="application/zip"
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


def _packed(folder: Path) -> IO[bytes]:
    """The folder as one file, which lies on the disk until it is sent."""
    packed = TemporaryFile()  # noqa: SIM115 - the answer closes it
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as whole:
        for each in sorted(folder.rglob("*")):
            if each.is_file():
                whole.write(each, each.relative_to(folder.parent))
    packed.seek(0)
    return packed
