"""What an account shows besides its password."""

from django.db import models
from django.db.models import Q

from ansinh.kernel.sealing.fields import SealedField, sealed_only

from .user import User


class Factor(models.Model):
    """A second factor: codes of an application (TOTP, RFC 6238) or a key of a device (WebAuthn).

    ``last_step``: the latest step of time whose code was taken; a code is good once. ``confirmed_at`` null: it is
    being set up.
    """

    class Kind(models.TextChoices):
        CODES = "codes", "Ứng dụng tạo mã"
        KEY = "key", "Khóa bảo mật"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=80)
    secret = SealedField(what="factor", allowed=r"[A-Z2-7]{32}", null=True)
    last_step = models.BigIntegerField(default=0)
    credential = models.CharField(max_length=400, null=True, unique=True)
    public_key = models.TextField(null=True)
    sign_count = models.BigIntegerField(default=0)
    added_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_factor"
        constraints = [
            sealed_only("secret", "factor", "factor_secret_sealed"),
            models.CheckConstraint(
                name="factor_whole",
                condition=Q(kind="codes", secret__isnull=False, credential=None, public_key=None)
                | Q(kind="key", secret=None, credential__isnull=False, public_key__isnull=False),
            ),
            models.UniqueConstraint(fields=["user"], condition=Q(kind="codes"), name="factor_one_application"),
        ]


class RecoveryCode(models.Model):
    """A code on paper for the day the telephone is lost, good once; kept as a keyed hash."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    code_hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_recovery_code"
        constraints = [models.UniqueConstraint(fields=["user", "code_hash"], name="recovery_code_once")]
