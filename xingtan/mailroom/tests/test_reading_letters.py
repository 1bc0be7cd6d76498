"""Mails with everything wrong that mail programs and strangers do; each is read as far as it can be, none breaks the reader."""

from base64 import b64encode
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xingtan.mailroom.rules import identity_of, read_letter, without_numbers
from xingtan.mailroom.tests.letters import SENDER, letter, raw, with_named_part

SUBJECT = "忻州市2020年全员培训五台县实验小学参训名单"


@pytest.mark.parametrize(
    "header",
    [
        b"Subject: " + SUBJECT.encode("gb18030"),
        b"Subject: " + SUBJECT.encode(),
        b"Subject: =?gb2312?B?" + b64encode(SUBJECT.encode("gbk")) + b"?=",
        b"Subject: =?GBK?Q?" + b"".join(b"=%02X" % each for each in SUBJECT.encode("gbk")) + b"?=",
        b"Subject: =?utf-8?B?" + b64encode(SUBJECT.encode()) + b"?=",
        b"Subject: =?x-unknown?B?" + b64encode(SUBJECT.encode("gb18030")) + b"?=",
    ],
    ids=["raw GB 18030", "raw UTF-8", "gb2312", "GBK quoted", "UTF-8", "unknown charset"],
)
def test_subjects_in_any_charset(header: bytes) -> None:
    assert read_letter(raw(f"From: {SENDER}", header, "", "x")).subject == SUBJECT


def test_a_character_split_over_two_encoded_words_is_put_together() -> None:
    encoded = b64encode
    whole = "五台县".encode()
    words = b" ".join(b"=?utf-8?B?" + encoded(part) + b"?=" for part in (whole[:4], whole[4:]))

    assert read_letter(raw(b"Subject: " + words, "", "")).subject == "五台县"


@pytest.mark.parametrize(
    "disposition",
    [
        b'Content-Disposition: attachment; filename="\xb1\xa8\xc3\xfb\xb1\xed.xlsx"',
        'Content-Disposition: attachment; filename="报名表.xlsx"'.encode(),
        b'Content-Disposition: attachment; filename="=?gb18030?B?sajD+7HtLnhsc3g=?="',
        b"Content-Disposition: attachment; filename*=UTF-8''%E6%8A%A5%E5%90%8D%E8%A1%A8.xlsx",
        b"Content-Disposition: attachment; filename*=gb2312''%B1%A8%C3%FB%B1%ED.xlsx",
        b"Content-Disposition: attachment;\r\n filename*0*=UTF-8''%E6%8A%A5;\r\n filename*1*=%E5%90%8D%E8%A1%A8.xlsx",
        'Content-Disposition: attachment; filename="C:\\\\桌面\\\\报名表.xlsx"'.encode(),
        'Content-Disposition: attachment; filename="../../报名表.xlsx"'.encode(),
    ],
    ids=["raw GBK", "raw UTF-8", "RFC 2047", "RFC 2231", "RFC 2231 GBK", "RFC 2231 in pieces", "Windows path", "path"],
)
def test_names_of_attachments_in_any_form(disposition: bytes) -> None:
    (enclosure,) = read_letter(with_named_part(disposition, b"content")).enclosures

    assert (enclosure.name, enclosure.content) == ("报名表.xlsx", b"content")


def test_a_forwarded_mail_is_looked_into() -> None:
    inner = letter(SUBJECT, ("a.xlsx", b"sheet"))
    outer = raw(
        f"From: {SENDER}", "Subject: Fw", "MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="o"', "",
        "--o", "Content-Type: message/rfc822", "", inner, "--o--", "",
    )  # fmt: skip

    assert [each.name for each in read_letter(outer).enclosures] == ["a.xlsx"]


def test_words_of_a_page_without_what_is_hidden_or_fetched() -> None:
    page = '<html><head><style>x{}</style></head><body><p>您好</p><script>alert(1)</script><img src="http://x/y.png">附件</body></html>'
    mail = raw("Subject: x", "Content-Type: text/html; charset=gb2312", "", page.encode("gbk"))

    text = read_letter(mail).text
    assert "您好" in text
    assert "附件" in text
    assert not any(word in text for word in ("alert", "http", "x{}", "<"))


def test_words_in_a_charset_that_is_not_declared() -> None:
    assert read_letter(raw("Subject: x", "", "您好，附上报名表".encode("gb18030"))).text == "您好，附上报名表"


@pytest.mark.parametrize(
    "value",
    [
        "a@b.cn\r\nBcc: c@d.cn",
        "a@b.cn, c@d.cn",
        "",
        "<>",
        '"@"@@',
        "李 <" + "a" * 300 + "@b.cn>",
    ],
)
def test_odd_senders_do_not_reach_into_a_header(value: str) -> None:
    sender = read_letter(raw(f"From: {value}", "", "")).sender

    assert "\n" not in sender
    assert "\r" not in sender


