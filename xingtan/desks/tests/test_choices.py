"""The small choices in the frame: another post, another language, another look."""

import pytest
from django.test import Client

from xingtan.accounts.access import ACTING_KEY
from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as people
from xingtan.foundation import clock
from xingtan.foundation.models import Progress
from xingtan.organisations.tests import given as organisations

pytestmark = pytest.mark.django_db


def test_one_acts_with_another_of_ones_posts() -> None:
    county = people.post(Kind.COUNTY_ADMIN, division=organisations.division())
    contact = people.post(Kind.SCHOOL_CONTACT, school=organisations.school(), holder=county.account)
    client = people.signed_in(county)

    answer = client.post("/desk/switch/", {"post": contact.public_id}, follow=True)

    assert client.session[ACTING_KEY] == contact.public_id
    assert "五台县实验小学" in answer.content.decode()


def test_nobody_acts_with_a_post_of_someone_else() -> None:
    mine = people.post(Kind.COUNTY_ADMIN, division=organisations.division())
    theirs = people.post(Kind.CITY_SUPERVISOR, division=organisations.division(organisations.CITY))
    client = people.signed_in(mine)

    client.post("/desk/switch/", {"post": theirs.public_id})

    assert client.session[ACTING_KEY] == mine.public_id


def test_nobody_acts_with_a_post_that_was_withdrawn() -> None:
    county = people.post(Kind.COUNTY_ADMIN, division=organisations.division())
    former = people.post(Kind.SCHOOL_CONTACT, school=organisations.school(), holder=county.account)
    type(former).objects.filter(pk=former.pk).update(is_active=False)
    client = people.signed_in(county)

    client.post("/desk/switch/", {"post": former.public_id})

    assert client.session[ACTING_KEY] == county.public_id


def test_the_language_chosen_stays() -> None:
    client = Client()

    client.post("/desk/language/", {"language": "en", "next": "/"})

    assert "There is no such page here" in client.get("/no/such/page").content.decode()


def test_large_text_and_dark_stay_and_lead_back_to_the_page() -> None:
    client = Client()

    answer = client.post("/desk/display/", {"text": "large", "theme": "dark", "next": "/no/such/page"})
    html = client.get("/no/such/page").content.decode()

    assert answer.headers["Location"] == "/no/such/page"
    assert 'data-text="large"' in html
    assert 'media="all"' in html


def test_a_look_that_is_none_is_not_kept() -> None:
    client = Client()

    client.post("/desk/display/", {"text": '"><script>', "theme": "pink"})

    assert not client.cookies


def test_a_choice_leads_to_no_other_house() -> None:
    answer = Client().post("/desk/display/", {"text": "large", "next": "https://elsewhere.example/"})

    assert answer.headers["Location"] == "/"


def test_background_work_is_shown_to_who_started_it_and_missing_to_others() -> None:
    mine = people.post(Kind.FINANCE, programme_code="x")
    other = people.post(Kind.FINANCE, programme_code="x")
    run = Progress.objects.create(
        title="读取流水", owner=mine.account.public_id, created_at=clock.now(), total=4, done=1
    )

    assert "读取流水" in people.signed_in(mine).get(f"/desk/runs/{run.public_id}/").content.decode()
    assert people.signed_in(other).get(f"/desk/runs/{run.public_id}/").status_code == 404
    assert people.signed_in(other).get("/desk/runs/none/").status_code == 404
