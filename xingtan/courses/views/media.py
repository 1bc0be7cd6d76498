"""The media of a programme: sent piece by piece, described, captioned; and their bitrates for players."""

import json
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from xingtan.accounts.access import ActingRequest, admits, signed_in
from xingtan.courses import actions, jobs, queries
from xingtan.courses.errors import NoMedium
from xingtan.courses.errors.packages import PackageRefused
from xingtan.courses.forms import CaptionForm, MediaFilter, MediumForm, WholeFileForm
from xingtan.courses.models import Caption, Media, Upload
from xingtan.courses.queries import AUTHORS
from xingtan.courses.views.authors import programme_of
from xingtan.courses.views.catalogue import sent_in_parts
from xingtan.courses.views.ground import carried_out, package_of
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.foundation.tasks import start
from xingtan.ui.lists import page_of, sorting_of

COLUMNS = {"name": "name", "kind": "kind", "seconds": "seconds"}
STREAM_TYPES = {"m3u8": "application/vnd.apple.mpegurl", "ts": "video/mp2t"}


@require_http_methods(["GET", "POST"])
@admits(*AUTHORS)
def index(request: ActingRequest) -> HttpResponse:
    """All media; and a small one sent whole, where the browser runs no script."""
    programme = programme_of(request)
    form = WholeFileForm(request.POST or None, request.FILES or None)
    pages: list[str] = []
    if request.method == "POST" and carried_out(form, lambda: pages.append(_take_whole(request, form))):
        return redirect(pages[0])
    filters = MediaFilter(request.GET)
    rows = queries.narrowed_media(
        queries.media_within(programme), text=filters.chosen("text"), kind=filters.chosen("kind")
    )
    sorting = sorting_of(request, COLUMNS, default="name")
    context = {
        "filters": filters, "sorting": sorting, "page": page_of(request, sorting.applied_to(rows)), "form": form,
        "piece": actions.PIECE_BYTES,
    }  # fmt: skip
    return render(request, "courses/media.html", context, status=422 if form.errors else 200)


def _take_whole(request: ActingRequest, form: WholeFileForm) -> str:
    file, now = form.cleaned_data["file"], clock.now()
    announced = actions.Announced(file.name, file.size, f"whole:{file.name}:{file.size}:{now.isoformat()}")
    upload = actions.begin_upload(programme=programme_of(request), announced=announced, by=request.acting, now=now)
    for piece in file.chunks(actions.PIECE_BYTES):
        upload = actions.take_piece(upload=upload, offset=upload.received, piece=piece, now=now)
    page, _run = _finished(request, upload)
    messages.success(request, _("“%(name)s” is in.") % {"name": file.name})
    return page


def _finished(request: ActingRequest, upload: Upload) -> tuple[str, str]:
    """The page of what the file became, and the address of the work on its bitrates, if there is any to do."""
    try:
        return _kept(request, upload)
    except (NoMedium, PackageRefused):
        actions.throw_away(upload=upload, by=request.acting)
        raise


def _kept(request: ActingRequest, upload: Upload) -> tuple[str, str]:
    """A medium, or, of a cartridge, a whole course as a draft."""
    try:
        media = actions.finish_upload(upload=upload, by=request.acting)
    except PackageRefused as refusal:
        if refusal.fault != "cartridge":
            raise
        course = actions.bring_course_in(upload=upload, by=request.acting, now=clock.now())
        return reverse("courses:brought", kwargs={"course": course.public_id}), ""
    page = reverse("courses:medium", kwargs={"medium": media.public_id})
    if media.kind not in queries.PLAYS or media.streams or not actions.can_prepare():
        return page, ""
    run = start(
        jobs.prepare, title=_("Smaller bitrates of “%(name)s”") % {"name": media.name}, owner=request.user.public_id,
        language=get_language() or "zh-hans", media=media.public_id, by=request.acting.public_id,
    )  # fmt: skip
    return page, reverse("desks:run", kwargs={"run": run.public_id})


@require_POST
@admits(*AUTHORS)
def announce(request: ActingRequest) -> JsonResponse:
    """A large file is about to come: the answer says from which byte on."""
    try:
        said: dict[str, Any] = json.loads(request.body)
        announced = actions.Announced(str(said["name"]), int(said["size"]), str(said["fingerprint"])[:100])
    except (ValueError, TypeError, KeyError):
        return JsonResponse(
            {"sentence": _("The file was not announced as it must be. Please load the page again.")}, status=400
        )
    try:
        upload = actions.begin_upload(
            programme=programme_of(request), announced=announced, by=request.acting, now=clock.now()
        )
    except Refusal as refusal:
        return JsonResponse({"sentence": str(refusal)}, status=refusal.status)
    return JsonResponse(
        {"send": reverse("courses:piece", kwargs={"upload": upload.public_id}), "received": upload.received}
    )


