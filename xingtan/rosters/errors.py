"""What the rosters room refuses."""

from django.utils.translation import gettext_lazy as _

from xingtan.foundation.errors import Refusal


class RosterClosed(Refusal):
    """After the deadline no enrolment information is received (R47)."""

    code = "roster_closed"
    sentence = _(
        "Enrolment closed on %(deadline)s; since then rosters are no longer received. "
        "Your draft is kept and can be read. For newly hired teachers please call the hotline."
    )


class NotWithTheSchool(Refusal):
    """The roster is with the reviewers, or accepted."""

    code = "not_with_the_school"
    sentence = _(
        "This roster has been handed in and cannot be changed now. Ask whoever reviews it to return it to you."
    )


class NobodyOnRoster(Refusal):
    """There is no row."""

    code = "nobody"
    sentence = _("There is no teacher on this roster yet. Please upload the filled-in form.")


class ProblemsRemain(Refusal):
    """Cells that must be mended first."""

    code = "problems"
    sentence = _(
        "%(count)s cells must still be mended before the roster can be handed in. They are marked in the table."
    )


class NotDeclared(Refusal):
    """The declaration of R41 is missing."""

    code = "not_declared"
    sentence = _("Please tick the declaration and write your name; then hand in again.")
    field = "declared_by"


class RosterChanged(Refusal):
    """Someone changed the roster since this page was opened: another window, or a colleague."""

    code = "roster_changed"
    sentence = _(
        "This roster was changed in another window or by a colleague after you opened this page. "
        "Nothing was overwritten; what you typed is still below. Please compare it with what stands now and save again."
    )


class RowGone(Refusal):
    """The row is no longer on the roster."""

    code = "row_gone"
    sentence = _("This row is no longer on the roster: the sheet was replaced or the row removed in another window.")
    status = 404


class AsideGone(Refusal):
    """Rows set aside that were taken in already, or went with their sheet."""

    code = "aside_gone"
    sentence = _(
        "These rows are no longer set aside: they were taken in, or the sheet was replaced, in another window. "
        "Nothing was changed; please look at the roster below."
    )


class NobodyTyped(Refusal):
    """A new row with nobody in it."""

    code = "nobody_typed"
    sentence = _("Nothing was added: please type at least the name, the mobile or the ID number of the teacher.")


class NoHeader(Refusal):
    """No table of Annex 1 in the file."""

    code = "no_header"
    sentence = _(
        "No header row was found. The sheet needs a row with the headings 姓名, 学段, 学科, 手机号, 身份证号, 县(市、区) and "
        "学校全称. Please copy your rows into the blank form and upload that."
    )
    field = "file"


class NoRows(Refusal):
    """A header and nobody beneath."""

    code = "no_rows"
    sentence = _("The sheet has its header but no teacher beneath it. Please fill it in and upload it again.")
    field = "file"


class NotUnderReview(Refusal):
    """It was decided already, or never handed in."""

    code = "not_under_review"
    sentence = _("This roster is not waiting for review any more: %(state)s since %(since)s.")


class ReasonNeeded(Refusal):
    """A roster goes back only with a reason."""

    code = "reason_needed"
    sentence = _("Please say what the school should mend; the reason is shown to it.")
    field = "reason"


class NotTheReviewer(Refusal):
    """Someone else reviews this roster (A05)."""

    code = "not_the_reviewer"
    sentence = _("This roster is reviewed by %(reviewer)s.")


class HeadMustDeclare(Refusal):
    """The programme wants the head's own hand (R41, A21)."""

    code = "head_must_declare"
    sentence = _(
        "In this programme the head of the school hands the roster in from their own account. "
        "It stands ready: please ask the head to sign in and press “hand in”."
    )


class NotReopeningNow(Refusal):
    """Enrolment is open for everybody."""

    code = "not_reopening_now"
    sentence = _("Enrolment is open until %(deadline)s for every school; nothing needs to be reopened.")


class LateEnrolmentOff(Refusal):
    """The programme takes no newly hired teachers after the deadline (A04)."""

    code = "late_enrolment_off"
    sentence = _(
        "This programme does not take newly hired teachers after the deadline. The city can allow it in the programme’s settings (A04)."
    )
    field = "cause"


class UntilTooFar(Refusal):
    """The day lies in the past or after the term."""

    code = "until_too_far"
    sentence = _("Please choose a day from today to the end of the term (%(term_end)s).")
    field = "until"


class ReopeningAsked(Refusal):
    """One request at a time."""

    code = "reopening_asked"
    sentence = _("%(by)s has already asked to reopen this school; the request waits for the second person.")


class ReopeningDecided(Refusal):
    """Somebody was quicker."""

    code = "reopening_decided"
    sentence = _("This request has been decided already: %(state)s by %(by)s. Nothing was changed.")


class SecondPersonNeeded(Refusal):
    """Two people, not one person with two posts."""

    code = "second_person_needed"
    sentence = _("You asked for this yourself; somebody else has to decide about it.")


class NotReadYet(Refusal):
    """The bundle is still being read."""

    code = "not_read_yet"
    sentence = _("This file is still being read. Please wait until it is done; nothing was changed.")


class PartDecided(Refusal):
    """Somebody was quicker, or it came in already."""

    code = "part_decided"
    sentence = _("These rows have been brought in or set aside already. Nothing was changed.")


class SchoolOutside(Refusal):
    """Not one of the schools this post answers for."""

    code = "school_outside"
    sentence = _("This school is not in your charge. Please choose one of yours; the rows are kept.")


class CountyMayNotHandIn(Refusal):
    """Schools hand in themselves (R43) unless the programme says otherwise (A05)."""

    code = "county_may_not_hand_in"
    sentence = _(
        "In this programme the school itself checks and hands in what you brought in. "
        "Its contact person sees the draft on the first page."
    )


class NothingTicked(Refusal):
    """No roster that this post could decide."""

    code = "nothing_ticked"
    sentence = _("None of these rosters waits for your decision. Please tick those that do.")


class IndividualEnrolment(Refusal):
    """Individuals are not enrolled (R46)."""

    code = "individual_enrolment"
    sentence = _(
        "Teachers cannot enrol themselves: the notice takes enrolments from schools only. "
        "Please ask the contact person of your school or kindergarten to put you on its roster."
    )
    status = 403
