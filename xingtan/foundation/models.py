"""What the foundation stores: how far each piece of background work has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from xingtan.foundation.fields import PublicIdField


class Progress(models.Model):
    """One run of background work, as the person who started it sees it."""

    class State(models.TextChoices):
        """Where a run stands."""

        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    public_id = PublicIdField()
    job = models.CharField(max_length=200)
    title = models.CharField(max_length=200)
    owner = models.CharField(max_length=40, db_index=True)
    """Public id of the account that started it; nobody else sees it."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    said = models.TextField(blank=True)
    """The outcome in words, or why it failed and what was kept."""
    next_url = models.CharField(max_length=300, blank=True)
    """Where to go on when it is done."""
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "-created_at"], name="progress_of_owner")]

    def __str__(self) -> str:
        return f"{self.job} {self.state} {self.done}/{self.total}"

    @property
    def percent(self) -> int:
        """How far, 0 to 100."""
        if self.state == self.State.DONE:
            return 100
        return min(99, self.done * 100 // self.total) if self.total else 0

    @property
    def is_finished(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in {self.State.DONE, self.State.FAILED}


class TimerRun(models.Model):
    """When each timer last ran, so that several workers share one rhythm."""

    job = models.CharField(max_length=200, primary_key=True)
    ran_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.job
