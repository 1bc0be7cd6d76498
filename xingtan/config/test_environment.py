"""A pytest plug-in, loaded before the settings are read: the environment tests run in."""

import os
import tempfile

os.environ["XINGTAN_ENV"] = "test"
os.environ.setdefault("XINGTAN_HOME", tempfile.mkdtemp(prefix="xingtan-test-"))
os.environ.setdefault("XINGTAN_SECOND_FACTOR", "on")
