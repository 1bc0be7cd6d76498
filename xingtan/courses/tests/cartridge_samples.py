"""Common Cartridges, packed in the test: a small course with one part of every kind."""

from collections.abc import Mapping

from xingtan.courses.tests.package_samples import packed

WEB, LINK, TOPIC = "webcontent", "imswl_xmlv1p{n}", "imsdt_xmlv1p{n}"
QUIZ, BANK = "imsqti_xmlv1p2/imscc_xmlv1p{n}/assessment", "imsqti_xmlv1p2/imscc_xmlv1p{n}/question-bank"
TOOL, APP = "imsbasiclti_xmlv1p0", "associatedcontent/imscc_xmlv1p{n}/learning-application-resource"


def item(title: str, reference: str = "", inside: str = "") -> str:
    """An item of an organisation."""
    pointed = f' identifierref="{reference}"' if reference else ""
    return f'<item identifier="i-{title}"{pointed}><title>{title}</title>{inside}</item>'


def resource(name: str, kind: str, href: str) -> str:
    """A resource with its one file."""
    return f'<resource identifier="{name}" type="{kind}"><file href="{href}"/></resource>'


def cartridge_manifest(items: str, resources: str, *, version: int = 1, title: str = "小学数学读题") -> str:
    """A manifest of version 1.``version``."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imsccv1p{version}/imscp_v1p1" '
        f'xmlns:lomimscc="http://ltsc.ieee.org/xsd/imsccv1p{version}/LOM/manifest"><metadata><schema>IMS Common Cartridge</schema>'
        f"<schemaversion>1.{version}.0</schemaversion><lomimscc:lom><lomimscc:general><lomimscc:title><lomimscc:string>{title}"
        f"</lomimscc:string></lomimscc:title></lomimscc:general></lomimscc:lom></metadata>"
        f'<organizations><organization identifier="o" structure="rooted-hierarchy"><item identifier="root">{items}</item>'
        f"</organization></organizations><resources>{resources.replace('{n}', str(version))}</resources></manifest>"
    )


def question(profile: str, said: str, offered: str = "", right: str = "") -> str:
    """An item of QTI 1.2 as cartridges have it."""
    return (
        f'<item ident="{said}"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>cc_profile</fieldlabel>'
        f"<fieldentry>cc.{profile}.v0p1</fieldentry></qtimetadatafield></qtimetadata></itemmetadata><presentation><material>"
        f'<mattext texttype="text/html">&lt;p&gt;{said}&lt;/p&gt;</mattext></material>{offered}</presentation><resprocessing>'
        f'<outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes><respcondition>'
        f'<conditionvar>{right}</conditionvar><setvar action="Set" varname="SCORE">100</setvar></respcondition></resprocessing></item>'
    )


def choices(*texts: str, several: bool = False) -> str:
    """Options named a, b, c …"""
    labels = "".join(
        f'<response_label ident="{chr(97 + n)}"><material><mattext texttype="text/plain">{text}</mattext></material></response_label>'
        for n, text in enumerate(texts)
    )
    kind = "Multiple" if several else "Single"
    return f'<response_lid ident="r" rcardinality="{kind}"><render_choice>{labels}</render_choice></response_lid>'


def is_(value: str) -> str:
    """What earns something."""
    return f'<varequal respident="r">{value}</varequal>'


QUESTIONS = (
    '<?xml version="1.0"?><questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment ident="q" title="小测"><section ident="s">'
    + question("multiple_choice", "三角形有几个角？", choices("三个", "四个"), is_("a"))
    + question(
        "multiple_response", "哪些是偶数？", choices("二", "三", "四", several=True),
        f"<and>{is_('a')}<not>{is_('b')}</not>{is_('c')}</and>",
    )
    + question("true_false", "零是自然数。", choices("True", "False"), is_("a"))
    + question("fib", "一加一等于几？", '<response_str ident="r"><render_fib/></response_str>', is_("2") + is_("二"))
    + question("essay", "谈谈体会。", '<response_str ident="r"><render_fib/></response_str>')
    + question("pattern_match", "写一个数。", '<response_str ident="r"><render_fib/></response_str>', is_("1*"))
    + "</section></assessment></questestinterop>"
)  # fmt: skip
FILES: dict[str, str | bytes] = {
    "web/page.html": "<html><head><title>t</title></head><body><h1>读题</h1><p onclick='x()'>先看问题。<script>alert(1)</script></p><img src='a.png'></body></html>",
    "web/a.png": b"png",
    "web/教案.pdf": b"%PDF-1.4 x",
    "web/slides.pptx": b"PK",
    "web/film.mp4": b"no film at all",
    "web/bare.html": "<html><body><img src='a.png'></body></html>",
    "link.xml": '<webLink xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1"><title>x</title><url href="https://www.smartedu.cn/"/></webLink>',
    "bad.xml": '<webLink><url href="javascript:alert(1)"/></webLink>',
    "topic.xml": "<topic><title>讨论</title></topic>",
    "quiz.xml": QUESTIONS,
    "bank.xml": QUESTIONS.replace("三角形有几个角？", "正方形有几个角？"),
    "tool.xml": "<cartridge_basiclti_link/>",
}
RESOURCES = "".join(
    resource(name, kind, href)
    for name, kind, href in (
        ("page", WEB, "web/page.html"), ("picture", WEB, "web/a.png"), ("plan", WEB, "web/教案.pdf"), ("slides", WEB, "web/slides.pptx"),
        ("film", WEB, "web/film.mp4"), ("bare", WEB, "web/bare.html"), ("link", LINK, "link.xml"), ("bad", LINK, "bad.xml"),
        ("topic", TOPIC, "topic.xml"), ("quiz", QUIZ, "quiz.xml"), ("bank", BANK, "bank.xml"), ("tool", TOOL, "tool.xml"),
        ("app", APP, "web/a.png"), ("gone", WEB, "web/gone.html"), ("away", WEB, "../../etc/passwd"),
    )
)  # fmt: skip
ITEMS = (
    item("第一单元", inside=item("怎样读题", "page") + item("教案", "plan") + item("细节", inside=item("网站", "link")))
    + item(
        "第二单元",
        inside=item("讨论一下", "topic") + item("小测", "quiz") + item("课件", "slides") + item("片子", "film"),
    )
    + item(
        "第三单元",
        inside=item("只有图", "bare") + item("坏链接", "bad") + item("外部工具", "tool") + item("应用", "app"),
    )
    + item("结语", "page")
    + item("不见了", "gone")
    + item("包外", "away")
)


def cartridge(*, version: int = 1, files: Mapping[str, str | bytes] | None = None, items: str = ITEMS) -> bytes:
    """A whole cartridge."""
    return packed({"imsmanifest.xml": cartridge_manifest(items, RESOURCES, version=version), **FILES, **(files or {})})
