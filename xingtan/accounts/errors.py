"""What the accounts room refuses."""

from django.utils.translation import gettext_lazy as _

from xingtan.foundation.errors import Refusal


class MobileTaken(Refusal):
    """The mobile belongs to another person already."""

    code = "mobile_taken"
    sentence = _(
        "This mobile number already belongs to another account. Check the number; if it is right, call the hotline."
    )
    field = "mobile"


class WrongSecret(Refusal):
    """Number and password do not go together; said alike whether the number is known or not (A16)."""

    code = "wrong_secret"
    sentence = _(
        "Mobile number and password do not go together. Check both; if you have forgotten the password, "
        "set a new one with a code."
    )


class WaitFirst(Refusal):
    """Too many wrong guesses: the next one is looked at later."""

    code = "wait_first"
    sentence = _(
        "There were many wrong attempts. Please wait %(seconds)s seconds and try again. "
        "With a code you can set a new password at once."
    )


class WrongCode(Refusal):
    """The one-time code is wrong, spent, expired, or of someone else; one answer for all."""

    code = "wrong_code"
    sentence = _(
        "This code is not right or no longer valid. Type it as it stands on the slip or in the text message. "
        "After five wrong attempts a code is void: ask for a new one."
    )
    field = "code"


class CodesTooOften(Refusal):
    """Another text message was asked for too soon."""

    code = "codes_too_often"
    sentence = _("Several codes were asked for already. The next one can be sent in %(minutes)s minutes.")


class NoTextMessages(Refusal):
    """No gateway is set up, so codes are handed out on paper."""

    code = "no_text_messages"
    sentence = _("Codes are not sent by text message here. Ask the contact of your school for a slip with a code.")


class UnfitPassword(Refusal):
    """The password chosen is not good enough."""

    code = "unfit_password"
    field = "password"


class PasswordTooShort(UnfitPassword):
    """Shorter than the policy asks."""

    code = "password_too_short"
    sentence = _("The password needs at least %(length)s characters. A short sentence is easy to keep in mind.")


class PasswordOnlyDigits(UnfitPassword):
    """Digits only."""

    code = "password_only_digits"
    sentence = _("Digits alone are guessed quickly. Add letters or Chinese characters.")


class PasswordTooCommon(UnfitPassword):
    """On the list of what is tried first."""

    code = "password_too_common"
    sentence = _("Many people use this password, so it is tried first. Choose another one.")


class PasswordShowsOwn(UnfitPassword):
    """Holds part of one's own mobile, identity number or name."""

    code = "password_shows_own"
    sentence = _(
        "The password holds part of your mobile number, identity number or name. Others know these; choose another one."
    )


class WrongPassword(Refusal):
    """The present password, asked for before a change, is not right."""

    code = "wrong_password"
    sentence = _("This is not your present password.")
    field = "present"


class WrongSecondFactor(Refusal):
    """The code of the second step is wrong, spent or too old."""

    code = "wrong_second_factor"
    sentence = _("This code is not right. Type the six digits your phone shows now; each code is good once.")
    field = "code"


class SecondFactorWait(Refusal):
    """Too many wrong codes of the second step."""

    code = "second_factor_wait"
    sentence = _(
        "There were many wrong codes. Please wait %(seconds)s seconds, then type the code your phone shows then."
    )
    field = "code"


class MayNotGive(Refusal):
    """A post this giver may not give, or a place outside the giver's own."""

    code = "may_not_give"
    sentence = _("With your post you cannot give this post. Ask whoever is in charge of it.")
    field = "kind"


class MayNotHelp(Refusal):
    """The person holds posts above or beside the helper's own."""

    code = "may_not_help"
    sentence = _("%(name)s holds a post that you are not in charge of. Ask the next higher body or the hotline.")


class NameDiffers(Refusal):
    """The mobile has an account under another name."""

    code = "name_differs"
    sentence = _("This mobile number has an account under another name. Check number and name.")
    field = "name"


class PlaceUnknown(Refusal):
    """The school or division named does not exist within the giver's scope."""

    code = "place_unknown"
    sentence = _("No such place in your area. Type the ten-digit school code or the registered name in full.")
    field = "school"


class PlaceMissing(Refusal):
    """A kind of post that hangs on a place was given without one."""

    code = "place_missing"
    sentence = _("This kind of post needs a %(needed)s.")


class NotActivated(Refusal):
    """There is no activation to undo."""

    code = "not_activated"
    sentence = _("%(name)s has not activated the account yet.")


class RevealsSpent(Refusal):
    """The day's quota of numbers shown in full is used up."""

    code = "reveals_spent"
    sentence = _(
        "You have looked at %(quota)s numbers today, which is the limit of a day. Ask a colleague, or go on tomorrow."
    )
    field = "reason"


class ReasonMissing(Refusal):
    """A number is shown in full only for a reason."""

    code = "reason_missing"
    sentence = _("Say in a few words what you need the number for.")
    field = "reason"


class NotAMobile(Refusal):
    """A number that no mobile has."""

    code = "not_a_mobile"
    sentence = _("A mobile number has eleven digits and begins with 1. Please check it.")
    field = "mobile"


class SameMobile(Refusal):
    """The number is the present one."""

    code = "same_mobile"
    sentence = _("This is already the number of this account. Nothing needs to be changed.")
    field = "mobile"


class NotAName(Refusal):
    """A text that is no name."""

    code = "not_a_name"
    sentence = _("Please type the name exactly as it stands on the identity card, without figures and remarks.")
    field = "name"


class IdNumberUnsound(Refusal):
    """A number that cannot be an identity number."""

    code = "id_number_unsound"
    sentence = _(
        "This is not a valid identity number: 18 characters, the last one checks the others. "
        "Please compare it with the identity card."
    )
    field = "id_number"


class IdNumberTaken(Refusal):
    """Another person has this identity number (A24)."""

    code = "id_number_taken"
    sentence = _(
        "Another person is on record with this identity number. Please check it; if it is right, call the hotline: "
        "the other record has to be put right first."
    )
    field = "id_number"


class NothingToCorrect(Refusal):
    """The record says so already."""

    code = "nothing_to_correct"
    sentence = _("The record says so already. Nothing needs to be changed.")
