"""The pages for what went wrong: each says what happened, what was kept and what to do."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.template.response import TemplateResponse


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: not a request this house understands; 413 when it is one that is too large."""
    if isinstance(exception, RequestDataTooBig):
        return _page(request, "413.html", 413)
    return _page(request, "400.html", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """403: a page for another post."""
    return _page(request, "403.html", 403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """403: the form's token is missing or stale."""
    return _page(request, "403_csrf.html", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """404: not there, or not within one's scope; both look the same."""
    return _page(request, "404.html", 404)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """500: drawn without asking the database anything, which may be what broke."""
    return HttpResponse(loader.get_template("500.html").render(), status=500)


def _page(request: HttpRequest, template: str, status: int) -> HttpResponse:
    return TemplateResponse(request, template, status=status).render()
