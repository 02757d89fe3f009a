from django.apps import AppConfig


class DeterminationConfig(AppConfig):
    name = "ansinh.determination"
    label = "determination"
    default_auto_field = "django.db.models.BigAutoField"
