"""Imports that meet one another, or their end: each line once, all of a file or nothing of it."""

from functools import partial

from xingtan.audit.models import Entry
from xingtan.billing import actions, queries
from xingtan.billing.errors import StatementKnown
from xingtan.billing.models import BankLine, LineStanding, Statement, StatementUpload
from xingtan.billing.tests import given
from xingtan.foundation import clock
from xingtan.foundation.tests.killing import Killing, killed_at_each_point
from xingtan.foundation.tests.racing import Together, at_once, commits
from xingtan.programmes.tests import given as programmes

__all__ = ["at_once", "commits", "killed_at_each_point"]
LINES = 5


def stored() -> tuple[int, ...]:
    """Rows of an import: statement, lines, standings, audit entry, and the upload that is gone when it is done."""
    audited = Entry.objects.filter(verb="import_statement").count()
    rows = (Statement, BankLine, LineStanding)
    return (*(each.objects.count() for each in rows), audited, StatementUpload.objects.count())


def test_an_import_killed_at_any_point_leaves_all_or_nothing(killed_at_each_point: Killing) -> None:
    programme, clerk = programmes.programme_2020(), given.finance_clerk()
    content = given.statement_file(*[given.row() for _ in range(LINES)])
    actions.keep_upload(programme=programme, content=content, name="a.csv", by=clerk, now=clock.now())
    prepared = actions.prepare_statement(programme=programme, content=content, name="a.csv")
    work = partial(actions.import_statement, programme=programme, prepared=prepared, by=clerk, now=clock.now())
    nothing, everything, seen = (0, 0, 0, 0, 1), (1, LINES, LINES, 1, 0), []

    for point in killed_at_each_point(work):
        seen.append(stored())
        assert seen[-1] == (
            everything if point.is_finished or point.before == "what follows the commit" else nothing
        ), point
        assert queries.ledger_breaches() == []

    assert len(seen) > 6


def test_an_import_killed_and_begun_again_has_one_effect(killed_at_each_point: Killing) -> None:
    programme = programmes.programme_2020()
    prepared = actions.prepare_statement(
        programme=programme, content=given.statement_file(given.row(), given.row()), name="a.csv"
    )
    work = partial(actions.import_statement, programme=programme, prepared=prepared, by=None, now=clock.now())

    for point in killed_at_each_point(work):
        try:
            work()
        except StatementKnown:
            assert point.is_finished or point.before == "what follows the commit"
        assert (Statement.objects.count(), BankLine.objects.count()) == (1, 2)


def test_twenty_imports_of_one_file_at_once_store_each_line_once(at_once: Together) -> None:
    programme = programmes.programme_2020()
    content = given.statement_file(*[given.row() for _ in range(LINES)])
    prepared = actions.prepare_statement(programme=programme, content=content, name="a.csv")
    work = partial(actions.import_statement, programme=programme, prepared=prepared, by=None, now=clock.now())

    came = at_once([work] * 20)

    assert sum(isinstance(each, Statement) for each in came) == 1
    assert sum(isinstance(each, StatementKnown) for each in came) == 19
    assert (Statement.objects.count(), BankLine.objects.count()) == (1, LINES)


def test_overlapping_files_at_once_store_each_line_once(at_once: Together) -> None:
    programme = programmes.programme_2020()
    rows = [given.row() for _ in range(8)]
    files = [given.statement_file(*rows[start : start + 4]) for start in range(5)]
    prepared = [actions.prepare_statement(programme=programme, content=each, name="a.csv") for each in files]
    calls = [
        partial(actions.import_statement, programme=programme, prepared=each, by=None, now=clock.now())
        for each in prepared
    ]

    came = at_once(calls)

    assert all(isinstance(each, Statement) for each in came)
    assert BankLine.objects.count() == 8
    assert sum(each.lines_new for each in came) == 8
    assert queries.ledger_breaches() == []
