"""What stands on every paper of a practice installation, so that none is taken for a real one."""

from django.conf import settings

NO_VALUE = ("BẢN TẬP LÀM THỬ", "KHÔNG CÓ GIÁ TRỊ")


def practice_words() -> str:
    """Both in one line; empty in an ordinary installation."""
    return ", ".join(NO_VALUE) if settings.PRACTICE else ""
