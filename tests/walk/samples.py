"""A thing of each model at a place, made through the rooms' actions; and plain values for other URL parts."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import models

from tests.walk import quiz_samples
from tests.walk.cast import Place
from xingtan.accounts.models import Account, Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.assessment import actions as assessment
from xingtan.assessment.marking import NewMark
from xingtan.assessment.models import Certificate, MarkSheet, RecordedMark, Scheme
from xingtan.assessment.tests import given as assessed
from xingtan.billing import actions as billing
from xingtan.billing.models import (
    BankLine,
    Bill,
    CountyBill,
    Question,
    Refund,
    StatementLayout,
    StatementUpload,
    Voucher,
    WriteOff,
)
from xingtan.billing.tests import given as money
from xingtan.billing.tests import papers
from xingtan.classes import actions as classes
from xingtan.classes.models import Bulletin, ClassChange, ClassNotice, OnlineClass, PlanItem, Tutor
from xingtan.classes.queries import tutors_of
from xingtan.classes.tests import given as classes_given
from xingtan.courses import actions as courses_actions
from xingtan.courses.models import Caption, Course, Lesson, Media, Upload
from xingtan.courses.tests import given as courses
from xingtan.coursework import actions as coursework
from xingtan.coursework.models import Assignment, Contribution, PeerReview, Phrase, Topic, Work, WorkFile
from xingtan.coursework.tests import given as works
from xingtan.enrolment.actions import asking
from xingtan.enrolment.actions.annexes import keep_annex
from xingtan.enrolment.models import AnnexExport, ChangeEvidence, ChangeRequest, Enrolment, FullList
from xingtan.enrolment.rules import Change
from xingtan.enrolment.tests import given as enrolments
from xingtan.foundation import clock
from xingtan.funding.models import Declaration
from xingtan.funding.tests import given as funding
from xingtan.invoicing import actions as invoicing
from xingtan.invoicing.models import Batch, InvoiceFile, InvoiceRequest, ResultUpload
from xingtan.invoicing.tests import given as invoices
from xingtan.mailroom.models import Letter
from xingtan.mailroom.tests import given as mails
from xingtan.notices.models import Material, MeetingFile, MobilisationMeeting, Notice
from xingtan.notices.tests import given as notices
from xingtan.organisations.models import Division, School
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.models import CountyPlan, PayeeChange, PlanStep, Programme, SupportItem
from xingtan.programmes.tests import given as programmes
from xingtan.rosters.models import Bundle, LearnedWord, Reopening, Review, Roster
from xingtan.rosters.tests import bundles
from xingtan.rosters.tests import given as rosters
from xingtan.schoolbased.models import Activity, Check, Lack, Photo, ResearchTime, Task
from xingtan.schoolbased.models import Work as TaskWork
from xingtan.schoolbased.tests import given as schoolbased
from xingtan.study.models import Pattern
from xingtan.study.tests import given as studied


def _enrolment(place: Place) -> Enrolment:
    return Enrolment.objects.get(programme=place.programme, account=place.person)


def _change(place: Place) -> ChangeRequest:
    asked = asking.Asked(Change.NAME, "姓名有误", {"name": f"{place.name}新名"}, [enrolments.PICTURE])
    by = Post.objects.filter(kind=Kind.SCHOOL_CONTACT, school=place.school).first() or enrolments.contact(place.school)
    return asking.ask_for_change(enrolment=_enrolment(place), asked=asked, by=by, now=clock.now())


def _evidence(place: Place) -> ChangeEvidence:
    standing = ChangeEvidence.objects.filter(request__enrolment=_enrolment(place)).first()
    return standing or _change(place).evidence.get()


def _annex(place: Place) -> AnnexExport:
    by = enrolments.contact(place.school)
    return keep_annex(programme=place.programme, content=b"xlsx", teachers=1, permission=None, by=by, now=clock.now())


def _full_list(place: Place) -> FullList:
    by = enrolments.contact(place.school)
    return enrolments.asked_full_list(by=by, programme=place.programme)


def _scheme(programme: Programme) -> None:
    if not Scheme.objects.filter(programme=programme).exists():
        assessed.lenient_scheme(programme)


def _mark(place: Place) -> RecordedMark:
    _scheme(place.programme)
    mark = NewMark(part="homework", score=Decimal(90), done_on=clock.today(), evidence="教学设计一份")
    return assessment.record_mark(enrolment=_enrolment(place), new=mark, by=None, now=clock.now())


def _sheet(place: Place) -> MarkSheet:
    _scheme(place.programme)
    return assessment.read_mark_sheet(
        programme=place.programme, file_name="成绩.xlsx", rows=[], by=None, now=clock.now()
    )


def _certificate(place: Place) -> Certificate:
    """Passed by marks, settled after the term, issued."""
    _scheme(place.programme)
    for nth, part in enumerate(assessed.ALL_PARTS):
        minutes = 90 if part == "school_based" else 0
        mark = NewMark(part=part, score=Decimal(95), minutes=minutes, done_on=clock.today(), evidence=f"第 {nth} 项")
        assessment.record_mark(enrolment=_enrolment(place), new=mark, by=None, now=clock.now())
    after = datetime.combine(place.programme.term_ends_on + timedelta(days=2), time(), clock.ZONE)
    assessment.settle_division(programme=place.programme, division_code=place.division.pk, by=None, now=after)
    assessment.finish_settlement(programme=place.programme, by=None, now=after)
    assessment.issue_certificates(programme=place.programme, school=place.school, by=None, now=after)
    return Certificate.objects.get(enrolment=_enrolment(place))


def _line(place: Place) -> BankLine:
    return money.line_of(money.transfer(payer=f"{place.name}单位", programme=place.programme))


def _upload(place: Place) -> StatementUpload:
    by = money.finance_clerk(place.programme)
    content = money.statement_file(money.row())
    return billing.keep_upload(programme=place.programme, content=content, name="对账单.csv", by=by, now=clock.now())


def _layout(place: Place) -> StatementLayout:
    by = money.finance_clerk(place.programme)
    return money.layout(programme=place.programme, by=by)


def _question(place: Place) -> Question:
    standing = money.transfer("100.00", payer=f"{place.name}某人", programme=place.programme)
    bill, clerk = money.bill(place.school, programme=place.programme), money.finance_clerk(place.programme)
    return money.question(standing, bill, by=clerk)


def _refund(place: Place) -> Refund:
    standing = money.transfer("3700.00", programme=place.programme)
    bill, clerk = money.bill(place.school, programme=place.programme), money.finance_clerk(place.programme)
    return money.refund(money.paid(standing, bill, "3600.00"), by=clerk)


def _voucher(place: Place) -> Voucher:
    bill = money.bill(place.school, programme=place.programme)
    standing = Voucher.objects.live().filter(bill=bill).first()
    return (
        standing
        or billing.bring_voucher(bill=bill, content=papers.photo(), name="凭证.jpg", by=None, now=clock.now())[0]
    )


def _county_bill(place: Place) -> CountyBill:
    """The county pays for its schools."""
    bill = money.bill(place.school, programme=place.programme)
    division = bill.school.division
    standing = CountyBill.objects.filter(programme=place.programme, division=division, is_paying=True).first()
    return standing or billing.set_payer(
        programme=place.programme, division=division, is_paying=True, reason="统一支付",
        by=money.finance_clerk(place.programme), now=clock.now(),
    )  # fmt: skip


def _write_off(place: Place) -> WriteOff:
    bill = money.bill(place.school, heads=900, programme=place.programme)
    return money.write_off(bill, "50.00", by=money.finance_clerk(place.programme))


def _payee_change(place: Place) -> PayeeChange:
    standing = PayeeChange.objects.with_state().filter(programme=place.programme, state="asked").first()
    by = programmes.money_keeper(programme=place.programme)
    return standing or programmes.payee_change(by=by, programme=place.programme)


def _invoice(place: Place) -> InvoiceRequest:
    standing = InvoiceRequest.objects.live().filter(bill__school=place.school, bill__programme=place.programme).first()
    return standing or invoices.request(place.school, programme=place.programme)


def _invoice_file(place: Place) -> InvoiceFile:
    standing = InvoiceFile.objects.filter(request__bill__school=place.school, request__bill__programme=place.programme)
    return standing.first() or invoices.issued(_invoice(place)).files.get()


def _batch(place: Place) -> Batch:
    """A workbook with the request of another school than the one whose invoice stands already."""
    standing = Batch.objects.filter(programme=place.programme).first()
    other = organisations.school(f"{place.name}第二小学", division=place.division.pk)
    return standing or invoices.batched(invoices.request(other, programme=place.programme))


def _results(place: Place) -> ResultUpload:
    by = money.finance_clerk(place.programme)
    return invoicing.keep_results(programme=place.programme, content=b"x", name="a.zip", by=by, now=clock.now())


def _reopening(place: Place) -> Reopening:
    after = place.programme.enrol_closes_at + timedelta(hours=1)
    return rosters.reopening(programme=place.programme, school=place.school, at=after)


def _learned_word(place: Place) -> LearnedWord:
    in_time = place.programme.enrol_closes_at - timedelta(days=1)
    return rosters.learned_word(place.school, programme=place.programme, at=in_time)


def _letter(place: Place) -> Letter:
    at = place.programme.enrol_closes_at - timedelta(days=2)
    return mails.waiting_letter(place.school, programme=place.programme, at=at)


def _roster(place: Place) -> Roster:
    in_time = place.programme.enrol_closes_at - timedelta(days=1)
    return rosters.draft(programme=place.programme, school=place.school, at=in_time)


def _meeting_file(place: Place) -> MeetingFile:
    meeting = notices.meeting(place.school, programme_code=place.programme.code)
    return meeting.files.get()  # type: ignore[no-any-return]


def _bundle(place: Place) -> Bundle:
    """A read bundle whose only part waits for a decision."""
    in_time = place.programme.enrol_closes_at - timedelta(days=1)
    return bundles.undecided(programme=place.programme, division=place.division, at=in_time)


def _review(place: Place) -> Review:
    in_time = place.programme.enrol_closes_at - timedelta(days=1)
    return bundles.review(programme=place.programme, division=place.division, at=in_time)


def _photo(place: Place) -> Photo:
    return schoolbased.photo(_enrolment(place), at=clock.now())


def _check(place: Place) -> Check:
    """Drawn by the county, or by the city for a school directly under it."""
    schoolbased.signed(_enrolment(place), at=clock.now())
    return schoolbased.check(place.programme, place.division, at=clock.now())


def _pattern(place: Place) -> Pattern:
    return studied.pattern(_enrolment(place))


def _class(place: Place) -> OnlineClass:
    """The class of the place's person, guided by the same person, who is a tutor too."""
    standing = OnlineClass.objects.filter(memberships__enrolment=_enrolment(place)).first()
    if standing is not None:
        return standing
    tutor = classes_given.tutor(
        programme=place.programme, division=place.division.pk, holder=place.person,
        by=classes_given.keeper(place.division.pk),
    )  # fmt: skip
    return classes_given.a_class(rows=[_enrolment(place)], programme=place.programme, tutor=tutor)


