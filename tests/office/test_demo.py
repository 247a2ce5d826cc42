"""The demo starts from nothing, says when it is ready, and stops when asked."""

import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from hojokin.office.config.demo import DEMO_TOOLS
from tests.office.site import Demo, environment


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, new_demo: Path) -> Iterator[Demo]:
    with Demo(tmp_path_factory.mktemp("demo"), like=new_demo) as started:
        yield started


def test_the_address_is_printed_and_answers(demo: Demo) -> None:
    assert demo.said == [f"Hojokin is ready: {demo.address}   (Ctrl+C stops it)"]
    with urllib.request.urlopen(demo.address) as answer:
        assert answer.status == 200


def test_the_demo_has_a_catalogue_that_can_be_searched(demo: Demo) -> None:
    with urllib.request.urlopen(f"{demo.address}api/v1/tools?page_size=1") as answer:
        assert (
            json.loads(answer.read())["total"] > DEMO_TOOLS
        )  # those that the invented vendors registered come on top


def test_static_files_are_served_with_their_hashed_names(demo: Demo) -> None:
    with urllib.request.urlopen(demo.address) as answer:
        page = answer.read().decode()
    style = page.partition('rel="stylesheet" href="/')[2].partition('"')[0]

    with urllib.request.urlopen(demo.address + style) as answer:
        assert answer.headers["Content-Type"] == 'text/css; charset="utf-8"'
        assert "immutable" in answer.headers["Cache-Control"]


def test_the_signing_key_is_readable_by_its_owner_alone(demo: Demo) -> None:
    key = demo.data / "secret_key"

    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(key.read_text()) >= 50


def test_a_taken_port_is_told_with_another_one() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        refused = subprocess.run(
            [sys.executable, "-m", "hojokin.office", "demo", "--port", str(port)],
            capture_output=True,
            text=True,
            check=False,
        )

    assert refused.returncode == 1
    assert refused.stderr.splitlines()[0] == (
        f"Port {port} is in use on this machine. Choose another one: make demo PORT={port + 1}"
    )


def test_a_port_that_is_none_is_refused_without_a_traceback() -> None:
    refused = subprocess.run(
        [sys.executable, "-m", "hojokin.office", "demo", "--port", "70000"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert refused.returncode == 2
    assert refused.stderr.splitlines()[-1].endswith("'70000' is not a port: write a number from 1 to 65535")


def test_an_interrupt_ends_the_demo_and_frees_its_port(tmp_path: Path, new_demo: Path) -> None:
    with Demo(tmp_path, like=new_demo) as demo:
        demo.process.send_signal(signal.SIGINT)

        assert demo.process.wait(timeout=20) == 0
    with socket.create_server(("127.0.0.1", demo.port)):
        pass


def test_preparing_again_keeps_the_signing_key(tmp_path: Path, new_demo: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(new_demo, data)

    prepare_again(data)

    assert (data / "secret_key").read_text() == (new_demo / "secret_key").read_text()


def test_settings_without_a_key_say_what_to_do(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HOJOKIN_")}

    refused = subprocess.run(
        [sys.executable, "-c", "import hojokin.office.config.settings"],
        env={**environment, "HOJOKIN_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert refused.stderr.splitlines()[-1].endswith(
        "Set HOJOKIN_SECRET_KEY, or start with: python -m hojokin.office demo"
    )


def test_production_settings_pass_djangos_deployment_check(tmp_path: Path) -> None:
    checked = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")},
            "DJANGO_SETTINGS_MODULE": "hojokin.office.config.settings",
            "HOJOKIN_SECRET_KEY": "a0" * 15 + "kf93jd8s-2ldk39fj3kd93kdls93kd03ldkw",
            "HOJOKIN_HTTPS": "1",
            "HOJOKIN_DEMO": "0",
            "HOJOKIN_LOCAL_GBIZID": "0",
            "HOJOKIN_DATA": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert (checked.returncode, checked.stderr) == (0, "")


def test_the_shortcuts_of_the_demo_are_refused_behind_tls(tmp_path: Path) -> None:
    refused = subprocess.run(
        [sys.executable, "-c", "import hojokin.office.config.settings"],
        env={**os.environ, "HOJOKIN_HTTPS": "1", "HOJOKIN_DEMO": "1", "HOJOKIN_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert refused.stderr.splitlines()[-1].endswith("only with HOJOKIN_HTTPS=0")


def prepare_again(data: Path) -> None:
    """Make a data folder ready once more."""
    subprocess.run(
        [sys.executable, "-c", "from hojokin.office.config.demo import prepare; prepare()"],
        env=environment(data),
        check=True,
    )
