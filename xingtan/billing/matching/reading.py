"""What one text of a transfer says: numbers of people, mobiles, codes, purpose; and its runs of words."""

import re
from bisect import bisect_right
from itertools import accumulate

from xingtan.billing.matching.names import canonical_with_origins, chinese_number, plain

_DIGIT = re.compile(r"\d")
_RUN = re.compile(r"[^\W_]+")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_SPLIT_DIGITS = re.compile(r"(?<=\d)[ \-]+(?=\d)")
_GLUED = re.compile(r"(?<!\d)(\d{1,4})(1[3-9]\d{9})(?!\d)")
_HEADS = re.compile(r"(\d{1,6}|[零一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖拾佰仟]{1,9})\s*(?:人|名|位)")
_SCHOOLS = re.compile(r"(\d{1,5}|[一二三四五六七八九十百千两]{1,7})\s*(?:所|个)(?:学校|校|单位)")
_NUMBER = re.compile(r"(?<![\dA-Z.,])(\d{1,4})(?![\d.,]|元|年|月|日|号)")
_ALNUM = re.compile(r"[A-Z0-9]{6,}")
_LAST_DIGITS = re.compile(r"1[3-9]\d{2,8}$")

_RETURNED = re.compile("退汇|退回|退票|退款|退还|冲正|冲账|冲销|撤销|抹账|跨行退|原路返回|红字")
_INTEREST = re.compile("结息|利息|付息|收息|计息")
_OTHER_PURPOSE = re.compile(
    "学费|住宿|宿舍|教材|书费|书款|课本|报名考试|考试费|考务|资料费|房租|租金|租赁|水费|电费|水电|暖气|取暖|党费|会费|捐"
    "|借款|还款|工资|保证金|押金|货款|工程款|往来|体检|服装|校服|保险|餐费|伙食|差旅|图书|设备|维修|印刷|稿费|奖金|补贴|违约"
)
_TRAINING = re.compile("培训|继续教育|继教|研修|全员")


def says_returned(text: str) -> bool:
    """Whether a text speaks of money that came back."""
    return bool(_RETURNED.search(text))


class Text:
    """One text of a transfer, read once.

    ``joined`` is the text without spaces and punctuation, ``canonical`` the same with kinds of school in
    one form and towns without 乡 and 镇; ``starts`` says where in ``joined`` a new run of words begins.
    Banks put spaces anywhere, so a name may cross them, but what stands before a name is only looked at
    back to the start of its run.
    """

    __slots__ = ("_begun", "_canonical", "_digits", "_heads", "_mobiles", "_origins", "joined", "plain", "starts")

    def __init__(self, typed: str) -> None:
        self.plain = plain(typed)
        runs = _RUN.findall(self.plain)
        self.joined = "".join(runs)
        self.starts = [0, *accumulate(map(len, runs[:-1]))] if len(runs) * 2 <= len(self.joined) else [0]
        self._canonical: str | None = None
        self._origins: list[int] = []
        self._digits: bool | None = None
        self._mobiles: tuple[str, ...] | None = None
        self._heads: tuple[int, ...] | None = None
        self._begun: str | None = None

    @property
    def canonical(self) -> str:
        """``joined`` with kinds of school in one form and towns without 乡 and 镇."""
        if self._canonical is None:
            self._canonical, self._origins = canonical_with_origins(self.joined)
        return self._canonical

    @property
    def has_digits(self) -> bool:
        """Whether any digit is in it."""
        if self._digits is None:
            self._digits = _DIGIT.search(self.plain) is not None
        return self._digits

    @property
    def mobiles(self) -> tuple[str, ...]:
        """Mobile numbers, also written in groups or glued to a head count."""
        if self._mobiles is None:
            self._mobiles = self._found_mobiles() if self.has_digits else ()
        return self._mobiles

    @property
    def heads(self) -> tuple[int, ...]:
        """Numbers that are said to be people: 40人, 四十名."""
        if self._heads is None:
            self._heads = self._found_heads()
        return self._heads

    @property
    def begun_mobile(self) -> str:
        """A mobile number cut off by the bank at the end of the text, at least four digits."""
        if self._begun is None:
            self._begun = self._found_begun() if self.has_digits and not self.mobiles else ""
        return self._begun

    def origin(self, at: int) -> int:
        """The position in ``joined`` of a character of ``canonical``."""
        return self._origins[at]

    def run_before(self, start: int) -> str:
        """What stands between the start of the run and a position, both of ``canonical``."""
        origins = self._origins
        begin = self.starts[bisect_right(self.starts, origins[start]) - 1] if self.starts else 0
        at = start
        while at and origins[at - 1] >= begin:
            at -= 1
        return self.canonical[at:start]

    def run_after(self, end: int, length: int) -> str:
        """Up to ``length`` characters of the same run after a position of ``canonical``."""
        origins = self._origins
        if end >= len(self.canonical):
            return ""
        next_run = bisect_right(self.starts, origins[end - 1])
        limit = self.starts[next_run] if next_run < len(self.starts) else len(self.joined)
        stop = end
        while stop < len(self.canonical) and stop < end + length and origins[stop] < limit:
            stop += 1
        return self.canonical[end:stop]

    def typed_piece(self, start: int, end: int) -> str:
        """The part of ``joined`` behind a part of ``canonical``, to be shown as a reason."""
        return self.joined[self.origin(start) : self.origin(max(start, end - 1)) + 1]

    def _found_mobiles(self) -> tuple[str, ...]:
        found = _MOBILE.findall(self.plain)
        if not found:
            closed = _SPLIT_DIGITS.sub("", self.plain)
            found = _MOBILE.findall(closed) or [number for _, number in _GLUED.findall(closed)]
        if not found and self._stands_alone:
            found = _MOBILE.findall(self.joined)
        return tuple(dict.fromkeys(found))

    @property
    def _stands_alone(self) -> bool:
        """Whether every character stands alone, so that spaces mean nothing."""
        return self.starts == [0]

    def _found_begun(self) -> str:
        match = _LAST_DIGITS.search(self.joined)
        return match.group() if match else ""

    def _found_heads(self) -> tuple[int, ...]:
        source = self.joined if self._stands_alone else self.plain
        return tuple(n for n in map(_number, _HEADS.findall(source)) if n)

    @property
    def schools(self) -> int | None:
        """A number of schools: 61所学校."""
        match = _SCHOOLS.search(self.plain)
        return _number(match.group(1)) if match else None

    @property
    def numbers(self) -> frozenset[int]:
        """Bare numbers that might be a head count, also one glued before a mobile number."""
        glued = [head for head, _ in _GLUED.findall(_SPLIT_DIGITS.sub("", self.plain))]
        return frozenset(int(n) for n in [*_NUMBER.findall(self.plain), *glued])

    @property
    def code_runs(self) -> tuple[str, ...]:
        """Runs of letters and digits long enough to hold a payment code."""
        found = _ALNUM.findall(self.plain)
        closed = self.joined if not found else ""
        return tuple(run for run in found or _ALNUM.findall(closed) if not run.isdigit())

    @property
    def says_returned(self) -> bool:
        """Whether it speaks of money that came back."""
        return says_returned(self.plain)

    @property
    def says_interest(self) -> bool:
        """Whether it speaks of interest."""
        return bool(_INTEREST.search(self.plain))

    @property
    def says_training(self) -> bool:
        """Whether it speaks of training."""
        return bool(_TRAINING.search(self.plain))

    @property
    def says_other_purpose(self) -> bool:
        """Whether it names a purpose other than training."""
        return bool(_OTHER_PURPOSE.search(self.plain)) and not self.says_training


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else chinese_number(text)
