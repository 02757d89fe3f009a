"""Until when: statutory terms by kind of file and procedure, and the calendar of working days."""

from ansinh.legislation.deadlines.deadlines_table import DEADLINES, KINDS, Deadline, Step
from ansinh.legislation.deadlines.due_dates import Due, deadline_of, due_dates, total_working_days
from ansinh.legislation.deadlines.working_days import SpecialDay, WorkingCalendar, special_days, working_calendar

__all__ = [
    "DEADLINES",
    "KINDS",
    "Deadline",
    "Due",
    "SpecialDay",
    "Step",
    "WorkingCalendar",
    "deadline_of",
    "due_dates",
    "special_days",
    "total_working_days",
    "working_calendar",
]
