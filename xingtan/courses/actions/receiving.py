"""Large files taken in piece by piece, looked at, and kept as media."""

import hashlib
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.courses.actions.unpacking import Unpacked, unpacked
from xingtan.courses.containers import kind_of_file, probed
from xingtan.courses.errors import DiskFull, FileTooLong, NoMedium, PieceOutOfPlace, PieceTooLarge
from xingtan.courses.models import Media, Upload
from xingtan.programmes.models import Programme

PIECE_BYTES = 4 * 1024 * 1024
KEPT = timedelta(days=7)
"""A file that stopped half-way waits so long for its rest."""
SPARE_BYTES = 1024 * 1024 * 1024
ENDINGS = {"mp4": ".mp4", "mp3": ".mp3", "pdf": ".pdf", "zip": ".zip"}
LONGEST_SECONDS = 6 * 3600


def part_of(upload: Upload) -> Path:
    """Where the pieces of an upload lie until it is whole."""
    return Path(settings.MEDIA_ROOT) / "parts" / f"{upload.pk}.part"


@dataclass(frozen=True)
class Announced:
    """A file that is about to be sent."""

    file_name: str
    size: int
    fingerprint: str


@transaction.atomic
def begin_upload(*, programme: Programme, announced: Announced, by: Post, now: datetime) -> Upload:
    """Begin to take a file in, or go on with the same one where it stopped.

    Raises ``FileTooLong`` and ``DiskFull`` before a byte is sent.
    """
    most = settings.COURSE_MEDIA_MAX_BYTES
    if not 0 < announced.size <= most:
        raise FileTooLong(name=announced.file_name, most=most // 1024 // 1024)
    standing: Upload | None = (
        Upload.objects.select_for_update(no_key=True)
        .filter(
            programme=programme, account=by.account_id, fingerprint=announced.fingerprint, size=announced.size, media=None, course=None
        ).order_by("-pk").first()
    )  # fmt: skip
    if standing is not None:
        return _agreeing(standing)
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(folder).free < announced.size * 2 + SPARE_BYTES:
        raise DiskFull(name=announced.file_name)
    upload: Upload = Upload.objects.create(
        programme=programme, account_id=by.account_id, file_name=announced.file_name[:200], size=announced.size,
        fingerprint=announced.fingerprint[:100], began_at=now, heard_at=now,
    )  # fmt: skip
    part_of(upload).parent.mkdir(parents=True, exist_ok=True)
    part_of(upload).touch()
    return upload


def _agreeing(upload: Upload) -> Upload:
    """What is on disk and what is remembered never differ: whatever is shorter counts."""
    path = part_of(upload)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    held = min(path.stat().st_size, upload.received)
    if held != upload.received:
        Upload.objects.filter(pk=upload.pk).update(received=held)
        upload.received = held
    return upload


@transaction.atomic
def take_piece(*, upload: Upload, offset: int, piece: bytes, now: datetime) -> Upload:
    """Add the piece that begins at ``offset``; on disk before it is remembered.

    Raises ``PieceOutOfPlace`` (with how far it is) for a piece sent twice or too early, ``PieceTooLarge``.
    """
    row: Upload = Upload.objects.select_for_update(no_key=True).get(pk=upload.pk)
    if offset != row.received or row.media_id or row.course_id:
        raise PieceOutOfPlace(received=row.received)
    if not piece or len(piece) > PIECE_BYTES or offset + len(piece) > row.size:
        raise PieceTooLarge()
    with part_of(row).open("r+b") as file:
        file.seek(offset)
        file.write(piece)
        file.truncate()
    row.received, row.heard_at = offset + len(piece), now
    row.save(update_fields=["received", "heard_at"])
    return row


@transaction.atomic
def finish_upload(*, upload: Upload, by: Post) -> Media:
    """Look at a whole file and keep it as a medium; asked twice, the same medium.

    Raises ``NoMedium`` for what is no film, recording, PDF or package, and ``PackageRefused`` for a package that is
    not safe or cannot be played: then it is thrown away.
    """
    row: Upload = Upload.objects.select_for_update(no_key=True, of=("self",)).select_related("media").get(pk=upload.pk)
    if row.media is not None:
        return row.media
    if row.received != row.size:
        raise PieceOutOfPlace(received=row.received)
    path = part_of(row)
    media = take_file(programme=row.programme, path=path, file_name=row.file_name, by=by)
    row.media = media
    row.save(update_fields=["media"])
    transaction.on_commit(lambda: path.unlink(missing_ok=True))
    return media


@transaction.atomic
def take_file(*, programme: Programme, path: Path, file_name: str, by: Post) -> Media:
    """Keep a file that lies at a path as a medium, for what it is by its content; raises as ``finish_upload``."""
    sha256 = _digest(path)
    kind, ending, seconds, package = _looked_at(path, file_name, sha256)
    name = f"media/{sha256[:16]}{ending}"
    if not default_storage.exists(name):
        with path.open("rb") as file:
            name = default_storage.save(name, File(file))
    media: Media = Media.objects.create(
        programme=programme, name=_free_name(programme, Path(file_name).stem), kind=kind, seconds=seconds,
        sha256=sha256, file=name, folder=package.folder, manifest=package.manifest,
    )  # fmt: skip
    audit.record("take_medium_in", by=by, about=media, kind=kind, seconds=seconds)
    return media


def _looked_at(path: Path, file_name: str, sha256: str) -> tuple[str, str, int, Unpacked]:
    found = kind_of_file(path)
    if found is None:
        raise NoMedium(name=file_name)
    if found == "pdf":
        return Media.Kind.DOCUMENT, ".pdf", 600, Unpacked()
    if found == "zip":
        return Media.Kind.PACKAGE, ".zip", 0, unpacked(path, file_name=file_name, sha256=sha256)
    holds = probed(path)
    if holds is None or not 1 <= holds.seconds <= LONGEST_SECONDS:
        raise NoMedium(name=file_name)
    kind = Media.Kind.VIDEO if holds.height else Media.Kind.AUDIO
    ending = ".m4a" if found == "mp4" and kind == Media.Kind.AUDIO else ENDINGS[found]
    return kind, ending, int(holds.seconds), Unpacked()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _free_name(programme: Programme, stem: str) -> str:
    """The file's own name, with a number where another medium is called so."""
    wanted = "".join(sign for sign in stem if sign.isprintable()).strip()[:50] or "file"
    taken = set(Media.objects.filter(programme=programme, name__startswith=wanted).values_list("name", flat=True))
    return next(name for name in (wanted, *(f"{wanted} ({n})" for n in range(2, 10_000))) if name not in taken)


@transaction.atomic
def throw_away(*, upload: Upload, by: Post | None) -> None:
    """Forget a file that did not become a medium."""
    row: Upload | None = (
        Upload.objects.select_for_update(no_key=True).filter(pk=upload.pk, media=None, course=None).first()
    )
    if row is None:
        return
    path = part_of(row)
    audit.record("throw_upload_away", by=by, about=row, received=row.received)
    row.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def throw_stale_away(*, now: datetime) -> int:
    """Forget what stopped half-way a week ago; returns how many."""
    stale = list(Upload.objects.filter(media=None, course=None, heard_at__lt=now - KEPT).order_by("pk")[:100])
    for upload in stale:
        throw_away(upload=upload, by=None)
    return len(stale)
