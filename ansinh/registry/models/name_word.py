"""What finding people by name leans on: the spellings that occur, and the keys that very many people share."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models


class NameWord(models.Model):
    """A syllable of somebody's name, or the name of a village, once for the whole database; ``word`` is folded.

    Filled by a trigger on people and never emptied: a spelling says nothing about who bears it or where.
    """

    class Kind(models.TextChoices):
        NAME = "name", "Chữ trong tên"
        VILLAGE = "village", "Thôn, bản"

    kind = models.CharField(max_length=7, choices=Kind)
    written = models.CharField(max_length=120, db_collation="C")
    word = models.CharField(max_length=120, db_collation="C")

    class Meta:
        db_table = "registry_name_word"
        indexes = [
            models.Index(fields=["kind", "word"], name="name_word"),
            GinIndex(fields=["word"], opclasses=["gin_trgm_ops"], name="name_word_trgm"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "written"], name="name_word_once"),
            models.CheckConstraint(condition=models.Q(kind__in=["name", "village"]), name="name_word_kind"),
        ]


class CommonNameKey(models.Model):
    """A key of ``Person.name_keys`` that thousands share, counted nightly: such a key alone narrows nothing."""

    key = models.IntegerField(primary_key=True)
    people = models.PositiveIntegerField()

    class Meta:
        db_table = "registry_common_name_key"
