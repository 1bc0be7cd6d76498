"""Tells the teachers that are meant from those that may not be: on hidden sheets and rows, and sample rows left in."""

from collections.abc import Sequence

from xingtan.rosters.sheet.parts import Grid, Offer, Offered, Teacher

_SAMPLE_NAMES = frozenset(
    {"张三", "李四", "王五", "赵六", "某某", "某某某", "张某", "张某某", "李某", "李某某", "王某某", "教师姓名"}
)
_SAMPLE_NOTES = ("样例", "示例", "示范", "范例", "例：", "（例）", "举例")


def told_apart(
    grid: Grid, teachers: Sequence[Teacher], examples: Sequence[Teacher]
) -> tuple[Sequence[Teacher], list[Offer]]:
    """The teachers that are meant, and what is offered besides. ``examples``: rows that call themselves so."""
    if grid.is_hidden:
        return [], [Offer(Offered.HIDDEN_SHEET, grid.name, teachers)] if teachers else []
    unseen, samples = grid.hidden_rows, list(examples)
    if not unseen and not any(teacher.problems for teacher in teachers):
        return teachers, _offers(grid, [], samples)
    meant, hidden = [], []
    for teacher in teachers:
        if teacher.row - 1 in unseen:
            hidden.append(teacher)
        elif teacher.problems and is_sample(teacher):
            samples.append(teacher)
        else:
            meant.append(teacher)
    return meant, _offers(grid, hidden, samples)


def _offers(grid: Grid, hidden: list[Teacher], samples: list[Teacher]) -> list[Offer]:
    found = [Offer(Offered.HIDDEN_ROWS, grid.name, hidden), Offer(Offered.SAMPLE, grid.name, samples)]
    return [offer for offer in found if offer.teachers]


def is_sample(teacher: Teacher) -> bool:
    """Whether a row seems to be the one printed on the form: the sample's number, and a sample's name or ID number.

    Someone really called 张三, with numbers of their own, is a teacher like any other.
    """
    whys = {problem.field: problem.why for problem in teacher.problems}
    if teacher.note.startswith(_SAMPLE_NOTES):
        return True
    is_placeholder = whys.get("mobile") == "placeholder"
    return (is_placeholder and "id_number" in whys) or (
        teacher.name in _SAMPLE_NAMES and (is_placeholder or {"mobile", "id_number"} <= whys.keys())
    )
