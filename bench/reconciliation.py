"""Transfers matched to bills: how right, how many by themselves, how fast.

``python bench/reconciliation.py [DIR] [--decisions OUT.csv] [--schools 600]``

DIR holds ``bills.csv`` and ``lines.csv`` (and ``truth.csv``, if the answers are known); without it an invented
programme is used, full of near-names where it is larger than a city (a province: ``--schools 20000``). Bills and
lines go through the house's own drawing, import and matching on an empty database.
The floor is an index over mobiles and names alone, with no evidence weighed and nothing stored.
"""

import argparse
import csv
import io
import re
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.harness import seconds, stage

RERANKED = 30
RUNS = 3
MOST_OF_ONE_CITY = 2_500
"""Invented names of one city; a larger programme has more counties, full of near-names."""
SEED = 14
MOBILE = re.compile(r"1[3-9]\d{9}")
Row = dict[str, str]


def rows_of(path: Path) -> list[Row]:
    """A table of text, as spreadsheets save it: UTF-8 with or without a mark, or GB18030; no spaces around cells."""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return [{str(name).strip(): (cell or "").strip() for name, cell in row.items() if name} for row in rows]


def fee_of(bills: list[Row]) -> Decimal:
    """The yuan per head: what most bills come to, divided by their heads."""
    fees = Counter(
        Decimal(row["due"]) / int(row["headcount"]) for row in bills if int(row["headcount"]) and Decimal(row["due"])
    )
    return fees.most_common(1)[0][0]


def heads_billed(row: Row, fee: Decimal) -> int:
    """For how many heads the bill is: its head count, or what its sum comes to where the two differ (withdrawn: none)."""
    heads, due = int(row["headcount"]), Decimal(row["due"])
    if heads * fee == due:
        return heads
    if due % fee:
        raise SystemExit(f"bill {row['bill']}: {due} yuan is no whole number of fees of {fee} yuan")
    return int(due / fee)


def write(path: Path, header: Iterable[str], rows: Iterable[Iterable[Any]]) -> None:
    """A table of text, written."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(list(header))
        writer.writerows(rows)


def write_invented(folder: Path, schools: int) -> None:
    """An invented programme in the form of the samples."""
    from xingtan.billing.payment_code import code_for  # noqa: PLC0415 - after the stage is set
    from xingtan.billing.tests.invented import invent, invent_unseen  # noqa: PLC0415

    if schools > MOST_OF_ONE_CITY:
        made = invent_unseen(schools=schools, each=max(6, schools // 600), seed=SEED, codes=code_for)
    else:
        made = invent(schools=schools, each=max(6, schools // 60))
    write(
        folder / "bills.csv",
        ("bill", "county", "school", "headcount", "due", "contact", "mobile"),
        ((b.bill, b.county, b.school, b.headcount, b.due, b.contact, b.mobile) for b in made.bills),
    )
    write(
        folder / "lines.csv",
        ("line", "booked_on", "direction", "amount", "payer_name", "payer_account", "payer_bank", "remark"),
        (
            (f"L{n:06d}", "2020-11-18", line.direction, line.amount, line.payer, line.account, line.bank, line.remark)
            for n, line in enumerate(made.lines)
        ),
    )
    write(
        folder / "truth.csv",
        ("line", "category", "outcome", "allocations", "suggestion"),
        (
            (
                f"L{n:06d}",
                line.category,
                line.outcome,
                ";".join(f"{b}:{a:.2f}" for b, a in line.shares),
                line.suggestion,
            )
            for n, line in enumerate(made.lines)
        ),
    )


def draw(bills: list[Row]) -> tuple[Any, dict[int, str]]:
    """Schools and bills as in the table; returns the programme and the table's name of each bill."""
    from xingtan.billing import actions  # noqa: PLC0415
    from xingtan.billing.models import Bill  # noqa: PLC0415
    from xingtan.foundation import clock  # noqa: PLC0415
    from xingtan.organisations.models import Division, School  # noqa: PLC0415
    from xingtan.programmes.tests import given  # noqa: PLC0415

    programme, fee = given.programme_2020(), fee_of(bills)
    if fee != programme.fee_yuan:
        programme.fee_yuan = programme.yuan_per_hour = fee
        programme.class_hours = programme.online_hours = 1
        programme.school_based_hours = 0
        programme.save()
    divisions = {each.name: each for each in Division.objects.all()}
    for number, county in enumerate(dict.fromkeys(row["county"] for row in bills)):
        if county not in divisions:
            divisions[county] = Division.objects.create(
                code=f"9{number:05d}", name=county or "—", kind=Division.Kind.COUNTY
            )
    schools = [
        School(
            code=f"9{n:09d}", registered_name=row["school"], full_name=row["school"], division=divisions[row["county"]]
        )
        for n, row in enumerate(bills)
    ]
    School.objects.bulk_create(schools, batch_size=500)
    demands = [
        actions.Demand(school.pk, heads_billed(row, fee), row.get("contact", ""), row.get("mobile", ""))
        for school, row in zip(schools, bills, strict=True)
    ]
    actions.draw_bills(programme=programme, demands=demands, by=None, now=clock.now())
    names = {school.pk: row["bill"] for school, row in zip(schools, bills, strict=True)}
    return programme, {bill.pk: names[bill.school_id] for bill in Bill.objects.all()}


