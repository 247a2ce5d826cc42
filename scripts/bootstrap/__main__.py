"""`python3 -m scripts.bootstrap SET` brings .venv up to date; `uv` in place of a set prints where uv is."""

import sys

from scripts.bootstrap.environment import SETS, renew
from scripts.bootstrap.process import stop
from scripts.bootstrap.pythons import interpreters
from scripts.bootstrap.uv import find_uv

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in {*SETS, "uv"}:
        stop("usage: python3 -m scripts.bootstrap %s|uv" % "|".join(SETS))
    try:
        if sys.argv[1] == "uv":
            print(find_uv([sys.executable, *(each.path for each in interpreters())]))
        else:
            renew(sys.argv[1])
    except KeyboardInterrupt:
        stop("Interrupted; running make again goes on from here.")
