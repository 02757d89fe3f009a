"""The invariants of fees, as SQL; ``verify money`` runs them with the others."""

from ansinh.payments.fees_table import DIFFERING_FEES, FEES_NOT_IN_LEDGER
from ansinh.payments.invariants_table import Invariant

FEES = (
    Invariant(
        "I13",
        "Phí của mỗi kỳ đúng như hợp đồng tính trên từng khoản",
        "kỳ {0}, đơn vị {1}, hợp đồng {2}: ghi {3} đồng, tính lại {4} đồng",
        DIFFERING_FEES,
    ),
    Invariant(
        "I13b",
        "Phí trong sổ cái đúng bằng phí ngân sách chịu",
        "đơn vị {0}: sổ cái {1} đồng, các kỳ {2} đồng",
        FEES_NOT_IN_LEDGER,
    ),
)