def decisions(names: dict[int, str]) -> list[Row]:
    """What was made of each line, in the form of the samples."""
    from xingtan.billing.models import Allocation, LineStanding, LineState  # noqa: PLC0415

    outcome = {LineState.BOOKED: "auto", LineState.PART: "auto", LineState.IGNORED: "ignore"}
    shares: defaultdict[int, list[str]] = defaultdict(list)
    for row in Allocation.objects.live():
        shares[row.line_id].append(f"{names[row.bill_id]}:{row.amount:.2f}")
    found = []
    for standing in LineStanding.objects.select_related("line").order_by("line__row"):
        candidates = standing.findings.get("candidates", [])
        found.append(
            {
                "line": standing.line.serial,
                "outcome": outcome.get(LineState(standing.state), "review"),
                "allocations": ";".join(shares[standing.pk]),
                "suggestion": names[candidates[0]["bill"]] if candidates else "",
            }
        )
    return found


def judged(made: list[Row], truth: list[Row]) -> dict[str, Any]:
    """How right the decisions are."""
    wanted = {row["line"]: row for row in truth}
    made = [row for row in made if row["line"] in wanted]
    booked = [row for row in made if row["outcome"] == "auto"]
    wrong = [row["line"] for row in booked if _shares(row) != _shares(wanted[row["line"]])]
    certain = sum(row["outcome"] == "auto" for row in truth)
    asked = [(row, wanted[row["line"]]) for row in made if _first(wanted[row["line"]])]
    right = sum(row["suggestion"] == _first(want) for row, want in asked)
    return {
        "lost": len(wanted.keys() - {row["line"] for row in made}),
        "wrong_bookings": len(wrong),
        "booked_share": round((len(booked) - len(wrong)) / certain, 4) if certain else None,
        "right_first_suggestion": round(right / len(asked), 4) if asked else None,
    }


def _shares(row: Row) -> set[tuple[str, Decimal]]:
    pairs = (part.split(":") for part in row["allocations"].split(";") if part)
    return {(bill, Decimal(amount)) for bill, amount in pairs}


def _first(row: Row) -> str:
    """The bill a clerk should see first: as told, or the only one that gets money."""
    shares = _shares(row)
    return row["suggestion"] or (next(iter(shares))[0] if len(shares) == 1 else "")


def conserved() -> bool:
    """Whether every yuan that came in is with a bill or still with its line, and all sums are right."""
    from django.db.models import Sum  # noqa: PLC0415

    from xingtan.billing.models import Bill, LineStanding, Statement  # noqa: PLC0415
    from xingtan.billing.queries import ledger_breaches  # noqa: PLC0415

    came_in = Statement.objects.get().came_in
    standings = LineStanding.objects.filter(line__is_incoming=True)
    with_lines = sum((standing.rest for standing in standings), Decimal())
    with_bills = Bill.objects.with_received().aggregate(sum=Sum("received"))["sum"] or Decimal()
    return abs(came_in - with_lines - with_bills) < Decimal("0.005") and not ledger_breaches()


