"""Batch (一括計算): a file of applicants in, amounts and refusal codes out, at any size in bounded memory."""

from hojokin.batch.asked import ANSWER, Asked, BatchError, asked_of
from hojokin.batch.running import Progress, Report, run
from hojokin.batch.template import BatchColumn, columns_of, write_template

__all__ = [
    "ANSWER",
    "Asked",
    "BatchColumn",
    "BatchError",
    "Progress",
    "Report",
    "asked_of",
    "columns_of",
    "run",
    "write_template",
]
