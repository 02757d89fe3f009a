"""Providers' invoices, kept with the papers that pay them: readable within the area, never changed but taken back."""

import ansinh.kernel.sealing.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from ansinh.kernel.joined_operations import joined
from ansinh.kernel.row_security import WRITE, append_only, resealable, scoped_table

TAKEN_BACK = ("taken_back_by_id", "taken_back_at", "because")


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0004_row_security_of_changes'),
        ('payments', '0034_given_back'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = joined("payments", [
        migrations.CreateModel(
            name='FeeInvoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', ansinh.kernel.sealing.fields.SealedField(what='filename', width=64)),
                ('type', models.CharField(choices=[('pdf', 'PDF'), ('jpg', 'JPEG'), ('png', 'PNG'), ('xlsx', 'Excel')], max_length=4)),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('key', ansinh.kernel.sealing.fields.SealedField(what='filekey', width=64)),
                ('stored', models.CharField(max_length=140)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('because', models.CharField(blank=True, max_length=300)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('payment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.feepayment')),
                ('taken_back_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'payments_fee_invoice',
                'constraints': [models.UniqueConstraint(condition=models.Q(('taken_back_at', None)), fields=('payment', 'sha256'), name='fee_invoice_once'), models.CheckConstraint(condition=models.Q(('size__gt', 0), ('type__in', ['pdf', 'jpg', 'png', 'xlsx'])), name='fee_invoice_sound'), models.CheckConstraint(condition=models.Q(models.Q(('because', ''), ('taken_back_at', None), ('taken_back_by', None)), models.Q(('taken_back_at__isnull', False), ('taken_back_by__isnull', False), models.Q(('because', ''), _negated=True)), _connector='OR'), name='fee_invoice_taken_back'), models.CheckConstraint(condition=models.Q(('name', None), ('name', ''), ('name__regex', '^filename-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='fee_invoice_name_sealed'), models.CheckConstraint(condition=models.Q(('key', None), ('key', ''), ('key__regex', '^filekey-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='fee_invoice_key_sealed')],
            },
        ),
        scoped_table("payments_fee_invoice", WRITE, "area_id"),
        append_only("payments_fee_invoice", but=TAKEN_BACK),
        resealable("payments_fee_invoice", but=TAKEN_BACK, sealed=("name", "key")),
    ])  # fmt: skip
