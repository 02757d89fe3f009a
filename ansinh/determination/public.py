"""The door to determination."""

from ansinh.determination.evaluate import (
    Evaluation,
    benefit_rows,
    benefits_due,
    benefits_told,
    benefits_told_of_few,
    evaluate,
    facts_rows,
)
from ansinh.determination.files.encode import encode_frame
from ansinh.determination.law_in_force import category_label, law_held, law_in_force, law_of_evidence, law_of_run
from ansinh.determination.law_words import (
    AMOUNTS,
    Criterion,
    amounts_in_words,
    criteria_of,
    formula_in_words,
    measure_in_month,
    measure_in_words,
)
from ansinh.determination.models import Benefit, Enactment, Publication, Result, Run, Withdrawal
from ansinh.determination.operations.determine_month import determine_month
from ansinh.determination.operations.prepare_enactment import MOST_BYTES, Laid, lay_over_law, prepare_enactment
from ansinh.determination.operations.publish_enactment import publish_enactment
from ansinh.determination.operations.withdraw_enactment import withdraw_enactment
from ansinh.determination.policies import may, may_prepare, state_of
from ansinh.determination.queries import (
    benefits_of,
    determined_months,
    latest_months,
    latest_run,
    outcomes_in,
    runs_of_month,
    standing_answers,
    undetermined_people,
)
from ansinh.determination.queries_law import (
    check_enactments,
    enactment,
    enactments,
    latest_by_law_in_force,
    text_as_entered,
    text_as_yaml,
    waiting,
)
from ansinh.determination.states import ACTS, State
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
from ansinh.determination.withheld import given_then

__all__ = [
    "ACTS",
    "AMOUNTS",
    "MOST_BYTES",
    "Again",
    "Answer",
    "Benefit",
    "Criterion",
    "Enactment",
    "Evaluation",
    "Laid",
    "Publication",
    "Result",
    "Run",
    "RunVerdict",
    "State",
    "Stored",
    "Withdrawal",
    "amounts_in_words",
    "benefit_rows",
    "benefits_due",
    "benefits_of",
    "benefits_told",
    "benefits_told_of_few",
    "category_label",
    "check_enactments",
    "criteria_of",
    "determine_again",
    "determine_as_known",
    "determine_month",
    "determined_months",
    "differing",
    "enactment",
    "enactments",
    "encode_frame",
    "evaluate",
    "facts_rows",
    "formula_in_words",
    "given_then",
    "latest_by_law_in_force",
    "latest_months",
    "latest_run",
    "law_held",
    "law_in_force",
    "law_of_evidence",
    "law_of_run",
    "lay_over_law",
    "may",
    "may_prepare",
    "measure_in_month",
    "measure_in_words",
    "outcomes_in",
    "prepare_enactment",
    "publish_enactment",
    "runs_of_month",
    "standing_answers",
    "state_of",
    "stored_of",
    "text_as_entered",
    "text_as_yaml",
    "undetermined_people",
    "verify_run",
    "waiting",
    "withdraw_enactment",
]
