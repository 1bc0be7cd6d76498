"""Accepting transfers together: only for equal reasons, each a decision of its own, what changed is left and told."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as accounts
from xingtan.audit.models import Entry
from xingtan.billing import actions, jobs, queries
from xingtan.billing.alike import evidence_of
from xingtan.billing.models import Allocation, LineStanding, LineState
from xingtan.billing.tests import given
from xingtan.billing.views.alike import AT_ONCE
from xingtan.foundation import clock
from xingtan.foundation.models import Progress
from xingtan.foundation.tasks import Reporter
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db


def found(*candidates: tuple[int, str], why: str = "too_little") -> dict[str, Any]:
    """Findings: the score of each candidate and the codes for it; one with ``!`` speaks against it."""
    return {
        "reasons": [{"code": code, "about": {}, "for": False} for code in why.split()],
        "candidates": [
            {
                "bill": nth, "score": score,
                "reasons": [{"code": code.strip("!"), "about": {}, "for": "!" not in code} for code in codes.split()],
            }
            for nth, (score, codes) in enumerate(candidates, start=1)
        ],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("findings", "codes"),
    [
        (found((40, "name county")), {"name", "county"}),
        (found((40, "name county"), (32, "name")), {"name", "county"}),
        (found((40, "name county"), (33, "name")), set()),
        (found((40, "name amount_other!")), set()),
        (found((40, "name"), why="close_second"), set()),
        (found((40, "name"), why="too_little settled"), set()),
        (found((40, "county amount")), set()),
        (found(), set()),
        ({}, set()),
    ],
)
def test_evidence_counts_only_with_a_clear_lead_and_nothing_against_it(
    findings: dict[str, Any], codes: set[str]
) -> None:
    assert evidence_of(findings) == codes


@pytest.fixture
def clerk(db: None) -> Post:
    return given.finance_clerk(name="岳桂枝")


def groups(clerk: Post) -> list[queries.Alike]:
    return queries.alike_groups(programmes.programme_2020(), clerk)


def accept(clerk: Post, *standings: LineStanding, codes: frozenset[str] | None = None) -> actions.Accepted:
    return actions.accept_alike(
        programme=programmes.programme_2020(),
        picks=[actions.Pick(standing.line.public_id, standing.version) for standing in standings],
        codes=evidence_of(standings[0].findings) if codes is None else codes, by=clerk, now=clock.now(),
    )  # fmt: skip


def test_lines_of_equal_evidence_stand_together_and_others_apart(clerk: Post) -> None:
    pairs = given.alike_lines(3)
    given.transfer("77.00", payer="某人")

    (group,) = groups(clerk)

    assert [(line.standing.pk, line.bill.pk) for line in group.lines] == [(s.pk, b.pk) for s, b in pairs]
    assert group.codes == {"name_short", "amount"}
    assert group.sum == Decimal("1080.00")


def test_each_is_booked_as_a_decision_of_its_own_with_its_own_audit_entry(clerk: Post) -> None:
    pairs = given.alike_lines(3)

    done = accept(clerk, *(standing for standing, _bill in pairs))

    assert (done.booked, done.left) == (3, [])
    assert set(Allocation.objects.values_list("bill_id", "is_automatic", "by")) == {
        (bill.pk, False, clerk.public_id) for _standing, bill in pairs
    }
    assert Entry.objects.filter(verb="allocate").count() == 3
    assert queries.ledger_breaches() == []


def test_the_same_picks_again_book_nothing_twice(clerk: Post) -> None:
    lines = [standing for standing, _bill in given.alike_lines(2)]
    accept(clerk, *lines)

    again = accept(clerk, *lines)

    assert (again.booked, len(again.left)) == (0, 2)
    assert Allocation.objects.count() == 2


def test_a_line_that_somebody_decided_meanwhile_is_left_and_told(clerk: Post) -> None:
    (changed, bill), (still, _bill) = given.alike_lines(2)
    colleague = given.finance_clerk(name="白云峰")
    actions.set_aside(line=changed.line, why="other", note="", version=1, by=colleague, now=clock.now())

    done = accept(clerk, changed, still)

    assert done.booked == 1
    assert colleague.account.name in done.left[0][1]
    assert not Allocation.objects.filter(bill=bill).exists()


def test_a_line_whose_bill_was_paid_meanwhile_is_left(clerk: Post) -> None:
    (line, bill), (other, _bill) = given.alike_lines(2)
    given.paid(given.transfer("360.00", payer="别人"), bill, "360.00")

    done = accept(clerk, line, other)

    assert (done.booked, len(done.left)) == (1, 1)
    line.refresh_from_db()
    assert line.state == LineState.REVIEW


def test_other_evidence_than_the_clerk_saw_is_not_booked(clerk: Post) -> None:
    lines = [standing for standing, _bill in given.alike_lines(2)]

    done = accept(clerk, *lines, codes=frozenset({"name", "amount"}))

    assert (done.booked, len(done.left)) == (0, 2)
    assert not Allocation.objects.exists()


def test_two_transfers_for_one_bill_are_not_both_offered(clerk: Post) -> None:
    given.alike_lines(2)
    given.transfer("360.00", payer="某代理公司", remark="李家庄小学")

    (group,) = groups(clerk)

    assert group.count == 2


def test_lines_of_which_a_school_was_asked_are_left_out(clerk: Post) -> None:
    (asked, bill), *_others = given.alike_lines(3)
    given.question(asked, bill)

    (group,) = groups(clerk)

    assert asked.pk not in [line.standing.pk for line in group.lines]


@pytest.fixture
def client(clerk: Post) -> Client:
    return accounts.signed_in(clerk)


def test_a_clerk_sees_every_line_may_untick_and_books_the_rest(client: Client, clerk: Post) -> None:
    pairs = given.alike_lines(3)
    text = client.get(reverse("billing:alike")).content.decode()
    assert all(f"{standing.line.public_id}:1" in text for standing, _bill in pairs)
    ticked = [f"{standing.line.public_id}:1" for standing, _bill in pairs[1:]]

    client.post(reverse("billing:alike"), {"codes": groups(clerk)[0].key, "line": ticked})

    assert set(Allocation.objects.values_list("line_id", flat=True)) == {standing.pk for standing, _bill in pairs[1:]}


def test_nothing_ticked_books_nothing(client: Client) -> None:
    given.alike_lines(2)

    client.post(reverse("billing:alike"), {"codes": "amount-name_short"})

    assert not Allocation.objects.exists()


def test_nonsense_in_the_form_books_nothing(client: Client) -> None:
    given.alike_lines(2)

    client.post(reverse("billing:alike"), {"codes": "", "line": ["x:1", "nothing", ":", "x:-1"]})

    assert not Allocation.objects.exists()


def test_many_are_booked_in_the_background_and_told(client: Client, clerk: Post) -> None:
    pairs = given.alike_lines(AT_ONCE + 1)

    answer = client.post(
        reverse("billing:alike"),
        {"codes": groups(clerk)[0].key, "line": [f"{standing.line.public_id}:1" for standing, _bill in pairs]},
    )
    run = Progress.objects.get()
    said = jobs.accept_alike(
        Reporter(run.pk), programme=pairs[0][0].programme_id, post=clerk.pk,
        picks=[(standing.line.public_id, 1) for standing, _bill in pairs], codes=["name_short", "amount"],
    )  # fmt: skip

    assert answer["Location"] == reverse("desks:run", args=[run.public_id])
    assert said is not None
    assert str(AT_ONCE + 1) in said
    assert Allocation.objects.count() == AT_ONCE + 1


@pytest.mark.parametrize("size", [2, 10])
def test_the_page_asks_as_many_questions_for_few_as_for_many(
    client: Client, size: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    given.alike_lines(size)

    with django_assert_max_num_queries(14):
        client.get(reverse("billing:alike"))


def test_who_only_looks_cannot_accept() -> None:
    pairs = given.alike_lines(2)
    looker = accounts.signed_in(accounts.post(Kind.AUDITOR, programme_code=programmes.programme_2020().code))

    answer = looker.post(
        reverse("billing:alike"), {"codes": "amount-name_short", "line": [f"{pairs[0][0].line.public_id}:1"]}
    )

    assert answer.status_code == 404
    assert not Allocation.objects.exists()
