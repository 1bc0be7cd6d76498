"""Sets ``request.programme``: the programme looked at."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from xingtan.accounts.access import acting_post
from xingtan.foundation import clock
from xingtan.programmes.models import Programme
from xingtan.programmes.queries import current_programme, programme_of_code


class ChosenProgramme:
    """The programme of the post acted with, else the current one; None where none is loaded.

    Asked only for pages of the rooms: health checks must answer without a database.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Every request has the attribute, also one that leads nowhere."""
        request.programme = None  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, parts: Any) -> None:  # noqa: ARG002
        """Look the programme up before the view runs."""
        if request.resolver_match is not None and request.resolver_match.app_names:
            request.programme = _chosen(request)  # type: ignore[attr-defined]


def _chosen(request: HttpRequest) -> Programme | None:
    post = acting_post(request)
    chosen = programme_of_code(post.programme_code) if post is not None and post.programme_code else None
    return chosen or current_programme(clock.now())
