"""Rosters that came by mail, in every state: drafts, what waits for a clerk and why, sent back, filed, dismissed."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from email.message import EmailMessage
from itertools import count
from mimetypes import guess_type

from django.conf import settings
from django.utils.translation import override

from xingtan.accounts.models import Post
from xingtan.billing.models import Allocation, Bill
from xingtan.demo import platform_files
from xingtan.demo.actions.ground import MAILBOX
from xingtan.demo.actions.rosters import COLUMNS, Class
from xingtan.demo.people import Teacher
from xingtan.demo.plan import Roster as Stand
from xingtan.foundation.clock import standing_at
from xingtan.foundation.sheets import write_workbook
from xingtan.mailroom import actions
from xingtan.mailroom.models import Letter
from xingtan.organisations.models import School
from xingtan.programmes.models import Programme
from xingtan.rosters.queries import open_roster
from xingtan.rosters.queries.mailing import mailing_of

DAYS_AGO = 2
TEACHERS_BY_MAIL = 5


def bring_mails(members: Sequence[Class], *, programme: Programme, city: Post, now: datetime) -> None:
    """One mail of each kind, as they come in on an ordinary morning."""
    silent = [each for each in members if each.plan.roster is Stand.NONE]
    late = next((each for each in silent if open_roster(each.school, programme) is None), silent[0])
    typed = next(each for each in members if each.plan.roster is Stand.DRAFT)
    accepted = next(each for each in members if each.plan.roster is Stand.ACCEPTED)
    post = _Postman(programme, now - timedelta(days=DAYS_AGO))
    with override(settings.LANGUAGE_CODE):
        post.brings("刘建国", _subject(late, programme), _sheet(late, late.school.full_name))
        post.brings("高玉梅", _subject(typed, programme), _sheet(typed, typed.school.full_name))
        post.brings("张志强", _subject(accepted, programme), _sheet(late, late.school.full_name))
        post.brings("赵秀兰", f"{late.school.division.name}参训名单", _sheet(late, "希望小学"))
        post.brings("王海燕", _subject(late, programme))
        post.brings("王海燕", "自动回复：您的邮件已收到")
        post.brings("推广", "代开发票，价格优惠", text="详情请回复本邮件。")
        wrong = post.brings("李文斌", "校园网络维护通知", text="本周六上午校园网停机维护，请各科室提前保存资料。")
        actions.dismiss(letter=wrong, reason="与报名无关，已转办公室。", by=city, now=post.at)


def bring_vouchers(bills: Sequence[Bill], *, programme: Programme, now: datetime) -> None:
    """Remittance vouchers that came by mail (R55): one of a school's transfer, one of nobody known."""
    if not bills:
        return
    bill, share = bills[0], Allocation.objects.live().filter(bill=bills[0]).select_related("line").first()
    serial = share.line.serial if share else f"D99999999{bill.pk:06d}"
    paper = platform_files.printed(
        "中国工商银行 网上银行电子回单（演示）",
        f"电子回单号码：0917-8226-{bill.pk:04d}-2200",
        f"付款人 户名 {bill.school.registered_name} 收款人 户名 {programme.payee.name}",
        f"账号 0512040509022{bill.pk:06d} 账号 {programme.payee_account}",
        f"金额 ¥{bill.amount:,}元",
        "摘要 培训费",
        f"交易流水号 {serial}",
        f"时间戳 {bill.drawn_at:%Y-%m-%d}-10.20.30.000000",
    )
    post = _Postman(programme, now - timedelta(days=DAYS_AGO), first=50)
    with override(settings.LANGUAGE_CODE):
        subject = f"{bill.school.division.name}{bill.school.registered_name}汇款凭证"
        post.brings("贺丽娟", subject, paper, "老师您好，附上我校汇款凭证，请查收。", "电子回单.pdf")
        photo = platform_files.voucher_photo("TRAINING FEE")
        post.brings("胡建平", "汇款凭证", photo, "培训费已汇，请查收。", "照片.jpg")


class _Postman:
    """Brings mails one after another, some minutes apart."""

    def __init__(self, programme: Programme, at: datetime, *, first: int = 1) -> None:
        self._programme = programme
        self._numbers = count(first)
        self.at = at

    def brings(
        self,
        name: str,
        subject: str,
        sheet: bytes = b"",
        text: str = "老师您好，附上我校报名表，请查收。",
        called: str = "参训教师报名表.xlsx",
    ) -> Letter:
        """A mail that comes in and is sorted at once."""
        number = next(self._numbers)
        self.at += timedelta(minutes=17)
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = f"{name} <clerk{number}@example.org>", MAILBOX, subject
        mail["Date"], mail["Message-ID"] = self.at, f"<{number}@example.org>"
        mail.set_content(text)
        if sheet:
            kind, _slash, form = (guess_type(called)[0] or "application/octet-stream").partition("/")
            mail.add_attachment(sheet, maintype=kind, subtype=form, filename=called)
        raw = mail.as_bytes()
        found = actions.Found(f"{MAILBOX}/INBOX", 1, number, raw, len(raw))
        with standing_at(self.at):
            letter = actions.keep(found=found, programme=self._programme, now=self.at)
            return actions.sort(letter=letter, now=self.at)


def _subject(each: Class, programme: Programme) -> str:
    return mailing_of(each.school, programme).subject


def _sheet(each: Class, school_name: str) -> bytes:
    """The first teachers of a school on Annex 1, one mobile a digit short."""
    county = _county(each.school)
    rows = [
        [str(n), one.name, one.stage, one.subject, _mobile(one, n), one.id_number, county, school_name, ""]
        for n, one in enumerate(each.teachers[:TEACHERS_BY_MAIL], start=1)
    ]
    return write_workbook(COLUMNS, rows)


def _mobile(teacher: Teacher, number: int) -> str:
    return teacher.mobile[:-1] if number == TEACHERS_BY_MAIL else teacher.mobile


def _county(school: School) -> str:
    return "市直" if school.is_city_direct else school.division.name
