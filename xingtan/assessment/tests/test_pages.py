"""The pages of assessment: a learner's own result, the lists, marks by sheet, the public check."""

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.assessment import actions, rules
from xingtan.assessment.keys import verifying_keys
from xingtan.assessment.models import Certificate, MarkSheet, RecordedMark
from xingtan.assessment.tests import given
from xingtan.coursework.tests import given as works
from xingtan.enrolment.models import Enrolment
from xingtan.enrolment.tests import given as enrolment
from xingtan.foundation import clock
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_term() -> Any:
    with clock.standing_at(given.MID_TERM):
        yield


def as_learner(learner: Enrolment) -> Client:
    return people.signed_in(Post.objects.get(account=learner.account, kind=Kind.LEARNER))


def academic() -> Client:
    return people.signed_in(people.post(Kind.ACADEMIC, programme_code=programmes.programme_2020().code))


def test_a_learner_sees_each_part_what_is_missing_and_by_when() -> None:
    learner = given.learners(1)[0]
    given.mark(learner, "homework", 90)

    page = as_learner(learner).get(reverse("assessment:my_result")).content.decode()

    for word in ("研修作业", "9 / 20 分", "还差 972 分钟", "4月12日", "如何计算", "90 ÷ 200"):
        assert word in page


def test_a_learner_sees_nobody_elses_certificate() -> None:
    certificate = given.certificate()
    stranger = enrolment.enrolment()

    answer = as_learner(stranger).get(
        reverse("assessment:certificate_pdf", kwargs={"certificate": certificate.public_id})
    )

    assert answer.status_code == 404


def test_a_learner_prints_the_own_certificate() -> None:
    certificate = given.certificate()

    answer = as_learner(certificate.enrolment).get(
        reverse("assessment:certificate_pdf", kwargs={"certificate": certificate.public_id})
    )

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_a_mark_is_entered_on_the_page_of_the_learner() -> None:
    learner = given.learners(1)[0]
    typed = {"part": "homework", "score": "88", "done_on": "2021-01-12", "minutes": "", "evidence": "教学设计"}

    answer = academic().post(reverse("assessment:record_mark", kwargs={"learner": learner.public_id}), typed)

    assert answer.status_code == 302
    assert RecordedMark.objects.get(enrolment=learner).score == 88


def test_what_is_wrong_with_a_mark_is_said_beside_the_field_and_what_was_typed_is_kept() -> None:
    learner = given.learners(1)[0]
    typed = {"part": "homework", "score": "88", "done_on": "2021-02-12", "minutes": "", "evidence": "教学设计一份"}

    answer = academic().post(reverse("assessment:record_mark", kwargs={"learner": learner.public_id}), typed)

    assert answer.status_code == 422
    assert "教学设计一份" in answer.content.decode()
    assert not RecordedMark.objects.exists()


def test_the_downloaded_sheet_filled_in_and_uploaded_is_shown_and_then_recorded() -> None:
    learner = given.learners(1)[0]
    client = academic()
    book = load_workbook(io.BytesIO(client.get(reverse("assessment:blank_sheet"), {"part": "主题研讨"}).content))
    for column, value in enumerate(("87.5", "2021-01-12", "", "研讨两次"), start=5):
        book.active.cell(2, column, value)
    filled = io.BytesIO()
    book.save(filled)
    filled.seek(0)
    filled.name = "研讨.xlsx"

    shown = client.post(reverse("assessment:marks"), {"file": filled}, follow=True)
    read = MarkSheet.objects.get()
    recorded_before = RecordedMark.objects.count()
    client.post(reverse("assessment:mark_sheet", kwargs={"sheet": read.public_id}))

    assert learner.account.name in shown.content.decode()
    assert recorded_before == 0
    assert str(RecordedMark.objects.get(enrolment=learner).score) == "87.50"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", "姓名,得分\n王,9\n".encode(), b"\x00" * 500])
def test_a_file_that_is_no_sheet_of_marks_is_refused_with_a_remedy_and_nothing_is_kept(content: bytes) -> None:
    given.learners(1)
    upload = io.BytesIO(content)
    upload.name = "成绩.xlsx"

    answer = academic().post(reverse("assessment:marks"), {"file": upload})

    assert answer.status_code == 422
    assert not MarkSheet.objects.exists()


def test_the_scheme_is_changed_by_the_academic_post_only_when_it_adds_up() -> None:
    scheme = given.scheme()
    form = academic().get(reverse("assessment:scheme")).context["form"]
    initial = {name: form.get_initial_for_field(form.fields[name], name) for name in form.fields}
    figures = {name: value if isinstance(value, str) else str(value.normalize()) for name, value in initial.items()}

    refused = academic().post(reverse("assessment:scheme"), {**figures, "weight_quiz": "20"})
    changed = academic().post(reverse("assessment:scheme"), {**figures, "weight_quiz": "15", "weight_homework": "15"})

    assert (refused.status_code, changed.status_code) == (422, 302)
    assert "110" in refused.content.decode()
    scheme.refresh_from_db()
    assert [part["weight"] for part in scheme.data["parts"]] == ["40", "15", "10", "15", "20"]


