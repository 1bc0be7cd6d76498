"""Settling and issuing in the background: started on a page, resumable, each once."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.urls import reverse

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.assessment import actions, jobs
from xingtan.assessment.errors import AlreadyRevoked
from xingtan.assessment.models import Certificate, HoursEntry, Result, Scheme
from xingtan.assessment.tests import given
from xingtan.audit.models import Entry
from xingtan.enrolment.tests import given as enrolment
from xingtan.foundation import clock
from xingtan.foundation.models import Progress
from xingtan.foundation.tasks import Reporter
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_counties() -> Programme:
    """Somebody who has passed in each of two counties, term just over, nothing settled."""
    for school in (organisations.school(), organisations.school("原平市实验小学", division="140981")):
        learner = enrolment.enrolments(1, school=school)[0]
        given.lenient_scheme(learner.programme)
        given.all_marks(learner)
    return programmes.programme_2020()


@pytest.fixture
def after_term() -> Iterator[None]:
    with clock.standing_at(given.AFTER_TERM):
        yield


def academic() -> Post:
    return people.post(Kind.ACADEMIC, programme_code=programmes.programme_2020().code)


def reporter() -> Reporter:
    row = Progress.objects.create(job="settle", title="", owner="", created_at=given.AFTER_TERM)
    return Reporter(row.pk)


@pytest.mark.usefixtures("after_term")
def test_the_job_settles_every_county_and_says_how_far_it_is(two_counties: Programme) -> None:
    said = jobs.settle_results(reporter(), programme=two_counties.pk, post=academic().pk)

    assert "2" in (said or "")
    assert Progress.objects.get().done == 2
    assert Scheme.objects.get().settled_at == given.AFTER_TERM
    assert Result.objects.filter(settled_at=None).count() == 0


@pytest.mark.usefixtures("after_term")
def test_an_interrupted_job_goes_on_and_enters_no_hours_twice(two_counties: Programme) -> None:
    actions.settle_division(programme=two_counties, division_code="140922", by=None, now=given.AFTER_TERM)
    post = academic()

    jobs.settle_results(reporter(), programme=two_counties.pk, post=post.pk)
    jobs.settle_results(reporter(), programme=two_counties.pk, post=post.pk)

    assert HoursEntry.objects.count() == 2
    assert Entry.objects.filter(verb="settle_results").count() == 2
    assert Entry.objects.filter(verb="finish_settlement").count() == 1


@pytest.mark.usefixtures("after_term")
def test_certificates_are_issued_once_with_numbers_that_run(two_counties: Programme) -> None:
    post = academic()
    jobs.settle_results(reporter(), programme=two_counties.pk, post=post.pk)

    jobs.issue_certificates(reporter(), programme=two_counties.pk, post=post.pk)
    jobs.issue_certificates(reporter(), programme=two_counties.pk, post=post.pk)

    numbers = sorted(Certificate.objects.values_list("number", flat=True))
    assert [number[6:-1] for number in numbers] == ["0000001", "0000002"]


@pytest.mark.usefixtures("after_term")
def test_the_page_starts_the_work_and_leads_to_its_progress(two_counties: Programme) -> None:
    client = people.signed_in(academic())

    answer = client.post(reverse("assessment:settle"))

    assert answer["Location"] == reverse("desks:run", kwargs={"run": Progress.objects.get().public_id})
    assert not Result.objects.exclude(settled_at=None).exists()


def test_before_the_end_of_term_the_page_refuses_and_starts_nothing(two_counties: Programme) -> None:
    with clock.standing_at(given.LAST_SECOND):
        answer = people.signed_in(academic()).post(reverse("assessment:settle"))

    assert answer.status_code == 409
    assert not Progress.objects.exists()


def test_a_revoked_certificate_is_not_replaced_by_issuing_but_by_issuing_anew() -> None:
    certificate = given.certificate()
    learner = certificate.enrolment
    actions.revoke_certificate(certificate=certificate, reason="姓名有误", by=None, now=given.AFTER_TERM)

    issued = actions.issue_certificates(
        programme=learner.programme, school=learner.school, by=None, now=given.AFTER_TERM
    )
    anew = actions.reissue_certificate(certificate=certificate, by=None, now=given.AFTER_TERM)
    again = actions.reissue_certificate(certificate=certificate, by=None, now=given.AFTER_TERM)

    assert issued == 0
    assert anew == again
    assert anew.number != certificate.number
    with pytest.raises(AlreadyRevoked):
        actions.revoke_certificate(
            certificate=certificate, reason="再次", by=None, now=given.AFTER_TERM + timedelta(days=1)
        )


def test_a_programme_without_a_scheme_gets_the_default_one_by_itself() -> None:
    programme = programmes.programme_2020()

    jobs.adopt_missing_schemes()
    jobs.adopt_missing_schemes()

    assert Scheme.objects.get().programme == programme