def _tutor(place: Place) -> Tutor:
    return tutors_of(_class(place))[0]


def _class_notice(place: Place) -> ClassNotice:
    return classes.tell_class(
        online_class=_class(place), text=classes.Text("通知", "请按时学习。"), by=_tutor(place).post, now=clock.now()
    )


def _plan_item(place: Place) -> PlanItem:
    line = classes.Line("看完第一单元", "", clock.today(), clock.today())
    return classes.plan_line(online_class=_class(place), line=line, by=_tutor(place).post)


def _bulletin(place: Place) -> Bulletin:
    made = classes.write_bulletin(
        online_class=_class(place), period=classes.Period(clock.today(), clock.today()),
        text=classes.Text("简报", "本期学习情况。"), by=_tutor(place).post, now=clock.now(),
    )  # fmt: skip
    classes.publish_bulletin(bulletin=made, by=_tutor(place).post, now=clock.now())
    return made


def _assignment(place: Place) -> Assignment:
    """Homework that the place's person and a colleague of the class are asked for, each to review the other's."""
    standing = Assignment.objects.filter(programme=place.programme, title=place.name).first()
    if standing is not None:
        return standing
    due, end = clock.now() + timedelta(days=7), clock.now() + timedelta(days=14)
    task = works.task(title=place.name, due_at=due, peers=1, peers_until=end)
    course = works.a_course(place.programme)
    return coursework.set_assignment(course=course, lesson=None, task=task, by=None, now=clock.now())


