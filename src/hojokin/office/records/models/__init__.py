"""Every table, for Django to find."""

from hojokin.office.records.models.import_run import ImportRun
from hojokin.office.records.models.revision import Revision
from hojokin.office.records.models.tool import Tool
from hojokin.office.records.models.vendor import Vendor

__all__ = ["ImportRun", "Revision", "Tool", "Vendor"]
