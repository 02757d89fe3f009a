"""What each column of a list was taken for, and what an officer said it is."""

from django.db import models
from django.db.models import F, Q

from .source_file import SourceFile


class FileColumn(models.Model):
    """A column of a table in a file, with the proposed key; ``signature`` names the table's headings."""

    file = models.ForeignKey(SourceFile, on_delete=models.CASCADE, related_name="columns")
    sheet = models.CharField(max_length=120)
    header_row = models.IntegerField()
    month = models.DateField()
    unit_vnd = models.IntegerField()
    signature = models.CharField(max_length=16)
    letter = models.CharField(max_length=3)
    heading = models.TextField()
    key = models.CharField(max_length=40, blank=True)
    score = models.SmallIntegerField()

    class Meta:
        db_table = "intake_file_column"
        constraints = [
            models.UniqueConstraint(fields=["file", "sheet", "header_row", "letter"], name="file_column_once"),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=100), name="file_column_score"),
            models.CheckConstraint(condition=Q(month__day=1), name="file_column_first_of_month"),
        ]


class RememberedColumn(models.Model):
    """A commune's list with these headings has this key in this column; the next file with them is read so."""

    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    signature = models.CharField(max_length=16)
    letter = models.CharField(max_length=3)
    key = models.CharField(max_length=40, blank=True)

    class Meta:
        db_table = "intake_remembered_column"
        constraints = [
            models.UniqueConstraint(fields=["area", "signature", "letter"], name="remembered_column_once"),
            models.CheckConstraint(condition=~Q(letter="") & ~Q(signature=F("letter")), name="remembered_column_named"),
        ]
