"""What coursework refuses, and what to do instead."""

from django.utils.translation import gettext_lazy as _

from xingtan.foundation.errors import Refusal


class CourseworkRefused(Refusal):
    """Something about homework, marks or discussions that cannot be done now."""


class HandingInClosed(CourseworkRefused):
    """The last day for this homework is over."""

    code = "handing_in_closed"
    sentence = _(
        "This homework could be handed in until %(until)s. Your text is kept. Please ask the tutor of your class."
    )


class AlreadyMarked(CourseworkRefused):
    """A marked work is not handed in anew."""

    code = "already_marked"
    sentence = _("This work has been marked and stays as it was handed in. Only a returned work is handed in anew.")


class PeersAtIt(CourseworkRefused):
    """Others have the version before them."""

    code = "peers_at_it"
    sentence = _(
        "Colleagues were asked to review the work as you handed it in, so it stays until the tutor has seen it. Your text is kept."
    )


class NoMoreResubmissions(CourseworkRefused):
    """Returned more often than it may be handed in anew."""

    code = "no_more_resubmissions"
    sentence = _(
        "This homework can be handed in anew %(times)s times at most. Your text is kept. Please ask the tutor of your class."
    )


class NothingWritten(CourseworkRefused):
    """Neither text nor file."""

    code = "nothing_written"
    field = "text"
    sentence = _("Nothing was handed in: please write your work here, or add a file or photo.")


class TooShort(CourseworkRefused):
    """Fewer characters than asked for."""

    code = "too_short"
    field = "text"
    sentence = _(
        "Your text has %(characters)s characters, at least %(least)s are asked for. It is kept as a draft; please go on writing."
    )


class TextTooLong(CourseworkRefused):
    """More than a text field takes."""

    code = "text_too_long"
    field = "text"
    sentence = _(
        "The text has more than %(most)s characters. It is still here below, but not saved: please put the long part into a file and add that."
    )


class DraftMeanwhile(CourseworkRefused):
    """Another device saved another text since this page was opened."""

    code = "draft_meanwhile"
    field = "text"
    sentence = _(
        "At %(at)s another text was saved from another device or window; it is shown below. Yours is still here: save again to keep yours."
    )


class TooManyFiles(CourseworkRefused):
    """More files than a work takes."""

    code = "too_many_files"
    field = "added"
    sentence = _("%(most)s files at most. Those before are kept; take one away to add another.")


class FilesNotTaken(CourseworkRefused):
    """The homework is a text only."""

    code = "files_not_taken"
    field = "added"
    sentence = _("This homework is written as text; files are not taken. Your text is kept.")


class RubricFaulty(CourseworkRefused):
    """A rubric that cannot be read."""

    code = "rubric_faulty"
    field = "rubric"
    sentence = _(
        "Please look at the rubric again (%(places)s): each criterion has a title and points (whole or half, up to 100), each level its points first, then its words, like “20 Goals are clear”."
    )


class RubricInUse(CourseworkRefused):
    """Works were judged by the rubric already."""

    code = "rubric_in_use"
    field = "rubric"
    sentence = _(
        "Works have been judged by this rubric, so it stays. Everything else can be changed; for another rubric set new homework."
    )


class DatesOutOfOrder(CourseworkRefused):
    """Due, peers' end and term out of order."""

    code = "coursework_dates_out_of_order"
    field = "due_at"
    sentence = _("The due time lies within the term, and the end of peer review after it. Please correct the times.")


class TakenBack(CourseworkRefused):
    """Homework or topic no longer set."""

    code = "taken_back"
    sentence = _("This was taken back by the institution. What you wrote is kept.")


class PointsOutOfRange(CourseworkRefused):
    """Points that the rubric does not know."""

    code = "points_out_of_range"
    field = "points"
    sentence = _("“%(title)s”: please give 0 to %(most)s points, whole or half.")


class ReasonMissing(CourseworkRefused):
    """Returned without a reason."""

    code = "reason_missing"
    field = "comment"
    sentence = _("Please tell the teacher in the comment what to change, then return the work.")


class MarkedMeanwhile(CourseworkRefused):
    """Somebody marked it since the page was opened."""

    code = "marked_meanwhile"
    sentence = _(
        "%(name)s marked this work while you had it open, so yours was not recorded. What you typed is still here; the mark that stands is shown above. Send again to put yours in its place."
    )


class HandedInMeanwhile(CourseworkRefused):
    """A newer version stands."""

    code = "handed_in_meanwhile"
    sentence = _(
        "The teacher handed in a new version while you had this one open. Nothing was recorded; what you typed is still here."
    )


class NotWaiting(CourseworkRefused):
    """A draft, or a returned work nobody handed in anew."""

    code = "not_waiting"
    sentence = _("This version was returned. The teacher has yet to hand in the next one.")


class OwnWork(CourseworkRefused):
    """Nobody marks the own work."""

    code = "own_work"
    sentence = _("This is your own work. Please let the county have a colleague mark it.")


class NotYourClass(CourseworkRefused):
    """A class of another tutor."""

    code = "not_your_class"
    sentence = _("This is not one of your classes at present. Nothing was changed.")


class ReturnsExhausted(CourseworkRefused):
    """The teacher could not hand it in anew."""

    code = "returns_exhausted"
    sentence = _("The work was returned %(times)s times already, as often as allowed. Please mark it.")


class ReviewGiven(CourseworkRefused):
    """A review is given once."""

    code = "review_given"
    sentence = _("You gave this review already; it stays as you gave it.")


class CommentMissing(CourseworkRefused):
    """A review needs words."""

    code = "comment_missing"
    field = "comment"
    sentence = _("Please write at least %(least)s characters for your colleague: what is good, what could be better.")


class WordsBlocked(CourseworkRefused):
    """Words of the programme's list."""

    code = "words_blocked"
    field = "body"
    sentence = _(
        "The programme does not let these words stand in discussions: %(words)s. Your text is still here; please write it otherwise and send again."
    )


class NothingSaid(CourseworkRefused):
    """An empty contribution."""

    code = "nothing_said"
    field = "body"
    sentence = _("Please write something first.")


class TopicClosed(CourseworkRefused):
    """Only read from now on."""

    code = "topic_closed"
    sentence = _("This discussion was open until %(until)s and is only read now. Your text is still here to copy.")


class NotInClass(CourseworkRefused):
    """A learner without a class."""

    code = "not_in_class"
    sentence = _(
        "Discussions are held within a class, and you are in none yet. Your county puts its teachers into classes."
    )


class HiddenReasonMissing(CourseworkRefused):
    """Hidden without saying why."""

    code = "hidden_reason_missing"
    field = "reason"
    sentence = _("Please say why; the writer sees the reason. Nothing was changed.")
