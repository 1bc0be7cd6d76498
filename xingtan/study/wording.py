"""What was found about sittings, in words."""

from django.utils.translation import gettext as _

from xingtan.study.models import Pattern


def sentence_of(pattern: Pattern) -> str:
    """What was found, in one sentence with its figures."""
    sentences = {
        Pattern.Cause.NO_PAUSE: _(
            "%(hours)s hours passed without a pause of note; %(earned_hours)s hours of them were recognised."
        ),
        Pattern.Cause.SAME_SECONDS: _(
            "%(times)s times exactly the same seconds were recognised as for at least %(others)s others, begun within the same seconds."
        ),
        Pattern.Cause.DEVICE_HOPS: _(
            "%(times)s times on this day another device in another network went on within minutes."
        ),
    }
    return sentences[Pattern.Cause(pattern.cause)] % pattern.facts
