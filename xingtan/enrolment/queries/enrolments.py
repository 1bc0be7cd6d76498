"""What can be asked about enrolment."""

from collections.abc import Iterable

from django.db.models import Count, Q

from xingtan.accounts.models import Post, id_hash
from xingtan.enrolment.models import Enrolment, EnrolmentQuerySet
from xingtan.organisations.models import School
from xingtan.organisations.queries import schools_found
from xingtan.programmes.models import Programme

BATCH = 500


def headcount_by_school(programme: Programme) -> dict[int, int]:
    """How many teachers each school has enrolled, by the school's key; schools with nobody are left out."""
    counts = Enrolment.objects.filter(programme=programme).accepted().values_list("school_id").annotate(Count("pk"))
    return dict(counts.order_by("school_id"))


def headcount_of(programme: Programme, school: School) -> int:
    """How many teachers one school has enrolled."""
    count: int = Enrolment.objects.filter(programme=programme, school=school).accepted().count()
    return count


def enrolments_of_school(programme: Programme, school: School) -> EnrolmentQuerySet:
    """The enrolled teachers of a school with their accounts, by name."""
    rows = Enrolment.objects.filter(programme=programme, school=school).accepted()
    return rows.select_related("account").order_by("account__name", "pk")  # type: ignore[no-any-return]


def enrolment_of(programme: Programme, account_id: int) -> Enrolment | None:
    """A person's live enrolment in a programme."""
    found: Enrolment | None = (
        Enrolment.objects.filter(programme=programme, account_id=account_id)
        .accepted()
        .select_related("school", "programme")
        .first()
    )
    return found


def schools_by_id_hash(programme: Programme, id_hashes: Iterable[str]) -> dict[str, int]:
    """Which of these people are enrolled already, and by which school's key. For checks, never for showing (A24)."""
    hashes = list(id_hashes)
    found: dict[str, int] = {}
    for start in range(0, len(hashes), BATCH):
        rows = Enrolment.objects.filter(programme=programme, account__id_hash__in=hashes[start : start + BATCH])
        found.update(
            (number or "", school) for number, school in rows.accepted().values_list("account__id_hash", "school_id")
        )
    return found


def is_enrolled_elsewhere(programme: Programme, school: School, id_number: str) -> bool:
    """Whether another school has enrolled this person; which one is not told (A24)."""
    number = id_hash(id_number)
    return schools_by_id_hash(programme, [number]).get(number, school.pk) != school.pk


def teachers_within(post: Post, programme: Programme) -> EnrolmentQuerySet:
    """The enrolled teachers a post may see, with account and school."""
    rows = Enrolment.objects.filter(programme=programme).accepted().within(post)
    return rows.select_related("account", "school__division")  # type: ignore[no-any-return]


def narrowed(
    rows: EnrolmentQuerySet,
    *,
    text: str | None = None,
    county: str | None = None,
    stage: str | None = None,
    account: str | None = None,
) -> EnrolmentQuerySet:
    """Teachers whose name or school contains a text, of a county, of a stage, with an account in some state."""
    if text:
        schools = schools_found(School.objects.all(), text).values("pk")
        rows = rows.filter(Q(account__name__contains=text.strip()) | Q(school__in=schools))
    if county:
        rows = rows.filter(school__division_id=county)
    if stage:
        rows = rows.filter(stage=stage)
    if account:
        rows = rows.filter(account__activated_at__isnull=account != "activated")
    return rows
