"""What a refusal and an upload that is too big look like when no view has caught them."""

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.template.response import TemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme

from xingtan.foundation.errors import Refusal


class Refusals:
    """Answers an uncaught ``Refusal`` with its status and a page that says what to do (409)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn what was raised into an answer; anything unknown stays an error."""
        if isinstance(error, Refusal):
            return refused(request, error)
        if isinstance(error, RequestDataTooBig | TooManyFilesSent):
            return TemplateResponse(request, "413.html", status=413).render()
        return None


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page of a refusal, or for a part of a page just its sentence above the page."""
    is_part = request.headers.get("HX-Request") == "true"
    template = "ui/_refused.html" if is_part else "409.html"
    context = {"refusal": refusal, "back_href": back_href(request)}
    answer = TemplateResponse(request, template, context, status=refusal.status).render()
    if is_part:
        answer["HX-Retarget"] = "#notices"
        answer["HX-Reswap"] = "innerHTML show:window:top"
    return answer


def back_href(request: HttpRequest) -> str:
    """The page one came from when it is one of ours, else nothing."""
    referer = request.headers.get("Referer", "")
    host, _port = split_domain_port(request.get_host())
    is_ours = url_has_allowed_host_and_scheme(referer, {host, request.get_host()})
    return referer if is_ours else ""
