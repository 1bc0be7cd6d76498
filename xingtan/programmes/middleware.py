"""Sets ``request.programme``: the programme looked at."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase


class ChosenProgramme:
    """The current programme for now."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on."""
        request.programme = None  # type: ignore[attr-defined]
        return self.get_response(request)
