"""An office that went over to what came of its area is taken away when the change is undone."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("payments", "0006_paying_office")]

    operations = [migrations.RunSQL("GRANT DELETE ON payments_paying_office TO ansinh_wide", migrations.RunSQL.noop)]
