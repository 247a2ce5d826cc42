"""Fingerprint (証憑の指紋): what each page of a document looks like, so that another case's page can be compared."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from hojokin.office.records.models.document import Document


class Fingerprint(models.Model):
    """Fingerprint of one page (1ページの指紋). Of a file that is no page, such as a sheet, page 0 has the digest alone.

    ``picture`` and ``text`` are 64 bits with a sign, as the column is; the four bands are those of the picture.
    An image that is set into a page of a PDF has a row of its own: 10,000, for each image once more, is added to the page.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="fingerprints")
    page = models.IntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    picture = models.BigIntegerField(null=True)
    text = models.BigIntegerField(null=True)
    band_1 = models.IntegerField(null=True, db_index=True)
    band_2 = models.IntegerField(null=True, db_index=True)
    band_3 = models.IntegerField(null=True, db_index=True)
    band_4 = models.IntegerField(null=True, db_index=True)
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        app_label = "records"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "page"], name="fingerprint_once"),
        ]

    def __str__(self) -> str:
        """Document and page."""
        return f"{self.document_id} {self.page}"


class PageMark(models.Model):
    """Detail of a page (ページの特徴): the hash of a tile of its picture or of a number in its text.

    The lowest three bits of a tile say in which view of the picture it is seen, as ``flow.guard_moved`` reads them.
    """

    fingerprint = models.ForeignKey(Fingerprint, on_delete=models.CASCADE, related_name="marks")
    is_text = models.BooleanField()
    value = models.BigIntegerField()

    class Meta:
        app_label = "records"
        indexes: ClassVar = [models.Index(fields=["value", "is_text"], name="page_mark_value")]

    def __str__(self) -> str:
        """Fingerprint and value."""
        return f"{self.fingerprint_id} {self.value}"
