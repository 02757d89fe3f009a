"""The door to determination."""

from ansinh.determination.evaluate import Evaluation, benefit_rows, benefits_due, evaluate, facts_rows
from ansinh.determination.files.encode import encode_frame
from ansinh.determination.models import Benefit, Result, Run
from ansinh.determination.operations.determine_month import determine_month
from ansinh.determination.queries import benefits_of, latest_run, outcomes_in, runs_of_month, undetermined_people

__all__ = [
    "Benefit",
    "Evaluation",
    "Result",
    "Run",
    "benefit_rows",
    "benefits_due",
    "benefits_of",
    "determine_month",
    "encode_frame",
    "evaluate",
    "facts_rows",
    "latest_run",
    "outcomes_in",
    "runs_of_month",
    "undetermined_people",
]
