"""Numbers of registers, issued documents and the files they were set as."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from ansinh.casework.document_kinds import DocumentKind, symbol_of
from ansinh.kernel.sealing.fields import SealedField, SealedJson, sealed_only
from ansinh.registry.models import Person

from .case import Case
from .decision import Decision
from .proposal import Proposal


class RegisteredNumber(models.Model):
    """A number that an office gave, in one of its registers and one year.

    ``previous`` is the number before it, which has to be there (foreign key): a register cannot have a gap.
    """

    office = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    letters = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    previous = models.PositiveIntegerField(null=True)
    taken_on = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "casework_registered_number"
        constraints = [
            models.UniqueConstraint(fields=["office", "letters", "year", "number"], name="registered_number_once"),
            models.CheckConstraint(
                name="registered_number_follows",
                condition=Q(number=1, previous=None)
                | Q(number__gt=1, previous=F("number") - 1, previous__isnull=False),
            ),
            models.CheckConstraint(condition=Q(year=F("taken_on__year")), name="registered_number_of_its_year"),
        ]

    @property
    def symbol(self) -> str:
        """As printed."""
        return symbol_of(self.number, self.letters)


class Document(models.Model):
    """An issued document, frozen: its content is what it is set from, again and again.

    ``code`` is what nobody can guess and the page of verification asks for. ``subject``: what it is about; of a subject
    one document is in force. Cancelled, it stays, and so does its number.
    """

    kind = models.CharField(max_length=12, choices=DocumentKind)
    subject = models.CharField(max_length=80)
    registered = models.ForeignKey(RegisteredNumber, on_delete=models.PROTECT, related_name="documents")
    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    code = models.CharField(max_length=20, unique=True)
    decision = models.ForeignKey(Decision, null=True, on_delete=models.PROTECT, related_name="documents")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    content = SealedJson(what="document", width=256)
    content_sha256 = models.CharField(max_length=64)
    issued_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(db_default=Now())
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    cancelled_because = models.CharField(max_length=500, default="", db_default="")

    class Meta:
        db_table = "casework_document"
        constraints = [
            models.UniqueConstraint(
                fields=["subject"], condition=Q(cancelled_at=None), name="document_one_in_force_a_subject"
            ),
            sealed_only("content", "document", "document_content_sealed"),
            models.CheckConstraint(condition=Q(kind__in=DocumentKind.values), name="document_known_kind"),
            models.CheckConstraint(condition=Q(code__regex=r"^[2-9A-HJ-NP-Z]{20}$"), name="document_code_form"),
            models.CheckConstraint(
                name="document_cancelled_with_reason",
                condition=Q(cancelled_at=None, cancelled_by=None, cancelled_because="")
                | (Q(cancelled_at__isnull=False, cancelled_by__isnull=False) & ~Q(cancelled_because="")),
            ),
            models.CheckConstraint(
                name="document_decision_is_its_own",
                condition=~Q(kind="decision") | Q(cancelled_at=None) | Q(decision=None),
            ),
        ]
        indexes = [
            models.Index(fields=["area", "kind", "on"], name="document_by_area"),
            models.Index(fields=["registered"], name="document_by_number"),
        ]

    @property
    def symbol(self) -> str:
        """Number and letters as printed."""
        return self.registered.symbol


class DocumentProposal(models.Model):
    """A proposal that a document is about."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="covered")
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="documents")

    class Meta:
        db_table = "casework_document_proposal"
        constraints = [models.UniqueConstraint(fields=["document", "proposal"], name="document_proposal_once")]


class DocumentCase(models.Model):
    """A case that a document is about."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="covered_cases")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")

    class Meta:
        db_table = "casework_document_case"
        constraints = [models.UniqueConstraint(fields=["document", "case"], name="document_case_once")]


class DocumentFile(models.Model):
    """The SHA-256 of a document set in a format by a version of what sets it: the same version, the same bytes."""

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        DOCX = "docx", "DOCX"

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=4, choices=Format)
    made_with = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "casework_document_file"
        constraints = [
            models.UniqueConstraint(fields=["document", "format", "made_with"], name="document_file_once"),
            models.CheckConstraint(condition=Q(format__in=["pdf", "docx"]), name="document_file_format"),
        ]


class SignedFile(models.Model):
    """A PDF with a digital signature: its bytes are kept, since a signature cannot be made again."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="signed")
    content = SealedField(what="signed", width=256)
    sha256 = models.CharField(max_length=64)
    signer = models.CharField(max_length=200)
    signed_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        db_table = "casework_signed_file"
        constraints = [
            sealed_only("content", "signed", "signed_file_content_sealed"),
            models.CheckConstraint(condition=~Q(signer=""), name="signed_file_has_signer"),
        ]
