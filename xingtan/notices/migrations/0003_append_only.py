"""What was forwarded, signed for and recorded stays as it was: UPDATE and DELETE are refused by the database."""

from django.db import migrations

from xingtan.foundation.append_only import AppendOnly


class Migration(migrations.Migration):
    """Triggers on what is only ever added."""

    dependencies = [("notices", "0002_receipts_and_meetings")]
    operations = [
        AppendOnly("notices_forwarding"),
        AppendOnly("notices_receipt"),
        AppendOnly("notices_mobilisationmeeting"),
        AppendOnly("notices_meetingfile"),
    ]
