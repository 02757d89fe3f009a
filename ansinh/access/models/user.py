"""Accounts."""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac


class UserManager(BaseUserManager["User"]):
    """Creates accounts."""

    def create_user(self, username: str, display_name: str, password: str | None) -> "User":
        """An account that can sign in; without grants it can do nothing."""
        user = self.model(username=username, display_name=display_name)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who signs in. What they may do stands in their grants, never here.

    ``epoch`` goes up, by the database itself, with every change of grants and with a lock: sessions begun before end.
    ``factor_waived``: an account of a made-up province, of which a second factor is not demanded.
    """

    username = models.CharField("Tên đăng nhập", max_length=150, unique=True)
    display_name = models.CharField("Họ và tên", max_length=150)
    is_active = models.BooleanField(default=True)
    epoch = models.PositiveIntegerField(default=0, db_default=0)
    must_change_password = models.BooleanField(default=False, db_default=False)
    factor_waived = models.BooleanField(default=False, db_default=False)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, blank=True, default="", db_default="")
    """In which the screens speak to this person; empty until chosen."""
    outside_subject = models.CharField(max_length=600, null=True, unique=True)
    """Who this is to the office that signs people in from outside (OIDC): its issuer and ``sub``."""

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["display_name"]
    objects = UserManager()

    class Meta:
        db_table = "access_user"
        constraints = [
            models.CheckConstraint(condition=~models.Q(outside_subject=""), name="user_subject_not_empty"),
            models.CheckConstraint(
                condition=models.Q(language__in=["", *(code for code, _ in settings.LANGUAGES)]),
                name="user_known_language",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    def get_session_auth_hash(self) -> str:
        """What a session holds of the account: another password or another epoch ends it at its next request."""
        return self._session_hash(None)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under former signing keys."""
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._session_hash(secret)

    def _session_hash(self, secret: str | None) -> str:
        held = f"{self.password}:{self.epoch}"
        return salted_hmac("ansinh.access.session", held, secret=secret, algorithm="sha256").hexdigest()