@require_POST
@admits(*AUTHORS, upload=Upload)
def piece(request: ActingRequest, upload: Upload) -> JsonResponse:
    """One piece of a file, beginning at ``?offset=``; the last one brings the medium."""
    offset = request.GET.get("offset", "")
    if upload.account_id != request.acting.account_id or not offset.isdecimal():
        return JsonResponse({"sentence": _("This file is sent by somebody else.")}, status=409)
    try:
        row = upload
        if upload.received < upload.size or not upload.size:
            row = actions.take_piece(upload=upload, offset=int(offset), piece=request.body, now=clock.now())
        if row.received < row.size:
            return JsonResponse({"received": row.received})
        page, run = _finished(request, row)
    except Refusal as refusal:
        told = {"sentence": str(refusal), "received": refusal.parameters.get("received")}
        return JsonResponse(told, status=refusal.status)
    return JsonResponse({"received": row.size, "page": page, "run": run})


@require_http_methods(["GET", "POST"])
@csp_update({"media-src": [SELF, "blob:"]})
@admits(*AUTHORS, medium=Media)
def medium(request: ActingRequest, medium: Media) -> HttpResponse:
    """A medium: played, called, captioned, its transcript."""
    form = MediumForm(request.POST or None, initial={"name": medium.name, "transcript": medium.transcript})
    if request.method == "POST" and carried_out(form, lambda: _describe(request, medium, form)):
        messages.success(request, _("Saved."))
        return redirect("courses:medium", medium=medium.public_id)
    return _page(request, medium, form, CaptionForm())


def _describe(request: ActingRequest, medium: Media, form: MediumForm) -> None:
    typed = form.cleaned_data
    actions.describe_medium(
        media=medium, name=typed["name"].strip(), transcript=typed["transcript"].strip(), by=request.acting
    )


def _page(request: ActingRequest, medium: Media, form: MediumForm, caption_form: CaptionForm) -> HttpResponse:
    captions = queries.captions_of(medium)
    context = {
        "medium": medium, "form": form, "caption_form": caption_form, "captions": captions,
        "media_key": queries.media_key(medium, request.user), "transcript": queries.transcript_of(medium, captions),
        "lesson": {"kind": medium.kind, "title": medium.name, "media": medium},
        "lessons": medium.lessons.filter(is_offered=True).select_related("course"),
        "can_prepare": actions.can_prepare(), "plays": medium.kind in queries.PLAYS, "package": package_of(request, medium),
    }  # fmt: skip
    return render(request, "courses/medium.html", context, status=422 if form.errors or caption_form.errors else 200)


@require_POST
@admits(*AUTHORS, medium=Media)
def add_captions(request: ActingRequest, medium: Media) -> HttpResponse:
    """Captions of one language, in place of earlier ones."""
    form = CaptionForm(request.POST, request.FILES)
    if carried_out(form, lambda: _set(request, medium, form)):
        messages.success(request, _("The captions are in."))
        return redirect("courses:medium", medium=medium.public_id)
    named = MediumForm(initial={"name": medium.name, "transcript": medium.transcript})
    return _page(request, medium, named, form)


def _set(request: ActingRequest, medium: Media, form: CaptionForm) -> None:
    typed = form.cleaned_data
    actions.set_captions(media=medium, language=typed["language"], text=typed["file"], by=request.acting)


@require_POST
@admits(*AUTHORS, caption=Caption)
def remove_captions(request: ActingRequest, caption: Caption) -> HttpResponse:
    """Show them no more."""
    media = caption.media
    actions.remove_captions(caption=caption, by=request.acting)
    messages.success(request, _("The captions are no longer shown."))
    return redirect("courses:medium", medium=media.public_id)


@require_POST
@admits(*AUTHORS, medium=Media)
def prepare(request: ActingRequest, medium: Media) -> HttpResponse:
    """Make the bitrates of a film that came without, or whose making failed."""
    run = start(
        jobs.prepare, title=_("Smaller bitrates of “%(name)s”") % {"name": medium.name}, owner=request.user.public_id,
        language=get_language() or "zh-hans", media=medium.public_id, by=request.acting.public_id,
    )  # fmt: skip
    return redirect("desks:run", run=run.public_id)


@require_safe
@signed_in
def stream(request: ActingRequest, media: str, key: str, part: str) -> HttpResponseBase:
    """One list or piece of a film's bitrates, to whoever was given its key."""
    found = Media.objects.filter(public_id=media).first()
    if found is None or not queries.media_opened_by(key, found, request.user):
        raise Http404
    name = queries.stream_part(found, part)
    if name is None or not default_storage.exists(name):
        raise Http404
    return sent_in_parts(request, name, STREAM_TYPES[name.rpartition(".")[2]])


@require_GET
@signed_in
def captions(request: ActingRequest, media: str, key: str, language: str) -> HttpResponse:
    """Captions as the browser reads them, to whoever was given the key of the film."""
    found = Caption.objects.select_related("media").filter(media__public_id=media, language=language).first()
    if found is None or not queries.media_opened_by(key, found.media, request.user):
        raise Http404
    return HttpResponse(
        found.text, content_type="text/vtt; charset=utf-8", headers={"Cache-Control": "private, max-age=600"}
    )
