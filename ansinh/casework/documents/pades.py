"""PAdES signatures with pyHanko and a key in a PKCS#12 file. Needs the optional libraries (requirements/sign.in)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from ansinh.kernel.errors import Refusal

FIELD = "ChuKySo"


@dataclass(frozen=True)
class FileSigner:
    """Signs with the key of a PKCS#12 file, which stays where it is."""

    signer: signers.SimpleSigner

    @property
    def name(self) -> str:
        """Whom the certificate names."""
        certificate = self.signer.signing_cert
        if certificate is None:
            return ""
        subject = certificate.subject
        return str(subject.native.get("common_name") or subject.human_friendly)

    def sign(self, pdf: bytes, *, reason: str, place: str) -> bytes:
        """The PDF with an invisible signature over all of it, added at its end."""
        about = signers.PdfSignatureMetadata(
            field_name=FIELD,
            reason=reason,
            location=place,
            md_algorithm="sha256",
            subfilter=fields.SigSeedSubFilter.PADES,
        )
        out = BytesIO()
        signers.PdfSigner(about, signer=self.signer).sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), output=out)
        return out.getvalue()


def signer_of_file(path: Path, password: bytes) -> FileSigner:
    """The signer of a PKCS#12 file. Raises Refusal when it cannot be opened."""
    found = signers.SimpleSigner.load_pkcs12(str(path), passphrase=password)
    if found is None:
        raise Refusal("Không mở được tệp khóa ký số (PKCS#12): sai mật khẩu hoặc tệp hỏng.", code="signing_key")
    return FileSigner(found)


def signer_of_environment() -> FileSigner:
    """The signer of the file that ANSINH_SIGNING_KEY names; its password stands in the file ….password beside it."""
    path = Path(os.environ.get("ANSINH_SIGNING_KEY", ""))
    beside = path.with_name(f"{path.name}.password")
    if not path.is_file() or not beside.is_file():
        raise Refusal("Chưa đặt tệp khóa ký số (ANSINH_SIGNING_KEY) hoặc tệp mật khẩu.", code="signing_key")
    return signer_of_file(path, beside.read_bytes().strip())
