"""Columns of payers' files, as other packages use them."""

from ansinh.payments.layout_files import SAMPLE, layout_file, sample_file, sample_rows
from ansinh.payments.layouts import fields_table
from ansinh.payments.layouts.check import CHANNELS, LayoutFault, faults_of, layout_of
from ansinh.payments.layouts.layout import Column, Layout
from ansinh.payments.layouts.read import read_answer
from ansinh.payments.layouts.write import shown_cells
from ansinh.payments.models import FileLayout
from ansinh.payments.operations.set_layout import end_layout, set_layout
from ansinh.payments.queries_layouts import (
    InForce,
    as_yaml,
    communes_of_run,
    declared,
    from_yaml,
    in_force,
    layout_named,
    layouts_for,
    layouts_on_and_since,
    shipped,
)

__all__ = [
    "CHANNELS",
    "SAMPLE",
    "Column",
    "FileLayout",
    "InForce",
    "Layout",
    "LayoutFault",
    "as_yaml",
    "communes_of_run",
    "declared",
    "end_layout",
    "faults_of",
    "fields_table",
    "from_yaml",
    "in_force",
    "layout_file",
    "layout_named",
    "layout_of",
    "layouts_for",
    "layouts_on_and_since",
    "read_answer",
    "sample_file",
    "sample_rows",
    "set_layout",
    "shipped",
    "shown_cells",
]
