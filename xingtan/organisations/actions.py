"""What can be done with divisions and schools."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from xingtan.audit import actions as audit
from xingtan.foundation.text import compact
from xingtan.organisations.errors import FIELDS, SchoolCodeTaken, SchoolRecordFaulty, UnknownDivision, sentence_of
from xingtan.organisations.models import Division, School, SchoolAlias, SchoolChange
from xingtan.organisations.rules import Region, SchoolRecord, faults_of

BATCH = 500
EDITABLE = ("registered_name", "full_name", "stages", "teachers_on_register")
"""What may be corrected later; the code is for life, and a move is not a correction."""


@transaction.atomic
def load_region(*, region: Region, by: audit.Actor | None) -> list[str]:
    """Bring the divisions to what the region's file says; returns the codes that changed, none on a second run."""
    known = {each.code: each for each in Division.objects.all()}
    changed = []
    for record in sorted(region.divisions, key=lambda each: (each.parent is not None, each.code)):
        fields = {
            "name": record.name, "short_name": record.short_name, "kind": record.kind.value,
            "code_system": record.code_system.value, "parent_id": record.parent,
            "bureau": record.bureau, "aliases": list(record.aliases),
        }  # fmt: skip
        if record.code in known and _same(known[record.code], fields):
            continue
        Division.objects.update_or_create(code=record.code, defaults=fields)
        changed.append(record.code)
    if changed:
        audit.record("load_region", by=by, divisions=changed)
    return changed


@transaction.atomic
def register_school(*, record: SchoolRecord, by: audit.Actor | None, now: datetime) -> School:
    """Enter one school; raises what is wrong with it, or ``SchoolCodeTaken``."""
    standing = School.objects.filter(code=record.code).first()
    if standing is not None:
        raise SchoolCodeTaken(school_code=record.code, school=standing.registered_name)
    register_schools(records=[record], by=by, now=now)
    return School.objects.get(code=record.code)


@transaction.atomic
def register_schools(*, records: Sequence[SchoolRecord], by: audit.Actor | None, now: datetime) -> list[str]:
    """Enter or bring up to date many schools, by their codes; returns the codes that changed.

    All or none: the first faulty record raises ``SchoolRecordFaulty`` or ``UnknownDivision``.
    """
    _check(records)
    known = School.objects.in_bulk([each.code for each in records], field_name="code")
    new, stale = [], []
    for record in records:
        fields = _fields(record)
        school = known.get(record.code)
        if school is None:
            new.append(School(code=record.code, **fields))
        elif not _same(school, fields):
            for name, value in fields.items():
                setattr(school, name, value)
            stale.append(school)
    School.objects.bulk_create(new, batch_size=BATCH)
    School.objects.bulk_update(stale, list(_FIELDS), batch_size=BATCH)
    new_aliases = _add_missing_aliases(records)
    changed = [each.code for each in (*new, *stale)]
    if changed or new_aliases:
        note_change([each.pk for each in (*new, *stale)], now)
        audit.record("register_schools", by=by, entered=len(new), changed=len(stale), aliases=new_aliases)
    return changed


_FIELDS = ("registered_name", "full_name", "division_id", "is_city_direct", "stages", "teachers_on_register")


def _fields(record: SchoolRecord) -> dict[str, Any]:
    return {
        "registered_name": record.registered_name,
        "full_name": record.full_name or record.registered_name,
        "division_id": record.division,
        "is_city_direct": record.is_city_direct,
        "stages": list(record.stages),
        "teachers_on_register": record.teachers_on_register,
    }


def _same(row: Any, fields: Mapping[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in fields.items())


def _check(records: Sequence[SchoolRecord]) -> None:
    divisions = set(Division.objects.values_list("code", flat=True))
    seen: set[str] = set()
    for at, record in enumerate(records, start=1):
        where = f"{at} · {record.registered_name or record.code}"
        for fault in faults_of(record):
            what = f"{FIELDS[fault.field]} {sentence_of(fault.code, fault.value)}"
            raise SchoolRecordFaulty(where=where, what=what)
        if record.code in seen:
            raise SchoolRecordFaulty(where=where, what=f"{FIELDS['code']} {sentence_of('repeated', record.code)}")
        if record.division not in divisions:
            raise UnknownDivision(division=record.division)
        seen.add(record.code)


def _add_missing_aliases(records: Sequence[SchoolRecord]) -> int:
    wanted = {record.code: record.aliases for record in records if record.aliases}
    schools = School.objects.in_bulk(list(wanted), field_name="code")
    standing = set(SchoolAlias.objects.filter(school__in=schools.values()).values_list("school_id", "text"))
    pairs = dict.fromkeys((schools[code].pk, compact(text)) for code, texts in wanted.items() for text in texts)
    missing = [pair for pair in pairs if pair not in standing]
    rows = [SchoolAlias(school_id=school_id, text=text, source="register") for school_id, text in missing]
    SchoolAlias.objects.bulk_create(rows, batch_size=BATCH)
    return len(missing)


@transaction.atomic
def change_school(*, school: School, changes: Mapping[str, Any], by: audit.Actor | None, now: datetime) -> School:
    """Correct what may be corrected of a school; the old values stay in the audit and its old name as an alias."""
    school = School.objects.select_for_update().get(pk=school.pk)
    was = {
        name: getattr(school, name) for name in EDITABLE if name in changes and getattr(school, name) != changes[name]
    }
    if not was:
        return school
    for name in was:
        setattr(school, name, changes[name])
    school.save(update_fields=list(was))
    for name in ("registered_name", "full_name"):
        if name in was:
            SchoolAlias.objects.get_or_create(school=school, text=was[name], defaults={"source": "former name"})
    note_change([school.pk], now)
    audit.record("change_school", by=by, about=school, was=was, now={name: changes[name] for name in was})
    return school


@transaction.atomic
def add_alias(*, school: School, text: str, source: str, by: audit.Actor | None) -> SchoolAlias:
    """Remember another name of a school; a name it already has is answered with what stands."""
    alias, is_new = SchoolAlias.objects.get_or_create(school=school, text=compact(text), defaults={"source": source})
    if is_new:
        audit.record("add_alias", by=by, about=school, text=alias.text, source=source)
    return alias


@transaction.atomic
def remove_alias(*, alias: SchoolAlias, by: audit.Actor | None) -> None:
    """Forget a name that was not this school's."""
    school, text = alias.school, alias.text
    alias.delete()
    audit.record("remove_alias", by=by, about=school, text=text)


@transaction.atomic
def note_change(school_ids: Iterable[int], now: datetime) -> None:
    """Mark schools whose figures are to be counted again; cheap, no audit: whoever changed them has one."""
    marks = [SchoolChange(school_id=pk, at=now) for pk in sorted(set(school_ids))]
    SchoolChange.objects.bulk_create(marks, batch_size=BATCH)


@transaction.atomic
def settle_changes(*, up_to: int, school_ids: Iterable[int]) -> None:
    """Take away the marks of schools that have been counted, up to the mark seen before counting."""
    SchoolChange.objects.filter(pk__lte=up_to, school_id__in=list(school_ids)).delete()
