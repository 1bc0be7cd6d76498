"""What the tax platform and a bank would give out for invented schools: a template, an invoice's XML, a photo of a voucher."""

import io
import zipfile
from datetime import datetime
from decimal import Decimal

import openpyxl
import typst
from PIL import Image, ImageDraw, ImageFont
from stdnum.cn import uscc

from xingtan.foundation.sheets import write_workbook

_INVOICE = (
    "发票流水号", "发票类型", "是否含税", "受票方自然人标识", "购买方名称", "购买方纳税人识别号", "购买方地址", "购买方电话", "购买方开户银行",
    "购买方银行账号", "备注", "购买方邮箱",
)  # fmt: skip
_ITEM = ("发票流水号", "项目名称", "商品和服务税收编码", "单位", "数量", "单价", "金额", "税率", "是否使用优惠政策")


def tax_number(serial: int) -> str:
    """A credit code that belongs to nobody: its division 999999 does not exist."""
    body = f"12999999MB{serial:07d}"
    return body + str(uscc.calc_check_digit(body))


def template() -> bytes:
    """The platform's workbook, cut down to what the demo needs."""
    workbook = openpyxl.Workbook()
    first = workbook.worksheets[0]
    first.title = "1-发票基本信息"
    for sheet, names in ((first, _INVOICE), (workbook.create_sheet("2-发票明细信息"), _ITEM)):
        sheet["A1"] = "填写说明：请勿改动表头（演示模板）。"
        for at, name in enumerate(names, start=1):
            sheet.cell(3, at, name)
    workbook.create_sheet("excelVersion")["A4"] = "pt:demo"
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def invoice_xml(*, number: str, name: str, tax: str, total: Decimal, remark: str, at: datetime) -> bytes:
    """An invoice as the platform returns it, to be archived."""
    without = (total / Decimal("1.03")).quantize(Decimal("0.01"))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<EInvoice><Header><EIid>{number}</EIid></Header><EInvoiceData>
<BuyerInformation><BuyerIdNum>{tax}</BuyerIdNum><BuyerName>{name}</BuyerName></BuyerInformation>
<BasicInformation><TotalAmWithoutTax>{without}</TotalAmWithoutTax><TotalTaxAm>{total - without}</TotalTaxAm>
<TotalTax-includedAmount>{total}</TotalTax-includedAmount><RequestTime>{at:%Y-%m-%d %H:%M:%S}</RequestTime></BasicInformation>
<AdditionalInformation><Remark>{remark}</Remark></AdditionalInformation></EInvoiceData>
<TaxSupervisionInfo><InvoiceNumber>{number}</InvoiceNumber></TaxSupervisionInfo></EInvoice>""".encode()


def invoice_ofd(xml: bytes) -> bytes:
    """The same as an OFD, which carries the XML inside."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("OFD.xml", '<?xml version="1.0" encoding="UTF-8"?><OFD><DocBody/></OFD>')
        package.writestr("Doc_0/Attach/original_invoice.xml", xml)
    return written.getvalue()


def printed(*lines: str) -> bytes:
    """Some lines on a sheet as a PDF whose text can be read."""
    body = "\n".join(f'#text("{line}") \\' for line in lines)
    made: bytes = typst.compile(
        f'#set page(width: 210mm, height: 140mm)\n#set text(font: "Noto Sans CJK SC", size: 11pt)\n{body}'.encode(),
        format="pdf",
    )
    return made


def invoice_pdf(*, number: str, name: str, tax: str, total: Decimal, remark: str, at: datetime) -> bytes:
    """The same as people read it."""
    return printed(
        f"电子发票（普通发票）（演示） 发票号码：{number} 开票日期：{at:%Y年%m月%d日}",
        f"购买方信息 名称：{name}",
        f"统一社会信用代码/纳税人识别号：{tax}",
        f"价税合计（小写）¥{total}",
        f"备注 {remark}",
    )


def packed(files: dict[str, bytes]) -> bytes:
    """A packed folder, as the platform offers many invoices."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return written.getvalue()


def failures(serial: str, reason: str) -> bytes:
    """The platform's list of refused rows."""
    return write_workbook(("序号", "发票流水号", "导入失败原因"), [["1", serial, reason]])


def voucher_photo(words: str) -> bytes:
    """A photo of a slip of paper."""
    picture = Image.new("RGB", (900, 560), "#f7f2e4")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((20, 20, 880, 540), outline="#8a6d3b", width=4)
    for place, line in enumerate(("DEMO BANK  RECEIPT", words, "NOT A REAL VOUCHER")):
        draw.text((60, 70 + place * 130), line, fill="#3b2f1c", font=ImageFont.load_default(size=54))
    written = io.BytesIO()
    picture.save(written, "JPEG")
    return written.getvalue()


MACHINE_HEADER = "电子回单号码~付方账号~付方账户名称~付方开户银行名称~收方账号~收方账户名称~收方开户银行名称~金额~币种~摘要~用途~交易流水号~时间戳~备注"


def voucher_file(*, number: str, payer: str, payee_account: str, amount: Decimal, serial: str, moment: str) -> bytes:
    """A bank's machine file with one voucher."""
    row = f"{number}~05120405090299{serial[-5:]}~{payer}~演示银行~{payee_account}~演示户名~演示银行~{amount}~人民币~培训费~培训费~{serial}~{moment}~"
    return f"{MACHINE_HEADER}\r\n{row}\r\n".encode("gbk", "replace")
