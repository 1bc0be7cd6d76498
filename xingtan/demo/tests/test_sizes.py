"""The demo at its smallest, and below."""

import pytest
from django.core.management import CommandError, call_command

from xingtan.assessment.models import Certificate
from xingtan.enrolment.models import Enrolment

pytestmark = pytest.mark.django_db


def test_the_smallest_demo_is_whole() -> None:
    call_command("demo", teachers=60, quiet=True)

    assert Certificate.objects.exists()
    assert Enrolment.objects.count() > 30


def test_a_smaller_one_is_refused_with_the_number_it_takes() -> None:
    with pytest.raises(CommandError, match="at least 60"):
        call_command("demo", teachers=59, quiet=True)
