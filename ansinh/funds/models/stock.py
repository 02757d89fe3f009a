"""Goods in stores: batches, what moved, what each store holds, and lists of people to whom it is handed over."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from ansinh.funds.goods_table import GOODS
from ansinh.funds.states import HandoverState, StocktakingState


class Store(models.Model):
    """A place of an area where goods are kept."""

    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)

    class Meta:
        db_table = "funds_store"
        constraints = [
            models.UniqueConstraint(fields=["area", "name"], name="store_once"),
            models.CheckConstraint(condition=~Q(name=""), name="store_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Batch(models.Model):
    """Goods that came in together: where from, until when they keep, and what they are worth if that is known."""

    class Source(models.TextChoices):
        RESERVE = "reserve", "Dự trữ quốc gia"
        BUDGET = "budget", "Mua từ ngân sách"
        DONATION = "donation", "Ủng hộ, tài trợ"

    goods = models.CharField(max_length=20)
    source = models.CharField(max_length=10, choices=Source)
    reference = models.CharField(max_length=120)
    received_on = models.DateField()
    expires_on = models.DateField(null=True)

    class Meta:
        db_table = "funds_batch"
        constraints = [
            models.CheckConstraint(condition=Q(goods__in=list(GOODS)), name="batch_goods"),
            models.CheckConstraint(condition=Q(source__in=["reserve", "budget", "donation"]), name="batch_source"),
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gte=F("received_on")), name="batch_expires_later"
            ),
            models.CheckConstraint(condition=~Q(reference=""), name="batch_reference"),
        ]


class Handover(models.Model):
    """A list of people of an area to whom goods of a store are handed over, by decision."""

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    goods = models.CharField(max_length=20)
    number = models.CharField(max_length=60)
    decided_on = models.DateField()
    reason = models.CharField(max_length=200)
    citation = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=HandoverState, default=HandoverState.ENTERED)
    entered_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(db_default=Now())
    approved_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "funds_handover"
        constraints = [
            models.UniqueConstraint(
                fields=["area", "number", "goods"], condition=~Q(state="dropped"), name="handover_once"
            ),
            models.CheckConstraint(condition=Q(state__in=HandoverState.values), name="handover_state"),
            models.CheckConstraint(condition=Q(goods__in=list(GOODS)), name="handover_goods"),
            models.CheckConstraint(condition=~Q(number="") & ~Q(reason=""), name="handover_says_why"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("entered_by")), name="handover_maker_is_not_checker"
            ),
            models.CheckConstraint(
                name="handover_approved_by_somebody",
                condition=Q(state__in=["approved", "closed"], approved_by__isnull=False)
                | Q(state__in=["entered", "dropped"], approved_by=None),
            ),
        ]


class HandoverRow(models.Model):
    """A person on the list with what is due; ``received`` says whether it was taken, empty until that is known.

    ``person_id`` is a person of the registry, which lies downstream; the name is that of the day of the list.
    """

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="rows")
    person_id = models.BigIntegerField()
    full_name = models.CharField(max_length=120)
    village = models.CharField(max_length=120, blank=True)
    quantity = models.DecimalField(max_digits=12, decimal_places=3)
    received = models.BooleanField(null=True)

    class Meta:
        db_table = "funds_handover_row"
        constraints = [
            models.UniqueConstraint(fields=["handover", "person_id"], name="handover_person_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="handover_row_quantity"),
        ]


class Stocktaking(models.Model):
    """What was counted in a store, or what was lost, by decision: one records it, another approves."""

    class Kind(models.TextChoices):
        COUNT = "count", "Kiểm kê"
        LOSS = "loss", "Hao hụt, hư hỏng"

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=5, choices=Kind)
    number = models.CharField(max_length=60)
    decided_on = models.DateField()
    because = models.CharField(max_length=300)
    state = models.CharField(max_length=8, choices=StocktakingState, default=StocktakingState.ENTERED)
    entered_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(db_default=Now())
    approved_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "funds_stocktaking"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["count", "loss"]), name="stocktaking_kind"),
            models.CheckConstraint(condition=Q(state__in=StocktakingState.values), name="stocktaking_state"),
            models.CheckConstraint(condition=~Q(number="") & ~Q(because=""), name="stocktaking_says_why"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("entered_by")),
                name="stocktaking_maker_is_not_checker",
            ),
            models.CheckConstraint(
                name="stocktaking_approved_by_somebody",
                condition=Q(state="approved", approved_by__isnull=False) | ~Q(state="approved") & Q(approved_by=None),
            ),
        ]


class StocktakingRow(models.Model):
    """A batch: what the books said when it was counted, and how much more or less there is."""

    stocktaking = models.ForeignKey(Stocktaking, on_delete=models.PROTECT, related_name="rows")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+")
    booked = models.DecimalField(max_digits=12, decimal_places=3)
    difference = models.DecimalField(max_digits=12, decimal_places=3)

    class Meta:
        db_table = "funds_stocktaking_row"
        constraints = [
            models.UniqueConstraint(fields=["stocktaking", "batch"], name="stocktaking_batch_once"),
            models.CheckConstraint(condition=~Q(difference=0), name="stocktaking_differs"),
        ]


class StockMove(models.Model):
    """Goods of a batch into a store (above 0) or out of it (below 0). Written once; what a store holds follows."""

    class Kind(models.TextChoices):
        RECEIVED = "received", "Nhập kho"
        SENT = "sent", "Chuyển đi kho khác"
        ARRIVED = "arrived", "Nhận từ kho khác"
        HANDED = "handed", "Cấp phát"
        UNCOLLECTED = "uncollected", "Chưa có người nhận, trả lại kho"
        GAIN = "gain", "Kiểm kê thừa"
        LOSS = "loss", "Kiểm kê thiếu, hao hụt"

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=11, choices=Kind)
    quantity = models.DecimalField(max_digits=12, decimal_places=3)
    on = models.DateField()
    key = models.CharField(max_length=120)
    note = models.CharField(max_length=200, blank=True)
    made_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "funds_stock_move"
        constraints = [
            models.UniqueConstraint(fields=["key", "store", "batch"], name="stock_move_once"),
            models.CheckConstraint(
                name="stock_move_direction",
                condition=Q(kind__in=["received", "arrived", "uncollected", "gain"], quantity__gt=0)
                | Q(kind__in=["sent", "handed", "loss"], quantity__lt=0),
            ),
        ]


class Stock(models.Model):
    """What a store holds of a batch now; written by the database as moves come, never below nothing."""

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+")
    quantity = models.DecimalField(max_digits=12, decimal_places=3)

    class Meta:
        db_table = "funds_stock"
        constraints = [
            models.UniqueConstraint(fields=["store", "batch"], name="stock_once"),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="stock_not_below_zero"),
        ]
