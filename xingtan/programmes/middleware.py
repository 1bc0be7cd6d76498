"""Gives every request ``programme``: the programme looked at."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import cached_property

from xingtan.accounts.access import acting_post
from xingtan.foundation import clock
from xingtan.programmes.models import Programme
from xingtan.programmes.queries import current_programme, programme_of_code


class ChosenProgramme:
    """The programme of the post acted with, else the current one; None where none is loaded.

    Looked up when first asked for: health checks answer without a database, a sign-in without this question.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Every request has the attribute, also one that leads nowhere."""
        request.__class__ = _asking(type(request))  # type: ignore[arg-type]  # types are hashable
        return self.get_response(request)


@cache
def _asking(plain: type[HttpRequest]) -> type[HttpRequest]:
    """The same kind of request, with the attribute."""
    return type(plain.__name__, (Asking, plain), {})


class Asking:
    """The attribute itself, asked once."""

    @cached_property
    def programme(self) -> Programme | None:
        """Of the post acted with, else the current one; None outside the rooms."""
        return _chosen(self)


def _chosen(request: Any) -> Programme | None:
    if request.resolver_match is None or not request.resolver_match.app_names:
        return None
    post = acting_post(request)
    chosen = programme_of_code(post.programme_code) if post is not None and post.programme_code else None
    return chosen or current_programme(clock.now())
