"""The door to determination."""

from ansinh.determination.evaluate import Evaluation, benefit_rows, benefits_due, evaluate, facts_rows
from ansinh.determination.files.encode import encode_frame
from ansinh.determination.models import Benefit, Result, Run
from ansinh.determination.operations.determine_month import determine_month
from ansinh.determination.queries import (
    benefits_of,
    determined_months,
    latest_run,
    outcomes_in,
    runs_of_month,
    standing_answers,
    undetermined_people,
)
from ansinh.determination.stored import (
    Again,
    Answer,
    Stored,
    determine_again,
    determine_as_known,
    differing,
    stored_of,
)
from ansinh.determination.verification import RunVerdict, verify_run

__all__ = [
    "Again",
    "Answer",
    "Benefit",
    "Evaluation",
    "Result",
    "Run",
    "RunVerdict",
    "Stored",
    "benefit_rows",
    "benefits_due",
    "benefits_of",
    "determine_again",
    "determine_as_known",
    "determine_month",
    "determined_months",
    "differing",
    "encode_frame",
    "evaluate",
    "facts_rows",
    "latest_run",
    "outcomes_in",
    "runs_of_month",
    "standing_answers",
    "stored_of",
    "undetermined_people",
    "verify_run",
]
