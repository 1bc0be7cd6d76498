"""What the tax platform and a bank would give out for invented schools: a template, an invoice's XML, a photo of a voucher."""

import io
from decimal import Decimal

import openpyxl
from PIL import Image, ImageDraw
from stdnum.cn import uscc

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


def invoice_xml(*, number: str, name: str, tax: str, total: Decimal, remark: str) -> bytes:
    """An invoice as the platform returns it."""
    without = (total / Decimal("1.03")).quantize(Decimal("0.01"))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<EInvoice><Header><EIid>{number}</EIid></Header><EInvoiceData>
<BuyerInformation><BuyerIdNum>{tax}</BuyerIdNum><BuyerName>{name}</BuyerName></BuyerInformation>
<BasicInformation><TotalAmWithoutTax>{without}</TotalAmWithoutTax><TotalTaxAm>{total - without}</TotalTaxAm>
<TotalTax-includedAmount>{total}</TotalTax-includedAmount></BasicInformation>
<AdditionalInformation><Remark>{remark}</Remark></AdditionalInformation></EInvoiceData>
<TaxSupervisionInfo><InvoiceNumber>{number}</InvoiceNumber></TaxSupervisionInfo></EInvoice>""".encode()


def voucher_photo(words: str) -> bytes:
    """A photo of a slip of paper."""
    picture = Image.new("RGB", (900, 560), "#f7f2e4")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((20, 20, 880, 540), outline="#8a6d3b", width=4)
    draw.text((60, 60), f"DEMO VOUCHER  {words}", fill="black")
    written = io.BytesIO()
    picture.save(written, "JPEG")
    return written.getvalue()


MACHINE_HEADER = "电子回单号码~付方账号~付方账户名称~付方开户银行名称~收方账号~收方账户名称~收方开户银行名称~金额~币种~摘要~用途~交易流水号~时间戳~备注"


def voucher_file(*, number: str, payer: str, payee_account: str, amount: Decimal, serial: str, moment: str) -> bytes:
    """A bank's machine file with one voucher."""
    row = f"{number}~05120405090299{serial[-5:]}~{payer}~演示银行~{payee_account}~演示户名~演示银行~{amount}~人民币~培训费~培训费~{serial}~{moment}~"
    return f"{MACHINE_HEADER}\r\n{row}\r\n".encode("gbk", "replace")
