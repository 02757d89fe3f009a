from .file_column import FileColumn, RememberedColumn
from .notice import Notice
from .problem import Problem
from .removal import Removal
from .row import Row
from .source_file import SourceFile

__all__ = ["FileColumn", "Notice", "Problem", "RememberedColumn", "Removal", "Row", "SourceFile"]
