"""The 2020 programme, made as the house makes it."""

import tomllib
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as accounts
from xingtan.foundation import clock
from xingtan.notices.tests.given import PDF
from xingtan.organisations.tests import given as organisations
from xingtan.programmes import actions, rules
from xingtan.programmes.models import CountyPlan, PayeeChange, Programme, SupportItem, Track
from xingtan.programmes.queries import SHIPPED
from xingtan.programmes.rules.payee import Payee

DOCUMENT: dict[str, Any] = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))


def programme_2020(*, today: date | None = None, **readings: dict[str, Any]) -> Programme:
    """The programme of the notice on its own dates, or moved so that ``today`` is in the third week.

    Readings are changed by number: ``programme_2020(A05={"county_review": False})``.
    """
    organisations.xinzhou()
    document, shift = DOCUMENT, 0
    if readings:
        changed = {number: {**DOCUMENT["readings"][number], **values} for number, values in readings.items()}
        document = {**DOCUMENT, "readings": {**DOCUMENT["readings"], **changed}}
    if today is not None:
        document, shift = rules.moved_into_week(document, today=today, week=3)
    programme, _changed = actions.load_programme(document=document, by=None, shift_days=shift, is_demo=bool(shift))
    return programme


def track(stage: str = "小学", programme: Programme | None = None) -> Track:
    """The track of a stage."""
    programme = programme or programme_2020()
    return next(each for each in programme.tracks.all() if stage in each.stages)


def plan_file(name: str = "实施计划.pdf") -> SimpleUploadedFile:
    """A county's plan as a PDF."""
    return SimpleUploadedFile(name, PDF)


def plan(code: str = organisations.WUTAI, state: str = "submitted", programme: Programme | None = None) -> CountyPlan:
    """A county's plan, brought to a state."""
    programme = programme or programme_2020()
    found = actions.hand_in_plan(
        programme=programme, division=organisations.division(code), file=plan_file(), words="", by=None, now=clock.now()
    )
    if state == "returned":
        return actions.return_plan(plan=found, reason="请补上经费安排。", by=None, now=clock.now())
    if state == "filed":
        return actions.file_plan(plan=found, by=None, now=clock.now())
    return found


def support(code: str = organisations.WUTAI, programme: Programme | None = None) -> SupportItem:
    """Something a county gave, with a document."""
    return actions.add_support(
        programme=programme or programme_2020(), division=organisations.division(code), kind="network",
        words="为12所村小开通宽带。", done_on=clock.today(), file=plan_file("验收单.pdf"), by=None, now=clock.now(),
    )  # fmt: skip


OLD_PAYEE = Payee("忻州师范学院", "0512040509026402092", "中国工商银行忻州市城建支行", "102171004058")
NEW_PAYEE = Payee("忻州师范学院", "0512040509026499999", "中国工商银行忻州市七一路支行", "102171004066")


def money_keeper(kind: str = Kind.FINANCE, mail: str = "", *, programme: Programme | None = None) -> Post:
    """Who keeps the money of the programme, with a password and perhaps a mail address."""
    post = accounts.post(kind, programme_code=(programme or programme_2020()).code)
    account = post.account
    account.set_password(accounts.PASSWORD)
    account.mail = mail
    account.save()
    return post


def payee_change(
    new: Payee = NEW_PAYEE, *, by: Post | None = None, programme: Programme | None = None, now: datetime | None = None
) -> PayeeChange:
    """Another collecting account, asked for."""
    return actions.ask_payee_change(
        programme=programme or programme_2020(), new=new, reason="原账户将于年底销户", password=accounts.PASSWORD,
        by=by or money_keeper(), now=now or clock.moment(2020, 11, 20, 12, 0, 0),
    )  # fmt: skip
