"""What mending asks: the words a school's rows are read with, what is set aside, what the house has learnt."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min, QuerySet

from xingtan.accounts.models import Post
from xingtan.organisations.models import School
from xingtan.organisations.rules import school_key
from xingtan.programmes.models import Programme
from xingtan.rosters.models import LearnedWord, Roster, RosterRow, SetAside
from xingtan.rosters.queries.checks import OwnSchool, own_school, vocabulary_for
from xingtan.rosters.queries.standing import rows_of
from xingtan.rosters.rules import IdRule
from xingtan.rosters.sheet import RowReader, Teacher, Vocabulary, unpacked
from xingtan.rosters.sheet.learning import LEARNED_FIELDS, Said, Word, words_that_hold
from xingtan.rosters.sheet.suggestions import Place, Suggestion, suggestions

SHOWN_NAMES = 4


@dataclass(frozen=True)
class Words:
    """What the rows of one school are read with: the programme's words, the school's names, what was learnt."""

    vocabulary: Vocabulary
    own: OwnSchool

    def reader(self, on: date) -> RowReader:
        """Reads rows as of a day."""
        return RowReader(self.vocabulary, on)


def words_for(programme: Programme, school: School) -> Words:
    """The words by which a school's roster is read, with all that was learnt for it."""
    learnt = learnt_for(school)
    plain = vocabulary_for(programme)
    vocabulary = Vocabulary(
        _with(plain.stages, learnt, "stage"),
        _with(plain.subjects, learnt, "subject"),
        _with(plain.counties, learnt, "county"),
    )
    own = own_school(school)
    names = {school_key(key, own.gazetteer) for (field, key), value in learnt.items() if field == "school"}
    return Words(vocabulary, replace(own, names=own.names | names))


def _with(known: Mapping[str, str], learnt: Mapping[Word, str], field: str) -> dict[str, str]:
    """The known words and the learnt ones whose meaning is still one of the column's; what is known wins."""
    valid = set(known.values())
    return {key: value for (of, key), value in learnt.items() if of == field and value in valid} | dict(known)


def learnt_for(school: School) -> Mapping[Word, str]:
    """What words mean to one school; two queries."""
    holding = LearnedWord.objects.holding()
    own = holding.filter(school=school).values_list("field", "key", "value")
    counted = holding.exclude(field="school").order_by()
    said = counted.values_list("field", "key", "value", "school__division_id").annotate(schools=Count("pk"))
    return words_that_hold(
        {(field, key): value for field, key, value in own}, (Said(*each) for each in said), school.division_id
    )


@dataclass(frozen=True)
class Aside:
    """Rows set aside, as the page offers them."""

    stored: SetAside
    rows: Sequence[tuple[int, Teacher]]

    @property
    def names(self) -> list[str]:
        """The first names, so that the clerk knows who is meant."""
        return [teacher.name for _, teacher in self.rows if teacher.name][:SHOWN_NAMES]

    @property
    def is_more(self) -> bool:
        """Whether there are more than those named."""
        return len(self.rows) > SHOWN_NAMES

    @property
    def first_row(self) -> int:
        """The first row in its sheet."""
        return min((teacher.row for _, teacher in self.rows), default=0)


def opened(stored: SetAside) -> list[tuple[int, Teacher]]:
    """The rows set aside with the place each had on the roster, 0 when none."""
    return [(position, unpacked(cells, problems)) for position, cells, problems in json.loads(stored.rows)]


def asides_of(roster: Roster) -> list[Aside]:
    """What is set aside from a roster: offers, and the last removal."""
    stored = list(roster.aside.all())
    removed = [each for each in stored if each.kind == SetAside.Kind.REMOVED]
    shown = [each for each in stored if each.kind != SetAside.Kind.REMOVED] + removed[-1:]
    return [Aside(each, opened(each)) for each in shown]


def suggestions_for(roster: Roster, rows: Iterable[RosterRow], on: date) -> dict[int, dict[str, list[Suggestion]]]:
    """What the doubtful cells of some rows may have meant, by position and field."""
    doubtful = [row for row in rows if row.problem_count]
    if not doubtful:
        return {}
    words = words_for(roster.programme, roster.school)
    place, rule = Place(words.own.county, words.own.full_name), IdRule(on)
    return {
        row.position: {
            problem.field: suggestions(teacher, problem.field, words.vocabulary, place, rule)
            for problem in teacher.problems
        }
        for row, teacher in ((row, row.teacher) for row in doubtful)
    }


def same_texts(roster: Roster) -> Counter[tuple[str, str]]:
    """How often each doubtful text stands in each closed column of a roster."""
    found: Counter[tuple[str, str]] = Counter()
    for row in rows_of(roster, only_problems=True):
        teacher = row.teacher
        found.update(
            {(each.field, teacher.shown(each.field)) for each in teacher.problems if each.field in LEARNED_FIELDS}
        )
    return found


def rows_before(roster: Roster, position: int) -> int:
    """How many rows stand before a place."""
    return rows_of(roster).filter(position__lt=position).count()


def last_position(roster: Roster) -> int:
    """The place of the last row."""
    return roster.rows.aggregate(last=Max("position"))["last"] or 0


def words_within(post: Post) -> QuerySet[LearnedWord, dict[str, Any]]:
    """What was learnt from the schools a post may see: each meaning once, the most widely used first."""
    rows = LearnedWord.objects.within(post).holding().order_by()
    grouped = rows.values("field", "key", "value").annotate(
        schools=Count("pk"), text=Min("text"), word=Min("public_id"), last_at=Max("learned_at")
    )
    return grouped.order_by("-schools", "field", "key")  # type: ignore[no-any-return,return-value]
