"""Xinzhou as the shipped file tells it, for the tests that need no database."""

import tomllib
from pathlib import Path

from xingtan.organisations.rules import Region, read_region

SHIPPED = Path(__file__).parents[1] / "shipped" / "xinzhou.toml"
XINZHOU: Region = read_region(tomllib.loads(SHIPPED.read_text(encoding="utf-8")))
