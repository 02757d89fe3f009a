"""Who sees which simulations and which rows of them; none of it is ever changed."""

from django.db import migrations

from ansinh.kernel.row_security import APPEND, append_only, scoped_table, scoped_through

BY_AREA = ("oversight_simulation", "oversight_reform_cell", "oversight_reform_change", "oversight_reform_person")
BY_QUESTION = ("oversight_simulation_result", "oversight_outlook_month")


class Migration(migrations.Migration):
    dependencies = [("oversight", "0001_initial"), ("access", "0002_row_security")]
    operations = [
        *(scoped_table(table, APPEND) for table in BY_AREA),
        *(scoped_through(table, "oversight_simulation", "simulation_id", APPEND) for table in BY_QUESTION),
        *(append_only(table) for table in (*BY_AREA, *BY_QUESTION)),
    ]
