"""The ASGI door: progress messages only. Django's pages are served as WSGI, several times faster."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xingtan.config.settings")
django.setup()

from xingtan.config import memory  # noqa: E402 - only once Django is set up
from xingtan.study.door import Door  # noqa: E402 - the same

application = Door()
memory.settle()
