"""Asking for a change: of an own teacher, for a teacher enrolled elsewhere, about a number that is taken."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.accounts.queries.people import school_called
from xingtan.enrolment.actions import asking
from xingtan.enrolment.errors import SchoolUnknown
from xingtan.enrolment.forms.changes import AskForm, ClaimForm, DisputeForm, RequestForm
from xingtan.enrolment.models import ChangeRequest, Enrolment
from xingtan.enrolment.rules import Change
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.organisations.models import School


@require_http_methods(["GET", "POST"])
@admits(Kind.SCHOOL_CONTACT, enrolment=Enrolment)
def ask(request: ActingRequest, enrolment: Enrolment, change_kind: str) -> HttpResponse:
    """Ask for one change of one of the school's teachers."""
    if change_kind not in set(Change) - {Change.DISPUTE}:
        raise Http404
    change = Change(change_kind)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = AskForm(*sent, change=change, programme=enrolment.programme)
    if form.is_bound and form.is_valid():
        try:
            to = _school_typed(form) if change is Change.TRANSFER else None
            stored = asking.ask_for_change(
                enrolment=enrolment, asked=form.asked(change), by=request.acting, now=clock.now(), to=to
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _asked(request, stored)
    title = ChangeRequest.Kind(change.value).label
    context = {"form": form, "enrolment": enrolment, "account": enrolment.account, "change": change, "title": title}
    return render(request, "enrolment/ask.html", context, status=422 if form.errors else 200)


def _school_typed(form: AskForm) -> School:
    school = school_called(form.cleaned_data["to_school"], School.objects.all())
    if school is None:
        raise SchoolUnknown()
    return school


@require_http_methods(["GET", "POST"])
@admits(Kind.SCHOOL_CONTACT)
def claim(request: ActingRequest) -> HttpResponse:
    """The way on for a roster row that another school has: ask that school for the teacher (A24)."""
    form = _sent(ClaimForm, request)
    if form.is_bound and form.is_valid():
        asked = form.asked(Change.TRANSFER)
        try:
            stored = asking.claim_teacher(
                programme=_programme(request), name=asked.values["name"], id_number=asked.values["id_number"],
                asked=asked, by=request.acting, now=clock.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _asked(request, stored)
    return render(request, "enrolment/claim.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@admits(Kind.SCHOOL_CONTACT)
def dispute(request: ActingRequest) -> HttpResponse:
    """The way on for a roster row whose mobile is another person's: let the institution's support find out whose it is."""
    form = _sent(DisputeForm, request)
    if form.is_bound and form.is_valid():
        asked = form.asked(Change.DISPUTE)
        try:
            stored = asking.dispute_mobile(
                mobile=asked.values["mobile"],
                name=asked.values["name"],
                asked=asked,
                by=request.acting,
                now=clock.now(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _asked(request, stored)
    return render(request, "enrolment/dispute.html", {"form": form}, status=422 if form.errors else 200)


def _sent(form: type[RequestForm], request: ActingRequest) -> RequestForm:
    return form(request.POST, request.FILES) if request.method == "POST" else form()


def _programme(request: ActingRequest) -> Any:
    if request.programme is None:
        raise Http404
    return request.programme


def _asked(request: ActingRequest, stored: ChangeRequest) -> HttpResponse:
    messages.success(request, _("Asked. You see here and on your desk when it is decided."))
    return redirect("enrolment:change", change=stored.public_id)
