"""Whether the house is ready, and whether it has been filled."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from xingtan.programmes.models import Programme


def is_migrated() -> bool:
    """Whether every table is as the code wants it; far quicker to ask than to migrate nothing."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def is_filled() -> bool:
    """Whether there is a programme already."""
    return Programme.objects.exists()
