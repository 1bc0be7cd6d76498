"""What waits for a post of the changes after enrolment: to decide, to answer, or to know."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xingtan.accounts.models import Kind, Post
from xingtan.desks.items import Todo
from xingtan.desks.navigation import href_of
from xingtan.desks.words import waited_words
from xingtan.enrolment.queries import decided_lately, waiting_for
from xingtan.programmes.models import Programme


def waiting_changes(post: Post, programme: Programme, now: datetime) -> Todo | None:
    """Requests whose turn it is at this post; one query."""
    waiting = waiting_for(post, programme)
    if not waiting.count or waiting.oldest_at is None:
        return None
    if post.kind == Kind.SCHOOL_CONTACT:
        sentence = ngettext(
            "Another school asks whether you agree to %(count)s move",
            "Other schools ask whether you agree to %(count)s moves",
            waiting.count,
        )
    else:
        sentence = ngettext(
            "%(count)s request for a change waits for your decision",
            "%(count)s requests for changes wait for your decision",
            waiting.count,
        )
    return Todo(
        sentence % {"count": waiting.count},
        since=waited_words(waiting.oldest_at, now),
        href=href_of("enrolment:changes") + "?state=mine",
        button=_("Look"),
    )


def decided_changes(post: Post, programme: Programme, now: datetime) -> Todo | None:
    """What was decided lately of the requests of one's own school; one query."""
    count = decided_lately(post, programme, now)
    if not count:
        return None
    sentence = ngettext(
        "%(count)s of your requests for changes was decided",
        "%(count)s of your requests for changes were decided",
        count,
    )
    return Todo(sentence % {"count": count}, "info", href=href_of("enrolment:changes"), button=_("Look"))
