"""How a person is paid and who may collect."""

from django.db import models
from django.db.models import Q

from ansinh.kernel.sealing.fields import SealedField, sealed_only

from .dated import DatedFact, no_overlap, sound
from .person import Person


class PaymentChannel(DatedFact):
    """Post office, delivery at home, bank or social-security account, with whoever collects for the person."""

    class Kind(models.TextChoices):
        POST_OFFICE = "post_office", "Bưu điện"
        HOME = "home", "Chi trả tại nhà"
        BANK = "bank", "Tài khoản ngân hàng"
        SOCIAL_ACCOUNT = "social_account", "Tài khoản an sinh xã hội"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=15, choices=Kind)
    bank = models.CharField(max_length=60, blank=True)
    account = SealedField(what="account", blank=True)
    recipient_name = models.CharField(max_length=120, blank=True)

    class Meta:
        db_table = "registry_payment_channel"
        constraints = [
            no_overlap("channel_no_overlap", "person"),
            sound("channel_sound"),
            sealed_only("account", "account", "channel_account_sealed"),
            models.CheckConstraint(
                name="channel_account",
                condition=Q(kind__in=["post_office", "home"], account="")
                | (~Q(kind__in=["post_office", "home"]) & ~Q(account="")),
            ),
        ]
