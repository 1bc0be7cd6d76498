"""What was forwarded, signed for and recorded stays as it was: kept by the database itself."""

from django.db import migrations

from xingtan.foundation.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial")]
    operations = [
        AppendOnly("notices_forwarding"),
        AppendOnly("notices_receipt"),
        AppendOnly("notices_mobilisationmeeting"),
        AppendOnly("notices_meetingfile"),
    ]