def _work(place: Place) -> Work:
    """What the place's person handed in, with a file."""
    assignment, learner = _assignment(place), _enrolment(place)
    standing = Work.objects.filter(assignment=assignment, enrolment=learner).first()
    if standing is not None:
        return standing
    _class(place)
    coursework.add_files(assignment=assignment, enrolment=learner, files=[works.paper()], now=clock.now())
    return works.handed_in(assignment, learner, at=clock.now()).work


def _peer_review(place: Place) -> PeerReview:
    """The person is asked to review a colleague's work."""
    mine = _work(place)
    (colleague,) = enrolments.enrolments(1, programme=place.programme, school=place.school)
    classes.place_members(
        online_class=_class(place), enrolments=[colleague], by=classes_given.keeper(place.division.pk), now=clock.now()
    )
    coursework.add_files(assignment=mine.assignment, enrolment=colleague, files=[works.paper()], now=clock.now())
    works.handed_in(mine.assignment, colleague, "另一份教学设计，供同伴互评。", at=clock.now())
    coursework.ask_reviews(assignment=mine.assignment, now=clock.now())
    return PeerReview.objects.get(reviewer=mine.enrolment)


def _topic(place: Place) -> Topic:
    standing = Topic.objects.filter(programme=place.programme).first()
    course = works.a_course(place.programme)
    return standing or coursework.set_topic(
        course=course, title="研讨", words="请谈谈。", closes_at=None, by=None, now=clock.now()
    )


