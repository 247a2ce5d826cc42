"""The application that owns the tables, as Django knows it."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Records (台帳)."""

    name = "hojokin.office.records"
    label = "records"
    verbose_name = "Records"
