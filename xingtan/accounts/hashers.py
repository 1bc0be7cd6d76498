"""The password hash: Argon2id at the strength a province's opening day can afford (stack.md)."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Argon2id, 19 MiB, two passes, one lane: the OWASP minimum, about 50 a second and core."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
