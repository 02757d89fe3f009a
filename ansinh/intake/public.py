"""The door to intake."""

from ansinh.intake.inbox import KINDS, OPENED, content_of, opened, sweep_opened, waiting_files
from ansinh.intake.models import (
    FileColumn,
    Notice,
    PastTermListing,
    Problem,
    RememberedColumn,
    Removal,
    Row,
    SourceFile,
    WaitingFile,
)
from ansinh.intake.operations.ask_removal import ask_removal
from ansinh.intake.operations.carry_files import bring_files_back, carry_files, undecided_files
from ansinh.intake.operations.confirm_removal import confirm_removal
from ansinh.intake.operations.list_past_term import list_past_term
from ansinh.intake.operations.receive_file import receive_file
from ansinh.intake.operations.receive_waiting import receive_waiting
from ansinh.intake.operations.record_standing import record_standing
from ansinh.intake.operations.remember_columns import remember_columns
from ansinh.intake.operations.seal_inbox import seal_inbox
from ansinh.intake.operations.settle_rows import settle_rows
from ansinh.intake.past_term import areas_to_tidy, cutoff, past_term, removals_to_confirm
from ansinh.intake.preview import Preview, content_hash, preview_file, remembered
from ansinh.intake.reading.open_csv import CsvForm
from ansinh.intake.reading.sheets_apart import PlainSheet, read_sheets
from ansinh.intake.retention_table import TERMS
from ansinh.intake.templates import write_template

__all__ = [
    "KINDS",
    "OPENED",
    "TERMS",
    "CsvForm",
    "FileColumn",
    "Notice",
    "PastTermListing",
    "PlainSheet",
    "Preview",
    "Problem",
    "RememberedColumn",
    "Removal",
    "Row",
    "SourceFile",
    "WaitingFile",
    "areas_to_tidy",
    "ask_removal",
    "bring_files_back",
    "carry_files",
    "confirm_removal",
    "content_hash",
    "content_of",
    "cutoff",
    "list_past_term",
    "opened",
    "past_term",
    "preview_file",
    "read_sheets",
    "receive_file",
    "receive_waiting",
    "record_standing",
    "remember_columns",
    "remembered",
    "removals_to_confirm",
    "seal_inbox",
    "settle_rows",
    "sweep_opened",
    "undecided_files",
    "waiting_files",
    "write_template",
]
