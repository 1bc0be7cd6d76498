"""What runs by itself, and how often (seconds). Each job is idempotent and asks for its own work."""

TIMERS: dict[str, int] = {
    "xingtan.outbox.jobs.deliver": 5,
    "xingtan.accounts.jobs.tidy": 3600,
}
