"""How a roster is sent by mail, for schools that do not upload it (R44, R45)."""

from dataclasses import dataclass

from xingtan.organisations.models import School
from xingtan.programmes.models import Programme
from xingtan.programmes.rules.mail_subject import CITY_DIRECT, subject_of


@dataclass(frozen=True)
class Mailing:
    """Where to and with which subject; both empty where the programme says nothing of it (A13)."""

    address: str
    subject: str


def mailbox_of(programme: Programme) -> str:
    """The address rosters are sent to (A13); empty when the programme names none."""
    return str(programme.reading("A13", "training_centre_mailbox") or "")


def mailing_of(school: School, programme: Programme) -> Mailing:
    """The address of the training centre's mailbox and the subject of a school's mail."""
    pattern = programme.facts.get("roster", {}).get("mail_subject", "")
    unit = CITY_DIRECT if school.is_city_direct else school.division.name
    return Mailing(mailbox_of(programme), subject_of(pattern, unit=unit, school=school.full_name) if pattern else "")
