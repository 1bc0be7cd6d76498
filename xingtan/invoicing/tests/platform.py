"""What the tax platform gives out, made to its layouts (``money.md`` §5): templates, lists of results, invoices in every dialect."""

import io
import zipfile
from collections.abc import Sequence
from decimal import Decimal

import openpyxl
import typst
from openpyxl.worksheet.datavalidation import DataValidation
from stdnum.cn import uscc

COLUMNS_2026 = (
    "发票流水号", "发票类型", "特定业务类型", "是否含税", "受票方自然人标识", "购买方名称", "购买方纳税人识别号", "购买方证件类型", "购买方证件号码",
    "购买方国籍（或地区）", "购买方地址", "购买方电话", "购买方开户银行", "购买方银行账号", "是否展示购买方地址电话银行账号", "备注", "销售方开户行",
    "销售方银行账号", "购买方邮箱", "收款人", "复核人",
)  # fmt: skip
COLUMNS_2023 = (
    "发票流水号", "发票类型", "是否含税", "受票方自然人标识", "购买方名称", "证件类型", "购买方纳税人识别号", "购买方地址", "购买方电话",
    "购买方开户银行", "购买方银行账号", "备注", "是否展示购买方银行账号", "购买方邮箱",
)  # fmt: skip
ITEM_COLUMNS = (
    "发票流水号", "项目名称", "商品和服务税收编码", "规格型号", "单位", "数量", "单价", "金额", "税率", "折扣金额", "是否使用优惠政策", "优惠政策类型", "即征即退类型",
)  # fmt: skip
MUST = {
    "发票流水号": "必填，长度≤20",
    "发票类型": "必填",
    "是否含税": "必填",
    "购买方名称": "必填，长度≤100",
    "项目名称": "必填",
    "金额": "必填",
    "税率": "必填",
}
NUMBER = "26147000000000000101"


def tax_number(serial: int = 1) -> str:
    """A credit code of a public institution with its right check character."""
    body = f"12140922MB{serial:07d}"
    return body + str(uscc.calc_check_digit(body))


def template(
    columns: Sequence[str] = COLUMNS_2026,
    *,
    without: str = "",
    also_must: str = "",
    item_columns: Sequence[str] = ITEM_COLUMNS,
) -> bytes:
    """The platform's template: notes, what is required, header, an example row, and five sheets."""
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "1-发票基本信息"
    for sheet, names in ((first, columns), (book.create_sheet("2-发票明细信息"), item_columns)):
        sheet["A1"] = "填写说明：请勿改动表头。"
        names = [name for name in (*names, *([also_must] if also_must and sheet is first else ())) if name != without]
        for at, name in enumerate(names, start=1):
            sheet.cell(2, at, "必填" if name == also_must else MUST.get(name, "选填"))
            sheet.cell(3, at, f"{name}*" if name in MUST else name)
            sheet.cell(4, at, "示例")
    shows = next((name for name in columns if name.startswith("是否展示购买方")), "")
    if shows and without != shows:
        rule = DataValidation(type="list", formula1='"否,展示地址电话,展示全部信息"')
        rule.add(
            f"{openpyxl.utils.get_column_letter([n for n in columns if n != without].index(shows) + 1)}4:ZZ5000".replace(
                "ZZ", openpyxl.utils.get_column_letter([n for n in columns if n != without].index(shows) + 1)
            )
        )
        first.add_data_validation(rule)
    for title in ("3-特定业务信息", "4-附加要素信息"):
        book.create_sheet(title)["A3"] = "发票流水号"
    book.create_sheet("excelVersion")["A4"] = "pt:20260401"
    return _saved(book)


def _saved(book: openpyxl.Workbook) -> bytes:
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def failures(*rows: tuple[str, str]) -> bytes:
    """The platform's list of refused rows."""
    return _list(("序号", "发票流水号", "导入失败原因"), [("1", *row) for row in rows])


def successes(*rows: tuple[str, str]) -> bytes:
    """The platform's list of issued rows."""
    return _list(("发票流水号", "数电票号码", "开票日期"), [(*row, "2026-11-20") for row in rows])


def _list(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["批量开票结果"])
    sheet.append(list(header))
    for row in rows:
        sheet.append(list(row))
    return _saved(book)


Buyer = tuple[str, str]


def xml(buyer: Buyer, total: str = "3600.00", *, number: str = NUMBER, remark: str = "") -> bytes:
    """The XML of 2023 and later: EInvoice."""
    without = (Decimal(total) / Decimal("1.03")).quantize(Decimal("0.01"))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<EInvoice><Header><EIid>{number}</EIid><EIVersion>0.2</EIVersion><InherentLabel><InIssuType><LabelCode>N</LabelCode></InIssuType>
