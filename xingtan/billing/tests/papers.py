"""Vouchers as banks print them, made for the tests: text PDFs, photos, and ICBC's machine file."""

import io

import typst
from PIL import Image, ImageDraw

NUMBER, SERIAL, ACCOUNT = "0917-8226-7633-1100", "92087313", "0512040509022100123"
PAYEE_ACCOUNT = "0512040509026402092"
_MACHINE = (
    "电子回单号码~付方账号~付方账户名称~付方开户银行名称~收方账号~收方账户名称~收方开户银行名称~金额~币种~摘要~用途~交易流水号~时间戳~备注~"
    "验证码~记账网点~记账柜员~记账日期~补打次数~业务（产品）种类"
)


def icbc_text(
    amount: str = "3,600.00", *, number: str = NUMBER, serial: str = SERIAL, payee_account: str = PAYEE_ACCOUNT,
    payer: str = "五台县东雷乡中心小学", moment: str = "2020-11-18-12.28.05.532979",
) -> str:  # fmt: skip
    """The words of ICBC's printed voucher, payer and payee side by side."""
    return "\n".join(
        (
            "中国工商银行 网上银行电子回单（补打）",
            f"电子回单号码：{number}",
            f"付款人 户名 {payer} 收款人 户名 忻州师范学院",
            f"账号 {ACCOUNT} 账号 {payee_account}",
            "开户银行 工行五台支行 开户银行 工行忻州市城建支行",
            f"金额 ¥{amount}元",
            "摘要 培训费",
            f"交易流水号 {serial}",
            f"时间戳 {moment}",
            "记账日期 2020-11-18 验证码 AbC+dEf/123=",
        )
    )


def pdf(text: str) -> bytes:
    """A PDF with these lines as text."""
    lines = "\n".join(f'#text("{line}") \\' for line in text.replace('"', "”").splitlines())
    source = f'#set page(width: 210mm, height: 140mm)\n#set text(font: "Noto Sans CJK SC", size: 9pt)\n{lines}'
    made: bytes = typst.compile(source.encode(), format="pdf")
    return made


def photo(words: str = "voucher") -> bytes:
    """A photo of a telephone, with where it was taken in its EXIF."""
    picture = Image.new("RGB", (640, 480), "white")
    ImageDraw.Draw(picture).text((40, 40), words, fill="black")
    exif = Image.Exif()
    exif[0x010F] = "Telephone"
    written = io.BytesIO()
    picture.save(written, "JPEG", exif=exif)
    return written.getvalue()


def machine_file(*rows: tuple[str, str, str]) -> bytes:
    """ICBC's file in its code page: number, amount and serial of each voucher."""
    lines = [
        f"{number}~{ACCOUNT}~五台县东雷乡中心小学~工行五台支行~{PAYEE_ACCOUNT}~忻州师范学院~工行城建支行~{amount}~人民币~培训费~培训费~"
        f"{serial}~2020-11-18-12.28.05.532979~~AbC~0123~00099~2020-11-18~0~网银互联"
        for number, amount, serial in rows
    ]
    return "\r\n".join((_MACHINE, *lines, "")).encode("gbk")
