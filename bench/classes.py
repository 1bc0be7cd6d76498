"""Classes made by rule for a whole city: divided, checked against the preview, stored with history.

``python bench/classes.py [--teachers 2000]``; the city's size is ``--teachers 40000``. ``DATABASE_URL`` chooses the
database. The floor stores as many memberships and steps as plain rows of one class, and is rolled back.
"""

import argparse
import random
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.harness import Bench, seconds, stage

BATCH = 2_000


def vary(programme: Any) -> None:
    """Give the teachers of the city the stages and subjects of a real one: four of ten in three large subjects."""
    from xingtan.enrolment.models import Enrolment  # noqa: PLC0415 - needs Django set up

    chance, rows = random.Random(9), list(Enrolment.objects.filter(programme=programme).only("pk"))
    for row in rows:
        row.stage = chance.choice(programme.stages)
        taught = programme.subjects[row.stage]
        row.subject = chance.choice(taught[:3] if chance.random() < 0.4 else taught)
    Enrolment.objects.bulk_update(rows, ["stage", "subject"], batch_size=BATCH)


def bare(programme: Any) -> None:
    """The floor: the same number of rows, all in one class, nothing decided; rolled back."""
    from django.db import transaction  # noqa: PLC0415

    from xingtan.classes.models import ClassChange, Membership, MemberStep, OnlineClass  # noqa: PLC0415
    from xingtan.enrolment.models import Enrolment  # noqa: PLC0415
    from xingtan.foundation import clock  # noqa: PLC0415

    facts: dict[str, Any] = {"programme": programme, "division_id": "140922"}
    with transaction.atomic():
        now = clock.now()
        row = OnlineClass.objects.create(name="floor", stage="小学", made_at=now, **facts)
        change = ClassChange.objects.create(kind="made", at=now, **facts)
        keys = list(Enrolment.objects.filter(programme=programme).values_list("pk", flat=True))
        Membership.objects.bulk_create(
            (
                Membership(
                    enrolment_id=key,
                    online_class=row,
                    joined_at=now,
                    division_id="140922",
                    stage="小学",
                    subject="语文",
                )
                for key in keys
            ),
            batch_size=BATCH,
        )
        MemberStep.objects.bulk_create(
            (MemberStep(enrolment_id=key, change=change, to_class=row, at=now) for key in keys), batch_size=BATCH
        )
        transaction.set_rollback(True)


def measure(bench: Bench, teachers: int) -> None:
    """Preview, then made county by county as the background job does."""
    from bench.parts.city import City  # noqa: PLC0415
    from xingtan.classes import actions, queries  # noqa: PLC0415
    from xingtan.classes.models import OnlineClass  # noqa: PLC0415
    from xingtan.foundation import clock  # noqa: PLC0415

    city = City()
    city.grow_uncounted(teachers)
    vary(city.programme)
    floor = seconds(lambda: bare(city.programme))
    plans: list[Any] = []
    preview = seconds(lambda: plans.extend(queries.forming_of(city.programme, city.divisions)))

    def make() -> None:
        for plan in plans:
            actions.make_classes(
                programme=city.programme, division=plan.division, digest=plan.digest, by=None, now=clock.now()
            )

    took = seconds(make)
    follow = seconds(lambda: actions.follow_enrolments(programme=city.programme, now=clock.now()))
    sizes = list(queries.heads_of(OnlineClass.objects.all()).values())
    bench.report(
        n=teachers, value=teachers / took, unit="teachers/s", floor=teachers / floor, seconds=round(took, 2),
        preview_seconds=round(preview, 2), nothing_to_follow_seconds=round(follow, 3), classes=len(sizes),
        smallest=min(sizes), largest=max(sizes),
    )  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teachers", type=int, default=2_000)
    chosen = parser.parse_args()
    with stage("classes") as running:
        measure(running, chosen.teachers)
