from .file_column import FileColumn, RememberedColumn
from .problem import Problem
from .row import Row
from .source_file import SourceFile

__all__ = ["FileColumn", "Problem", "RememberedColumn", "Row", "SourceFile"]
