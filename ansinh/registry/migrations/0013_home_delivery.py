"""Money may be handed over at people's homes: a channel without an account, as the post office."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0012_former_names'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='paymentchannel',
            name='channel_account',
        ),
        migrations.AlterField(
            model_name='paymentchannel',
            name='kind',
            field=models.CharField(choices=[('post_office', 'Bưu điện'), ('home', 'Chi trả tại nhà'), ('bank', 'Tài khoản ngân hàng'), ('social_account', 'Tài khoản an sinh xã hội')], max_length=15),
        ),
        migrations.AddConstraint(
            model_name='paymentchannel',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('account', ''), ('kind__in', ['post_office', 'home'])), models.Q(models.Q(('kind__in', ['post_office', 'home']), _negated=True), models.Q(('account', ''), _negated=True)), _connector='OR'), name='channel_account'),
        ),
    ]
