"""What the question bank refuses."""

from django.utils.translation import gettext_lazy as _

from xingtan.foundation.errors import Refusal


class QuestionUnsound(Refusal):
    """A question that lacks something; ``what`` says it in words."""

    code = "question_unsound"
    sentence = _("%(what)s What you typed is kept.")


class QuestionTwice(Refusal):
    """The bank has the same question already."""

    code = "question_twice"
    field = "text"
    sentence = _("The bank has this question with this answer already. Nothing was added.")


class QuestionChangedMeanwhile(Refusal):
    """Somebody else saved a newer version."""

    code = "question_changed_meanwhile"
    sentence = _(
        "Version %(version)s of this question was saved meanwhile. What you typed is still here; "
        "compare it with the latest version, then save again."
    )


class FileHasProblems(Refusal):
    """A file of which only a part could be taken, without the word to do so."""

    code = "file_has_problems"
    field = "only_good"
    sentence = _(
        "The file has problems, so nothing was taken over. Mend the file, or tick that the good ones are enough."
    )


class FileTakenAlready(Refusal):
    """A file whose questions are in the bank."""

    code = "file_taken_already"
    sentence = _("The questions of this file are in the bank already. Nothing was added.")
