"""Staff and the people within their scope."""

from typing import Any

import pytest
from django.test import Client

from xingtan.accounts.models import Account, Kind, Post
from xingtan.accounts.tests import given
from xingtan.audit.models import Entry
from xingtan.organisations.models import SchoolChange
from xingtan.organisations.tests import given as places

pytestmark = pytest.mark.django_db
PEOPLE = "/account/people/"


@pytest.fixture
def county() -> Client:
    return given.signed_in(given.post(Kind.COUNTY_ADMIN, division=places.division()))


def page_of(browser: Client, **asked: str) -> str:
    return str(browser.get(PEOPLE, asked).content.decode())


def act(browser: Client, person: Account, deed: str, **typed: str) -> Any:
    return browser.post(f"{PEOPLE}{person.public_id}/{deed}/", typed)


def test_a_county_sees_its_own_people_and_nobody_elses(county: Client) -> None:
    given.teacher(places.school(), "李桂兰")
    stranger = given.teacher(places.school("原平市实验小学", division=places.YUANPING), "赵文斌")

    page = page_of(county)

    assert "李桂兰" in page
    assert "赵文斌" not in page
    assert county.get(f"{PEOPLE}{stranger.public_id}/").status_code == 404


def test_a_person_is_found_by_part_of_the_name_and_by_the_whole_number(county: Client) -> None:
    li = given.teacher(places.school(), "李桂兰")
    given.teacher(places.school(), "张建军")

    for asked in ("桂", li.mobile, f"{li.mobile[:3]} {li.mobile[3:7]} {li.mobile[7:]}"):
        assert "李桂兰" in page_of(county, q=asked)
        assert "张建军" not in page_of(county, q=asked)
    assert "没有找到" in page_of(county, q=li.mobile[:-1])


def test_a_number_elsewhere_is_not_found_from_here(county: Client) -> None:
    stranger = given.teacher(places.school("原平市实验小学", division=places.YUANPING), "赵文斌")

    assert "没有找到" in page_of(county, q=stranger.mobile)


def test_the_list_is_narrowed_by_post_and_by_state(county: Client) -> None:
    given.teacher(places.school(), "李桂兰")
    given.teacher(places.school(), "张建军", activated=True)
    given.post(Kind.SCHOOL_CONTACT, school=places.school(), holder=given.account("郭爱萍"))

    assert "郭爱萍" not in page_of(county, kind="learner")
    assert "李桂兰" not in page_of(county, state="activated")
    assert "张建军" not in page_of(county, state="waiting")


def test_posts_outside_the_lookers_scope_are_not_shown(county: Client) -> None:
    li = given.teacher(places.school(), "李桂兰")
    elsewhere = places.school("原平市实验小学", division=places.YUANPING)
    given.post(Kind.SCHOOL_CONTACT, school=elsewhere, holder=li)

    assert "原平" not in page_of(county)
    assert "原平" not in county.get(f"{PEOPLE}{li.public_id}/").content.decode()


def test_numbers_are_masked(county: Client) -> None:
    li = given.teacher(places.school(), "李桂兰")

    for page in (page_of(county), county.get(f"{PEOPLE}{li.public_id}/").content.decode()):
        assert li.mobile not in page
        assert li.mobile_masked in page


def test_the_list_asks_the_database_as_often_for_five_people_as_for_forty(county: Client, queries: Any) -> None:
    for _ in range(5):
        given.teacher(places.school())
    few = queries(lambda: page_of(county))
    for _ in range(35):
        given.teacher(places.school())

    assert queries(lambda: page_of(county)) == few


