"""The door to intake."""

from ansinh.intake.models import (
    FileColumn,
    Notice,
    PastTermListing,
    Problem,
    RememberedColumn,
    Removal,
    Row,
    SourceFile,
)
from ansinh.intake.operations.ask_removal import ask_removal
from ansinh.intake.operations.carry_files import bring_files_back, carry_files, undecided_files
from ansinh.intake.operations.confirm_removal import confirm_removal
from ansinh.intake.operations.list_past_term import list_past_term
from ansinh.intake.operations.receive_file import receive_file
from ansinh.intake.operations.record_standing import record_standing
from ansinh.intake.operations.remember_columns import remember_columns
from ansinh.intake.operations.settle_rows import settle_rows
from ansinh.intake.past_term import areas_to_tidy, cutoff, past_term, removals_to_confirm
from ansinh.intake.preview import Preview, content_hash, preview_file, remembered
from ansinh.intake.reading.open_csv import CsvForm
from ansinh.intake.reading.sheets_apart import PlainSheet, read_sheets
from ansinh.intake.retention_table import TERMS
from ansinh.intake.templates import write_template

__all__ = [
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
    "areas_to_tidy",
    "ask_removal",
    "bring_files_back",
    "carry_files",
    "confirm_removal",
    "content_hash",
    "cutoff",
    "list_past_term",
    "past_term",
    "preview_file",
    "read_sheets",
    "receive_file",
    "record_standing",
    "remember_columns",
    "remembered",
    "removals_to_confirm",
    "settle_rows",
    "undecided_files",
    "write_template",
]
