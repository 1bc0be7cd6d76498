"""The files of packages, to whoever was given the day's key; what they may do is said by their headers (A8).

A package runs in a sandbox: on a separate origin where ``XINGTAN_CONTENT_ORIGIN`` names one, else in an origin of its
own that nothing else shares. Either way it may fetch nothing but its own files.
"""

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.templatetags.static import static
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from xingtan.accounts.access import public
from xingtan.courses import queries
from xingtan.courses.models import Media
from xingtan.courses.rules import manifests, package_files
from xingtan.courses.views.catalogue import sent_in_parts
from xingtan.foundation import clock

RUNTIMES = {manifests.SCORM_12: "ui/built/pages/sco-12.js", manifests.SCORM_2004: "ui/built/pages/sco-2004.js"}
_OPENED = frozenset({"", "document", "iframe", "frame"})
"""``Sec-Fetch-Dest`` of a page that is opened; one that a script fetches stays as it is."""


@require_safe
@xframe_options_exempt
@public
def package_file(request: HttpRequest, media: str, key: str, part: str) -> HttpResponseBase:
    """One file of a package."""
    found = Media.objects.filter(public_id=media, kind=Media.Kind.PACKAGE).first()
    name = f"{found.folder}/{part}" if found else ""
    is_open = queries.package_opened_by(key, media, clock.now()) and package_files.is_plain_path(part)
    if found is None or not is_open or not default_storage.exists(name):
        raise Http404
    content_type = package_files.served_as(part)
    is_page = _is_opened(request, name, content_type)
    answer = _page(request, name, found) if is_page else sent_in_parts(request, name, content_type)
    answer["Content-Type"] = content_type
    answer["Content-Security-Policy"] = _policy(request, key)
    answer["Access-Control-Allow-Origin"] = "*"  # its own scripts and fonts come from an origin that is nobody's
    answer["Accept-Ranges"] = "bytes"
    answer["Cache-Control"] = "private, max-age=43200"
    if content_type == package_files.DOWNLOADED:
        answer["Content-Disposition"] = "attachment"
    return answer


def _is_opened(request: HttpRequest, name: str, content_type: str) -> bool:
    return (
        content_type in package_files.PAGES
        and request.headers.get("Sec-Fetch-Dest", "") in _OPENED
        and default_storage.size(name) <= package_files.MOST_PAGE_BYTES
    )


def _page(request: HttpRequest, name: str, media: Media) -> HttpResponse:
    """A page with the interface it asks for, before any script of its own."""
    with default_storage.open(name, "rb") as file:
        page = file.read()
    script = static(RUNTIMES[queries.manifest_of(media).version])
    answer = HttpResponse(package_files.with_runtime(page, request.build_absolute_uri(script)))
    answer["Vary"] = "Sec-Fetch-Dest"
    return answer


def _policy(request: HttpRequest, key: str) -> str:
    """Scripts as packages are written, and not a byte from or to anywhere but the package."""
    here = f"{request.scheme}://{request.get_host()}"
    own = f"{here}{request.path.split(key)[0]}{key}/"
    runtime = f"{here}{static('ui/built/pages/')}"
    is_apart = bool(settings.CONTENT_ORIGIN) and here == settings.CONTENT_ORIGIN
    sandbox = " ".join((*queries.SANDBOX, "allow-same-origin") if is_apart else queries.SANDBOX)
    loose = "'unsafe-inline' 'unsafe-eval'"
    return (
        f"default-src {own} data: blob: {loose}; script-src {own} {runtime} blob: data: {loose}; object-src 'none'; "
        f"form-action {own}; base-uri {own}; sandbox {sandbox}"
    )
