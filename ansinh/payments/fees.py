"""Fees of payment providers, as other packages use them."""

from ansinh.payments.models import FeeContract, RunFee
from ansinh.payments.models.fee import Bearer, Rounding
from ansinh.payments.operations.set_fee_contract import WHOLE, end_fee_contract, set_fee_contract
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
    "WHOLE",
    "Bearer",
    "ContractFee",
    "FeeContract",
    "MonthFees",
    "ProviderFees",
    "Rounding",
    "RunFee",
    "RunFees",
    "contracts",
    "end_fee_contract",
    "fees_by_month",
    "fees_of_month",
    "fees_of_run",
    "set_fee_contract",
]
