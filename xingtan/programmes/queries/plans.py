"""The plans of a programme's counties."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from xingtan.accounts.models import Post
from xingtan.accounts.scopes import within
from xingtan.organisations.models import Division
from xingtan.organisations.rules import prefix_of
from xingtan.programmes.models import CountyPlan, PlanStep, Programme, SupportItem
from xingtan.programmes.rules import PlanState


@dataclass(frozen=True)
class PlanRow:
    """One county and its plan, or that it has none yet."""

    division: Division
    plan: CountyPlan | None

    @property
    def state(self) -> PlanState:
        """Where it stands."""
        return PlanState(self.plan.state) if self.plan else PlanState.MISSING


def units_of(programme: Programme) -> QuerySet[Division]:
    """The counties of a programme, the scenic area among them: each has a plan (R13). The city itself has none."""
    rows: QuerySet[Division] = Division.objects.filter(
        code__startswith=prefix_of(programme.owner_division_id), kind=Division.Kind.COUNTY
    )
    return rows.order_by("code")


def plan_of(programme: Programme, division: Division) -> CountyPlan | None:
    """A county's plan, if it has handed one in."""
    rows = CountyPlan.objects.filter(programme=programme, division=division)
    found: CountyPlan | None = rows.select_related("programme", "division").first()
    return found


def plan_states(programme: Programme) -> dict[str, PlanState]:
    """Where the plans stand that were handed in, by division; one query."""
    rows = CountyPlan.objects.filter(programme=programme).values_list("division_id", "state")
    return {code: PlanState(state) for code, state in rows}


def plan_rows(post: Post, programme: Programme) -> Sequence[PlanRow]:
    """Every county a post sees with its plan; two queries."""
    plans = {each.division_id: each for each in CountyPlan.objects.filter(programme=programme)}
    return [PlanRow(each, plans.get(each.code)) for each in within(units_of(programme), post)]


def steps_of(plan: CountyPlan) -> list[PlanStep]:
    """The way of a plan, the latest first."""
    return list(plan.steps.select_related("by__account").order_by("-pk"))


def file_of(steps: Sequence[PlanStep]) -> PlanStep | None:
    """The file that stands: the one handed in last."""
    return next((each for each in steps if each.file), None)


def support_items(programme: Programme, division: Division) -> QuerySet[SupportItem]:
    """What a county gave in support, the latest first (R16)."""
    rows: QuerySet[SupportItem] = SupportItem.objects.filter(programme=programme, division=division)
    return rows.select_related("by__account")
