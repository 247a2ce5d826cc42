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

STATIC_ROOT.mkdir()  # noqa: F405
# Hashed names need collected files; the test of a page does not.
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # noqa: F405
