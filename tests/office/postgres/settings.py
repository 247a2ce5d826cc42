"""Settings of the tests that need a database of their own: the one that HOJOKIN_TEST_DATABASE describes."""

import json
import os

from tests.office.settings import *  # noqa: F403  # everything else is the same

DATABASES = {"default": json.loads(os.environ["HOJOKIN_TEST_DATABASE"])}
