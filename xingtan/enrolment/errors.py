"""What the enrolment room refuses."""

from django.utils.translation import gettext_lazy as _

from xingtan.foundation.errors import Refusal


class EnrolledElsewhere(Refusal):
    """Some of these people are enrolled by another school; whose is not told (A24)."""

    code = "enrolled_elsewhere"
    sentence = _(
        "%(count)s of these teachers are already enrolled in this programme by another school: %(names)s. "
        "Nobody was enrolled. If they have moved, the school asks for them under “Changes”; if not, it removes them."
    )


class NotEnrolled(Refusal):
    """The enrolment is withdrawn already."""

    code = "not_enrolled"
    sentence = _("%(name)s is not enrolled any more. Nothing was changed.")


class AfterTerm(Refusal):
    """The term is over, and the change would alter what results stand on."""

    code = "after_term"
    sentence = _(
        "The training ended on %(day)s, and results hang on school, stage and enrolment: this can no longer be changed. "
        "Name, identity number and mobile can still be put right. Nothing was changed."
    )


class AlreadyAsked(Refusal):
    """The same change of the same teacher waits already."""

    code = "already_asked"
    sentence = _("This was asked for %(name)s already and waits for a decision. Take that request back to ask anew.")


class EvidenceMissing(Refusal):
    """A change nobody decides on bare word."""

    code = "evidence_missing"
    sentence = _("Please add a picture or PDF that proves it: nobody decides this on bare word.")
    field = "evidence"


class EvidenceTooMuch(Refusal):
    """More files than are looked at."""

    code = "evidence_too_much"
    sentence = _("At most %(most)s files. Please choose those that prove it.")
    field = "evidence"


class NotEvidence(Refusal):
    """A file that is no picture and no PDF."""

    code = "not_evidence"
    sentence = _("“%(name)s” is no picture (JPG, PNG) and no PDF. Take a photo of the paper, or save it as PDF.")
    field = "evidence"


class SchoolUnknown(Refusal):
    """No school of this code or name."""

    code = "school_unknown"
    sentence = _("No such school. Type the ten-digit school code or the registered name in full.")
    field = "to_school"


class SameSchool(Refusal):
    """The teacher is there already."""

    code = "same_school"
    sentence = _("%(name)s is enrolled at this school already.")
    field = "to_school"


class SameSubject(Refusal):
    """Stage and subject are these already."""

    code = "same_subject"
    sentence = _("Stage and subject are these already. Nothing needs to be changed.")
    field = "subject"


class SubjectUnknown(Refusal):
    """A subject the programme does not have in this stage."""

    code = "subject_unknown"
    sentence = _("%(subject)s is not a subject of %(stage)s in this training. Please choose one of: %(choices)s.")
    field = "subject"


class TeacherNotFound(Refusal):
    """Nobody of this name and number is enrolled by another school."""

    code = "teacher_not_found"
    sentence = _(
        "No other school has enrolled a teacher of exactly this name and identity number. Compare both with the "
        "identity card. When another school has handed the person in but the county has not decided yet, call the county."
    )
    field = "id_number"


class HolderNotFound(Refusal):
    """The number is not on record for anybody who is enrolled elsewhere."""

    code = "holder_not_found"
    sentence = _(
        "This number is not on record for a teacher of another school. Check the number on your roster again; "
        "if it is still marked there, call the hotline."
    )
    field = "mobile"


class NotYours(Refusal):
    """A school asks only about its own teachers, a school clerk only for the own school."""

    code = "not_yours"
    sentence = _("Only the contact of the teacher’s own school can ask for this. Nothing was changed.")


class AlreadyDecided(Refusal):
    """Somebody decided a moment ago."""

    code = "already_decided"
    sentence = _("This request is no longer open: %(state)s. Nothing was changed; look at it again.")


class NotDecider(Refusal):
    """Another post decides this."""

    code = "not_decider"
    sentence = _("Your post does not decide this; %(decider)s does. Nothing was changed.")


class OwnRequest(Refusal):
    """Nobody decides a request of one's own or about oneself."""

    code = "own_request"
    sentence = _("You asked for this yourself or it is about you: a colleague has to decide. Nothing was changed.")


class NotAnswered(Refusal):
    """The other school is still to be heard."""

    code = "not_answered"
    sentence = _("%(school)s has not said yet whether it agrees. It can be granted without its word after %(day)s.")


class NotOtherSchool(Refusal):
    """Only the other school says whether it agrees."""

    code = "not_other_school"
    sentence = _("Only the contact of the other school says whether it agrees. Nothing was changed.")


class WordsMissing(Refusal):
    """A no needs words."""

    code = "words_missing"
    sentence = _("Please say why in a sentence: the school reads it and knows what to do.")
    field = "words"


class RightNumberMissing(Refusal):
    """A dispute is settled with the right number of whoever is on record."""

    code = "right_number_missing"
    sentence = _("Please type the right mobile of the person on record, or refuse.")
    field = "mobile"


class ReasonTooShort(Refusal):
    """Full numbers leave the house only for a reason."""

    code = "reason_too_short"
    sentence = _("Say in at least %(least)s characters what the full numbers are needed for. It goes on record.")
    field = "reason"


class NumbersMasked(Refusal):
    """A post that has no need of full numbers."""

    code = "numbers_masked"
    sentence = _("With your post the list leaves with masked numbers only.")
    field = "numbers"


class MovedMeanwhile(Refusal):
    """The teacher is at another school than when it was asked."""

    code = "moved_meanwhile"
    sentence = _(
        "%(name)s has moved to %(school)s since this was asked. Refuse it; the present school can ask anew. "
        "Nothing was changed."
    )


class SecondPersonNeeded(Refusal):
    """Nobody approves what one asked for oneself (A4)."""

    code = "second_person_needed"
    sentence = _("You asked for this list yourself: somebody else has to approve it. Nothing was changed.")
    status = 403


class NotApprover(Refusal):
    """A post that does not approve lists of this place."""

    code = "not_approver"
    sentence = _("Your post does not approve this list. Nothing was changed.")
    status = 403


class NotAsker(Refusal):
    """Only who asked takes it back."""

    code = "not_asker"
    sentence = _("Only whoever asked for this list takes it back. Nothing was changed.")


class NobodyToApprove(Refusal):
    """There is no second person on the platform."""

    code = "nobody_to_approve"
    sentence = _(
        "More than %(most)s teachers a day need a second person, and nobody else who could approve has an account: "
        "have a head, or another clerk of your county or the city, given a post first. Nothing was asked."
    )
    field = "numbers"


class FullListDecided(Refusal):
    """Somebody decided a moment ago, or the asker took it back."""

    code = "full_list_decided"
    sentence = _("This list is no longer waiting: %(state)s. Nothing was changed.")


class NotApproved(Refusal):
    """Full numbers without a valid approval."""

    code = "not_approved"
    sentence = _("This list is not approved, or its time is over. Nothing left the house; please ask anew.")


class ListGrew(Refusal):
    """More teachers than were approved."""

    code = "list_grew"
    sentence = _(
        "%(approved)s teachers were approved, and the list has grown since then. Nothing left the house; please ask anew."
    )
