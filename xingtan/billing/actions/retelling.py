"""Which lines of a file are stored already as another layout told them (see ``statement.retold``)."""

from collections.abc import Container
from datetime import datetime, time, timedelta

from django.db.models import QuerySet

from xingtan.billing.models import BankLine
from xingtan.billing.statement import StatementRead, Told, retold, told
from xingtan.foundation.clock import ZONE
from xingtan.foundation.yuan import yuan
from xingtan.programmes.models import Programme


def lines_of_days(programme: Programme, read: StatementRead) -> QuerySet[BankLine]:
    """The lines of the account that are stored for a file's days, in whichever queue."""
    first, last = (datetime.combine(moment, time(), ZONE) for moment in read.days)
    rows: QuerySet[BankLine] = BankLine.objects.filter(programme__payee_account=programme.payee_account)
    return rows.filter(booked_at__gte=first, booked_at__lt=last + timedelta(days=1))


def told_again(programme: Programme, read: StatementRead, keys: list[str], known: Container[str]) -> frozenset[int]:
    """Places of the lines that no key knows and that are stored as another layout told them."""
    places = [at for at, key in enumerate(keys) if key not in known and read.lines[at].balance is not None]
    if not places:
        return frozenset()
    columns = ("identity", "booked_at", "is_incoming", "amount", "balance", "serial", "payer_name")
    rows = lines_of_days(programme, read).filter(balance__isnull=False).order_by("pk").values_list(*columns)
    stored = [
        Told(at.astimezone(ZONE).replace(tzinfo=None), yuan(amount if came else -amount), yuan(balance), serial, payer)
        for identity, at, came, amount, balance, serial, payer in rows
        if identity not in known
    ]
    found = retold([told(read.lines[at]) for at in places], stored)
    return frozenset(at for at, is_stored in zip(places, found, strict=True) if is_stored)
