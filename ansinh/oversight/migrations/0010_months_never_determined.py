"""Late news reaches months that were paid without a determination, and says what deciding today still gives."""

from django.db import migrations, models

# Marks do not change. What was noted before is owed as it was counted then: what the law gives.
FILL = """
ALTER TABLE oversight_late_news DISABLE TRIGGER USER;
UPDATE oversight_late_news SET owed_vnd = after_vnd;
ALTER TABLE oversight_late_news ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('oversight', '0009_quality_people'),
    ]

    operations = [
        migrations.AlterField(model_name='latenews', name='run_id', field=models.BigIntegerField(null=True)),
        migrations.AddField(model_name='latenews', name='owed_vnd', field=models.BigIntegerField(null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(model_name='latenews', name='owed_vnd', field=models.BigIntegerField()),
        migrations.RemoveConstraint(model_name='latenews', name='late_news_figures'),
        migrations.AddConstraint(
            model_name='latenews',
            constraint=models.CheckConstraint(condition=models.Q(('after_vnd__gte', 0), ('before_vnd__gte', 0), ('decided_vnd__gte', 0), ('owed_vnd__gte', 0), ('paid_vnd__gte', 0)), name='late_news_figures'),
        ),
    ]
