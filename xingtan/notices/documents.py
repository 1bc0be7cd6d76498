"""A notice's text as a Word document (.docx), as officials print and file it."""

import io
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape

from xingtan.notices.rules import Block, blocks_of

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MOMENT = (1980, 1, 1, 0, 0, 0)
"""Every member bears the same moment, so that the same text makes the same file."""

_TYPES = (
    f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
_PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/>'
    "</w:sectPr>"
)
"""A4 with the margins of GB/T 9704."""


def word_document(title: str, body: str) -> bytes:
    """The .docx of a title and a body laid out by ``rules.blocks_of``."""
    paragraphs = "".join((_title(title), *_paragraphs(blocks_of(body))))
    document = f'{_DECLARATION}<w:document xmlns:w="{_WORD}"><w:body>{paragraphs}{_PAGE}</w:body></w:document>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONS),
            ("word/document.xml", document),
        ):
            package.writestr(zipfile.ZipInfo(name, _MOMENT), text, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _title(text: str) -> str:
    return _paragraph([text], font="方正小标宋简体", half_points=44, layout='<w:jc w:val="center"/>', is_bold=True)


def _paragraphs(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        font = "黑体" if block.is_heading else "仿宋"
        yield _paragraph(
            block.lines, font=font, half_points=32, layout='<w:ind w:firstLineChars="200" w:firstLine="640"/>'
        )


def _paragraph(lines: Iterable[str], *, font: str, half_points: int, layout: str, is_bold: bool = False) -> str:
    look = f'<w:rPr><w:rFonts w:eastAsia="{font}"/>{"<w:b/>" if is_bold else ""}<w:sz w:val="{half_points}"/></w:rPr>'
    words = f"<w:r>{look}<w:br/></w:r>".join(
        f'<w:r>{look}<w:t xml:space="preserve">{escape(line)}</w:t></w:r>' for line in lines
    )
    return f'<w:p><w:pPr><w:spacing w:line="560" w:lineRule="exact"/>{layout}</w:pPr>{words}</w:p>'
