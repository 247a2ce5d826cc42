"""PDF of the office's papers (PDF帳票): tagged, with their fonts, and byte for byte the same for the same data and time."""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import typst

from hojokin.office.adapters.pdf.letters import drawable, font_folder
from hojokin.office.adapters.pdf.papers import PAPERS

__all__ = ["PaperError", "render"]

TEMPLATES = Path(__file__).parent
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
TOKYO = ZoneInfo("Asia/Tokyo")

_compiling = threading.Lock()


class PaperError(ValueError):
    """A paper that cannot be printed: no such template, or it was not told everything."""


def render(template: str, data: Mapping[str, object], *, at: datetime) -> bytes:
    """Print a paper (帳票の作成). What people wrote goes in as data, never as markup. Raises PaperError."""
    _check(template, data)
    if at.tzinfo is None:
        raise PaperError("the time of printing needs its zone")
    inputs = {"data": json.dumps(_plain(data), ensure_ascii=False), "issued": _moment(at)}
    with _compiling:
        made = _compiler().compile(
            TEMPLATES / f"{template}.typ",
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=STANDARDS,
            timestamp=int(at.timestamp()),
        )
    if not isinstance(made, bytes):
        raise PaperError(f"{template}: the compiler gave no document")
    return made


def _check(template: str, data: Mapping[str, object]) -> None:
    if template not in PAPERS:
        raise PaperError(f"There is no paper {template!r}; papers: {', '.join(sorted(PAPERS))}.")
    if missing := PAPERS[template] - data.keys():
        raise PaperError(f"{template} was not told: {', '.join(sorted(missing))}.")


@functools.cache
def _compiler() -> typst.Compiler:
    """One compiler with its fonts for the whole process: reading them takes longer than a page."""
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_folder())]
    )
    return typst.Compiler(root=TEMPLATES, font_paths=fonts, ignore_system_fonts=True)


def _plain(value: object) -> object:
    """The data as JSON, days and times in Japanese, letters that can be drawn."""
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, int) or value is None:
        return value
    return drawable(str(value))


def _moment(at: datetime) -> str:
    here = at.astimezone(TOKYO)
    return f"{here.year}年{here.month}月{here.day}日 {here:%H:%M:%S}"
