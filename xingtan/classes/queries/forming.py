"""What making classes by rule would do in a county: the preview, and what the making is held to (R63)."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count

from xingtan.classes import rules
from xingtan.classes.models import Membership, OnlineClass, Tutor
from xingtan.classes.queries.classes import heads_of, setting_of, unplaced
from xingtan.classes.queries.tutors import loads
from xingtan.enrolment.models import Enrolment
from xingtan.organisations.models import Division
from xingtan.programmes.models import Programme


@dataclass(frozen=True)
class NewClass:
    """A class as it would be made."""

    name: str
    planned: rules.PlannedClass
    tutor: Tutor | None = None

    @property
    def heads(self) -> int:
        """How many teachers it would have."""
        return len(self.planned.members)


@dataclass(frozen=True)
class Forming:
    """What would be done in one county."""

    division: Division
    joining: Sequence[tuple[int, int]]
    """Enrolment and standing class of those who find room in one."""
    classes: Sequence[NewClass]

    @property
    def heads(self) -> int:
        """How many teachers would come into new classes."""
        return sum(each.heads for each in self.classes)

    @property
    def without_tutor(self) -> int:
        """For how many new classes there is no tutor."""
        return sum(each.tutor is None for each in self.classes)

    @property
    def digest(self) -> str:
        """Equal as long as the same would be done."""
        told = [
            sorted(self.joining),
            [
                [
                    each.name,
                    each.tutor.pk if each.tutor else None,
                    [member.enrolment for member in each.planned.members],
                ]
                for each in self.classes
            ],
        ]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


def forming_of(programme: Programme, divisions: Iterable[Division]) -> list[Forming]:
    """The same for many counties; those with nobody to place are left out. A fixed number of queries."""
    areas = {each.pk: each for each in divisions}
    waiting: dict[str, list[Enrolment]] = defaultdict(list)
    rows = unplaced(programme).filter(school__division__in=list(areas)).select_related("school").order_by("pk")
    for row in rows.only("stage", "subject", "school__division"):
        waiting[row.school.division_id].append(row)
    standing, tutors = places_of(programme, list(waiting)), _guides(programme, list(waiting))
    names = _names(programme, list(waiting))
    return [
        _forming(programme, areas[code], waiting[code], standing[code], tutors[code], names[code])
        for code in areas
        if code in waiting
    ]


def _forming(
    programme: Programme,
    division: Division,
    rows: Sequence[Enrolment],
    standing: Sequence[rules.Place],
    tutors: Sequence[tuple[Tutor, int]],
    names: set[str],
) -> Forming:
    setting = setting_of(programme)
    joining, rest = placed_among(rows, standing, setting.largest)
    candidates = [rules.Candidate(row.pk, row.school_id, row.stage, row.subject) for row in rest]
    planned = rules.form(candidates, setting)
    guides = [rules.Guide(tutor.pk, tutor.stage, tutor.subject, learners) for tutor, learners in tutors]
    wanted = [rules.ToGuide(each.stage, each.subjects, len(each.members)) for each in planned]
    found = rules.tutors_for(wanted, guides, limit=setting.learners_per_tutor)
    by_key = {tutor.pk: tutor for tutor, _learners in tutors}
    taken, classes = set(names), []
    for each, key in zip(planned, found, strict=True):
        name = _free_name(each, division, setting, taken)
        taken.add(name)
        classes.append(NewClass(name, each, by_key.get(key) if key else None))
    return Forming(division, joining, classes)


def _free_name(planned: rules.PlannedClass, division: Division, setting: rules.Setting, taken: set[str]) -> str:
    number = 1
    while True:
        name = setting.named(county=division.short_name, stage=planned.stage, subjects=planned.subjects, number=number)
        if name not in taken or "{number}" not in setting.name:
            return name
        number += 1


def placed_among(
    rows: Sequence[Enrolment], standing: Sequence[rules.Place], largest: int
) -> tuple[list[tuple[int, int]], list[Enrolment]]:
    """Who finds room in which standing class, one after another, and who does not."""
    places = {each.key: each for each in standing}
    joining, rest = [], []
    for row in rows:
        who = rules.Latecomer(row.school.division_id, row.school_id, row.stage, row.subject)
        key = rules.place_for(who, list(places.values()), largest=largest)
        if key is None:
            rest.append(row)
            continue
        joining.append((row.pk, key))
        places[key] = places[key].with_one(row.school_id)
    return joining, rest


def places_of(programme: Programme, divisions: Sequence[str]) -> dict[str, list[rules.Place]]:
    """The standing classes of these counties as the placing rule sees them; three queries."""
    classes = list(OnlineClass.objects.standing().filter(programme=programme, division__in=divisions))
    heads = heads_of(classes)
    schools: dict[int, set[int]] = defaultdict(set)
    present = Membership.objects.filter(online_class__in=classes).order_by()
    for key, school, _n in present.values_list("online_class", "enrolment__school").annotate(Count("pk")):
        schools[key].add(school)
    found: dict[str, list[rules.Place]] = {code: [] for code in divisions}
    for each in classes:
        subjects = frozenset(each.subjects)
        found[each.division_id].append(
            rules.Place(
                each.pk, each.division_id, each.stage, subjects, heads.get(each.pk, 0),
                frozenset(schools[each.pk]), is_mixed=len(subjects) > 1,
            )
        )  # fmt: skip
    return found


def _guides(programme: Programme, divisions: Sequence[str]) -> dict[str, list[tuple[Tutor, int]]]:
    tutors = list(
        Tutor.objects.serving()
        .filter(programme=programme, division__in=divisions)
        .select_related("post__account")
        .order_by("pk")
    )
    having = loads(tutors)
    found: dict[str, list[tuple[Tutor, int]]] = {code: [] for code in divisions}
    for each in tutors:
        found[each.division_id].append((each, having[each.pk].learners))
    return found


def _names(programme: Programme, divisions: Sequence[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {code: set() for code in divisions}
    rows = OnlineClass.objects.standing().filter(programme=programme, division__in=divisions)
    for code, name in rows.values_list("division", "name"):
        found[code].add(name)
    return found
