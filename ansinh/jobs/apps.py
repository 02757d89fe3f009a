"""Registers the scheduled jobs when Django is ready (procrastinate stands before this app in the settings)."""

import pkgutil
from importlib import import_module

from django.apps import AppConfig
from procrastinate.contrib.django import app


class JobsConfig(AppConfig):
    """No tables: progress is kept by the kernel, the queue by procrastinate."""

    name = "ansinh.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Jobs use models, which exist only from now on: the schedule cannot be imported above."""
        import_module("ansinh.jobs.schedule").register(app)
        asked_for = import_module("ansinh.jobs.on_request")
        for found in pkgutil.iter_modules(asked_for.__path__):  # the worker does only what it has heard of
            import_module(f"ansinh.jobs.on_request.{found.name}")
