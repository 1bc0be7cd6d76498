"""What a child process of ours, which reads what strangers sent, is given of the environment: none of the keys."""

import os

KEPT = ("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TZ", "PYTHONPATH")


def environment() -> dict[str, str]:
    """The little that a reading child needs to start."""
    return {name: os.environ[name] for name in KEPT if name in os.environ}