def test_the_scheme_page_says_where_marks_come_from_and_what_no_part_takes() -> None:
    room = works.a_room(1)
    works.marked(works.handed_in(works.homework(room), room.learners[0]), room.tutor)
    held = given.scheme(room.programme)
    silent = academic().get(reverse("assessment:scheme")).content.decode()
    parts = [{**part, "source": "entered"} if part["key"] == "homework" else part for part in held.data["parts"]]
    actions.adopt_scheme(programme=room.programme, data={**held.data, "parts": parts}, by=None, now=given.MID_TERM)

    told = academic().get(reverse("assessment:scheme")).content.decode()

    assert "有已评分的内容没有计入任何人的成绩" not in silent
    assert "1 份已批阅的作业" in told
    assert 'details class="stack" open' in told


def test_a_school_sees_its_own_learners_only() -> None:
    own = organisations.school("五台县第二小学")
    mine, other = given.learners(1, school=own)[0], given.learners(1, school=organisations.school())[0]
    client = people.signed_in(people.post(Kind.SCHOOL_HEAD, school=own))

    page = client.get(reverse("assessment:index"))
    foreign = client.get(reverse("assessment:learner", kwargs={"learner": other.public_id}))

    assert [row.pk for row in page.context["page"]] == [mine.pk]
    assert foreign.status_code == 404


def test_the_export_holds_masked_numbers_only() -> None:
    learner = given.learners(1)[0]

    answer = academic().get(reverse("assessment:index"), {"export": "xlsx"})

    cells = [cell.value for row in load_workbook(io.BytesIO(answer.content)).active for cell in row]
    assert learner.account.name in cells
    assert not any(learner.account.id_number in str(cell) or learner.account.mobile in str(cell) for cell in cells)


@pytest.mark.parametrize("teachers", [3, 40])
@pytest.mark.parametrize("address", ["assessment:index", "assessment:certificates"])
def test_lists_take_the_same_queries_for_many_as_for_few(
    teachers: int, address: str, django_assert_max_num_queries: Any
) -> None:
    people_enrolled = given.passed(teachers)
    actions.issue_certificates(
        programme=people_enrolled[0].programme, school=people_enrolled[0].school, by=None, now=given.AFTER_TERM
    )
    client = academic()
    client.get(reverse(address))

    with django_assert_max_num_queries(13):
        client.get(reverse(address))


# --- the public check ------------------------------------------------------------------------


def told(answer: Any) -> str:
    """What the page tells, without the frame (which repeats the address that was asked for)."""
    return answer.content.decode().split("<main")[1].split("</main>")[0]


def check(certificate: Certificate) -> Any:
    return Client().get(reverse("check:certificate", kwargs={"key": certificate.public_id}))


def test_the_check_page_says_what_the_certificate_says_and_leaks_no_number() -> None:
    certificate = given.certificate()
    account = certificate.enrolment.account

    page = check(certificate).content.decode()

    assert "有效" in page
    assert account.name in page
    assert f"{account.id_number[:4]}**********{account.id_number[-4:]}" in page
    assert account.id_number not in page
    assert account.mobile not in page


def test_a_revoked_certificate_says_so_and_why_at_once() -> None:
    certificate = given.certificate()

    actions.revoke_certificate(certificate=certificate, reason="学时登记有误", by=None, now=given.AFTER_TERM)

    page = check(certificate).content.decode()
    assert "已撤销" in page
    assert "学时登记有误" in page


def test_a_stored_certificate_that_was_altered_is_answered_as_missing() -> None:
    certificate = given.certificate()
    Certificate.objects.filter(pk=certificate.pk).update(payload=certificate.payload.replace("12.0", "48.0"))

    assert check(certificate).status_code == 404


def test_a_thousand_altered_certificates_are_none_of_them_genuine() -> None:
    certificate = given.certificate()
    payload = certificate.payload.encode()
    keys = verifying_keys()

    genuine = [
        rules.is_genuine(
            payload[:at] + bytes([payload[at] ^ flip]) + payload[at + 1 :], certificate.signature, keys, certificate.key
        )
        for at in range(250)
        for flip in (1, 2, 4, 8)
    ]

    assert (len(genuine), sum(genuine)) == (1000, 0)


def test_number_and_name_together_find_the_certificate_and_apart_they_say_nothing() -> None:
    certificate = given.certificate()
    form = reverse("check:form")
    name = certificate.said["name"]

    found = Client().get(form, {"number": certificate.number, "name": name})
    wrong_name = Client().get(form, {"number": certificate.number, "name": "别人"})
    no_number = Client().get(form, {"number": rules.certificate_number(2020, 9_999_999), "name": name})

    assert found.status_code == 200
    assert wrong_name.status_code == no_number.status_code == 404
    assert told(wrong_name) == told(no_number)


def test_a_number_alone_in_the_address_asks_for_the_name_whether_it_exists_or_not() -> None:
    certificate = given.certificate()
    missing = rules.certificate_number(2020, 9_999_999)

    known = Client().get(reverse("check:certificate", kwargs={"key": certificate.number}))
    unknown = Client().get(reverse("check:certificate", kwargs={"key": missing}))

    assert known.status_code == unknown.status_code == 200
    assert told(known).replace(certificate.number, "") == told(unknown).replace(missing, "")


def test_the_id_of_a_certificate_has_128_bits() -> None:
    assert len(given.certificate().public_id) >= 22
