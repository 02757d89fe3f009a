"""Fees of payment providers, as other packages use them."""

from ansinh.payments.fee_states import FEE_PAYMENT_NEXT, FeePaymentState
from ansinh.payments.formats.fees_book import write as fees_book
from ansinh.payments.models import FeeContract, FeeInvoice, FeePayment, RunFee
from ansinh.payments.models.fee import Bearer, Due, Rounding
from ansinh.payments.operations.decide_fee_payment import approve_fee_payment, cancel_fee_payment
from ansinh.payments.operations.draw_fee_payment import draw_fee_payment
from ansinh.payments.operations.keep_fee_invoice import keep_fee_invoice, take_back_fee_invoice
from ansinh.payments.operations.record_fee_payment import record_fee_payment
from ansinh.payments.operations.set_fee_contract import WHOLE, end_fee_contract, set_fee_contract
from ansinh.payments.queries_fee_payments import (
    FeeRow,
    OwedFees,
    fee_payment_acts,
    fee_payments,
    fee_rows,
    invoice_content,
    invoices_of,
    may_draw,
    owed_fees,
)
from ansinh.payments.queries_fees import (
    ContractFee,
    MonthFees,
    ProviderFees,
    RunFees,
    contracts,
    fees_by_month,
    fees_of_month,
    fees_of_run,
)

__all__ = [
    "FEE_PAYMENT_NEXT",
    "WHOLE",
    "Bearer",
    "ContractFee",
    "Due",
    "FeeContract",
    "FeeInvoice",
    "FeePayment",
    "FeePaymentState",
    "FeeRow",
    "MonthFees",
    "OwedFees",
    "ProviderFees",
    "Rounding",
    "RunFee",
    "RunFees",
    "approve_fee_payment",
    "cancel_fee_payment",
    "contracts",
    "draw_fee_payment",
    "end_fee_contract",
    "fee_payment_acts",
    "fee_payments",
    "fee_rows",
    "fees_book",
    "fees_by_month",
    "fees_of_month",
    "fees_of_run",
    "invoice_content",
    "invoices_of",
    "keep_fee_invoice",
    "may_draw",
    "owed_fees",
    "record_fee_payment",
    "set_fee_contract",
    "take_back_fee_invoice",
]
