"""What assessment refuses, and the sentence that says so."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xingtan.foundation.errors import Refusal


@dataclass(frozen=True)
class SchemeProblem:
    """One thing wrong with a scheme: where (``parts[2].weight``), which, and the figures for the sentence."""

    where: str
    code: str
    value: str = ""

    def __str__(self) -> str:
        return str(SCHEME_PROBLEMS[self.code]) % {"where": self.where, "value": self.value}


SCHEME_PROBLEMS: dict[str, str | Promise] = {
    "not_object": _("%(where)s must be an object with named entries."),
    "missing": _("%(where)s is missing."),
    "unknown": _("%(where)s is not an entry of a scheme."),
    "no_parts": _("A scheme needs at least one part."),
    "not_text": _("%(where)s must be a text of 1 to 40 characters."),
    "not_key": _("%(where)s must be small letters, digits and underscores, beginning with a letter."),
    "repeated": _("%(where)s: the key “%(value)s” is used twice."),
    "not_source": _("%(where)s must be “entered”, “homework” or “discussion”, not “%(value)s”."),
    "not_kind": _("%(where)s must be “minutes” or “marks”, not “%(value)s”."),
    "two_minutes": _("%(where)s: only one part can be measured in minutes."),
    "not_number": _("%(where)s must be a number, not “%(value)s”."),
    "out_of_range": _("%(where)s is out of range: %(value)s."),
    "not_whole": _("%(where)s must be a whole number."),
    "not_yes_no": _("%(where)s must be true or false."),
    "weights": _("The weights make %(value)s, not 100."),
    "excellent_below_pass": _("The score for excellent is below the score to pass."),
    "floor_above_best": _("%(where)s asks for more marks than count (%(value)s)."),
}


class SchemeInvalid(Refusal):
    """A scheme that cannot be used; ``problems`` names everything wrong with it at once."""

    code = "scheme_invalid"
    sentence = _("This scheme cannot be used: %(problems)s")
    field = "scheme"

    def __init__(self, *, problems: tuple[SchemeProblem, ...]) -> None:
        self.problems = problems
        super().__init__(problems=problems)

    def __str__(self) -> str:
        return str(self.sentence) % {"problems": " ".join(map(str, self.problems))}


class ResultsFrozen(Refusal):
    """The term is over: nothing that changes a result is taken any more (R64)."""

    code = "results_frozen"
    sentence = _("Results were frozen at the end of term on %(ended_on)s. Nothing was recorded.")


class TermNotOver(Refusal):
    """Settling comes after the last day of term."""

    code = "term_not_over"
    sentence = _("Results are settled after the term has ended on %(ends_on)s. Until then they are provisional.")


class ResultsSettled(Refusal):
    """The scheme is what the results were settled by: it stays."""

    code = "results_settled"
    sentence = _("The results of this programme are settled; its scheme can no longer be changed.")


class NotSettled(Refusal):
    """Certificates rest on settled results."""

    code = "not_settled"
    sentence = _("The results are not settled yet. Settle them first, then issue the certificates.")


class SchemeMissing(Refusal):
    """A programme without a scheme cannot assess anybody."""

    code = "scheme_missing"
    sentence = _("This programme has no assessment scheme yet. Choose one first.")


class MarkRefused(Refusal):
    """A mark that cannot be recorded; ``field`` says which input to mend."""

    code = "mark_refused"
    sentence = _("This mark cannot be recorded.")


class UnknownPart(MarkRefused):
    """A part the scheme does not have, or that is not given by marks."""

    code = "unknown_part"
    sentence = _("“%(part)s” is not a part that is given by marks. The parts are: %(parts)s.")
    field = "part"


class ScoreOutOfRange(MarkRefused):
    """Marks are of 100."""

    code = "score_out_of_range"
    sentence = _("A mark is a number from 0 to 100 with at most two decimals, not “%(score)s”.")
    field = "score"


class MinutesOutOfRange(MarkRefused):
    """Minutes belong to school-based study only, and one activity has an end."""

    code = "minutes_out_of_range"
    sentence = _("Minutes are given for school-based study only, 1 to %(most)s for one activity.")
    field = "minutes"


class DayOutOfTerm(MarkRefused):
    """Work done outside the term, or in the future, does not count."""

    code = "day_out_of_term"
    sentence = _("The day must lie between %(first)s and %(last)s.")
    field = "done_on"


class DayUnreadable(MarkRefused):
    """A day that is no day."""

    code = "day_unreadable"
    sentence = _("“%(day)s” is not a day. Write it as 2020-12-20.")
    field = "done_on"


class NotEnrolledHere(MarkRefused):
    """A learner number or mobile that nobody enrolled in this programme has."""

    code = "not_enrolled_here"
    sentence = _("Nobody with this learner number or mobile is enrolled in this programme. Check the number.")


class NameDiffers(MarkRefused):
    """A number and a name that do not belong together: never guessed whose mark it is."""

    code = "name_differs"
    sentence = _("The name “%(name)s” is not the one enrolled with this number. Check both.")


class EvidenceMissing(MarkRefused):
    """A mark without a reason helps nobody who asks later."""

    code = "evidence_missing"
    sentence = _("Say in a few words what this mark rests on.")
    field = "evidence"


class AlreadyVoided(Refusal):
    """A mark is voided once."""

    code = "already_voided"
    sentence = _("This mark has been voided already.")


class NotRecommendable(Refusal):
    """Only someone who has reached the score can be recommended as excellent."""

    code = "not_recommendable"
    sentence = _("Only a teacher who has passed with %(score)s or more can be recommended as excellent.")


class AlreadyRevoked(Refusal):
    """A certificate is revoked once."""

    code = "already_revoked"
    sentence = _("This certificate was revoked on %(on)s.")


class NoMarksInSheet(Refusal):
    """The uploaded file is not a sheet of marks."""

    code = "no_marks_in_sheet"
    sentence = _(
        "No marks were found on the first sheet, or more than %(most)s. "
        "Download the blank sheet, fill it in and upload that; its headings must stay."
    )
    field = "file"