def floor(bills: list[Row], lines: list[Row]) -> None:
    """Mobile, else the nearest of thirty names that share character pairs."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    by_mobile = {row["mobile"]: row["bill"] for row in bills}
    names = [row["county"] + row["school"] for row in bills]
    by_pair: defaultdict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        for pair in {name[i : i + 2] for i in range(len(name) - 1)}:
            by_pair[pair].append(place)
    for row in lines:
        mobile = MOBILE.search(row["remark"])
        if mobile and mobile.group() in by_mobile:
            continue
        text = row["remark"] or row["payer_name"]
        pairs = sorted((by_pair.get(text[i : i + 2], []) for i in range(min(len(text), 14) - 1)), key=len)
        near = dict.fromkeys(place for places in pairs if places for place in places[:RERANKED])
        process.extractOne(text, [names[place] for place in list(near)[:RERANKED]], scorer=fuzz.ratio)


def run(folder: Path, out: Path | None) -> dict[str, Any]:
    """The whole way: bills drawn, statement imported, lines matched; the figures."""
    from xingtan.billing import actions  # noqa: PLC0415
    from xingtan.foundation import clock  # noqa: PLC0415

    bills = rows_of(folder / "bills.csv")
    programme, names = draw(bills)
    began = time.perf_counter()
    content = (folder / "lines.csv").read_bytes()
    prepared = actions.prepare_statement(programme=programme, content=content, name="lines.csv")
    actions.import_statement(programme=programme, prepared=prepared, by=None, now=clock.now())
    imported = time.perf_counter()
    actions.match_lines(programme=programme, by=None, now=clock.now())
    matched = time.perf_counter()
    made = decisions(names)
    if out:
        write(out, ("line", "outcome", "allocations", "suggestion"), (row.values() for row in made))
    count = len(made)
    figures: dict[str, Any] = {"bills": len(bills), "lines": count, "yuan_conserved": conserved()}
    figures |= dict.fromkeys(("lost", "wrong_bookings", "booked_share", "right_first_suggestion"))
    if (folder / "truth.csv").exists():
        figures |= judged(made, rows_of(folder / "truth.csv"))
    figures["decided_per_s"] = round(_deciding(programme, count))
    figures["imported_per_s"] = round(count / (imported - began))
    figures["matched_and_stored_per_s"] = round(count / (matched - imported))
    figures["whole_per_s"] = round(count / (matched - began))
    return figures


def _deciding(programme: Any, count: int) -> float:
    """Lines decided a second, nothing stored: the heart alone, its index built before."""
    from xingtan.billing.matching import Ledger, Matcher, Transfer  # noqa: PLC0415
    from xingtan.billing.models import BankLine  # noqa: PLC0415
    from xingtan.billing.queries import claims_of, region_of  # noqa: PLC0415

    lines = [
        Transfer(
            str(n),
            line.amount,
            line.payer_name,
            line.payer_account_hash,
            line.payer_bank,
            line.remark,
            line.is_incoming,
        )
        for n, line in enumerate(BankLine.objects.order_by("row"))
    ]
    matcher = Matcher(claims_of(programme), fee=programme.fee_yuan, region=region_of(programme))
    list(matcher.decide_all(lines[:50], Ledger()))
    return count / seconds(lambda: list(matcher.decide_all(lines, Ledger())), runs=RUNS)


def main() -> None:
    """Match a folder's lines, or invented ones, and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, metavar="DIR")
    parser.add_argument("--decisions", type=Path, metavar="OUT.csv")
    parser.add_argument("--schools", type=int, default=600)
    given, _others = parser.parse_known_args()
    with stage("reconciliation") as bench, tempfile.TemporaryDirectory() as made:
        folder = given.folder or Path(made)
        if not given.folder:
            write_invented(folder, given.schools)
        figures = run(folder, given.decisions)
        bills, lines = rows_of(folder / "bills.csv"), rows_of(folder / "lines.csv")
        least = len(lines) / seconds(lambda: floor(bills, lines), runs=RUNS)
        bench.report(n=len(lines), value=figures["decided_per_s"], unit="lines/s", floor=least, **figures)


if __name__ == "__main__":
    main()
