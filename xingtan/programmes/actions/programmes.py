"""What can be done with programmes: load one from its file, copy one into the next year."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.forms.models import model_to_dict

from xingtan.audit import actions as audit
from xingtan.notices.actions import NoticeFacts, bring_notice
from xingtan.notices.models import Notice
from xingtan.organisations.models import Division
from xingtan.programmes.annexes import attachments_of
from xingtan.programmes.errors import (
    NoSuchProgramme,
    OwnerUnknown,
    PayeeChangesElsewhere,
    ProgrammeExists,
    ProgrammeFaulty,
)
from xingtan.programmes.fault_words import sentence_of
from xingtan.programmes.models import Programme, Track
from xingtan.programmes.queries import known_codes
from xingtan.programmes.rules import faults_of, in_year

SHOWN_ONLY = ("basis", "goals", "line", "roster", "assessment", "reminders", "classes", "coursework", "patterns")
"""Parts of the file that no rule of this room asks for: kept whole in ``facts``."""


@transaction.atomic
def load_programme(
    *,
    document: Mapping[str, Any],
    by: audit.Actor | None,
    shift_days: int = 0,
    is_demo: bool = False,
    file: str = "",
) -> tuple[Programme, list[str]]:
    """Store the programme a file describes, or bring it up to date.

    Returns it and the names of what changed: ``["new"]`` at first, none when the same file is loaded
    again. Raises
    ``ProgrammeFaulty`` with every fault, ``OwnerUnknown`` when its division is not here.
    """
    stops = [fault for fault in faults_of(document) if fault.weight == "stop"]
    if stops:
        raise ProgrammeFaulty(faults="\n".join(sentence_of(fault, file) for fault in stops))
    fields = _fields(document) | {"calendar_shift_days": shift_days, "is_demo": is_demo}
    if not Division.objects.filter(code=fields["owner_division_id"]).exists():
        raise OwnerUnknown(division=fields["owner_division_id"])
    code = document["programme"]["code"]
    standing = Programme.objects.select_for_update().filter(code=code).first()
    _refuse_other_payee(standing, fields)
    changed = [name for name, value in fields.items() if standing and getattr(standing, name) != value]
    programme, is_new = Programme.objects.update_or_create(code=code, defaults=fields)
    changed += _bring_tracks(programme, document["track"])
    if is_new:
        changed = ["new"]
    if changed:
        audit.record("load_programme", by=by, about=programme, changed=changed, shift_days=shift_days)
    return programme, changed


@transaction.atomic
def issue_notice(*, programme: Programme, document: Mapping[str, Any], by: audit.Actor | None, now: datetime) -> Notice:
    """Publish the notice of a programme file with its attachments and tie the programme to it; twice is once (R01)."""
    notice = document["notice"]
    facts = NoticeFacts(
        document_number=notice["document_number"],
        title=notice["title"],
        issuer=notice["issuer"],
        issued_on=notice["issued_on"],
        is_public=notice["is_public"],
        recipients=tuple(notice.get("recipients", ())),
        wants_receipt=True,
        body=notice.get("body", "").strip(),
        division=programme.owner_division_id,
        programme_code=programme.code,
    )
    issued = bring_notice(facts=facts, attachments=tuple(attachments_of(document)), by=by, now=now)
    if programme.notice_id != issued.pk:
        programme.notice = issued
        programme.save(update_fields=["notice"])
    return issued


def _refuse_other_payee(standing: Programme | None, fields: Mapping[str, Any]) -> None:
    """A file brings the first account, and never another one (`security.md` A14)."""
    names = ("payee_name", "payee_account", "payee_bank", "payee_bank_code")
    if standing and any(getattr(standing, name) != fields[name] for name in names):
        raise PayeeChangesElsewhere(found=fields["payee_account"], standing=standing.payee_account)


def _fields(document: Mapping[str, Any]) -> dict[str, Any]:
    programme, payment, hours = document["programme"], document["payment"], document["hours"]
    return {
        "title": programme["title"],
        "year_label": programme["year_label"],
        "owner_division_id": programme["owner_division"],
        "owner": programme.get("owner", ""),
        "undertaking_institution": programme["undertaking_institution"],
        "training_centre": programme.get("training_centre", ""),
        "platform_url": programme["platform_url"],
        "hotline": programme["hotline"],
        **_dates(document["calendar"]),
        **{name: hours[name] for name in ("class_hours", "online_hours", "school_based_hours", "minutes_per_hour")},
        "yuan_per_hour": Decimal(document["fee"]["yuan_per_hour"]),
        "fee_yuan": Decimal(document["fee"]["fee_yuan"]),
        "stages": list(document["subjects"]),
        "subjects": document["subjects"],
        **{name: payment[name] for name in ("payee_name", "payee_account", "payee_bank", "payee_bank_code")},
        "county_review": document["readings"]["A05"]["county_review"],
        "readings": document["readings"],
        "facts": {
            **{name: document[name] for name in SHOWN_ONLY if name in document},
            "fee": {
                name: value for name, value in document["fee"].items() if name not in ("yuan_per_hour", "fee_yuan")
            },
            "payment": {name: payment[name] for name in ("methods", "remark", "invoice_fields") if name in payment},
        },
    }


def _dates(calendar: Mapping[str, Any]) -> dict[str, Any]:
    names = ("login_opens_on", "term_starts_on", "term_ends_on", "registration_due_on", "enrol_closes_at")
    holidays = [
        {"title": each["title"], "from": each["from"].isoformat(), "until": each["until"].isoformat()}
        for each in calendar.get("holidays", ())
    ]
    return {**{name: calendar[name] for name in names}, "holidays": holidays}


def _bring_tracks(programme: Programme, tracks: list[Mapping[str, Any]]) -> list[str]:
    """Store the tracks in the file's order; one that is no longer named stays while courses may hang on it."""
    standing = {track.title: track for track in programme.tracks.all()}
    changed = []
    for position, each in enumerate(tracks, start=1):
        fields = {
            "stages": each["stages"], "theme": each["theme"], "goal": each.get("goal", ""),
            "tags": each.get("tags", []), "position": position,
        }  # fmt: skip
        track = standing.get(each["title"])
        if track is None or any(getattr(track, name) != value for name, value in fields.items()):
            Track.objects.update_or_create(programme=programme, title=each["title"], defaults=fields)
            changed.append(f"track:{each['title']}")
    return changed