BOUNDARY = b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
POISONED = {
    "nothing": b"",
    "no headers": b"\r\n\r\nhello",
    "only a colon": b":\r\n\r\n",
    "zero bytes": b"Subject: a\0b\r\n\r\n\0\0\0",
    "boundary that never ends": BOUNDARY + b"--b\r\nContent-Type: text/plain\r\n\r\nhello",
    "no boundary": b"Content-Type: multipart/mixed\r\n\r\nhello",
    "a thousand parts": BOUNDARY + b"--b\r\n\r\nx\r\n" * 1000,
    "nested a thousand deep": b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(1000)
    ),
    "mails in mails": b"Content-Type: message/rfc822\r\n\r\n" * 500,
    "bad base64": BOUNDARY + b'--b\r\nContent-Disposition: attachment; filename="a.xlsx"\r\n'
    b"Content-Transfer-Encoding: base64\r\n\r\n!!!=\r\n--b--",
    "unknown encoding": b"Content-Transfer-Encoding: x-nonsense\r\n\r\nhello",
    "bad charset": b'Content-Type: text/plain; charset="no\'such"\r\n\r\nhello',
    "bad encoded word": b"Subject: =?utf-8?B?====?= =?utf-8?Q?=ZZ?=\r\n\r\n",
    "bad RFC 2231": BOUNDARY
    + b"--b\r\nContent-Disposition: attachment; filename*0*=x''%ZZ; filename*2=y\r\n\r\nx\r\n--b--",
    "long header": b"Subject: " + b"a" * 1_000_000 + b"\r\n\r\n",
    "many headers": b"X: y\r\n" * 50_000 + b"\r\n",
    "bad date": b"Date: Thu, 99 Foo 99999 99:99:99 +9999\r\n\r\n",
    "lone surrogates": b"Subject: =?utf-16?B?2ADYAA==?=\r\n\r\n",
    "turned around": "Subject: \u202egpj.exe\r\n\r\n".encode(),
}


@pytest.mark.parametrize("mail", POISONED.values(), ids=POISONED.keys())
def test_poisoned_mails_do_not_break_the_reader(mail: bytes) -> None:
    read = read_letter(mail)

    for text in (read.subject, read.text, read.sender, *(each.name for each in read.enclosures)):
        text.encode()
        assert "\0" not in text
        assert "\u202e" not in text
    assert len(identity_of(mail)) == 64


LONG = 1_000_000
SLOW: dict[str, bytes] = {
    "tags that never close": b"Content-Type: text/html\r\n\r\n" + b"<a " * (LONG // 3),
    "comments that never close": b"Content-Type: text/html\r\n\r\n" + b"<!--" * (LONG // 4),
    "scripts that never close": b"Content-Type: text/html\r\n\r\n" + b"<script></scrip" * (LONG // 15),
    "entities": b"Content-Type: text/html\r\n\r\n" + b"&#" * (LONG // 2),
    "brackets in the sender": b"From: " + b"(" * LONG + b"\r\n\r\n",
    "parameters without end": b"Content-Type: multipart/mixed; " + b'a="b;"; ' * (LONG // 8) + b"\r\n\r\n",
    "an endless boundary": b"Content-Type: multipart/mixed; boundary=" + b"-" * LONG + b"\r\n\r\n--" + b"-" * LONG,
    "a name in a hundred thousand pieces": b"Content-Disposition: attachment; "
    + b"".join(b"filename*%d*=x; " % n for n in range(100_000))
    + b"\r\n\r\nx",
    "encoded words": b"Subject: " + b"=?utf-8?q?" * (LONG // 10) + b"\r\n\r\n",
}


@pytest.mark.parametrize("mail", SLOW.values(), ids=SLOW.keys())
def test_mails_built_to_hold_the_reader_up_do_not(mail: bytes) -> None:
    begun = process_time()

    read_letter(mail)

    assert process_time() - begun < 3


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=600))
def test_no_bytes_whatever_break_the_reader(content: bytes) -> None:
    read_letter(content)
    read_letter(b"MIME-Version: 1.0\r\n" + BOUNDARY + b"--b\r\n" + content)


def test_numbers_of_people_are_starred_in_what_is_kept_in_the_open() -> None:
    text = without_numbers("王秀英 13800138000 身份证 14092219800101123X，120元，2020年")

    assert text == "王秀英 138****8000 身份证 140***********123X，120元，2020年"


def test_one_mail_is_known_again_and_another_is_not() -> None:
    first = letter("a", ("x.xlsx", b"1"), message_id="<1@x>")

    assert identity_of(first) == identity_of(b"Received: from y\r\n" + first)
    assert identity_of(first) != identity_of(letter("a", ("x.xlsx", b"2"), message_id="<1@x>"))
    assert identity_of(raw("From: a@b.cn", "Subject: x", "", "1")) != identity_of(
        raw("From: a@b.cn", "Subject: y", "", "1")
    )
