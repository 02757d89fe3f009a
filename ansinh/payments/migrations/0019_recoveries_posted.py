"""What stood to be recovered before recoveries were posted is taken into the ledger, on the day of the upgrade."""

from django.db import migrations
from django.utils import timezone

from ansinh.kernel.joined_operations import RunWithoutModels
from ansinh.payments.operations.post_recoveries import post_opening


def take_in(apps, schema_editor):
    post_opening(timezone.localdate())


class Migration(migrations.Migration):
    dependencies = [("payments", "0018_one_off_runs"), ("funds", "0008_recoveries")]

    operations = [RunWithoutModels(take_in, RunWithoutModels.noop)]
