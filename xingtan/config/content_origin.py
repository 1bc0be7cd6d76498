"""The separate origin of packages answers for nothing but packages: nobody can sign in there."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound

OPEN = ("/courses/packages/", "/static/")


class OnlyPackages:
    """Answers 404 on the host of ``CONTENT_ORIGIN`` for every other address, before any session is looked at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let through what belongs there."""
        host = settings.CONTENT_ORIGIN.partition("://")[2]
        if host and request.get_host() == host and not request.path.startswith(OPEN):
            return HttpResponseNotFound()
        return self.get_response(request)
