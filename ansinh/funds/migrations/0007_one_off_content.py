"""Budget lines for what is given once."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0004_row_security_of_changes'),
        ('funds', '0006_stock_guards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='budgetline',
            name='budget_line_content',
        ),
        migrations.RemoveConstraint(
            model_name='gift',
            name='gift_content',
        ),
        migrations.AddConstraint(
            model_name='budgetline',
            constraint=models.CheckConstraint(condition=models.Q(('content__in', ['all', 'social_allowance', 'social_pension', 'care_support', 'facility_care', 'provincial', 'one_off', 'emergency', 'payment_fee', 'outreach', 'review', 'training', 'technology', 'facility', 'inspection'])), name='budget_line_content'),
        ),
        migrations.AddConstraint(
            model_name='gift',
            constraint=models.CheckConstraint(condition=models.Q(('content__in', ['all', 'social_allowance', 'social_pension', 'care_support', 'facility_care', 'provincial', 'one_off', 'emergency', 'payment_fee', 'outreach', 'review', 'training', 'technology', 'facility', 'inspection'])), name='gift_content'),
        ),
    ]
