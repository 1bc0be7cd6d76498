"""The WSGI door: everything but the progress door."""

import os

from django.core.wsgi import get_wsgi_application

from xingtan.config import memory

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xingtan.config.settings")
application = get_wsgi_application()
memory.settle()
