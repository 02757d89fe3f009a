"""Nothing lies open any more: the database itself refuses to add these while one value does."""

import ansinh.kernel.sealing.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0009_seal'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='payrollline',
            constraint=models.CheckConstraint(condition=models.Q(('id_number', None), ('id_number', ''), ('id_number__regex', '^number-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='payroll_line_number_sealed'),
        ),
        migrations.AddConstraint(
            model_name='payrollline',
            constraint=models.CheckConstraint(condition=models.Q(('account', None), ('account', ''), ('account__regex', '^account-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='payroll_line_account_sealed'),
        ),
    ]
