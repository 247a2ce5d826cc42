"""Settings of the site under test: a data folder that vanishes, a fixed key, no TLS, plain static names."""

import os
import tempfile

_folder = tempfile.TemporaryDirectory(prefix="hojokin-tests-")  # gone when the process ends
os.environ["HOJOKIN_DATA"] = _folder.name
os.environ["HOJOKIN_SECRET_KEY"] = "for tests only"
os.environ["HOJOKIN_HTTPS"] = "0"
os.environ["HOJOKIN_DEMO"] = "1"
os.environ["HOJOKIN_LOCAL_GBIZID"] = "1"

from hojokin.office.config.settings import *  # noqa: E402, F403  # they read the environment

# A file, as on a small server: every thread of a live server has a connection of its own. In memory they would share one,
# and what two requests of a page ask at once would fall into one transaction.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": f"{_folder.name}/tests.sqlite3"}  # noqa: F405
STATIC_ROOT.mkdir()  # noqa: F405
# Hashed names need collected files; the test of a page does not.
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # noqa: F405
