"""The demo's logins: one person for each post, all with one password. Only the demo has them."""

from dataclasses import dataclass

from xingtan.accounts.models import Kind
from xingtan.demo.people import mobile

PASSWORD = "xingtan-2020-demo"  # noqa: S105 - printed for everybody; production refuses the demo
COUNTY_SERIALS = 500
CONTACT_SERIALS = 1_000
TEACHER_SERIALS = 100_000
LEARNER_SERIAL = 21


@dataclass(frozen=True)
class Login:
    """A person of the demo and the post they hold."""

    kind: str
    name: str
    serial: int
    words: str

    @property
    def mobile(self) -> str:
        """What they sign in with."""
        return mobile(self.serial)


STAFF = (
    Login(Kind.CITY_SUPERVISOR, "樊志远", 11, "市教育局"),
    Login(Kind.COUNTY_ADMIN, "阎海燕", 12, "县（市、区）教育局"),
    Login(Kind.SCHOOL_HEAD, "蔚文斌", 13, "校长（第一责任人）"),
    Login(Kind.SCHOOL_CONTACT, "田晓红", 14, "学校联系人"),
    Login(Kind.PROVIDER_MANAGER, "薄永胜", 15, "承担机构负责人"),
    Login(Kind.ACADEMIC, "续慧敏", 16, "教务"),
    Login(Kind.CONTENT_EDITOR, "温雪梅", 17, "课程资源"),
    Login(Kind.FINANCE, "康丽萍", 18, "财务"),
    Login(Kind.SUPPORT, "智建国", 19, "客服"),
    Login(Kind.MONITOR, "邢宏伟", 20, "监测"),
    Login(Kind.AUDITOR, "翟彦青", 22, "审计"),
)
TUTOR = Login(Kind.TUTOR, "贺建民", 24, "班级辅导教师")
LEARNER = Login(Kind.LEARNER, "弓秀英", LEARNER_SERIAL, "参训教师")
NEWCOMER = Login(Kind.LEARNER, "樊瑞芳", 23, "未激活的参训教师（初始密码为手机号后六位）")


def mobile_of(kind: str) -> str:
    """The mobile of the person who holds a staff post in the demo."""
    return next(login.mobile for login in STAFF if login.kind == kind)


def table(address: str) -> str:
    """What ``script/server`` prints."""
    lines = [f"  {login.mobile}   {login.name}   {login.words}" for login in (*STAFF, TUTOR, LEARNER, NEWCOMER)]
    return "\n".join(
        [
            "",
            f"  杏坛 Xingtan: {address}",
            "  演示数据：人员均为虚构，两步验证已关闭。 Demo: all people invented, second factor off.",
            f"  密码 password: {PASSWORD}",
            "",
            *lines,
            "",
        ]
    )
