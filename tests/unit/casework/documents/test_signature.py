"""The hook for digital signatures, with a certificate made for the moment: signed, validated, tampered with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from ansinh.access import public as access
from ansinh.areas import public as areas
from ansinh.casework import public as casework
from ansinh.casework.documents.pades import FIELD, FileSigner, signer_of_file
from ansinh.kernel.errors import Refusal
from tests.unit.casework.office import KNOWN, TODAY, decide, disabled, propose

PASSWORD = b"mat-khau-thu"


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> FileSigner:
    """A signer with a certificate of its own, which nobody else trusts."""
    path = tmp_path_factory.mktemp("key") / "khoa.p12"
    make_certificate(path)
    return signer_of_file(path, PASSWORD)


def make_certificate(path: Path) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Ủy ban nhân dân xã Thử")])
    now = datetime.now(UTC)
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(b"thu", key, certificate, None, BestAvailableEncryption(PASSWORD))
    )


@pytest.fixture
def issued(here: areas.Unit, maker: access.Actor, chair: access.Actor) -> casework.Document:
    disabled(here)
    propose()
    (decision,) = decide(maker, chair)
    with access.acting_as(chair):
        found = casework.queries_documents.decision(decision.pk)
        assert found is not None
        return casework.issue_document(actor=chair, draft=casework.decision_draft(found), on=TODAY)


def status_of(pdf: bytes, signer: FileSigner) -> tuple[bool, bool, bool]:
    """Whether the signature fits the bytes, its certificate is trusted, and it covers the whole file."""
    signature = PdfFileReader(BytesIO(pdf)).embedded_signatures[0]
    assert signature.field_name == FIELD
    trusted = ValidationContext(trust_roots=[signer.signer.signing_cert], allow_fetching=False)
    found = validate_pdf_signature(signature, trusted)
    assert signer.name == "Ủy ban nhân dân xã Thử"
    return found.intact and found.valid, found.trusted, found.coverage.name == "ENTIRE_FILE"


@pytest.mark.django_db
def test_a_signed_document_is_validated_and_the_issued_bytes_stay_in_it(
    issued: casework.Document, chair: access.Actor, signer: FileSigner
) -> None:
    before = casework.document_bytes(issued, "pdf")
    with access.acting_as(chair):
        kept = casework.sign_document(actor=chair, document_id=issued.pk, signer=signer, at=KNOWN)
        after = casework.document_bytes(issued, "pdf")
    assert after.startswith(before)
    assert status_of(after, signer) == (True, True, True)
    told = casework.queries_documents.verified(issued.code)
    assert told is not None
    assert ("PDF ký số", kept.sha256) in told.hashes
    assert "Ủy ban nhân dân xã Thử" in kept.signer


@pytest.mark.django_db
def test_a_changed_letter_breaks_the_signature(
    issued: casework.Document, chair: access.Actor, signer: FileSigner
) -> None:
    with access.acting_as(chair):
        casework.sign_document(actor=chair, document_id=issued.pk, signer=signer, at=KNOWN)
        signed = bytearray(casework.document_bytes(issued, "pdf"))
    place = signed.index(b"stream") + 12
    signed[place] ^= 1
    assert status_of(bytes(signed), signer)[0] is False


@pytest.mark.django_db
def test_who_may_not_sign_and_what_is_not_signed(
    issued: casework.Document, maker: access.Actor, chair: access.Actor, signer: FileSigner
) -> None:
    with access.acting_as(maker), pytest.raises(Refusal) as refusal:
        casework.sign_document(actor=maker, document_id=issued.pk, signer=signer, at=KNOWN)
    assert refusal.value.code == "not_permitted"

    class Otherwise:
        name = "Khác"

        def sign(self, pdf: bytes, *, reason: str, place: str) -> bytes:
            return pdf.replace(b"%PDF-1.7", b"%PDF-1.6") + b"x"

    with access.acting_as(chair), pytest.raises(Refusal) as refusal:
        casework.sign_document(actor=chair, document_id=issued.pk, signer=Otherwise(), at=KNOWN)
    assert refusal.value.code == "signed_otherwise"
    with access.acting_as(chair):
        casework.sign_document(actor=chair, document_id=issued.pk, signer=signer, at=KNOWN)
        with pytest.raises(Refusal) as refusal:
            casework.sign_document(actor=chair, document_id=issued.pk, signer=signer, at=KNOWN)
    assert refusal.value.code == "signed"


def test_a_wrong_password_is_refused(tmp_path: Path) -> None:
    make_certificate(tmp_path / "khoa.p12")
    with pytest.raises(Refusal) as refusal:
        signer_of_file(tmp_path / "khoa.p12", b"sai")
    assert refusal.value.code == "signing_key"
