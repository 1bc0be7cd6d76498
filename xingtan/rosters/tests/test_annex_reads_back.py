"""What leaves as Annex 1 comes back as the same roster (R33)."""

import pytest

from xingtan.enrolment.actions.annexes import write_annex
from xingtan.enrolment.actions.full_lists import ask_full_list
from xingtan.enrolment.queries import teachers_within
from xingtan.enrolment.tests import given as enrolments
from xingtan.foundation import clock
from xingtan.foundation.sheets import read_workbook_here
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes
from xingtan.rosters.queries import vocabulary_for
from xingtan.rosters.sheet import Grid, read_grids

pytestmark = pytest.mark.django_db


def test_a_list_taken_out_in_full_reads_back_exactly() -> None:
    programme = programmes.programme_2020()
    school = organisations.school("五台县东雷乡中心小学")
    direct = organisations.city_direct_school()
    people = [enrolments.entrant("买买提·艾力"), enrolments.entrant("王秀英", stage="初中", subject="物理")]
    enrolments.enrolments(entrants=people, school=school)
    enrolments.enrolments(entrants=[enrolments.entrant("郭喆", stage="高中", subject="数学")], school=direct)
    by = enrolments.city_clerk()

    permission = ask_full_list(
        programme=programme, filters={}, teachers=3, reason="报送省厅教师信息系统核验", by=by, now=clock.now()
    )
    content = write_annex(
        programme=programme, rows=teachers_within(by, programme), permission=permission, by=by, now=clock.now()
    )
    book = read_workbook_here(content)
    grids = [Grid(sheet.name, sheet.rows, sheet.merges) for sheet in book.visible]
    reading = read_grids(grids, vocabulary_for(programme), clock.moment(2020, 12, 1).date())

    stored = {row.account.name: row for row in teachers_within(by, programme)}
    assert len(reading.teachers) == len(stored) == 3
    for teacher in reading.teachers:
        row = stored[teacher.name]
        assert not teacher.problems
        assert (teacher.stage, teacher.subject) == (row.stage, row.subject)
        assert (teacher.mobile, teacher.id_number) == (row.account.mobile, row.account.id_number)
        assert teacher.school == row.school.full_name
        assert teacher.county == ("市直" if row.school.is_city_direct else "五台县")
