"""Plans, support and the collecting account's changes are only added to; the account changes only by two people after their hours (A14)."""

from django.db import migrations

from xingtan.foundation.append_only import AppendOnly
from xingtan.programmes.triggers import SetTriggers


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial")]
    operations = [
        AppendOnly("programmes_planstep"),
        AppendOnly("programmes_supportitem"),
        AppendOnly("programmes_payeechange"),
        AppendOnly("programmes_payeechangestep"),
        SetTriggers(),
    ]
