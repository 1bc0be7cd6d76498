"""What quizzes refuse, and what to do instead."""

from django.utils.translation import gettext_lazy as _

from xingtan.coursework.errors import CourseworkRefused


class QuizNotOpen(CourseworkRefused):
    """Too early."""

    code = "quiz_not_open"
    sentence = _("This quiz opens on %(opens)s. Please come back then.")


class QuizOver(CourseworkRefused):
    """Too late to begin."""

    code = "quiz_over"
    sentence = _("This quiz closed on %(closed)s; no attempt can be begun any more. What you handed in counts.")


class NoAttemptLeft(CourseworkRefused):
    """Every attempt is used."""

    code = "no_attempt_left"
    sentence = _("You have used all your attempts (%(attempts)s). What you handed in counts.")


class QuizHasNoQuestions(CourseworkRefused):
    """Nothing to ask, or less than the quiz wants."""

    code = "quiz_has_no_questions"
    sentence = _(
        "The quiz is to draw %(wanted)s questions from “%(category)s”, where %(found)s are approved. "
        "Approve more in the question bank, or ask for fewer. Nothing was changed."
    )


class QuizAsksNothing(CourseworkRefused):
    """A quiz without any question."""

    code = "quiz_asks_nothing"
    sentence = _("No question is chosen. Pick questions of the bank or let them be drawn from a category.")


class QuizDatesOutOfOrder(CourseworkRefused):
    """Closed before it opens."""

    code = "quiz_dates_out_of_order"
    field = "closes_at"
    sentence = _("The quiz would close before it opens. Please correct one of the times.")


class QuizTakenBack(CourseworkRefused):
    """Not asked any more."""

    code = "quiz_taken_back"
    sentence = _("This quiz was taken back. What was handed in stays to be seen.")
