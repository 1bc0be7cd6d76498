"""Files of works: pictures shown, documents always as a download."""

from django.http import FileResponse, Http404
from django.views.decorators.http import require_GET

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.coursework.models import PeerReview, WorkFile
from xingtan.coursework.views.posts import MARKERS


@require_GET
@admits(Kind.LEARNER, *MARKERS, file=WorkFile)
def work_file(_request: ActingRequest, file: WorkFile) -> FileResponse:
    """A file of a work, for its learner and who marks it."""
    return answered(file)


@require_GET
@admits(Kind.LEARNER, review=PeerReview)
def review_file(_request: ActingRequest, review: PeerReview, position: int) -> FileResponse:
    """A file of the work one reviews, by its place among the files."""
    names = review.version.files
    row = WorkFile.objects.filter(public_id=names[position - 1]).first() if 0 < position <= len(names) else None
    if row is None:
        raise Http404
    return answered(row)


def answered(row: WorkFile) -> FileResponse:
    """The file: a picture of our own making in the page, anything else to be kept on the disk."""
    kind = "image/jpeg" if row.is_picture else "application/octet-stream"
    answer = FileResponse(
        row.file.open("rb"), as_attachment=not row.is_picture, filename=row.file_name, content_type=kind
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
