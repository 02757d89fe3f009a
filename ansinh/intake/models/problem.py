"""What is wrong with a row."""

from django.db import models

from ansinh.kernel.sealing.fields import SealedField, sealed_only

from .row import Row


class Problem(models.Model):
    """Column (Excel letter), the cell's value, a stable code and what to do.

    Cell and sentence may hold anything, so both are sealed.
    """

    row = models.ForeignKey(Row, on_delete=models.CASCADE, related_name="problems")
    column = models.CharField(max_length=3)
    value = SealedField(what="cell", width=64)
    code = models.CharField(max_length=20)
    message = SealedField(what="message", width=64)

    class Meta:
        db_table = "intake_problem"
        constraints = [
            sealed_only("value", "cell", "intake_problem_value_sealed"),
            sealed_only("message", "message", "intake_problem_message_sealed"),
        ]
        indexes = [models.Index(fields=["code"], name="intake_problem_code")]