def test_a_number_is_shown_in_full_for_a_reason_that_goes_on_record(county: Client) -> None:
    li = given.teacher(places.school(), "李桂兰")

    answer = act(county, li, "reveal", reason="电话通知本人补交材料")

    assert li.mobile in answer.content.decode()
    assert answer["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    entry = Entry.objects.get(verb="reveal_numbers")
    assert entry.about == f"accounts.account:{li.public_id}"
    assert entry.facts == {"reason": "电话通知本人补交材料"}


@pytest.mark.parametrize("reason", ["", "  ", "看看"])
def test_without_a_reason_nothing_is_shown_and_nothing_recorded(county: Client, reason: str) -> None:
    li = given.teacher(places.school(), "李桂兰")

    answer = act(county, li, "reveal", reason=reason)

    assert answer.status_code == 422
    assert li.mobile not in answer.content.decode()
    assert not Entry.objects.filter(verb="reveal_numbers").exists()


def test_a_day_has_a_quota_of_numbers_shown(county: Client, settings: Any) -> None:
    settings.REVEALS_PER_DAY = 2
    li = given.teacher(places.school(), "李桂兰")

    answers = [act(county, li, "reveal", reason="电话通知本人").status_code for _ in range(3)]

    assert answers == [200, 200, 422]


@pytest.mark.parametrize("deed", ["reveal", "slip", "undo", "factor-away"])
def test_nothing_is_done_to_people_out_of_scope(county: Client, deed: str) -> None:
    school = places.school("原平市实验小学", division=places.YUANPING)
    stranger = given.teacher(school, "赵文斌", activated=True)

    assert act(county, stranger, deed, reason="电话通知本人").status_code == 404
    assert Account.objects.get(pk=stranger.pk).is_activated
    assert not stranger.proofs.exists()


def test_this_was_not_me_undoes_an_activation_and_signs_the_wrong_one_out() -> None:
    li = given.teacher(places.school(), "李桂兰", activated=True)
    wrong_one = Client()
    given.sign_in(wrong_one, li)
    contact = given.signed_in(given.post(Kind.SCHOOL_CONTACT, school=places.school()))
    SchoolChange.objects.all().delete()

    act(contact, li, "undo")

    assert wrong_one.get("/account/").status_code == 302
    assert given.sign_in(Client(), li).status_code == 422
    assert not Account.objects.get(pk=li.pk).is_activated
    assert Entry.objects.get(verb="undo_activation").facts["activated_at"]
    assert SchoolChange.objects.filter(school=places.school()).exists()
    owner = Client()
    given.first_sign_in(owner, li)
    assert given.type_code(owner, given.slip(li)).status_code == 302


def test_an_account_not_activated_has_nothing_to_undo(county: Client) -> None:
    assert act(county, given.teacher(places.school()), "undo").status_code == 409


@pytest.mark.parametrize("deed", ["slip", "undo", "factor-away"])
def test_a_contact_cannot_get_into_the_account_of_someone_higher(deed: str) -> None:
    superior = given.teacher(places.school(), "李桂兰", activated=True)
    given.post(Kind.COUNTY_ADMIN, division=places.division(), holder=superior)
    contact = given.signed_in(given.post(Kind.SCHOOL_CONTACT, school=places.school()))

    answer = act(contact, superior, deed)

    assert answer.status_code == 409
    assert not superior.proofs.exists()
    assert Account.objects.get(pk=superior.pk).is_activated


def test_nobody_helps_themselves_round_the_second_factor() -> None:
    post = given.post(Kind.COUNTY_ADMIN, division=places.division())
    given.with_phone(post.account)

    act(given.signed_in(post), post.account, "factor-away")

    assert Account.objects.get(pk=post.account_id).has_second_factor


def give(browser: Client, **typed: str) -> Any:
    person = {"name": "郭爱萍", "mobile": "19911112222", "kind": "school_contact"}
    return browser.post(f"{PEOPLE}give/", {**person, **typed})


@pytest.mark.parametrize("named", ["registered_name", "code"])
def test_a_county_gives_a_post_of_a_school_of_its_own(county: Client, named: str) -> None:
    school = places.school()

    answer = give(county, school=getattr(school, named))

    post = Post.objects.get(kind=Kind.SCHOOL_CONTACT)
    assert answer["Location"] == f"{PEOPLE}{post.account.public_id}/"
    assert (post.school, post.account.name, post.account.is_activated) == (school, "郭爱萍", False)
    assert Entry.objects.filter(verb="give_post", by_words__contains="县级管理员").exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"school": "原平市实验小学"}, "没有这所学校"),
        ({"school": ""}, "没有这所学校"),
        ({"kind": "county_admin"}, "选择一个有效的选项"),
        ({"kind": "city_supervisor"}, "选择一个有效的选项"),
        ({"kind": "finance"}, "选择一个有效的选项"),
        ({"mobile": "123", "school": "五台县实验小学"}, "11 位数字"),
    ],
)
def test_what_a_county_may_not_give_is_told_and_not_given(county: Client, typed: dict[str, str], said: str) -> None:
    places.school()
    places.school("原平市实验小学", division=places.YUANPING)

    answer = give(county, **typed)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "郭爱萍" in answer.content.decode()
    assert not Account.objects.filter(name="郭爱萍").exists()


