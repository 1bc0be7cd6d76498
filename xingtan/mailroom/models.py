"""What is stored of the mails that came in: each once, its enclosures, and each step of its way."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xingtan.accounts.models import Post
from xingtan.accounts.scopes import Reach, ScopedQuerySet
from xingtan.billing.models import Voucher
from xingtan.foundation.fields import PublicIdField, SealedField
from xingtan.organisations.models import Division, School
from xingtan.programmes.models import Programme
from xingtan.rosters.models import Bundle, Roster


class LetterQuerySet(ScopedQuerySet["Letter"]):
    """Mails, narrowed by the unit they were recognised to come from; what fits nothing is the city's."""

    reach = Reach(division="division", programme="programme")


class Letter(models.Model):
    """One mail, stored before anything is done with it (R44)."""

    class State(models.TextChoices):
        """Where it stands."""

        NEW = "new", _("Not looked at yet")
        WAITING = "waiting", _("Waits for you")
        TAKEN = "taken", _("Mail taken in")
        ANSWERED = "answered", _("Sent back to the sender")
        FILED = "filed", _("Filed, nothing to do")
        DISMISSED = "dismissed", _("Dismissed")

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="letters")
    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    """The unit it comes from as far as that is certain, else the city whose programme it is."""
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="letters")
    identity = models.CharField(max_length=64, unique=True)
    """A hash of its Message-ID and its body: the same mail delivered twice is one."""
    bringer = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    """The county's or city's clerk it is from, when it holds many schools' rosters (A05)."""
    kind = models.CharField(max_length=10, default="letter")
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    why = models.CharField(max_length=20, blank=True)
    """The code of the reason it waits, was sent back or filed."""
    sender = SealedField(purpose="letter.sender")
    sender_name = SealedField(purpose="letter.sender_name")
    sender_hash = models.CharField(max_length=40)
    subject = models.CharField(max_length=300, blank=True)
    message_id = models.CharField(max_length=250, blank=True)
    text = SealedField(purpose="letter.text")
    size = models.PositiveIntegerField()
    is_whole = models.BooleanField(default=True)
    """Whether all of it was fetched; not so when it is too large."""
    attempts = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField(null=True, blank=True)
    came_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["new", "waiting", "taken", "answered", "filed", "dismissed"]),
                name="letter_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="new", settled_at__isnull=True) | ~Q(state="new") & Q(settled_at__isnull=False),
                name="letter_settled_has_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "state", "came_at"], name="letter_queue"),
            models.Index(fields=["sender_hash", "came_at"], name="letter_by_sender"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"

    @property
    def is_open(self) -> bool:
        """Whether a clerk still has to decide."""
        return self.state == self.State.WAITING


class LetterSource(models.Model):
    """The mail as it came over the wire, sealed; apart, so that lists do not carry it. Forgotten after a while."""

    letter = models.OneToOneField(Letter, models.CASCADE, related_name="source")
    raw = SealedField(purpose="letter.raw")

    def __str__(self) -> str:
        return f"source of {self.letter_id}"


class Arrival(models.Model):
    """Where in a mailbox a mail was found; a message there is fetched once (UIDVALIDITY, RFC 3501)."""

    mailbox = models.CharField(max_length=200)
    uidvalidity = models.BigIntegerField()
    uid = models.BigIntegerField()
    letter = models.ForeignKey(Letter, models.CASCADE, related_name="arrivals")
    is_put_away = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mailbox", "uidvalidity", "uid"], name="arrival_once_per_mailbox")
        ]

    def __str__(self) -> str:
        return f"{self.mailbox} {self.uidvalidity}/{self.uid}"


class Enclosure(models.Model):
    """A file in a mail, those in a packed folder each for itself, and what became of it."""

    class State(models.TextChoices):
        """What became of it."""

        TAKEN = "taken", _("Mail taken in")
        WAITING = "waiting", _("Waits for you")
        REFUSED = "refused", _("Cannot be read")
        ASIDE = "aside", _("Left aside")
        DISMISSED = "dismissed", _("Dismissed")

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="enclosures")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices)
    why = models.CharField(max_length=20, blank=True)
    said = models.CharField(max_length=500, blank=True)
    """The sentence of a refusal, as it was told to the sender."""
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    candidates: Any = models.ManyToManyField(School, related_name="+")
    """The schools it may be of, when that is not certain."""
    named = models.CharField(max_length=100, blank=True)
    """The school as sheet or subject wrote it, to be remembered when a clerk says which it is."""
    teachers = models.PositiveIntegerField(default=0)
    problems = models.PositiveIntegerField(default=0)
    roster = models.ForeignKey(Roster, models.SET_NULL, null=True, blank=True, related_name="+")
    roster_version = models.PositiveIntegerField(default=0)
    """The version of the roster right after it was taken in; a later one was typed by somebody."""
    holds_many = models.BooleanField(default=False)
    """Whether its rows name several schools."""
    bundle = models.OneToOneField(Bundle, models.PROTECT, null=True, blank=True, related_name="+")
    """What it became, when it holds many schools' rosters."""
    told_at = models.DateTimeField(null=True, blank=True)
    """When the sender was told what was read of the bundle."""
    is_voucher = models.BooleanField(default=False)
    """Whether it is a remittance voucher and no roster (R55)."""
    vouchers: Any = models.ManyToManyField(Voucher, related_name="+")
    """What it became: one row for each voucher in the file."""

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "position"], name="enclosure_has_one_place"),
            models.CheckConstraint(
                condition=~Q(state="taken") | Q(school__isnull=False) | Q(bundle__isnull=False),
                name="enclosure_taken_is_somebodys",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id}/{self.position} {self.state}"


class LetterStep(models.Model):
    """One step of a mail's way: what was done and when, by whom if it was a person. Never changed."""

    class Kind(models.TextChoices):
        """What was done."""

        CAME = "came", _("Mail came in")
        TAKEN = "taken", _("Mail taken in")
        QUEUED = "queued", _("Laid before the clerk")
        FILED = "filed", _("Filed, nothing to do")
        ANSWERED = "answered", _("Sender answered")
        ASSIGNED = "assigned", _("Assigned to a school")
        DISMISSED = "dismissed", _("Dismissed")

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=500, blank=True)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.kind}"


class MailboxLook(models.Model):
    """How it went when a mailbox was looked into last, so that one that cannot be read does not go unnoticed."""

    class Trouble(models.TextChoices):
        """Why it could not be read."""

        CERTIFICATE = "certificate", _("The mail server’s certificate is not trusted.")
        SIGN_IN = "sign_in", _("The mail server refuses user name and password.")
        AWAY = "away", _("The mail server cannot be reached.")

    mailbox = models.CharField(max_length=200, unique=True)
    reached_at = models.DateTimeField(null=True, blank=True)
    """When it was read to the end last."""
    failing_since = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=12, choices=Trouble.choices, blank=True)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(failing_since__isnull=True, trouble="") | Q(failing_since__isnull=False) & ~Q(trouble=""),
                name="mailbox_failing_has_trouble",
            )
        ]

    def __str__(self) -> str:
        return f"{self.mailbox} {self.trouble or 'ok'}"
