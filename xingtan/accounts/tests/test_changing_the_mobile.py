"""Another mobile: the owner with password and code; every device out, both numbers told (A16, R71)."""

import pytest
from django.test import Client

from xingtan.accounts.actions import corrections
from xingtan.accounts.actions.codes import make_slip
from xingtan.accounts.errors import IdNumberTaken, IdNumberUnsound, MobileTaken, NotAName, SameMobile
from xingtan.accounts.models import Account, Kind, Post, Proof, SignInSession, mobile_hash
from xingtan.accounts.rules.identity import is_name, is_sound_id
from xingtan.accounts.tests import given
from xingtan.audit.models import Entry
from xingtan.foundation import clock
from xingtan.organisations.tests import given as places
from xingtan.outbox.models import Message

pytestmark = pytest.mark.django_db
NEW = "19911112222"
SOUND, ANOTHER = "999999198001010011", "99999919800101002X"


def teacher(name: str = "李桂兰") -> Account:
    return given.teacher(places.school(), name, activated=True)


def typed(code: str, *, present: str = given.PASSWORD, mobile: str = NEW, repeat: str = "") -> dict[str, str]:
    return {"present": present, "code": code, "mobile": mobile, "repeat": repeat or mobile}


def signed_in(holder: Account) -> Client:
    return given.signed_in(Post.objects.get(account=holder))


def test_with_password_and_slip_the_owner_changes_the_number_and_every_device_is_signed_out() -> None:
    holder = teacher()
    browser, elsewhere = signed_in(holder), signed_in(holder)

    answer = browser.post("/account/mobile/", typed(given.slip(holder)))

    assert answer.status_code == 302
    holder.refresh_from_db()
    assert holder.mobile == NEW
    assert holder.mobile_hash == mobile_hash(NEW)
    assert holder.is_activated
    assert elsewhere.get("/account/").status_code == 302
    assert not SignInSession.objects.filter(account=holder).exists()
    assert given.sign_in(Client(), holder).status_code == 302


def test_both_numbers_and_the_mail_address_are_told(texts: list[tuple[str, str]]) -> None:
    holder = teacher()
    holder.mail = "li@example.org"
    holder.save()
    old = holder.mobile

    corrections.change_mobile(account=holder, mobile=NEW, by=None, now=clock.now())

    assert {message.to for message in Message.objects.all()} == {old, NEW, "li@example.org"}
    assert all(old not in message.body and NEW not in message.body for message in Message.objects.all())


def test_neither_password_nor_code_alone_is_enough() -> None:
    holder = teacher()
    code = given.slip(holder)
    browser = signed_in(holder)

    assert browser.post("/account/mobile/", typed("ACDEFGHJ")).status_code == 422
    assert browser.post("/account/mobile/", typed(code, present="nicht-das-Passwort")).status_code == 422
    assert browser.post("/account/mobile/", typed(code, repeat="19911112223")).status_code == 422

    assert Account.objects.get(pk=holder.pk).mobile == holder.mobile
    assert not Entry.objects.filter(verb="change_mobile").exists()


def test_a_number_of_another_person_is_refused_and_the_code_stays_good() -> None:
    holder, other = teacher(), teacher("王秀英")
    code = given.slip(holder)
    browser = signed_in(holder)

    answer = browser.post("/account/mobile/", typed(code, mobile=other.mobile))

    assert answer.status_code == 422
    assert browser.post("/account/mobile/", typed(code)).status_code == 302


def test_a_code_is_good_for_one_change() -> None:
    holder = teacher()
    code = given.slip(holder)
    signed_in(holder).post("/account/mobile/", typed(code))

    again = signed_in(Account.objects.get(pk=holder.pk)).post("/account/mobile/", typed(code, mobile="19911113333"))

    assert again.status_code == 422
    assert Account.objects.get(pk=holder.pk).mobile == NEW


