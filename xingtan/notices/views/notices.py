"""The home page, notices with their files, and their editing."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingtan.accounts.access import ActingRequest, acting_post, admits, public
from xingtan.accounts.models import Kind, Post
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.notices import actions, queries
from xingtan.notices.forms import MaterialForm, NoticeForm, WithdrawForm
from xingtan.notices.models import Material, Notice
from xingtan.notices.rules import blocks_of
from xingtan.notices.views.receipts import OVERSEERS, SIGNERS, may_forward
from xingtan.ui.lists import page_of

EDITORS = (Kind.PROVIDER_MANAGER, Kind.CONTENT_EDITOR)
ON_HOME = 6


@public
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Programme, dates, notices with their files, sign-in (R35, R59, R62)."""
    context = {
        "programme": request.programme,  # type: ignore[attr-defined]  # set by the programmes' middleware
        "notices": queries.public_notices()[:ON_HOME],
        "today": clock.today(),
        "is_signed_in": acting_post(request) is not None,
    }
    return render(request, "notices/home.html", context)


@public
@require_GET
def help_page(request: HttpRequest) -> HttpResponse:
    """How to sign in the first time, and whom to ask."""
    return render(request, "notices/help.html", {"programme": request.programme})  # type: ignore[attr-defined]


@public
@require_GET
def notice_list(request: HttpRequest) -> HttpResponse:
    """Every notice this reader may read; an editor sees drafts and withdrawn ones too."""
    reader = acting_post(request)
    is_editor = reader is not None and reader.kind in EDITORS
    if reader is not None and is_editor:
        rows = queries.notices_kept_by(reader)
    else:
        rows = queries.published_notices() if reader else queries.public_notices()
    context = {"page": page_of(request, rows, per=20), "is_editor": is_editor}
    return render(request, "notices/list.html", context)


@public
@require_GET
def notice_page(request: HttpRequest, notice: str) -> HttpResponse:
    """One notice with all its facts, its text and its files (R01)."""
    reader = acting_post(request)
    found = queries.readable_notice(notice, is_signed_in=reader is not None)
    if found is None:
        raise Http404
    context = {"notice": found, "blocks": list(blocks_of(found.body)), **_way(found, reader)}
    return render(request, "notices/notice.html", context)


def _way(notice: Notice, reader: Post | None) -> dict[str, object]:
    """How far the notice has come, as it concerns who reads it (R39)."""
    if reader is None or not notice.wants_receipt:
        return {}
    if reader.kind in SIGNERS and reader.school is not None:
        return {"own": queries.standing_for(notice, reader.school)}
    if reader.kind not in OVERSEERS or not Notice.objects.within(reader).filter(pk=notice.pk).exists():
        return {}
    rows = queries.by_division(reader, notice)
    counties = [each for each in rows if not each.is_city]
    return {
        "counties": len(counties),
        "forwarded": sum(each.forwarding is not None for each in counties),
        "schools": sum(each.schools for each in rows),
        "signed": sum(each.signed for each in rows),
        "to_forward": next(
            (each for each in rows if may_forward(reader, each.division) and each.forwarding is None), None
        ),
        "forwarding": next((each.forwarding for each in rows if may_forward(reader, each.division)), None),
    }


@public
@require_GET
def material(request: HttpRequest, material: str) -> FileResponse:
    """A file, always as a download: nothing that was uploaded is shown inside our pages."""
    found = queries.readable_material(material, is_signed_in=acting_post(request) is not None)
    if found is None:
        raise Http404
    return _download(found)


@require_GET
@admits(*EDITORS, material=Material)
def material_kept(_request: ActingRequest, material: Material) -> FileResponse:
    """A file of a notice that is not published, for its editors."""
    return _download(material)


def _download(material: Material) -> FileResponse:
    return FileResponse(material.file.open("rb"), as_attachment=True, filename=material.file_name)


@require_http_methods(["GET", "POST"])
@admits(*EDITORS)
def notice_new(request: ActingRequest) -> HttpResponse:
    """Write a notice; it starts as a draft."""
    programme = request.programme
    if programme is None:
        raise Http404
    initial = {"issuer": programme.undertaking_institution, "issued_on": clock.today(), "is_public": True}
    form = NoticeForm(request.POST) if request.method == "POST" else NoticeForm(initial=initial)
    if request.method == "POST" and form.is_valid():
        facts = form.facts(None, division=programme.owner_division_id, programme_code=programme.code)
        try:
            notice = actions.write_notice(facts=facts, by=request.acting)
            return redirect("notices:edit", notice=notice.public_id)
        except Refusal as refusal:
            form.refuse(refusal)
    return render(request, "notices/new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@admits(*EDITORS, notice=Notice)
def notice_edit(request: ActingRequest, notice: Notice) -> HttpResponse:
    """Change, publish and withdraw a notice, and look after its files."""
    form = NoticeForm(request.POST) if request.method == "POST" else NoticeForm.about(notice)
    if request.method == "POST" and form.is_valid():
        facts = form.facts(notice, division="", programme_code="")
        try:
            actions.change_notice(notice=notice, facts=facts, by=request.acting)
            messages.success(request, _("Saved."))
            return redirect("notices:edit", notice=notice.public_id)
        except Refusal as refusal:
            form.refuse(refusal)
    return _editing(request, notice, form=form)


def _editing(request: ActingRequest, notice: Notice, **forms: NoticeForm | MaterialForm | WithdrawForm) -> HttpResponse:
    """The editing page with the form that could not be taken; what was typed stays."""
    context = {
        "notice": notice,
        "form": NoticeForm.about(notice),
        "material_form": MaterialForm(),
        "withdraw_form": WithdrawForm(),
    }
    faulty = any(form.errors for form in forms.values())
    return render(request, "notices/edit.html", {**context, **forms}, status=422 if faulty else 200)


@require_POST
@admits(*EDITORS, notice=Notice)
def notice_publish(request: ActingRequest, notice: Notice) -> HttpResponse:
    """Let people see it."""
    actions.publish_notice(notice=notice, by=request.acting, now=clock.now())
    messages.success(request, _("Published. People see it from now on."))
    return redirect("notices:edit", notice=notice.public_id)


@require_POST
@admits(*EDITORS, notice=Notice)
def notice_withdraw(request: ActingRequest, notice: Notice) -> HttpResponse:
    """Take it back, with the reason."""
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _editing(request, notice, withdraw_form=form)
    actions.withdraw_notice(notice=notice, because=form.cleaned_data["because"], by=request.acting, now=clock.now())
    messages.success(request, _("Withdrawn. Nobody but its editors sees it now."))
    return redirect("notices:edit", notice=notice.public_id)


@require_POST
@admits(*EDITORS, notice=Notice)
def material_add(request: ActingRequest, notice: Notice) -> HttpResponse:
    """Hang a file on it."""
    form = MaterialForm(request.POST, request.FILES)
    if form.is_valid():
        file, title = form.cleaned_data["file"], form.cleaned_data["title"]
        try:
            actions.add_material(
                notice=notice, title=title, name=file.name, content=file.read(), by=request.acting, now=clock.now()
            )
            return redirect("notices:edit", notice=notice.public_id)
        except Refusal as refusal:
            form.refuse(refusal)
    return _editing(request, notice, material_form=form)


@require_POST
@admits(*EDITORS, material=Material)
def material_remove(request: ActingRequest, material: Material) -> HttpResponse:
    """Take a file away."""
    notice = material.notice
    actions.remove_material(material=material, by=request.acting)
    messages.success(request, _("“%(title)s” was taken away.") % {"title": material.title})
    return redirect("notices:edit", notice=notice.public_id)