def _contribution(place: Place) -> Contribution:
    said = coursework.Said("这是一条发言。", key=f"walk-{place.name}"[:22], title="发言")
    return coursework.say(
        topic=_topic(place), online_class=_class(place), thread=None, said=said, by=works.learner_post(_enrolment(place)),
        now=clock.now(),
    )  # fmt: skip


def _phrase(place: Place) -> Phrase:
    return coursework.keep_phrase(
        programme=place.programme, text="目标明确。", is_for_all=False, by=_tutor(place).post, now=clock.now()
    )


def _courses_upload(place: Place) -> Upload:
    by = Post.objects.filter(kind=Kind.CONTENT_EDITOR, programme_code=place.programme.code).first()
    announced = courses_actions.Announced("课.mp4", 1000, "f")
    sender = by or people.post(Kind.CONTENT_EDITOR, programme_code=place.programme.code)
    return courses_actions.begin_upload(programme=place.programme, announced=announced, by=sender, now=clock.now())


def _caption(place: Place) -> Caption:
    media = courses.lesson(programme=place.programme).media
    assert media is not None
    return courses_actions.set_captions(
        media=media, language="zh", text="WEBVTT\n\n00:01.000 --> 00:02.000\n好\n",
        by=people.post(Kind.CONTENT_EDITOR, programme_code=place.programme.code),
    )  # fmt: skip


