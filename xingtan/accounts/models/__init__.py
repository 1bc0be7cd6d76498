"""What the accounts room stores."""

from xingtan.accounts.models.people import (
    MANAGEMENT,
    PROVIDER,
    STAFF,
    Account,
    AccountManager,
    AccountQuerySet,
    Kind,
    Post,
    PostQuerySet,
    id_hash,
    mobile_hash,
)
from xingtan.accounts.models.proofs import GuessLevel, Proof, RecoveryCode
from xingtan.accounts.sessions import SignInSession

__all__ = [
    "MANAGEMENT",
    "PROVIDER",
    "STAFF",
    "Account",
    "AccountManager",
    "AccountQuerySet",
    "GuessLevel",
    "Kind",
    "Post",
    "PostQuerySet",
    "Proof",
    "RecoveryCode",
    "SignInSession",
    "id_hash",
    "mobile_hash",
]
