"""What can be done with accounts, posts, codes, passwords and sessions: one module each."""

from xingtan.accounts.actions.opening import Person, end_learner_posts, give_learner_posts, give_post, open_accounts
from xingtan.accounts.actions.staff import Place, appoint, appoint_first, withdraw_post

__all__ = [
    "Person",
    "Place",
    "appoint",
    "appoint_first",
    "end_learner_posts",
    "give_learner_posts",
    "give_post",
    "open_accounts",
    "withdraw_post",
]
