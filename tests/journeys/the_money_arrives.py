"""The bank's statement with what schools paid: one transfer for each, its payment code in the remark.

Run inside a house: ``the_money_arrives.py 2114900001 2114900002``, the schools' codes.
"""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xingtan.config.settings")
django.setup()

from xingtan.accounts.models import Kind, Post  # noqa: E402 - only after Django is set up
from xingtan.billing import actions  # noqa: E402
from xingtan.billing.models import Bill  # noqa: E402
from xingtan.foundation import clock  # noqa: E402
from xingtan.foundation.sheets import write_csv  # noqa: E402
from xingtan.programmes.queries import current_programme  # noqa: E402

COLUMNS = ("交易日期", "收入金额", "支出金额", "对方户名", "对方账号", "附言", "交易流水号")


def main(codes: list[str]) -> None:
    """Import a statement over these schools' bills and let the machine book it."""
    now = clock.now()
    programme, clerk = current_programme(now), Post.objects.filter(kind=Kind.FINANCE).earliest("pk")
    assert programme is not None
    bills = Bill.objects.filter(programme=programme, school__code__in=codes).select_related("school").order_by("pk")
    rows = [
        [f"{now:%Y-%m-%d}", str(bill.amount), "", bill.school.registered_name, f"0512{bill.pk:015d}",
         f"{bill.code} {bill.school.registered_name}{bill.headcount}人", f"J{bill.pk:08d}"]
        for bill in bills
    ]  # fmt: skip
    prepared = actions.prepare_statement(programme=programme, content=write_csv(COLUMNS, rows), name="各校到账.csv")
    actions.import_statement(programme=programme, prepared=prepared, by=clerk, now=now)
    actions.match_lines(programme=programme, by=clerk, now=now)


if __name__ == "__main__":
    main(sys.argv[1:])
