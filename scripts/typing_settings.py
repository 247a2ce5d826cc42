"""Settings for the type checker: the site's own, with a key that opens nothing."""

import os

os.environ.setdefault("HOJOKIN_SECRET_KEY", "for the type checker only")

from hojokin.office.config.settings import *  # noqa: F403 - the key has to be there first
