"""Every address of the house: one line a room."""

from importlib.util import find_spec

from django.urls import include, path

from xingtan.config import health

_ROOMS = {
    "": "notices",
    "desk/": "desks",
    "account/": "accounts",
    "schools/": "organisations",
    "programme/": "programmes",
    "rosters/": "rosters",
    "enrolment/": "enrolment",
    "billing/": "billing",
    "courses/": "courses",
    "study/": "study",
    "assessment/": "assessment",
    "figures/": "oversight",
    "ui/": "ui",
}

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    *(
        path(prefix, include(f"xingtan.{room}.urls"))
        for prefix, room in _ROOMS.items()
        if find_spec(f"xingtan.{room}.urls")
    ),
    *([path("check/", include("xingtan.assessment.public_urls"))] if find_spec("xingtan.assessment.public_urls") else []),
]
handler400 = "xingtan.ui.error_pages.bad_request"
handler403 = "xingtan.ui.error_pages.forbidden"
handler404 = "xingtan.ui.error_pages.not_found"
handler500 = "xingtan.ui.error_pages.server_error"
