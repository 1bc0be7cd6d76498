"""Messages waiting to go out, and how each attempt went."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from xingtan.foundation.fields import PublicIdField, SealedField


class Message(models.Model):
    """One message to one address, written in the sender's transaction and delivered later, once."""

    class Channel(models.TextChoices):
        """The way a message goes."""

        MAIL = "mail", _("E-mail")
        SMS = "sms", _("Text message")

    class State(models.TextChoices):
        """Where a message stands."""

        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        GIVEN_UP = "given_up", _("Given up")

    public_id = PublicIdField()
    channel = models.CharField(max_length=10, choices=Channel.choices)
    to = SealedField(purpose="outbox.to")
    subject = models.CharField(max_length=200, blank=True)
    body = SealedField(purpose="outbox.body")
    headers = models.JSONField(default=dict, blank=True)
    """Further headers of a mail: what it answers, and that a machine wrote it."""
    enclosures = models.JSONField(default=list, blank=True)
    """Files of a mail, as ``{"name", "file", "type"}``; ``file`` is a name in the house's storage."""
    dedup_key = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="outbox_due")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False)
                | (~models.Q(state="sent") & models.Q(sent_at__isnull=True)),
                name="outbox_sent_has_moment",
            )
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state} {self.dedup_key}"
