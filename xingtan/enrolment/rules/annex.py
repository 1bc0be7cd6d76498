"""What Annex 1 looks like where no programme words it, and which numbers may leave in full."""

from dataclasses import dataclass

TITLE = "教师全员培训参训教师报名表"
COLUMNS = ("序号", "姓名", "学段", "学科", "手机号(注册用)", "身份证号", "县(市、区)", "学校全称", "备注")
CITY_DIRECT = "市直"
LEAST_REASON = 10


@dataclass(frozen=True)
class Form:
    """Title and columns."""

    title: str
    columns: tuple[str, ...]


def is_reason(text: str) -> bool:
    """Whether a text is long enough to say what full numbers are for.

    >>> is_reason("核对报名表"), is_reason("报送省厅教师信息系统核验用")
    (False, True)
    """
    return len("".join(text.split())) >= LEAST_REASON
