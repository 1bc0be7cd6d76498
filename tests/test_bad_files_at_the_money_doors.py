"""Every door of billing, invoicing and funding that takes a file, and every bad file at each of them.

The answer is a page that says in words what is wrong; nothing is stored by halves; what was typed beside the file stays.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.test import Client
from pytest_django import Settings

from tests.bad_files import BAD
from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as accounts
from xingtan.billing.models import Allocation, Answer, BankLine, Question, Statement, StatementUpload, Voucher
from xingtan.billing.tests import given as money
from xingtan.foundation.tasks import Reporter
from xingtan.funding.models import Declaration, Draft
from xingtan.invoicing import jobs
from xingtan.invoicing.models import Invoice, InvoiceFile, InvoiceRequest, PlatformTemplate, RequestState, ResultUpload
from xingtan.invoicing.tests import given as invoices
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db
CHINESE = re.compile(r"[\u4e00-\u9fff]{4,}")
TYPED = "老师们的话不能丢"
PICTURES = frozenset({"picture named xlsx"})
PDFS = frozenset({"pdf named xlsx"})
SHEETS = frozenset({"workbook named pdf"})
LETTERS = frozenset({"letter"})


@dataclass(frozen=True)
class Sent:
    """What a door answered: the sentences beside the file, and whether what was typed beside it still stands."""

    status: int
    said: list[str]
    keeps_typed: bool = True


@dataclass(frozen=True)
class Door:
    """A place to send a file to, what it stores, and the files of the list that are right there after all."""

    send: Callable[[SimpleUploadedFile], Sent]
    stores: tuple[type[models.Model], ...]
    takes: frozenset[str] = frozenset()


def _sent(client: Client, address: str, typed: str = "", **fields: Any) -> Sent:
    answer = client.post(address, fields)
    text = "" if answer.status_code == 302 else answer.content.decode()
    said = re.findall(r'class="field-error".*?<span>(.*?)</span>', text, re.S)
    said += re.findall(r'class="alert is-stop.*?</(?:section|div|aside)>', text, re.S)
    return Sent(answer.status_code, said, typed in text)


def _clerk() -> Client:
    return accounts.signed_in(money.finance_clerk())


def _statement(file: SimpleUploadedFile) -> Sent:
    programmes.programme_2020()
    return _sent(_clerk(), "/billing/statements/new/", file=file)


def _voucher(file: SimpleUploadedFile) -> Sent:
    bill = money.bill()
    client = accounts.signed_in(accounts.post(Kind.SCHOOL_CONTACT, school=bill.school))
    return _sent(client, f"/billing/bills/{bill.public_id}/vouchers/", vouchers=file)


def _list(file: SimpleUploadedFile) -> Sent:
    bill = money.bill()
    standing = money.transfer("4800.00", payer="五台县国库支付中心", remark="教师培训费")
    return _sent(
        _clerk(), f"/billing/transfers/{standing.line.public_id}/split/", "1234.56", file=file, read="1",
        version=standing.version, **{f"amount-{bill.public_id}": "1234.56"},
    )  # fmt: skip


def _answer(file: SimpleUploadedFile) -> Sent:
    bill = money.bill()
    question = money.question(money.transfer("3600.00", payer="某代理公司", remark=""), bill)
    client = accounts.signed_in(accounts.post(Kind.SCHOOL_HEAD, school=bill.school))
    return _sent(
        client, f"/billing/questions/{question.public_id}/", TYPED, file=file, answer=Answer.YES, said=TYPED
    )  # fmt: skip


def _template(file: SimpleUploadedFile) -> Sent:
    programmes.programme_2020()
    return _sent(_clerk(), "/invoices/template/", file=file)


def _results(file: SimpleUploadedFile) -> Sent:
    """Read as the worker reads it: every piece is refused by itself, in words."""
    invoices.batched(invoices.request())
    sent = _sent(_clerk(), "/invoices/results/", file=file)
    upload = ResultUpload.objects.first()
    if upload is None:
        return sent
    jobs.read_results(Reporter(0), upload=upload.pk, post=money.finance_clerk().pk)
    return Sent(422, list(upload.items.filter(outcome="refused").values_list("said", flat=True)))


def _declaration(file: SimpleUploadedFile) -> Sent:
    programmes.programme_2020()
    client = accounts.signed_in(accounts.post(Kind.SCHOOL_CONTACT, school=organisations.school()))
    page = f"/funding/schools/{organisations.school().public_id}/declare/"
    return _sent(
        client, page, "38.6万", file=file, year="2020", base="38.6万", training="2万", source="public_funds", seen="0",
        do="declare",
    )  # fmt: skip


DOORS = {
    "statement": Door(_statement, (Statement, BankLine, StatementUpload), SHEETS),
    "voucher": Door(_voucher, (Voucher,), PICTURES | PDFS),
    "county's list": Door(_list, (Allocation,), SHEETS),
    "answer": Door(_answer, (), PICTURES | PDFS | SHEETS | LETTERS),
    "template": Door(_template, (PlatformTemplate,), SHEETS),
    "results": Door(_results, (Invoice, InvoiceFile)),
    "declaration": Door(_declaration, (Declaration,), PICTURES | PDFS | SHEETS | LETTERS),
}


@pytest.fixture(autouse=True)
def _files_go_elsewhere(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize("kind", BAD)
@pytest.mark.parametrize("door", DOORS)
def test_a_bad_file_is_answered_in_words_and_nothing_of_it_is_stored(door: str, kind: str) -> None:
    name, content = BAD[kind]
    there = DOORS[door]

    sent = there.send(SimpleUploadedFile(name, content))

    if kind in there.takes:
        assert sent.status in {200, 302}
        return
    assert sent.status in {400, 413, 422}
    assert sent.said
    assert all(CHINESE.search(words) for words in sent.said)
    assert sent.keeps_typed
    assert [model.__name__ for model in there.stores if model.objects.exists()] == []  # type: ignore[attr-defined]
    assert not Question.objects.filter(answer=Answer.YES).exists()
    assert set(InvoiceRequest.objects.values_list("state", flat=True)) <= {RequestState.BATCHED}


@pytest.mark.parametrize("kind", ["locked workbook", "locked pdf", "locked package"])
def test_a_file_with_a_password_is_told_from_a_damaged_one(kind: str) -> None:
    name, content = BAD[kind]

    assert all("密码" in words for words in _results(SimpleUploadedFile(name, content)).said)


def test_a_declaration_whose_file_is_refused_keeps_its_figures_as_a_draft() -> None:
    name, content = BAD["torn picture"]

    _declaration(SimpleUploadedFile(name, content))

    assert Draft.objects.get().typed["base"] == "38.6万"


def test_an_upload_of_results_that_cannot_be_opened_does_not_stay_in_reading() -> None:
    name, content = BAD["package bomb"]

    _results(SimpleUploadedFile(name, content))

    upload = ResultUpload.objects.get()
    assert upload.read_at is not None
    assert "解压后过大" in upload.items.get().said
