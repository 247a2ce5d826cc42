"""Quotes (見積書): the lines of a vendor's quotation, from CSV or XLSX, as the costs of a question."""

from hojokin.quotes.quotation import QuoteLines, read_quote

__all__ = ["QuoteLines", "read_quote"]
