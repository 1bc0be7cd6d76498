"""A transfer that is for another programme of the same account."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.billing import actions, queries
from xingtan.billing.forms import HandOverForm
from xingtan.billing.models import BankLine
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal


@require_POST
@admits(Kind.FINANCE, line=BankLine)
def hand_over(request: ActingRequest, line: BankLine) -> HttpResponse:
    """Give the transfer to the other programme's queue; what is refused is said on the transfer's page."""
    form = HandOverForm(request.POST, programmes=queries.programmes_sharing(line.standing))
    if not form.is_valid():
        messages.error(request, _("Please choose the programme again; nothing was changed."))
        return redirect("billing:transfer", line=line.public_id)
    to, version = form.cleaned_data["programme"], form.cleaned_data["version"]
    try:
        actions.hand_over(line=line, to=to, version=version, by=request.acting, now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("billing:transfer", line=line.public_id)
    messages.success(request, _("The transfer stands in the queue of “%(programme)s” now.") % {"programme": to})
    return redirect("billing:transfers")