MAKERS: dict[type[models.Model], Callable[[Place], Any]] = {
    School: lambda place: place.school,
    Division: lambda place: place.division,
    Programme: lambda place: place.programme,
    Account: lambda place: place.person,
    Post: lambda place: Post.objects.get(account=place.person, kind=Kind.LEARNER),
    Enrolment: _enrolment,
    ChangeRequest: _change,
    ChangeEvidence: _evidence,
    AnnexExport: _annex,
    FullList: _full_list,
    Roster: _roster,
    Bundle: _bundle,
    Review: _review,
    Letter: _letter,
    LearnedWord: _learned_word,
    Reopening: _reopening,
    Bill: lambda place: money.bill(place.school, programme=place.programme),
    BankLine: _line,
    StatementUpload: _upload,
    StatementLayout: _layout,
    Question: _question,
    Refund: _refund,
    Voucher: _voucher,
    Declaration: lambda place: funding.declared(place.school, programme=place.programme, file=funding.evidence()),
    CountyBill: _county_bill,
    WriteOff: _write_off,
    PayeeChange: _payee_change,
    InvoiceRequest: _invoice,
    InvoiceFile: _invoice_file,
    Batch: _batch,
    ResultUpload: _results,
    Lesson: lambda place: courses.lesson(programme=place.programme),
    Media: lambda place: courses.lesson(programme=place.programme).media,
    Upload: _courses_upload,
    Caption: _caption,
    Course: lambda place: courses.lesson(programme=place.programme).course,
    Activity: lambda place: schoolbased.recorded(_enrolment(place), at=clock.now()),
    Photo: _photo,
    ResearchTime: lambda place: schoolbased.research_time(place.programme, place.school),
    Task: lambda place: schoolbased.task(place.programme, at=clock.now()),
    TaskWork: lambda place: schoolbased.work(_enrolment(place), at=clock.now()),
    Lack: lambda place: schoolbased.lack(_enrolment(place), at=clock.now()),
    Check: _check,
    Pattern: _pattern,
    OnlineClass: _class,
    ClassChange: lambda place: _class(place).changes.filter(kind="tutor").get(),
    Tutor: _tutor,
    ClassNotice: _class_notice,
    PlanItem: _plan_item,
    Bulletin: _bulletin,
    Assignment: _assignment,
    Work: _work,
    WorkFile: lambda place: _work(place).files.get(),
    PeerReview: _peer_review,
    Topic: _topic,
    Contribution: _contribution,
    Phrase: _phrase,
    RecordedMark: _mark,
    MarkSheet: _sheet,
    Certificate: _certificate,
    Notice: lambda place: notices.notice(
        programme_code=place.programme.code, division=place.programme.owner_division_id, wants_receipt=True
    ),
    MobilisationMeeting: lambda place: notices.meeting(place.school, programme_code=place.programme.code),
    MeetingFile: _meeting_file,
    CountyPlan: lambda place: programmes.plan(place.division.code, programme=place.programme),
    PlanStep: lambda place: programmes.plan(place.division.code, programme=place.programme).steps.first(),
    SupportItem: lambda place: programmes.support(place.division.code, programme=place.programme),
    Material: lambda place: notices.material(notices.notice(programme_code=place.programme.code)),
}
BOUND: dict[type[models.Model], str] = {
    **dict.fromkeys((School, Division, Bundle, Review, LearnedWord, CountyBill), "land"),
    **dict.fromkeys(
        (
            Programme,
            Batch,
            ResultUpload,
            BankLine,
            StatementUpload,
            StatementLayout,
            Refund,
            WriteOff,
            PayeeChange,
            MarkSheet,
            Lesson,
            Course,
            Assignment,
            Topic,
            Media,
            Upload,
            Caption,
            Task,
            Notice,
            Material,
        ),
        "programme",
    ),
}
"""What a thing hangs on, where it is not a school."""
MAKERS |= quiz_samples.MAKERS
BOUND |= quiz_samples.BOUND
PLAIN: dict[str, str] = {
    "change_kind": "withdrawal",
    "position": "1", "step": "enrolled", "subject": "meeting", "run": "none", "session": "none", "alias": "1", "key": "none",
    "field": "name",
    "number": "1", "unit": "1", "part": "master.m3u8", "language": "zh",
    "media": "none",
}  # fmt: skip
"""URL parts that name no row in scope of a post: their value in the walk."""
MAY_BE_EMPTY: set[str] = {
    "billing:question_file",
    "coursework:drop_phrase",
    "accounts:session_end",
    "desks:run",
    "enrolment:annex_file",
    "courses:media",
    "courses:poster",
    "courses:stream",
    "courses:captions",
    "courses:package_file",
}
"""URL names where an admitted post may rightly get 404: they name a session or a piece of work of the asker
alone, or are opened by a signed key, and the walk has none of these."""
