"""The settings choose an adapter for each port, and local ones are the default."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from hojokin.office import adapters
from hojokin.office.adapters.mail.local import LocalMail
from hojokin.office.adapters.virus_scan.clamav import ClamAvScan
from hojokin.office.ports.bank_register import BankRegister
from hojokin.office.ports.company_register import CompanyRegister
from hojokin.office.ports.file_store import FileStore
from hojokin.office.ports.health import HealthProbe
from hojokin.office.ports.mail import Mail
from hojokin.office.ports.signer import Signer
from hojokin.office.ports.sms import Sms
from hojokin.office.ports.virus_scan import VirusScan


def test_every_port_has_a_local_adapter(data: Path) -> None:
    ports = (BankRegister, CompanyRegister, FileStore, HealthProbe, Mail, Signer, Sms, VirusScan)

    made = [type(adapters.of(port)).__name__ for port in ports]

    assert made == [
        "ZenginBankRegister",
        "LocalCompanyRegister",
        "LocalFileStore",
        "HttpHealthProbe",
        "LocalMail",
        "LocalSigner",
        "LocalSms",
        "LocalVirusScan",
    ]


def test_the_settings_name_another_adapter_with_its_options(data: Path, settings: Any) -> None:
    settings.HOJOKIN_ADAPTERS = {
        "VirusScan": {
            "BACKEND": "hojokin.office.adapters.virus_scan.clamav.ClamAvScan",
            "OPTIONS": {"host": "scan.example.jp"},
        }
    }

    assert isinstance(adapters.of(VirusScan), ClamAvScan)
    assert isinstance(adapters.of(Mail), LocalMail)


@pytest.mark.parametrize(
    "chosen",
    [
        {"BACKEND": "hojokin.office.adapters.nowhere.Nothing"},
        {"BACKEND": "hojokin.office.adapters.mail.local.LocalMail", "OPTIONS": {"colour": "red"}},
    ],
)
def test_a_wrong_setting_is_told_by_its_name(data: Path, settings: Any, chosen: dict[str, Any]) -> None:
    settings.HOJOKIN_ADAPTERS = {"Mail": chosen}

    with pytest.raises(ImproperlyConfigured, match=r"HOJOKIN_ADAPTERS\['Mail'\] cannot be used"):
        adapters.of(Mail)


def test_what_is_no_port_has_no_adapter(data: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="There is no port 'dict'"):
        adapters.of(dict)
