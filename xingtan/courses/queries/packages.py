"""What can be asked of packages: how one is shown, and who may fetch its files."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core import signing
from django.urls import reverse

from xingtan.accounts.models import Account
from xingtan.courses.models import Media
from xingtan.courses.rules import manifests
from xingtan.foundation.clock import ZONE

_SALT = "xingtan.courses.packages"
_KEY_LASTS_DAYS = 2
SANDBOX = ("allow-scripts", "allow-forms")
"""What a package may do; never in the house's own origin."""


@dataclass(frozen=True)
class PackageShown:
    """A package as a page shows it."""

    items: tuple[manifests.Item, ...]
    current: manifests.Item
    address: str
    """Of the page to open."""
    sandbox: str
    origin: str
    """From which its messages come; ``null`` where it has none of its own."""
    launch: str
    """As JSON: what the player's interface begins with."""


def manifest_of(media: Media) -> manifests.Manifest:
    """What a package says of itself."""
    return manifests.from_json(media.manifest)


def package_shown(media: Media | None, *, viewer: Account, item: str, now: datetime) -> PackageShown | None:
    """A package with one of its items open, the first one unless ``item`` names another; None for any other medium."""
    if media is None or media.kind != Media.Kind.PACKAGE:
        return None
    manifest = manifest_of(media)
    current = manifest.item(item) or manifest.items[0]
    origin = settings.CONTENT_ORIGIN
    return PackageShown(
        items=manifest.items,
        current=current,
        address=f"{origin}{_prefix(media, package_key(media, viewer, now))}{_quoted(current.page)}",
        sandbox=" ".join((*SANDBOX, "allow-same-origin") if origin else SANDBOX),
        origin=origin or "null",
        launch=json.dumps(_launch(manifest, current, viewer), ensure_ascii=False),
    )


def _prefix(media: Media, key: str) -> str:
    whole = reverse("courses:package_file", kwargs={"media": media.public_id, "key": key, "part": "x"})
    return whole.removesuffix("x")


def _quoted(page: str) -> str:
    path, mark, rest = page.partition("?") if "?" in page else page.partition("#")
    return quote(path) + mark + quote(rest, safe="=&%#?/:;,+@!$'()*~-._")


def _launch(manifest: manifests.Manifest, item: manifests.Item, viewer: Account) -> dict[str, Any]:
    """The name is told, as packages greet with it; of the account only a digest."""
    learner = signing.Signer(salt=f"{_SALT}.learner").signature(str(viewer.pk))[:20]
    return {
        "version": manifest.version, "item": item.identifier, "data": item.launch_data, "mastery": item.mastery,
        "learner": {"id": learner, "name": viewer.name},
    }  # fmt: skip


def package_key(media: Media, account: Account, now: datetime) -> str:
    """A key by which this account may fetch the files of a package; the same all day, so that browsers keep them."""
    return signing.Signer(salt=_SALT).sign_object([media.public_id, account.pk, _day(now)])


def package_opened_by(key: str, media: str, now: datetime) -> bool:
    """Whether the key is ours, for this package, and of today or yesterday.

    It is all there is to ask: a package in its sandbox carries no session.
    """
    try:
        held, _account, day = signing.Signer(salt=_SALT).unsign_object(key)
    except (signing.BadSignature, ValueError, TypeError):
        return False
    return bool(held == media and 0 <= _day(now) - day < _KEY_LASTS_DAYS)


def _day(now: datetime) -> int:
    return now.astimezone(ZONE).date().toordinal()
