"""The hook for digital signatures: what a signer does, and which one this installation has.

``ANSINH_SIGNER`` names a function that gives a Signer: ours for a key in a file is ``pades.signer_of_environment``; for
a token or a signing service of the State another one is written beside it.
"""

from __future__ import annotations

from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class Signer(Protocol):
    """Signs PDFs by adding to their end (PAdES), so that the issued bytes stay what they were."""

    @property
    def name(self) -> str:
        """Whose certificate it is, as people read it."""
        ...

    def sign(self, pdf: bytes, *, reason: str, place: str) -> bytes:
        """The PDF with a signature added."""
        ...


def signer_here() -> Signer | None:
    """The signer of this installation; None when it has none."""
    if not settings.SIGNER:
        return None
    signer: Signer = import_string(settings.SIGNER)()
    return signer
