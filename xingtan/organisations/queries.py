"""What can be asked about divisions and schools."""

import json
import tomllib
from collections.abc import Iterable
from pathlib import Path

from django.db.models import Count, Q, QuerySet, TextField
from django.db.models.functions import Cast

from xingtan.foundation.text import compact
from xingtan.organisations.models import Division, School, SchoolAlias, SchoolChange
from xingtan.organisations.rules import CodeSystem, DivisionKind, DivisionRecord, Gazetteer, Region, read_region

SHIPPED = Path(__file__).parent / "shipped" / "xinzhou.toml"


def divisions() -> list[Division]:
    """Every division, the city first, in the order of codes."""
    return list(Division.objects.order_by("code"))


def divisions_with_schools() -> QuerySet[Division]:
    """Every division with ``school_count``: its own schools, for the city those directly under it (R02); one query."""
    rows: QuerySet[Division] = Division.objects.annotate(school_count=Count("schools")).order_by("code")
    return rows


def shipped_region() -> Region:
    """The divisions as the file that comes with the product tells them: for checks before any are loaded."""
    return read_region(tomllib.loads(SHIPPED.read_text(encoding="utf-8")))


def gazetteer() -> Gazetteer:
    """The reader of county cells and school names for the divisions in the register; one query."""
    return Gazetteer(
        DivisionRecord(
            code=each.code, name=each.name, short_name=each.short_name, kind=DivisionKind(each.kind),
            code_system=CodeSystem(each.code_system), parent=each.parent_id, bureau=each.bureau,
            aliases=tuple(each.aliases),
        )
        for each in divisions()
    )  # fmt: skip


def schools_found(rows: QuerySet[School], text: str) -> QuerySet[School]:
    """The schools among ``rows`` whose code, name or alias contains the text; white space and width do not matter."""
    wanted = compact(text)
    if not wanted:
        return rows
    if wanted.isascii() and wanted.isdigit():
        return rows.filter(code__startswith=wanted)
    by_alias = SchoolAlias.objects.filter(text__contains=wanted).values("school_id")
    return rows.filter(Q(registered_name__contains=wanted) | Q(full_name__contains=wanted) | Q(pk__in=by_alias))


def schools_of_stage(rows: QuerySet[School], stage: str) -> QuerySet[School]:
    """The schools among ``rows`` that teach a stage.

    SQLite keeps JSON with escaped characters and cannot look into lists, so both spellings are asked as text.
    """
    written = Q(stages_text__contains=json.dumps(stage)) | Q(stages_text__contains=f'"{stage}"')
    return rows.annotate(stages_text=Cast("stages", TextField())).filter(written)


def names_of_schools(school_ids: Iterable[int] | None = None) -> dict[int, list[str]]:
    """Every name of each school: full, registered and aliases, each once; of all schools when none are named."""
    schools, aliases = School.objects.all(), SchoolAlias.objects.all()
    if school_ids is not None:
        wanted = list(school_ids)
        schools, aliases = schools.filter(pk__in=wanted), aliases.filter(school_id__in=wanted)
    names = {
        pk: list(dict.fromkeys((full, registered)))
        for pk, full, registered in schools.values_list("pk", "full_name", "registered_name")
    }
    for school_id, text in aliases.order_by("pk").values_list("school_id", "text"):
        if text not in names[school_id]:
            names[school_id].append(text)
    return names


def changed_schools() -> tuple[set[int], int]:
    """The schools marked as changed and the number of the last mark, for ``actions.settle_changes``."""
    marks = list(SchoolChange.objects.values_list("school_id", "pk"))
    return {school_id for school_id, _mark in marks}, max((mark for _school, mark in marks), default=0)
