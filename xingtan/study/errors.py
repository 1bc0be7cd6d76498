"""What study refuses, each with a sentence that says what to do."""

from django.utils.translation import gettext_lazy as _

from xingtan.foundation.errors import Refusal


class StudyNotYetOpen(Refusal):
    """R35: nobody studies before the opening day."""

    code = "study_not_yet_open"
    sentence = _("Study opens on %(opens)s. Nothing is lost: come back then and press “Continue”.")


class StudyClosed(Refusal):
    """R36, R38: the term is over, for late starters too."""

    code = "study_closed"
    sentence = _("The term ended on %(last_day)s. What was recognised by then stays; nothing more is counted.")


class PlayForged(Refusal):
    """A play token that was not signed here or was changed on the way."""

    code = "play_forged"
    sentence = _("This player is not known to us. Please open the lesson again from “My study”.")
    status = 403


class PlayExpired(Refusal):
    """A play token after its last moment."""

    code = "play_expired"
    sentence = _("This player has been open too long. Please open the lesson again; what was counted stays.")
    status = 403


class MessageUnreadable(Refusal):
    """A progress message that is not shaped as the player sends it."""

    code = "message_unreadable"
    sentence = _("The progress message cannot be read (%(part)s). Nothing of it was counted.")
    status = 400


class NotEnrolledHere(Refusal):
    """Who is not, or no longer, a participant of the programme."""

    code = "not_enrolled"
    sentence = _("You are not enrolled in this programme, so nothing is counted. Your school contact can tell you why.")
    status = 403


class NoTimeTaken(Refusal):
    """A lesson that brings no time: there is nothing to count."""

    code = "no_time_taken"
    sentence = _("This lesson brings no time. Open it, and mark it as finished when you are through.")


class FinishedByTime(Refusal):
    """A lesson that is finished by studying it, not by saying so."""

    code = "finished_by_time"
    sentence = _("This lesson is finished by studying it; nothing was changed.")


class FinishedByPackage(Refusal):
    """A lesson that is finished by what its package reports, not by saying so."""

    code = "finished_by_package"
    sentence = _(
        "This lesson is finished when its package says so; nothing was changed. Please go through it to its end."
    )


class PartGone(Refusal):
    """A part of a package that the lesson does not have."""

    code = "part_gone"
    sentence = _("This part is no longer in the lesson. Please open the lesson again; what was reported stays.")


class TooManyReports(Refusal):
    """A package that never stops reporting."""

    code = "too_many_reports"
    sentence = _(
        "The package has reported too often, so no more is taken. Please open the lesson again; what was reported stays."
    )
    status = 429


class WordsMissing(Refusal):
    """Something done about a teacher without a word to the teacher."""

    code = "words_missing"
    field = "words"
    sentence = _("Please say it in words: the teacher reads them. Nothing was changed.")


class PatternMovedOn(Refusal):
    """What can no longer be done, since somebody did something else."""

    code = "pattern_moved_on"
    sentence = _(
        "Meanwhile it stands at “%(state)s”, so this cannot be done now. Please look at what was said; your words are kept in the form."
    )


class SamePersonDecides(Refusal):
    """Who opened a decision does not take it; who took it does not answer the appeal."""

    code = "same_person_decides"
    sentence = _("You had the step before this in hand. Somebody else has to take this one; nothing was changed.")


class NothingAsked(Refusal):
    """No question is open: it was answered before, perhaps on another device."""

    code = "nothing_asked"
    sentence = _("No question waits for you now; it was answered before. Time counts.")


class AnswerMissing(Refusal):
    """A question sent back without an answer."""

    code = "answer_missing"
    sentence = _("Please choose an answer. A wrong one does no harm: time counts again all the same.")


class NotesFull(Refusal):
    """More notes than a lesson holds."""

    code = "notes_full"
    field = "words"
    sentence = _("A lesson holds %(most)s notes. Take one away first; what you typed stays in the field.")


class NoteUnreadable(Refusal):
    """A note that is not shaped as the page sends it."""

    code = "note_unreadable"
    field = "words"
    sentence = _(
        "The note cannot be read: at most %(most)s characters, and a place in the lesson. Nothing was changed."
    )
    status = 400
