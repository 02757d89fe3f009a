"""The law that this installation holds: texts prepared by one, published by another, withdrawn before they hold."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from ansinh.kernel.row_security import READ, append_only, open_table
from ansinh.kernel.joined_operations import joined

TABLES = ("determination_enactment", "determination_publication", "determination_withdrawal")

# The hash and the first month are those of the text. Columns that repeat an earlier row are held to it, so that plain
# checks can compare with it: another person publishes, and what holds is not taken back.
CHECKS = """
ALTER TABLE determination_enactment
  ADD CONSTRAINT enactment_hash CHECK (text_sha256 = encode(sha256(convert_to(text, 'UTF8')), 'hex')),
  ADD CONSTRAINT enactment_first_month CHECK (text::jsonb ->> 'from' = to_char(first_month, 'YYYY-MM')),
  ADD CONSTRAINT enactment_as_prepared UNIQUE (id, prepared_by_id, first_month),
  ADD CONSTRAINT enactment_as_dated UNIQUE (id, first_month);
ALTER TABLE determination_publication
  ADD CONSTRAINT publication_as_prepared FOREIGN KEY (enactment_id, prepared_by_id, first_month)
    REFERENCES determination_enactment (id, prepared_by_id, first_month);
ALTER TABLE determination_withdrawal
  ADD CONSTRAINT withdrawal_as_dated FOREIGN KEY (enactment_id, first_month)
    REFERENCES determination_enactment (id, first_month),
  ADD CONSTRAINT withdrawal_before_it_holds
    CHECK (NOT published OR (recorded_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date < first_month);
"""

# The moment is the database's own, so that nobody dates a publication back; and the rows come in an order that can be.
ORDER = """
CREATE FUNCTION determination_law_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.recorded_at := clock_timestamp();
  IF TG_TABLE_NAME = 'determination_publication' THEN
    IF EXISTS (SELECT FROM determination_withdrawal AS w WHERE w.enactment_id = NEW.enactment_id) THEN
      RAISE EXCEPTION 'enactment % was withdrawn', NEW.enactment_id USING ERRCODE = 'restrict_violation';
    END IF;
  ELSIF NEW.published IS DISTINCT FROM
        EXISTS (SELECT FROM determination_publication AS p WHERE p.enactment_id = NEW.enactment_id) THEN
    RAISE EXCEPTION 'enactment %: whether it was published is not as said', NEW.enactment_id
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER determination_publication_in_order BEFORE INSERT ON determination_publication
  FOR EACH ROW EXECUTE FUNCTION determination_law_in_order();
CREATE TRIGGER determination_withdrawal_in_order BEFORE INSERT ON determination_withdrawal
  FOR EACH ROW EXECUTE FUNCTION determination_law_in_order();
"""

# Everybody reads the law; only the operations, which act for the whole province, add to it.
INSERTS = "".join(
    f"GRANT INSERT ON {table} TO ansinh_wide;"
    f"GRANT USAGE, SELECT ON SEQUENCE {table}_id_seq TO ansinh_wide;"
    for table in TABLES
)


class Migration(migrations.Migration):

    dependencies = [
        ('determination', '0003_runs_by_area'),
        ('kernel', '0002_row_security'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = joined("determination", [
        migrations.CreateModel(
            name='Enactment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('text_sha256', models.CharField(db_index=True, max_length=64)),
                ('title', models.CharField(max_length=300)),
                ('number', models.CharField(max_length=100)),
                ('first_month', models.DateField()),
                ('issued_on', models.DateField(null=True)),
                ('issued_by', models.CharField(blank=True, max_length=200)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'determination_enactment',
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_month', models.DateField()),
                ('number', models.CharField(max_length=100)),
                ('issued_on', models.DateField()),
                ('issued_by', models.CharField(max_length=200)),
                ('recorded_at', models.DateTimeField()),
                ('enactment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='publication', to='determination.enactment')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'determination_publication',
            },
        ),
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_month', models.DateField()),
                ('published', models.BooleanField()),
                ('reason', models.CharField(max_length=500)),
                ('recorded_at', models.DateTimeField()),
                ('enactment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='determination.enactment')),
                ('withdrawn_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'determination_withdrawal',
            },
        ),
        migrations.AddConstraint(
            model_name='enactment',
            constraint=models.CheckConstraint(condition=models.Q(('first_month__day', 1)), name='enactment_first_of_month'),
        ),
        migrations.AddConstraint(
            model_name='enactment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('number', ''), _negated=True)), name='enactment_named'),
        ),
        migrations.AddIndex(
            model_name='publication',
            index=models.Index(fields=['recorded_at'], name='publication_known'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('published_by', models.F('prepared_by')), _negated=True), name='publication_by_another'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('number', ''), _negated=True), models.Q(('issued_by', ''), _negated=True)), name='publication_named'),
        ),
        migrations.AddConstraint(
            model_name='withdrawal',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='withdrawal_reason'),
        ),
        migrations.RunSQL(CHECKS, migrations.RunSQL.noop),
        migrations.RunSQL(ORDER, "DROP FUNCTION determination_law_in_order() CASCADE"),
        *(open_table(table, READ) for table in TABLES),
        *(append_only(table) for table in TABLES),
        migrations.RunSQL(INSERTS, migrations.RunSQL.noop),
    ])  # fmt: skip
