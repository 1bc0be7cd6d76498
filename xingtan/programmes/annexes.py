"""The attachments of a programme's notice, made from the programme file: Annex 1 as a blank sheet, texts as Word."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from xingtan.foundation.sheets import write_workbook
from xingtan.notices.actions import Attachment

BLANK_ROWS = 60


def attachments_of(document: Mapping[str, Any]) -> Iterator[Attachment]:
    """One file for each ``[[notice.attachment]]``: ``form = "roster"`` or ``form = "document"`` (R01, R33)."""
    for each in document["notice"].get("attachment", ()):
        yield _roster(each, document["roster"]) if each["form"] == "roster" else _document(each)


def _roster(attachment: Mapping[str, Any], roster: Mapping[str, Any]) -> Attachment:
    return Attachment(
        title=attachment["title"],
        file_name=f"{_file_stem(attachment)}.xlsx",
        content=write_workbook(roster["columns"], (), title=roster["title"], sheet="报名表", blank_rows=BLANK_ROWS),
        source=json.dumps([roster["title"], roster["columns"], BLANK_ROWS], ensure_ascii=False),
    )


def _document(attachment: Mapping[str, Any]) -> Attachment:
    heading = attachment["title"].partition("：")[2] or attachment["title"]
    return Attachment.of_text(attachment["title"], _file_stem(attachment), heading=heading, body=attachment["body"])


def _file_stem(attachment: Mapping[str, Any]) -> str:
    return str(attachment["title"]).replace("：", " ").replace("/", " ")
