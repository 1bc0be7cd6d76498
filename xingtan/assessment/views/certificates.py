"""Certificates: the list, issuing, printing, revoking."""

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.assessment import actions, exports, jobs, printing, queries
from xingtan.assessment.forms import CertificateFilter, ReasonForm
from xingtan.assessment.models import Certificate
from xingtan.assessment.views.learners import VIEWERS
from xingtan.audit import actions as audit
from xingtan.foundation import clock
from xingtan.foundation.tasks import start
from xingtan.ui.lists import page_of, wants_export


@require_GET
@admits(*VIEWERS)
def certificates(request: ActingRequest) -> HttpResponse:
    """The certificates within scope; also as a workbook."""
    filters = CertificateFilter(request.GET)
    rows = _narrowed(queries.certificates(request.acting), filters)
    if wants_export(request):
        audit.record("export_certificates", by=request.acting, rows=rows.count())
        return exports.certificates(rows)
    context = {
        "page": page_of(request, rows),
        "filters": filters,
        "may_issue": request.acting.kind == Kind.ACADEMIC,
        "due": queries.certificates_due(request.programme) if request.programme else 0,
        "scheme": queries.scheme_of(request.programme),
        "reason": ReasonForm(),
    }
    return render(request, "assessment/certificates.html", context)


@require_POST
@admits(Kind.ACADEMIC)
def issue(request: ActingRequest) -> HttpResponse:
    """Start issuing in the background."""
    if request.programme is None:
        raise Http404
    run = start(
        jobs.issue_certificates, title=_("Issuing certificates"), owner=request.user.public_id,
        programme=request.programme.pk, post=request.acting.pk,
    )  # fmt: skip
    return redirect("desks:run", run=run.public_id)


@require_GET
@admits(*VIEWERS, Kind.LEARNER, certificate=Certificate)
def certificate_pdf(request: ActingRequest, certificate: Certificate) -> HttpResponse:
    """One certificate to print; a revoked one is not printed again."""
    if certificate.is_revoked:
        raise Http404
    audit.record("print_certificate", by=request.acting, about=certificate)
    return exports.file(printing.certificates_pdf([certificate]), f"{certificate.number}.pdf", exports.PDF)


@require_GET
@admits(*VIEWERS, certificate=Certificate)
def school_certificates_pdf(request: ActingRequest, certificate: Certificate) -> HttpResponse:
    """All valid certificates of the same school and programme in one PDF."""
    found = queries.certificates_beside(request.acting, certificate)
    if not found:
        raise Http404
    school = certificate.enrolment.school
    audit.record("print_certificates", by=request.acting, about=school, count=len(found))
    return exports.file(printing.certificates_pdf(found), f"{school.registered_name}.pdf", exports.PDF)


@require_POST
@admits(Kind.ACADEMIC, certificate=Certificate)
def revoke(request: ActingRequest, certificate: Certificate) -> HttpResponse:
    """Revoke a certificate, with a reason that its check page shows."""
    form = ReasonForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.revoke_certificate(certificate=certificate, reason=reason, by=request.acting, now=clock.now())
        messages.success(request, _("The certificate is revoked."), extra_tags="ok")
    else:
        messages.error(request, _("Please say why. Nothing was recorded."), extra_tags="stop")
    return redirect("assessment:certificates")


@require_POST
@admits(Kind.ACADEMIC, certificate=Certificate)
def reissue(request: ActingRequest, certificate: Certificate) -> HttpResponse:
    """Issue a new certificate in place of a revoked one."""
    issued = actions.reissue_certificate(certificate=certificate, by=request.acting, now=clock.now())
    said = _("The new certificate has the number %(number)s.") % {"number": issued.number}
    messages.success(request, said, extra_tags="ok")
    return redirect("assessment:certificates")


def _narrowed(rows: "QuerySet[Certificate]", filters: CertificateFilter) -> "QuerySet[Certificate]":
    text, state = filters.chosen("q"), filters.chosen("state")
    if text:
        by_place = Q(enrolment__school__registered_name__icontains=text)
        rows = rows.filter(Q(number__icontains=text) | Q(enrolment__account__name__icontains=text) | by_place)
    return rows.filter(revoked_at__isnull=state == "valid") if state else rows
