"""The invariants of fees, as SQL; ``verify money`` runs them with the others."""

from ansinh.payments.fees_table import (
    DIFFERING_FEES,
    FEES_NOT_IN_LEDGER,
    PAID_BEYOND_OWED,
    PAPERS_NOT_THEIR_FEES,
)
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
        "Phí phải trả, đã duyệt, đã trả trong sổ cái đúng bằng phí ngân sách chịu",
        "đơn vị {0}, {1}: sổ cái {2} đồng, các kỳ và chứng từ {3} đồng",
        FEES_NOT_IN_LEDGER,
    ),
    Invariant(
        "I13c",
        "Chứng từ trả phí bằng các khoản phí nó trả",
        "chứng từ {0}: ghi {1} đồng, các khoản phí cộng lại {2} đồng",
        PAPERS_NOT_THEIR_FEES,
    ),
    Invariant(
        "I13d",
        "Không trả phí quá số phải trả",
        "hợp đồng {0}, đơn vị {1}: đã trả {2} đồng, phải trả {3} đồng",
        PAID_BEYOND_OWED,
    ),
)
