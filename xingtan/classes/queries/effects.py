"""What a change after enrolment would do to a teacher's class, said before it is decided (R71)."""

from django.utils.translation import gettext as _

from xingtan.classes import rules
from xingtan.classes.models import Membership, OnlineClass
from xingtan.classes.queries.classes import setting_of
from xingtan.classes.queries.forming import places_of
from xingtan.enrolment.models import ChangeRequest
from xingtan.enrolment.rules import Effect

Kinds = ChangeRequest.Kind


def effects_of_change(change: ChangeRequest) -> list[Effect]:
    """In which class the teacher would be afterwards; nothing for who has none."""
    if change.kind not in {Kinds.TRANSFER, Kinds.WITHDRAWAL, Kinds.SUBJECT}:
        return []
    seat = Membership.objects.filter(enrolment=change.enrolment).select_related("online_class").first()
    if seat is None:
        return []
    return [Effect(_("Class"), [_sentence(change, seat)])]


def _sentence(change: ChangeRequest, seat: Membership) -> str:
    words = {"name": seat.online_class.name}
    if change.kind == Kinds.WITHDRAWAL:
        return _("The teacher leaves “%(name)s”; what was handed in there stays.") % words
    who, row = _afterwards(change), change.enrolment
    places = places_of(row.programme, [who.division])[who.division]
    key = rules.place_for(who, places, largest=setting_of(row.programme).largest, now_in=seat.online_class_id)
    if key == seat.online_class_id:
        return _("The teacher stays in “%(name)s”.") % words
    if key is None:
        return _("The teacher leaves “%(name)s”. No class has room yet: the county finds one.") % words
    words["other"] = OnlineClass.objects.get(pk=key).name
    return _("The teacher goes from “%(name)s” to “%(other)s”.") % words


def _afterwards(change: ChangeRequest) -> rules.Latecomer:
    row, new = change.enrolment, change.new
    school = change.to_school if change.kind == Kinds.TRANSFER and change.to_school else row.school
    return rules.Latecomer(school.division_id, school.pk, new.get("stage", row.stage), new.get("subject", row.subject))
