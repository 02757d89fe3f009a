"""Payers' answers that were put down for runs, as other packages use them."""

from ansinh.payments.models import WaitingAnswer
from ansinh.payments.operations.receive_answer import receive_answer
from ansinh.payments.operations.seal_answers import seal_answers
from ansinh.payments.queries_waiting import answer_content, answers_of_month, waiting_answers

__all__ = [
    "WaitingAnswer",
    "answer_content",
    "answers_of_month",
    "receive_answer",
    "seal_answers",
    "waiting_answers",
]
