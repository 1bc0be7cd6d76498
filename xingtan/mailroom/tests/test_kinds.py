"""Who wrote a message: a person, a machine, we ourselves."""

import pytest

from xingtan.mailroom.rules import ANSWERS_PER_DAY, Kind, is_address, kind_of, may_answer

OWN = frozenset({"rosters@example.org"})


def kind(
    sender: str = "li@example.org", subject: str = "参训名单", *, has_sheets: bool = False, **headers: str
) -> Kind:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return kind_of(named, sender=sender, subject=subject, own=OWN, has_sheets=has_sheets)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (kind(), Kind.LETTER),
        (kind(auto_submitted="no"), Kind.LETTER),
        (kind(in_reply_to="<1@x>"), Kind.REPLY),
        (kind(references="<1@x>", has_sheets=True), Kind.LETTER),
        (kind(auto_submitted="auto-replied; owner=x"), Kind.AUTOMATIC),
        (kind(auto_submitted="auto-generated"), Kind.AUTOMATIC),
        (kind(precedence="auto_reply"), Kind.AUTOMATIC),
        (kind(x_autoreply="yes"), Kind.AUTOMATIC),
        (kind(subject="自动回复：参训名单"), Kind.AUTOMATIC),
        (kind(subject="Automatic reply: x"), Kind.AUTOMATIC),
        (kind(precedence="bulk"), Kind.BULK),
        (kind(list_id="<x>"), Kind.BULK),
        (kind(list_unsubscribe="<x>"), Kind.BULK),
        (kind(content_type="multipart/report; report-type=delivery-status"), Kind.BOUNCE),
        (kind("MAILER-DAEMON@example.org"), Kind.BOUNCE),
        (kind(return_path="<>"), Kind.BOUNCE),
        (kind("Rosters@Example.org"), Kind.OWN),
    ],
)
def test_the_kind_of_a_message(found: Kind, expected: Kind) -> None:
    assert found == expected


@pytest.mark.parametrize("kind", sorted(set(Kind) - {Kind.LETTER, Kind.REPLY}))
def test_machines_are_not_answered(kind: Kind) -> None:
    assert not may_answer(kind, sender="li@example.org", answers_today=0)


def test_a_sender_has_enough_answers_at_last() -> None:
    assert may_answer(Kind.LETTER, sender="li@example.org", answers_today=ANSWERS_PER_DAY - 1)
    assert not may_answer(Kind.LETTER, sender="li@example.org", answers_today=ANSWERS_PER_DAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("li@example.org", True),
        ("li.xiulan+x@mail.example.com.cn", True),
        ("123456@qq.com", True),
        ("", False),
        ("li", False),
        ("a@b.cn\nBcc: c@d.cn", False),
        ("a@b.cn,c@d.cn", False),
        ("a b@c.cn", False),
        ("<a@b.cn>", False),
        ("a@" + "b" * 500 + ".cn", False),
    ],
)
def test_one_plain_address_and_nothing_else(text: str, *, expected: bool) -> None:
    assert is_address(text) is expected