def test_a_number_that_belongs_to_another_name_is_told_without_the_name(county: Client) -> None:
    owner = given.account("王秀英")

    answer = give(county, mobile=owner.mobile, school=places.school().code)

    assert answer.status_code == 422
    assert "另一个姓名" in answer.content.decode()
    assert "王秀英" not in answer.content.decode()
    assert not owner.posts.exists()


def test_tutors_are_neither_given_nor_taken_back_on_the_page_of_people(county: Client) -> None:
    tutor = given.post(Kind.TUTOR, division=places.division())

    assert give(county, kind="tutor").status_code == 422
    assert county.post(f"/account/people/posts/{tutor.public_id}/withdraw/").status_code == 404

    assert list(Post.objects.filter(kind=Kind.TUTOR, is_active=True)) == [tutor]


def test_a_head_gives_the_contact_of_the_own_school_only() -> None:
    head = given.signed_in(given.post(Kind.SCHOOL_HEAD, school=places.school()))
    other = places.school("五台县豆村小学")

    give(head, school=other.code)

    assert Post.objects.get(kind=Kind.SCHOOL_CONTACT).school == places.school()


def test_the_city_gives_county_posts_and_those_of_schools_directly_under_it() -> None:
    city = given.signed_in(given.post(Kind.CITY_SUPERVISOR, division=places.xinzhou()))
    direct, other = places.city_direct_school(), places.school()

    give(city, kind="county_admin", division="140922", mobile="19911113333")
    give(city, school=direct.code)
    refused = give(city, school=other.code, mobile="19911114444")

    assert Post.objects.get(kind=Kind.COUNTY_ADMIN).division_id == "140922"
    assert Post.objects.get(kind=Kind.SCHOOL_CONTACT).school == direct
    assert refused.status_code == 422


def test_the_provider_gives_posts_of_its_own_programme() -> None:
    manager = given.signed_in(given.post(Kind.PROVIDER_MANAGER, programme_code="xinzhou-2020"))

    give(manager, kind="finance")

    assert Post.objects.get(kind=Kind.FINANCE).programme_code == "xinzhou-2020"


@pytest.mark.parametrize("kind", [Kind.SCHOOL_CONTACT, Kind.SUPPORT])
def test_whoever_gives_no_posts_finds_no_page_for_it(kind: str) -> None:
    at = {"school": places.school()} if kind == Kind.SCHOOL_CONTACT else {"programme_code": "xinzhou-2020"}

    assert given.signed_in(given.post(kind, **at)).get(f"{PEOPLE}give/").status_code == 404  # type: ignore[arg-type]


def test_a_post_is_withdrawn_by_whoever_may_give_it_and_can_be_given_again(county: Client) -> None:
    post = given.post(Kind.SCHOOL_CONTACT, school=places.school(), holder=given.account("郭爱萍"))

    county.post(f"/account/posts/{post.public_id}/withdraw/")
    assert not Post.objects.get(pk=post.pk).is_active

    give(county, mobile=post.account.mobile, school=places.school().code)
    assert Post.objects.get(pk=post.pk).is_active


def test_a_post_one_may_not_give_is_not_withdrawn(county: Client) -> None:
    learner = given.teacher(places.school()).posts.get()

    answer = county.post(f"/account/posts/{learner.public_id}/withdraw/")

    assert answer.status_code == 409
    assert Post.objects.get(pk=learner.pk).is_active