def test_codes_made_for_the_old_number_are_void_and_an_account_not_activated_still_needs_one() -> None:
    holder = given.teacher(places.school())
    make_slip(account=holder, by=None, now=clock.now())

    changed = corrections.change_mobile(account=holder, mobile=NEW, by=None, now=clock.now())

    assert Proof.objects.get().used_at is not None
    assert not changed.is_activated
    browser = Client()
    assert given.first_sign_in(browser, changed).url == "/account/code/"
    assert browser.get("/desk/").status_code == 302


def test_the_page_offers_the_code_by_message_where_messages_are_set_up(texts: list[tuple[str, str]]) -> None:
    holder = teacher()
    browser = signed_in(holder)

    browser.post("/account/mobile/code/")

    (message,) = Message.objects.all()
    assert message.to == holder.mobile
    code = "".join(filter(str.isdigit, message.body))[:6]
    assert browser.post("/account/mobile/", typed(code)).status_code == 302


def test_the_audit_names_no_number() -> None:
    holder = teacher()
    corrections.change_mobile(account=holder, mobile=NEW, by=None, now=clock.now())

    facts = str(Entry.objects.get(verb="change_mobile").facts)

    assert NEW not in facts
    assert holder.mobile not in facts


@pytest.mark.parametrize(
    ("number", "sound"),
    [
        (SOUND, True), (ANOTHER, True), ("999999198001010012", False), ("999999198013010011", False),
        ("99999919800101001", False), ("99999919800101002x", False), ("９99999198001010011", False),
    ],
)  # fmt: skip
def test_an_identity_number_is_sound_when_its_check_character_and_birth_date_are(number: str, sound: bool) -> None:
    assert is_sound_id(number, on=clock.moment(2020, 12, 1).date()) is sound


def test_the_owner_of_a_number_is_eighteen_to_seventy() -> None:
    assert is_sound_id(SOUND, on=clock.moment(1998, 1, 1).date())
    assert not is_sound_id(SOUND, on=clock.moment(1997, 12, 31).date())
    assert is_sound_id(SOUND, on=clock.moment(2050, 12, 31).date())
    assert not is_sound_id(SOUND, on=clock.moment(2051, 1, 1).date())


@pytest.mark.parametrize(("text", "fits"), [("张三", True), ("买买提·艾力", True), ("㛃㛃", True), ("张", False), ("张三2", False), ("", False)])  # fmt: skip
def test_a_name_has_letters_only(text: str, fits: bool) -> None:
    assert is_name(text) is fits


def test_a_correction_is_refused_when_it_cannot_be_right() -> None:
    holder, other = teacher(), teacher("王秀英")
    by = given.post(Kind.COUNTY_ADMIN, division=places.division())
    corrections.correct_id_number(account=other, id_number=SOUND, by=by, now=clock.now())

    with pytest.raises(IdNumberTaken):
        corrections.correct_id_number(account=holder, id_number=SOUND, by=by, now=clock.now())
    with pytest.raises(IdNumberUnsound):
        corrections.correct_id_number(account=holder, id_number="999999198001010012", by=by, now=clock.now())
    with pytest.raises(NotAName):
        corrections.correct_name(account=holder, name="张三1", by=by, now=clock.now())
    with pytest.raises(MobileTaken):
        corrections.change_mobile(account=holder, mobile=other.mobile, by=by, now=clock.now())
    with pytest.raises(SameMobile):
        corrections.change_mobile(account=holder, mobile=holder.mobile, by=by, now=clock.now())

    holder.refresh_from_db()
    assert holder.id_hash is None
    assert holder.name == "李桂兰"


def test_name_and_identity_number_are_put_right() -> None:
    holder = teacher()
    by = given.post(Kind.COUNTY_ADMIN, division=places.division())

    corrections.correct_name(account=holder, name="李贵兰", by=by, now=clock.now())
    corrections.correct_id_number(account=holder, id_number=ANOTHER, by=by, now=clock.now())

    holder.refresh_from_db()
    assert (holder.name, holder.id_number) == ("李贵兰", ANOTHER)
