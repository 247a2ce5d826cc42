"""Papers that show numbers, as an office program makes them, for tests of what must not be kept."""

import io
from pathlib import Path

import pypdfium2
import typst

from tests.office.adapters.made_files import pdf

MY_NUMBER = "123456789018"
TYPED = "1234 5678 9018"


def paper(*pages: str, folder: Path) -> bytes:
    """A PDF with a text layer, one page for each text."""
    source = folder / "paper.typ"
    body = "\n#pagebreak()\n".join(pages)
    source.write_text(f"#set page(width: 400pt, height: 300pt)\n{body}", encoding="utf-8")
    return typst.compile(str(source))


def form_paper(value: str) -> bytes:
    """A PDF in whose form field something was typed; the page itself says nothing."""
    shown = b"BT /F 12 Tf 4 6 Td (%s) Tj ET" % value.encode()
    return pdf(
        b"/AcroForm << /Fields [4 0 R] /DR << /Font << /F 6 0 R >> >> /DA (/F 12 Tf 0 g) >>",
        {
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Annots [4 0 R] >>",
            4: b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (n) /V (%s) /Rect [20 100 180 120] /F 4 /P 3 0 R "
            b"/DA (/F 12 Tf 0 g) /AP << /N 5 0 R >> >>" % value.encode(),
            5: b"<< /Type /XObject /Subtype /Form /BBox [0 0 160 20] /Resources << /Font << /F 6 0 R >> >> "
            b"/Length %d >>\nstream\n%s\nendstream" % (len(shown), shown),
            6: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        },
    )


def turned_paper(content: bytes, degrees: int) -> bytes:
    """The same paper with its pages turned."""
    out = io.BytesIO()
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            page.set_rotation(degrees)
        document.save(out)
    return out.getvalue()


def texts_of(content: bytes) -> list[str]:
    """The text layer of each page."""
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_range() for page in document]
