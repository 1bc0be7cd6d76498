"""What can be asked about the mails that came in."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.scopes import within
from xingtan.billing.models import Bill, Voucher
from xingtan.foundation.clock import ZONE
from xingtan.mailroom.models import Arrival, Enclosure, Letter, LetterQuerySet, LetterStep, MailboxLook
from xingtan.mailroom.rules import Bringer, KnownSchool, Register, bringer_among, is_doubted
from xingtan.organisations import queries as organisations
from xingtan.organisations.models import School
from xingtan.organisations.rules import CodeSystem, DivisionKind, DivisionRecord, Place, contains
from xingtan.outbox.models import Message
from xingtan.programmes.models import Programme
from xingtan.rosters import queries as rosters
from xingtan.rosters.models import Roster, RosterRow
from xingtan.rosters.queries.mailing import mailing_of

State = Letter.State
CLERKS = (Kind.CITY_SUPERVISOR, Kind.COUNTY_ADMIN, Kind.SUPPORT)
"""Who looks after the mailbox."""
SHOWN_ROWS = 60
OFFERED_SCHOOLS = 10


def register() -> Register:
    """Every school with all its names, as the reader of subjects and sheets asks for it; four queries."""
    divisions = [
        DivisionRecord(
            code=each.code, name=each.name, short_name=each.short_name, kind=DivisionKind(each.kind),
            code_system=CodeSystem(each.code_system), parent=each.parent_id, aliases=tuple(each.aliases),
        )
        for each in organisations.divisions()
    ]  # fmt: skip
    names = organisations.names_of_schools()
    rows = School.objects.order_by().values_list("pk", "division_id", "is_city_direct")
    return Register.of(divisions, [KnownSchool(pk, names[pk], code, direct) for pk, code, direct in rows])


def letters_within(post: Post, programme: Programme) -> LetterQuerySet:
    """The mails a post may see, the latest first."""
    rows = Letter.objects.filter(programme=programme).within(post).select_related("school", "division")
    return rows.defer("text").order_by("-came_at", "-pk")  # type: ignore[no-any-return]


def filtered(rows: LetterQuerySet, *, states: Iterable[str], county: str | None, text: str | None) -> LetterQuerySet:
    """Mails in some states, of a county, whose subject or school contains a text."""
    rows = rows.filter(state__in=list(states))
    if county:
        rows = rows.filter(division_id=county)
    if text:
        rows = rows.filter(Q(subject__icontains=text) | Q(school__registered_name__contains=text))
    return rows


def counts_by_state(post: Post, programme: Programme) -> dict[str, int]:
    """How many mails are in each state within a post's scope."""
    rows = Letter.objects.filter(programme=programme).within(post)
    return dict(rows.order_by().values_list("state").annotate(Count("pk")))


@dataclass(frozen=True)
class Waiting:
    """What waits for a clerk: how many mails, and since when the oldest."""

    count: int
    oldest_at: datetime | None


def waiting_for(post: Post, programme: Programme) -> Waiting:
    """The mails this post has to decide about."""
    rows = Letter.objects.filter(programme=programme, state=State.WAITING).within(post)
    found = rows.order_by().aggregate(count=Count("pk"), oldest=Min("came_at"))
    return Waiting(found["count"], found["oldest"])


def enclosures_of(letter: Letter) -> list[Enclosure]:
    """The files of a mail with their schools; four queries."""
    rows = letter.enclosures.select_related("school__division", "roster", "letter", "bundle")
    return list(rows.prefetch_related("candidates__division", "vouchers__bill__school"))


def steps_of(letter: Letter) -> QuerySet[LetterStep]:
    """The way of a mail so far, with who went it."""
    return letter.steps.select_related("by__account", "by__school", "by__division")


def answers_of(letter: Letter) -> list[Message]:
    """What the sender was told, and whether it went out."""
    return list(Message.objects.filter(dedup_key__startswith=f"mailroom:{letter.public_id}:").order_by("pk"))


def known_uids(mailbox: str, uidvalidity: int) -> list[int]:
    """The messages of a mailbox that were stored and put away already."""
    rows = Arrival.objects.filter(mailbox=mailbox, uidvalidity=uidvalidity, is_put_away=True)
    return list(rows.values_list("uid", flat=True))


def arrival_at(mailbox: str, uidvalidity: int, uid: int) -> Arrival | None:
    """Where a message was stored before, if it was."""
    return Arrival.objects.filter(mailbox=mailbox, uidvalidity=uidvalidity, uid=uid).first()


