from .file_column import FileColumn, RememberedColumn
from .notice import Notice
from .past_term import PastTermListing
from .problem import Problem
from .removal import Removal
from .row import Row
from .source_file import SourceFile
from .waiting_file import WaitingFile

__all__ = [
    "FileColumn",
    "Notice",
    "PastTermListing",
    "Problem",
    "RememberedColumn",
    "Removal",
    "Row",
    "SourceFile",
    "WaitingFile",
]
