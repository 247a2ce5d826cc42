"""Papers (見本の書類): a small PDF that says what it stands for; no two have the same bytes."""

from __future__ import annotations

import io

_PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
_HEAD = b"%PDF-1.4\n"


def paper(title: str, *lines: str) -> io.BytesIO:
    """One page with a title and lines of Latin text."""
    said = [f"BT /F1 16 Tf 40 520 Td ({title}) Tj ET"]
    said += [f"BT /F1 11 Tf 40 {480 - 20 * place} Td ({line}) Tj ET" for place, line in enumerate(lines)]
    stream = "\n".join(said)
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        _PAGE,
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    return io.BytesIO(_assembled([each.encode("ascii") for each in objects]))


def _assembled(objects: list[bytes]) -> bytes:
    """The objects behind the head, then the table of where each of them begins."""
    content, places = _HEAD, []
    for number, each in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, rows)
    return (
        content + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(content))
    )
