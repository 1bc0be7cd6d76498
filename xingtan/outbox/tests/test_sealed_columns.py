"""Public ids and sealed columns, as a model has them."""

import pytest
from django.core import serializers
from django.db import connection

from xingtan.foundation import clock
from xingtan.foundation.fields import SealedField, new_public_id
from xingtan.outbox.models import Message


def message(to: str = "19900000001") -> Message:
    return Message.objects.create(
        channel="sms", to=to, body="正文", dedup_key=new_public_id(), due_at=clock.now(), created_at=clock.now()
    )


def test_a_public_id_is_sixteen_characters_fit_for_an_address_and_new_each_time() -> None:
    made = {new_public_id() for _ in range(1000)}

    assert len(made) == 1000
    assert all(len(one) == 16 and one.replace("-", "").replace("_", "").isalnum() for one in made)


@pytest.mark.django_db
def test_a_sealed_column_is_plain_in_python_and_unreadable_in_the_database() -> None:
    row = message()

    assert Message.objects.get(pk=row.pk).to == "19900000001"
    with connection.cursor() as cursor:
        cursor.execute('SELECT "to", body FROM outbox_message')
        stored = [bytes(value) for value in cursor.fetchone()]
    assert not any(b"19900000001" in value or "正文".encode() in value for value in stored)


@pytest.mark.django_db
def test_a_sealed_column_is_never_written_into_a_dump() -> None:
    row = message()

    with pytest.raises(TypeError, match="sealed"):
        serializers.serialize("json", [row])


def test_the_purpose_is_kept_in_migrations() -> None:
    _name, _path, _args, keywords = SealedField(purpose="mobile").deconstruct()

    assert keywords["purpose"] == "mobile"
