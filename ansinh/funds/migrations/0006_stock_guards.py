"""Stores never hold less than nothing, lists and donations go their way once: by the database's own doing."""

from django.db import migrations

from ansinh.funds.stock_guards_table import STEPS_SQL, STOCK_SQL
from ansinh.kernel.row_security import APPEND, READ, WRITE, append_only, open_table, scoped_table, scoped_through

_DECIDED = ("state", "approved_by_id", "approved_at")


class Migration(migrations.Migration):
    dependencies = [("funds", "0005_stock_and_gifts"), ("access", "0002_row_security")]

    operations = [
        migrations.RunSQL(STOCK_SQL, migrations.RunSQL.noop),
        migrations.RunSQL(STEPS_SQL, migrations.RunSQL.noop),
        scoped_table("funds_store", APPEND),
        open_table("funds_batch", APPEND),
        scoped_through("funds_stock", "funds_store", "store_id", READ),
        scoped_through("funds_stock_move", "funds_store", "store_id", APPEND),
        scoped_table("funds_handover", WRITE),
        scoped_through("funds_handover_row", "funds_handover", "handover_id", WRITE),
        scoped_through("funds_stocktaking", "funds_store", "store_id", WRITE),
        scoped_through("funds_stocktaking_row", "funds_stocktaking", "stocktaking_id", APPEND),
        scoped_table("funds_gift", WRITE),
        scoped_table("funds_gift_use", WRITE),
        append_only("funds_store"),
        append_only("funds_batch"),
        append_only("funds_stock_move"),
        append_only("funds_handover", but=(*_DECIDED, "closed_at")),
        append_only("funds_handover_row", but=("received",)),
        append_only("funds_stocktaking", but=_DECIDED),
        append_only("funds_stocktaking_row"),
        append_only("funds_gift", but=("state", "received_on", "receipt")),
        append_only("funds_gift_use", but=_DECIDED),
    ]
