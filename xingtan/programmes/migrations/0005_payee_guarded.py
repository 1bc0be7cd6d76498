"""The collecting account changes only by two people and after their hours: kept by the database."""

from django.db import migrations

from xingtan.foundation.append_only import AppendOnly
from xingtan.programmes.triggers import SetTriggers


class Migration(migrations.Migration):
    """Triggers of the account."""

    dependencies = [("programmes", "0004_payee_changes")]
    operations = [AppendOnly("programmes_payeechange"), AppendOnly("programmes_payeechangestep"), SetTriggers()]
