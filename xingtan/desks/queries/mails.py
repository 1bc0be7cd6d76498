"""What is left to do about rosters that came by mail."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xingtan.accounts.models import Post
from xingtan.desks.items import Todo
from xingtan.desks.navigation import href_of
from xingtan.desks.words import waited_words
from xingtan.mailroom.queries import waiting_for
from xingtan.programmes.models import Programme


def to_decide(post: Post, programme: Programme, now: datetime) -> Todo | None:
    """Mails that could not be sorted with certainty (R44)."""
    waiting = waiting_for(post, programme)
    if not waiting.count or waiting.oldest_at is None:
        return None
    sentence = ngettext("%(count)s mail is to be decided", "%(count)s mails are to be decided", waiting.count)
    return Todo(
        sentence % {"count": waiting.count},
        since=waited_words(waiting.oldest_at, now),
        href=href_of("mailroom:index"),
        button=_("Look"),
    )
