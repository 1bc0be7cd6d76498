"""Many rows added and changed at once stand as if each had been saved."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from xingtan.foundation.bulk_rows import add_rows, change_rows, kept_moment, kept_yuan
from xingtan.foundation.models import Progress

pytestmark = pytest.mark.django_db
AT = datetime(2020, 12, 10, 0, 0, tzinfo=UTC)


def test_rows_added_and_changed_by_key_are_read_back_as_they_were_said() -> None:
    made = [Progress.objects.create(job="a", title=str(n), owner="", created_at=AT) for n in range(3)]

    change_rows(Progress, ("title", "created_at"), [("neu", kept_moment(AT.replace(hour=5)), made[1].pk)])

    assert list(Progress.objects.order_by("pk").values_list("title", flat=True)) == ["0", "neu", "2"]
    assert Progress.objects.get(pk=made[1].pk).created_at == AT.replace(hour=5)


def test_an_iterator_is_taken_row_by_row() -> None:
    fields = [field.name for field in Progress._meta.concrete_fields if not field.primary_key]
    one = Progress.objects.create(job="a", title="erste", owner="", created_at=AT)
    values = Progress.objects.filter(pk=one.pk).values_list(*fields).get()
    as_kept = [kept_moment(value) if isinstance(value, datetime) else value for value in values]
    as_kept[fields.index("public_id")] = "another"

    add_rows(Progress, fields, iter([as_kept]))

    assert Progress.objects.get(public_id="another").title == "erste"


def test_an_amount_is_kept_with_two_places() -> None:
    assert Decimal(str(kept_yuan(Decimal("120")))) == Decimal("120.00")
    assert kept_yuan(None) is None