def failing_mailbox(name: str) -> MailboxLook | None:
    """The mailbox when it could not be read the last time: why, since when, and when it was read last."""
    found: MailboxLook | None = MailboxLook.objects.filter(mailbox=name, failing_since__isnull=False).first()
    return found


def unsettled() -> list[Letter]:
    """The mails that are stored and not looked at yet, the oldest first."""
    return list(Letter.objects.filter(state=State.NEW).order_by("came_at", "pk"))


def answers_today(letter: Letter, now: datetime) -> int:
    """How many answers the sender of a mail had since midnight."""
    midnight = now.astimezone(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    given = LetterStep.objects.filter(kind=LetterStep.Kind.ANSWERED, at__gte=midnight)
    return given.filter(letter__sender_hash=letter.sender_hash).count()


def rows_to_mend(roster: Roster) -> list[RosterRow]:
    """The first rows of a draft that have something to be mended."""
    return list(rosters.rows_of(roster, only_problems=True)[:SHOWN_ROWS])


def why_not_take(programme: Programme, school: School) -> tuple[str, Roster | None]:
    """Why a mail does not become this school's draft by itself (empty when it does), and the roster that stands.

    Nothing that a person typed, handed in or had accepted is ever replaced by a mail.
    """
    standing = rosters.open_roster(school, programme)
    if standing is None:
        return ("accepted" if rosters.rosters_of_school(school, programme).exists() else ""), None
    if standing.state != Roster.State.DRAFT:
        return "handed_in", standing
    last = Enclosure.objects.filter(roster=standing, state=Enclosure.State.TAKEN).order_by("-pk").first()
    if last is None or last.roster_version != standing.version:
        return "typed", standing
    return "", standing


def schools_of_contact(address: str) -> frozenset[int]:
    """The schools whose contact has this mail address, in whatever case it is written."""
    if not address:
        return frozenset()
    posts = Post.objects.filter(kind=Kind.SCHOOL_CONTACT, is_active=True, school__isnull=False)
    return frozenset(posts.filter(account__mail__iexact=address).values_list("school_id", flat=True))


def bringer_of(letter: Letter, headers: Mapping[str, str], unit: Place | None) -> Post | None:
    """The clerk a mail is from, who may bring in many schools; of a settled mail, who it was held to be from then."""
    if letter.state != State.NEW:
        return letter.bringer
    if not letter.sender or is_doubted(headers):
        return None
    rows = Post.objects.filter(kind__in=rosters.BRINGERS, is_active=True, account__mail__iexact=letter.sender)
    owner = letter.programme.owner_division_id
    posts = {each.pk: each for each in rows.select_related("division") if contains(owner, each.division_id or "")}
    found = bringer_among([Bringer(each.pk, each.division_id or "") for each in posts.values()], unit)
    return posts[found] if found else None


def letters_to_tell() -> list[Letter]:
    """The mails whose bundles are all read and whose senders were not told yet."""
    untold = Enclosure.objects.filter(letter=OuterRef("pk"), bundle__isnull=False, told_at__isnull=True)
    reading = untold.filter(bundle__finished_at__isnull=True)
    return list(Letter.objects.filter(Exists(untold), ~Exists(reading)).order_by("pk"))


def bill_of(programme: Programme, school: School) -> Bill | None:
    """What a school owes for a programme, if a bill was drawn."""
    found: Bill | None = Bill.objects.filter(programme=programme, school=school).first()
    return found


def vouchers_of_file(bill: Bill, content: bytes) -> list[Voucher]:
    """What a file became that hangs on a bill already."""
    same = Voucher.objects.live().filter(bill=bill, source_sha256=hashlib.sha256(content).hexdigest())
    return list(same.order_by("position"))


def subject_for(school: School, programme: Programme) -> str:
    """The subject with which a school sends its roster (R45, A10)."""
    return mailing_of(school, programme).subject


def schools_offered(post: Post, text: str) -> list[School]:
    """Schools of a post's area found by name, alias or code, for choosing one."""
    rows = within(School.objects.select_related("division"), post)
    return list(organisations.schools_found(rows, text).order_by("division_id", "code")[:OFFERED_SCHOOLS])


def school_of_code(post: Post, code: str) -> School | None:
    """A school of a post's area by its code."""
    return within(School.objects.select_related("division"), post).filter(code=code).first()
