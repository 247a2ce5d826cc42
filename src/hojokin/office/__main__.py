"""Start the site or its worker: ``python -m hojokin.office demo --port 8000``, ``python -m hojokin.office worker``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from hojokin.office.config.demo import demo
from hojokin.office.config.worker import worker


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and do what it says; the answer is the exit code."""
    parser = argparse.ArgumentParser(prog="python -m hojokin.office", description="The Hojokin site.")
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("demo", help="serve the site on this machine")
    serve.add_argument("--port", type=_port, default=8000, help="port to listen on (default: 8000)")
    works = commands.add_parser("worker", help="deliver mail and SMS, and do what is due by the clock")
    works.add_argument("--once", action="store_true", help="do what is due now and stop, as for a timer")
    asked = parser.parse_args(arguments)
    return worker(once=asked.once) if asked.command == "worker" else demo(asked.port)


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65_535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: write a number from 1 to 65535")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