@transaction.atomic
def copy_programme(*, code: str, new_code: str, starts_on: date, by: audit.Actor | None) -> Programme:
    """Next year's programme from this one: every date moved by the same number of days, the year in its titles changed.

    The notice is not copied (a new one will be issued), nor are the holidays (they are announced
    each year), nor anything of people or money.
    """
    source = Programme.objects.filter(code=code).first()
    if source is None:
        raise NoSuchProgramme(programme=code, known=", ".join(known_codes()) or "–")
    if Programme.objects.filter(code=new_code).exists():
        raise ProgrammeExists(programme=new_code)
    by_days = starts_on - source.term_starts_on
    old, new = source.year_label, str(starts_on.year)
    copy = Programme(code=new_code, **_copied(source, by_days, old, new))
    copy.save()
    for track in source.tracks.all():
        fields = model_to_dict(track, exclude=["id", "programme"])
        Track.objects.create(programme=copy, **fields)
    audit.record("copy_programme", by=by, about=copy, source=code, moved_days=by_days.days)
    return copy


_UNCOPIED = ("id", "public_id", "code", "notice", "holidays", "is_demo", "calendar_shift_days", "owner_division")


def _copied(source: Programme, by: timedelta, old: str, new: str) -> dict[str, Any]:
    fields = {
        field.name: getattr(source, field.name) for field in source._meta.concrete_fields if field.name not in _UNCOPIED
    }
    moved = {name: value + by for name, value in fields.items() if isinstance(value, date | datetime)}
    titles = {"title": in_year(source.title, old, new), "year_label": new, "facts": _in_year(source.facts, old, new)}
    return {**fields, **moved, **titles, "owner_division_id": source.owner_division_id}


def _in_year(facts: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    """The roster's title and mail subject bear the year too; basis documents keep theirs."""
    roster = {
        name: in_year(value, old, new) if isinstance(value, str) else value
        for name, value in facts.get("roster", {}).items()
    }
    return {**facts, "roster": roster}