<GeneralOrSpecialVAT><LabelCode>02</LabelCode></GeneralOrSpecialVAT></InherentLabel></Header>
<EInvoiceData><SellerInformation><SellerIdNum>{tax_number(9)}</SellerIdNum><SellerName>忻州师范学院</SellerName></SellerInformation>
<BuyerInformation><BuyerIdNum>{buyer[1]}</BuyerIdNum><BuyerName>{buyer[0]}</BuyerName></BuyerInformation>
<IssuItemInformation><ItemName>*非学历教育服务*培训费</ItemName><Amount>{without}</Amount><TaxRate>0.03</TaxRate><TotaltaxIncludedAmount>1.00</TotaltaxIncludedAmount></IssuItemInformation>
<BasicInformation><TotalAmWithoutTax>{without}</TotalAmWithoutTax><TotalTaxAm>{Decimal(total) - without}</TotalTaxAm>
<TotalTax-includedAmount>{total}</TotalTax-includedAmount><RequestTime>2026-11-20 10:11:12</RequestTime></BasicInformation>
<AdditionalInformation><Remark>{remark}</Remark></AdditionalInformation></EInvoiceData>
<TaxSupervisionInfo><InvoiceNumber>{number}</InvoiceNumber><TaxBureauCode>114</TaxBureauCode></TaxSupervisionInfo></EInvoice>""".encode()


def chinese_xml(buyer: Buyer, total: str = "3600.00", *, number: str = NUMBER) -> bytes:
    """The dialect with Chinese tags."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<发票><发票号码>{number}</发票号码><开票日期>2026年11月20日</开票日期><购买方名称>{buyer[0]}</购买方名称>
<购买方纳税人识别号>{buyer[1]}</购买方纳税人识别号><价税合计>{total}</价税合计><备注/></发票>""".encode()


def pinyin_xml(buyer: Buyer, total: str = "3600.00", *, number: str = NUMBER) -> bytes:
    """The dialect with pinyin tags, which gives sum and tax apart."""
    without = (Decimal(total) / Decimal("1.03")).quantize(Decimal("0.01"))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Fpxx><FPHM>{number}</FPHM><KPRQ>20261120</KPRQ><GMFMC>{buyer[0]}</GMFMC><GMFNSRSBH>{buyer[1]}</GMFNSRSBH>
<HJJE>{without}</HJJE><HJSE>{Decimal(total) - without}</HJSE><JSHJXX>{total}</JSHJXX></Fpxx>""".encode()


def packed(**files: bytes) -> bytes:
    """A zip of these files; ``__`` in a name stands for the dot."""
    return packed_as({name.replace("__", "."): body for name, body in files.items()})


def packed_as(files: dict[str, bytes]) -> bytes:
    """A zip of these files under their names."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in files.items():
            package.writestr(name, body)
    return written.getvalue()


def ofd(buyer: Buyer, total: str = "3600.00", *, number: str = NUMBER, is_whole: bool = True) -> bytes:
    """An OFD: with the platform's own XML inside, or with the custom data of ``OFD.xml`` only."""
    without = (Decimal(total) / Decimal("1.03")).quantize(Decimal("0.01"))
    custom = {
        "发票号码": number,
        "开票日期": "2026年11月20日",
        "合计金额": str(without),
        "合计税额": str(Decimal(total) - without),
        "购买方纳税人识别号": buyer[1],
    }
    data = "".join(f'<ofd:CustomData Name="{name}">{text}</ofd:CustomData>' for name, text in custom.items())
    outer = f'<?xml version="1.0" encoding="UTF-8"?><ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocInfo><ofd:CustomDatas>{data}</ofd:CustomDatas></ofd:DocInfo></ofd:DocBody></ofd:OFD>'
    files = {"OFD.xml": outer.encode(), "Doc_0/Document.xml": b"<Document/>"}
    if is_whole:
        files["Doc_0/Attach/original_invoice.xml"] = xml(buyer, total, number=number)
    return packed_as(files)


def pdf(buyer: Buyer, total: str = "3600.00", *, number: str = NUMBER, remark: str = "") -> bytes:
    """The PDF as a person reads it."""
    lines = (
        f"电子发票（普通发票） 发票号码：{number} 开票日期：2026年11月20日",
        f"购买方信息 名称：{buyer[0]}",
        f"统一社会信用代码/纳税人识别号：{buyer[1]}",
        "销售方信息 名称：忻州师范学院",
        f"统一社会信用代码/纳税人识别号：{tax_number(9)}",
        f"价税合计（大写） 叁仟陆佰圆整 （小写）¥{total}",
        f"备注 {remark}",
    )
    body = "\n".join(f'#text("{line}") \\' for line in lines)
    made: bytes = typst.compile(f'#set text(font: "Noto Sans CJK SC", size: 9pt)\n{body}'.encode(), format="pdf")
    return made
