"""What is worth seeing of a row before it is taken, though nothing is wrong with it."""

from django.db import models

from ansinh.kernel.sealing.fields import SealedField, sealed_only

from .row import Row


class Notice(models.Model):
    """Column (Excel letter), the cell's value, what was understood of it (empty: as it stands), code and words."""

    row = models.ForeignKey(Row, on_delete=models.CASCADE, related_name="notices")
    column = models.CharField(max_length=3)
    value = SealedField(what="cell", width=64)
    text = SealedField(what="cell", width=64, blank=True)
    code = models.CharField(max_length=20)
    message = SealedField(what="message", width=64)

    class Meta:
        db_table = "intake_notice"
        constraints = [
            sealed_only("value", "cell", "intake_notice_value_sealed"),
            sealed_only("text", "cell", "intake_notice_text_sealed"),
            sealed_only("message", "message", "intake_notice_message_sealed"),
        ]
