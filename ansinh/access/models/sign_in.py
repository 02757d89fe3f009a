"""Signing in: attempts that are slowed down, and where somebody is signed in."""

from django.db import models

from .user import User


class Throttle(models.Model):
    """Failed attempts under one key: a typed name, an address, a second step. Keys are hashes, never what was typed."""

    key = models.CharField(max_length=64, unique=True)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    closed_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_throttle"
        indexes = [models.Index(fields=["last_at"], name="throttle_by_age")]


class Device(models.Model):
    """A browser in which an account signed in. It lasts as long as the session of that key."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    session_key = models.CharField(max_length=40, unique=True)
    agent = models.CharField(max_length=120)
    address = models.CharField(max_length=45)
    factor = models.CharField(max_length=10)
    """What was shown besides the password; empty: nothing."""
    since = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        db_table = "access_device"
        indexes = [models.Index(fields=["user", "-seen_at"], name="device_of_user")]
