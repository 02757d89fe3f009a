"""Scans of documents that came with news, kept as other attached files are; none is moved yet."""

import ansinh.kernel.sealing.fields
import django.db.models.deletion
from django.db import migrations, models

from ansinh.kernel.joined_operations import joined
from ansinh.kernel.row_security import WRITE, scoped_through


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0014_former_names_at_once'),
    ]

    operations = joined("registry", [
        migrations.RenameField(model_name='changerequest', old_name='scan', new_name='open_scan'),
        migrations.CreateModel(
            name='RequestScan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('type', models.CharField(choices=[('pdf', 'PDF'), ('jpg', 'JPEG'), ('png', 'PNG')], max_length=4)),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('key', ansinh.kernel.sealing.fields.SealedField(what='filekey', width=64)),
                ('stored', models.CharField(max_length=120)),
                ('request', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='scan', to='registry.changerequest')),
            ],
            options={
                'db_table': 'registry_request_scan',
                'constraints': [models.CheckConstraint(condition=models.Q(('type__in', ['pdf', 'jpg', 'png'])), name='request_scan_type'), models.CheckConstraint(condition=models.Q(('size__gt', 0), ('key', ''), _connector='OR'), name='request_scan_size'), models.CheckConstraint(condition=models.Q(('key', None), ('key', ''), ('key__regex', '^filekey-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='request_scan_key_sealed')],
            },
        ),
        scoped_through("registry_request_scan", "registry_change_request", "request_id", WRITE),
    ])  # fmt: skip
