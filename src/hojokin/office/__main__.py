"""Start the site: ``python -m hojokin.office demo --port 8000``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from hojokin.office.config.demo import demo


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and do what it says; the answer is the exit code."""
    parser = argparse.ArgumentParser(prog="python -m hojokin.office", description="The Hojokin site.")
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("demo", help="serve the site on this machine")
    serve.add_argument("--port", type=_port, default=8000, help="port to listen on (default: 8000)")
    return demo(parser.parse_args(arguments).port)


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65_535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: write a number from 1 to 65535")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
