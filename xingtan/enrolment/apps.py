"""Django's record of this room."""

from django.apps import AppConfig


class EnrolmentConfig(AppConfig):
    """The room enrolment."""

    name = "xingtan.enrolment"
    label = "enrolment"
