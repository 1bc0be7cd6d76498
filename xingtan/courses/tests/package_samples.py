"""SCORM packages, packed in the test."""

import io
import zipfile
from collections.abc import Mapping

PAGE = "<!doctype html><html><head><title>x</title></head><body><h1>示例</h1></body></html>"


def manifest(
    *items: tuple[str, str], version: str = "1.2", head: str = "", scorm: str = "sco", extra: str = "", base: str = ""
) -> str:
    """A manifest of parts given as (title, href)."""
    items = items or (("第一讲", "index.html"),)
    schema = {"1.2": "1.2", "2004": "2004 4th Edition"}.get(version, version)
    kind = "scormtype" if version == "1.2" else "scormType"
    space = "http://www.adlnet.org/xsd/adlcp_rootv1p2" if version == "1.2" else "http://www.adlnet.org/xsd/adlcp_v1p3"
    parts = "".join(
        f'<item identifier="i{n}" identifierref="r{n}"><title>{title}</title>{extra}</item>'
        for n, (title, _) in enumerate(items, 1)
    )
    resources = "".join(
        f'<resource identifier="r{n}" type="webcontent" adlcp:{kind}="{scorm}" href="{href}"/>'
        for n, (_, href) in enumerate(items, 1)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<manifest identifier="m" '
        f'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="{space}">'
        f"<metadata><schema>ADL SCORM</schema><schemaversion>{schema}</schemaversion></metadata>"
        f'<organizations default="o"><organization identifier="o"><title>一门小课</title>{parts}</organization></organizations>'
        f"<resources{f' xml:base={chr(34)}{base}{chr(34)}' if base else ''}>{resources}</resources></manifest>"
    )


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """A .zip of these files."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return whole.getvalue()


def package(files: Mapping[str, str | bytes] | None = None, **said: str) -> bytes:
    """A sound package; ``said`` as in ``manifest``."""
    told = manifest(**said)  # type: ignore[arg-type]  # names of its parameters
    return packed({"imsmanifest.xml": told, "index.html": PAGE, **(files or {})})
