"""Accounts."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class UserManager(BaseUserManager["User"]):
    """Creates accounts."""

    def create_user(self, username: str, display_name: str, password: str | None) -> "User":
        """An account that can sign in; without grants it can do nothing."""
        user = self.model(username=username, display_name=display_name)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who signs in. What they may do stands in their grants, never here."""

    username = models.CharField("Tên đăng nhập", max_length=150, unique=True)
    display_name = models.CharField("Họ và tên", max_length=150)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["display_name"]
    objects = UserManager()

    class Meta:
        db_table = "access_user"

    def __str__(self) -> str:
        return self.display_name
