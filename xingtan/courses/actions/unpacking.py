"""Packages unpacked into the house's storage, each under its own digest: the same package is unpacked once."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.core.files.temp import NamedTemporaryFile

from xingtan.courses.errors.packages import PackageRefused
from xingtan.courses.rules import manifests
from xingtan.foundation.unpacking import ContentUnsafe, PackedContent, PackedFile, opened

_SMALL = 4 * 1024 * 1024


@dataclass(frozen=True)
class Unpacked:
    """Where a package lies and what it says of itself; empty of what is none."""

    folder: str = ""
    manifest: dict[str, Any] = field(default_factory=dict)


def unpacked(path: Path, *, file_name: str, sha256: str) -> Unpacked:
    """A SCORM package, looked through, understood, and only then unpacked; raises ``PackageRefused``.

    Its files lie under the digest of the package: unpacking it again after an interruption writes only what lacks.
    """
    folder = f"packages/{sha256[:32]}"
    try:
        with opened(path) as content:
            manifest = _manifest(content)
            _unpack(content, folder)
    except ContentUnsafe as unsafe:
        raise PackageRefused(name=file_name, fault=unsafe.code, where=unsafe.where) from unsafe
    except manifests.ManifestWrong as wrong:
        raise PackageRefused(name=file_name, fault=wrong.code, where=wrong.where) from wrong
    return Unpacked(folder, manifests.as_json(manifest))


def _manifest(content: PackedContent) -> manifests.Manifest:
    files = [file.path for file in content.files]
    if manifests.MANIFEST not in files:
        raise manifests.missing_manifest(files)
    said = content.read(manifests.MANIFEST, most=manifests.MOST_MANIFEST_BYTES)
    return manifests.read_manifest(said, files)


def _unpack(content: PackedContent, folder: str) -> None:
    """All of it; where a file turns out to be damaged, none of it stays."""
    kept: list[str] = []
    try:
        for file in content.files:
            kept.append(f"{folder}/{file.path}")
            _keep(content, file, kept[-1])
    except ContentUnsafe:
        for name in kept:
            default_storage.delete(name)
        raise


def _keep(content: PackedContent, file: PackedFile, name: str) -> None:
    if default_storage.exists(name):
        if default_storage.size(name) == file.size:
            return
        default_storage.delete(name)
    if file.size <= _SMALL:
        default_storage.save(name, ContentFile(content.read(file.path, most=_SMALL)))
        return
    with NamedTemporaryFile() as whole:
        for piece in content.pieces(file.path):
            whole.write(piece)
        whole.seek(0)
        default_storage.save(name, File(whole))
