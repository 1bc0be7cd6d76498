"""What a school can lack, in words, and where it does what it is reminded of."""

from django.utils.translation import gettext_lazy as _

from xingtan.oversight.rules import Subject

TITLES = {
    Subject.UNSIGNED: _("Notice not signed for"),
    Subject.MEETING: _("Mobilisation meeting not recorded"),
    Subject.ROSTER: _("Roster not handed in"),
    Subject.FUNDS: _("Public funds not declared, or below the norm"),
    Subject.PAYMENT: _("Fee not paid"),
    Subject.ACTIVATION: _("Accounts not activated"),
    Subject.LAGGING: _("Teachers lag behind"),
}
PAGES = {
    Subject.UNSIGNED: "notices:index",
    Subject.MEETING: "notices:own_meeting",
    Subject.ROSTER: "rosters:index",
    Subject.FUNDS: "funding:index",
    Subject.PAYMENT: "billing:index",
    Subject.ACTIVATION: "accounts:activation_list",
    Subject.LAGGING: "oversight:index",
}
"""Where the school does what it is reminded of."""
