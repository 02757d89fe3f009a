"""Nothing lies open any more: the database itself refuses to add these while one value does."""

import ansinh.kernel.sealing.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0007_seal'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('reason', None), ('reason', ''), ('reason__regex', '^reason-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='proposal_reason_sealed'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('facts', None), ('facts', ''), ('facts__regex', '^facts-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='proposal_facts_sealed'),
        ),
    ]
