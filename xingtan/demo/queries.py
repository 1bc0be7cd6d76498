"""Whether the house has been filled."""

from xingtan.programmes.models import Programme


def is_filled() -> bool:
    """Whether there is a programme already."""
    return Programme.objects.exists()
