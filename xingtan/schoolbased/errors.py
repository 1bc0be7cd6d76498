"""What school-based study refuses, each with a sentence that says what to do."""

from django.utils.translation import gettext_lazy as _

from xingtan.foundation.errors import Refusal


class NotYourSchool(Refusal):
    """Someone else's school."""

    code = "not_your_school"
    sentence = _("Only the school itself does this. Nothing was changed.")


class TopicMissing(Refusal):
    """R21: an activity belongs to an online lesson or at least to a topic."""

    code = "topic_missing"
    field = "topic"
    sentence = _("Please choose the online lesson this activity goes with, or write its topic.")


class DayOutOfTerm(Refusal):
    """A day outside the programme's term."""

    code = "day_out_of_term"
    field = "planned_on"
    sentence = _("Please choose a day from %(first)s to %(last)s: the days on which study counts.")


class HeldInFuture(Refusal):
    """A record of what has not been held."""

    code = "held_in_future"
    field = "held_on"
    sentence = _("%(day)s is still to come. Record the activity after it was held; the plan stays as it is.")


class NobodyPresent(Refusal):
    """A record without anybody."""

    code = "nobody_present"
    field = "present"
    sentence = _("Please tick who was present: their minutes count only then.")


class MinutesOutOfRange(Refusal):
    """Minutes nobody sits."""

    code = "minutes_out_of_range"
    field = "minutes"
    sentence = _("An activity lasts from 1 to %(most)s minutes. Record a longer one day by day.")


class AlreadySigned(Refusal):
    """What was signed stays as it was signed."""

    code = "already_signed"
    sentence = _("This was signed already and stays as it is. The county can give it back to be mended.")


class NotRecordedYet(Refusal):
    """Nothing to sign."""

    code = "not_recorded_yet"
    sentence = _("There is no record to sign yet. Record the activity first.")


class TooManyPhotos(Refusal):
    """More photos than a record takes."""

    code = "too_many_photos"
    field = "photos"
    sentence = _("A record takes up to %(most)s files. Please take some away.")


class WasNotPresent(Refusal):
    """A reflection of who was not there."""

    code = "was_not_present"
    sentence = _("You are not among those present, so there is no reflection to write. Please ask your school contact.")


class TimesOutOfOrder(Refusal):
    """Research time that ends before it begins."""

    code = "times_out_of_order"
    field = "ends"
    sentence = _("The end must be after the beginning. Nothing was changed.")


class TimesOverlap(Refusal):
    """Two research times at once."""

    code = "times_overlap"
    field = "begins"
    sentence = _("It overlaps a time that stands already. Change or remove that one first.")


class TaskClosed(Refusal):
    """A task after its last day."""

    code = "task_closed"
    sentence = _(
        "This task was open until %(due)s. What you wrote is still in the form; your school can tell you more."
    )


class WorkMissing(Refusal):
    """Handing in nothing."""

    code = "work_missing"
    field = "words"
    sentence = _("Please write what you did, or add a file.")


class WorkAccepted(Refusal):
    """Work that was accepted."""

    code = "work_accepted"
    sentence = _("The school accepted this work already; it stays as it is.")


class NothingToDraw(Refusal):
    """A sample of nothing."""

    code = "nothing_to_draw"
    sentence = _("No signed activity waits for a check. Draw again when schools have signed more.")


class FindingStands(Refusal):
    """A second finding."""

    code = "finding_stands"
    sentence = _("Somebody has written a finding for this already. Please look at it first.")


class ReasonMissing(Refusal):
    """Giving back without a word."""

    code = "reason_missing"
    field = "words"
    sentence = _("Please say what is to be mended; the school reads it.")


class LackAnswered(Refusal):
    """A lack that was settled."""

    code = "lack_answered"
    sentence = _("This was answered already.")
