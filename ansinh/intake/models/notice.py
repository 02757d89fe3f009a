"""What is worth seeing of a row before it is taken, though nothing is wrong with it."""

from django.db import models

from .row import Row


class Notice(models.Model):
    """Column (Excel letter), the cell's value, what was understood of it (empty: as it stands), code and words."""

    row = models.ForeignKey(Row, on_delete=models.CASCADE, related_name="notices")
    column = models.CharField(max_length=3)
    value = models.TextField()
    text = models.TextField(blank=True)
    code = models.CharField(max_length=20)
    message = models.TextField()

    class Meta:
        db_table = "intake_notice"
