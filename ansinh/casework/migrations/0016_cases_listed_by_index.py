"""Lists of cases in their order, and all counts of them, read one index each."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0004_row_security_of_changes'),
        ('casework', '0015_batches_and_undo'),
        ('registry', '0014_former_names_at_once'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='case',
            name='case_live',
        ),
        migrations.RemoveIndex(
            model_name='case',
            name='case_owner',
        ),
        migrations.RemoveIndex(
            model_name='case',
            name='case_closed',
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed_on', None)), fields=['due_on', 'id'], include=('area', 'to_area', 'kind', 'flow', 'state', 'owner', 'prepared_by', 'step_due_on', 'escalated', 'received_on'), name='case_open'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed_on__isnull', False)), fields=['closed_on', 'id'], include=('area', 'to_area', 'kind', 'state', 'received_on', 'due_on'), name='case_closed_by_day'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed_on', None)), fields=['owner', 'due_on'], name='case_owner_open'),
        ),
    ]
