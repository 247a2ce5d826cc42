"""Adapters (接続部品): for each port a real one and a local one; the settings choose, and local is the default."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

LOCAL = {
    "BankRegister": "hojokin.office.adapters.bank_register.zengin.ZenginBankRegister",
    "CompanyRegister": "hojokin.office.adapters.company_register.local.LocalCompanyRegister",
    "FileStore": "hojokin.office.adapters.file_store.local.LocalFileStore",
    "HealthProbe": "hojokin.office.adapters.health.HttpHealthProbe",
    "Mail": "hojokin.office.adapters.mail.local.LocalMail",
    "Signer": "hojokin.office.adapters.signing.LocalSigner",
    "Sms": "hojokin.office.adapters.sms.local.LocalSms",
    "VirusScan": "hojokin.office.adapters.virus_scan.local.LocalVirusScan",
}


# A protocol is passed as what it makes: as `type[P]` the type checker would want one that can be instantiated.
def of[P](port: Callable[..., P]) -> P:
    """The adapter of a port, as HOJOKIN_ADAPTERS names it: ``{"Mail": {"BACKEND": "…", "OPTIONS": {…}}}``."""
    name = getattr(port, "__name__", "")
    chosen = getattr(settings, "HOJOKIN_ADAPTERS", {}).get(name, {})
    path = chosen.get("BACKEND") or LOCAL.get(name)
    if path is None:
        raise ImproperlyConfigured(f"There is no port {name!r}; ports: {', '.join(sorted(LOCAL))}.")
    try:
        return cast("P", import_string(path)(**chosen.get("OPTIONS", {})))
    except (ImportError, TypeError) as error:
        raise ImproperlyConfigured(f"HOJOKIN_ADAPTERS[{name!r}] cannot be used: {error}") from error
