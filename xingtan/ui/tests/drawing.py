"""Draws a piece of a template as a page would, for looking at what came out."""

from typing import Any

from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory
from django.urls import resolve
from django_cotton.compiler_regex import CottonCompiler


def request(address: str = "/", **headers: str) -> HttpRequest:
    """A request for an address of the house, by nobody, before any programme is loaded."""
    made = RequestFactory().get(address, headers=headers)
    made.resolver_match = resolve("/healthz")
    return made


def drawn(source: str, *, address: str = "/", **context: Any) -> str:
    """The HTML of a piece of template, with ``i18n`` and ``ui`` loaded; white space made single."""
    plain = CottonCompiler().process("{% load i18n ui %}" + source)
    template = engines["django"].from_string(plain)
    return " ".join(template.render(context, request(address)).split())
