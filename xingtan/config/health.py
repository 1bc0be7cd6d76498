"""What a supervisor asks: is it alive, is it ready, how is it doing."""

import ipaddress

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET
from django_prometheus.exports import ExportToDjangoView

from xingtan.accounts.access import public


@public
@require_GET
def alive(_request: HttpRequest) -> HttpResponse:
    """200 while the process answers; touches nothing else."""
    return HttpResponse("ok\n", content_type="text/plain")


@public
@require_GET
def ready(_request: HttpRequest) -> JsonResponse:
    """200 when the database answers and its tables are up to date, else 503 with what is wrong."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return JsonResponse({"ready": False, "database": "does not answer"}, status=503)
    state = f"{len(waiting)} migrations to apply: run xingtan migrate" if waiting else "ok"
    return JsonResponse({"ready": not waiting, "database": state}, status=503 if waiting else 200)


@public
@require_GET
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus figures, for askers on private addresses only; others see nothing here."""
    asker = ipaddress.ip_address(request.META.get("REMOTE_ADDR") or "0.0.0.0")  # noqa: S104 - not a bind
    if not (asker.is_loopback or asker.is_private) or "X-Forwarded-For" in request.headers:
        raise Http404
    return ExportToDjangoView(request)  # type: ignore[no-any-return]
