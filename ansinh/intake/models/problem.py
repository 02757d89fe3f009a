"""What is wrong with a row."""

from django.db import models

from .row import Row


class Problem(models.Model):
    """Column (Excel letter), the cell's value, a stable code and what to do."""

    row = models.ForeignKey(Row, on_delete=models.CASCADE, related_name="problems")
    column = models.CharField(max_length=3)
    value = models.TextField()
    code = models.CharField(max_length=20)
    message = models.TextField()

    class Meta:
        db_table = "intake_problem"
        indexes = [models.Index(fields=["code"], name="intake_problem_code")]
