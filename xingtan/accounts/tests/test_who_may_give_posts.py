"""Who gives which post, and whom one may help into an account: the rules."""

import pytest

from xingtan.accounts.models import Kind
from xingtan.accounts.rules.posts import MAY_GIVE, MAY_HELP, may_give, may_help


@pytest.mark.parametrize(
    ("giver", "kinds"),
    [
        ("city_supervisor", {"county_admin", "school_head", "school_contact", "tutor"}),
        ("county_admin", {"school_head", "school_contact", "tutor"}),
        ("school_head", {"school_contact"}),
        ("school_contact", set()),
        ("support", set()),
        ("learner", set()),
        ("auditor", set()),
    ],
)
def test_a_giver_gives_what_stands_below(giver: str, kinds: set[str]) -> None:
    assert {kind for kind in Kind.values if may_give(giver, kind)} == kinds


def test_nobody_gives_the_citys_post_and_no_post_is_given_upwards_by_management() -> None:
    for giver in MAY_GIVE:
        assert not may_give(giver, "city_supervisor")
        assert giver == "provider_manager" or not may_give(giver, giver)


def test_only_the_provider_gives_the_providers_posts() -> None:
    provider = {"provider_manager", "academic", "content_editor", "finance", "support", "monitor", "auditor"}

    assert all(may_give("provider_manager", kind) for kind in provider)
    assert not any(may_give(giver, kind) for giver in MAY_GIVE if giver != "provider_manager" for kind in provider)


@pytest.mark.parametrize(
    ("helper", "held", "allowed"),
    [
        ("school_contact", {"learner"}, True),
        ("school_contact", {"learner", "school_head"}, False),
        ("school_contact", {"learner", "county_admin"}, False),
        ("school_contact", {"school_contact", "learner"}, False),
        ("school_head", {"learner", "school_contact"}, True),
        ("county_admin", {"school_head", "learner"}, True),
        ("county_admin", {"county_admin"}, False),
        ("city_supervisor", {"county_admin", "learner"}, True),
        ("support", {"learner", "tutor"}, True),
        ("support", {"finance"}, False),
        ("provider_manager", {"finance"}, True),
        ("provider_manager", {"provider_manager"}, False),
        ("learner", {"learner"}, False),
        ("county_admin", set(), False),
    ],
)
def test_help_with_an_account_never_reaches_upwards_or_sideways(helper: str, held: set[str], allowed: bool) -> None:
    assert may_help(helper, frozenset(held)) is allowed


def test_nobody_helps_someone_of_the_same_kind() -> None:
    assert all(helper not in kinds for helper, kinds in MAY_HELP.items())
