"""Which notices there are, and who may read them."""

from django.db.models import Prefetch, QuerySet

from xingtan.accounts.models import Post
from xingtan.notices.models import Material, Notice
from xingtan.notices.rules import may_be_read

_MATERIALS = Prefetch("materials", Material.objects.order_by("position", "pk"))


def public_notices() -> QuerySet[Notice]:
    """What everybody may read, the newest first, with materials; two queries."""
    rows: QuerySet[Notice] = Notice.objects.shown_to_all().prefetch_related(_MATERIALS)
    return rows


def published_notices() -> QuerySet[Notice]:
    """What everybody who is signed in may read, the newest first, with materials."""
    rows: QuerySet[Notice] = Notice.objects.filter(state=Notice.State.PUBLISHED).prefetch_related(_MATERIALS)
    return rows


def notices_kept_by(post: Post) -> QuerySet[Notice]:
    """Every notice an editor looks after, drafts and withdrawn ones too."""
    rows: QuerySet[Notice] = Notice.objects.within(post).prefetch_related(_MATERIALS)
    return rows


def readable_notice(public_id: str, *, is_signed_in: bool) -> Notice | None:
    """The notice of an address, or None when this reader may not see it or it is not there."""
    notice: Notice | None = Notice.objects.prefetch_related(_MATERIALS).filter(public_id=public_id).first()
    return notice if notice is not None and _is_readable(notice, is_signed_in) else None


def readable_material(public_id: str, *, is_signed_in: bool) -> Material | None:
    """The file of an address, readable exactly when its notice is."""
    material: Material | None = Material.objects.select_related("notice").filter(public_id=public_id).first()
    return material if material is not None and _is_readable(material.notice, is_signed_in) else None


def _is_readable(notice: Notice, is_signed_in: bool) -> bool:  # noqa: FBT001 - inside this module only
    is_published = notice.state == Notice.State.PUBLISHED
    return may_be_read(is_public=notice.is_public, is_published=is_published, is_signed_in=is_signed_in)
