"""The invariants of samples of paid lines, as SQL; ``verify money`` runs them with the others."""

from ansinh.payments.invariants_table import Invariant
from ansinh.payments.sampling_table import (
    CHECKED_BY_PAYER,
    DIFFERING_LINES,
    DIFFERING_STRATA,
    STRANGE_LINES,
    WITHOUT_FOLLOW_UP,
)

SAMPLING = (
    Invariant(
        "I14",
        "Mẫu kiểm tra gồm khoản của chính kỳ đó",
        "khoản {0} của mẫu {1}: dòng chi trả {2} không thuộc kỳ, xã, kênh của mẫu",
        STRANGE_LINES,
    ),
    Invariant(
        "I14b",
        "Cỡ mẫu đúng quy tắc lúc rút",
        "mẫu {0}, đơn vị {1}, {2}: rút {3} khoản, theo quy tắc {4}; đã nhận {5} khoản, tính lại {6}",
        DIFFERING_STRATA,
    ),
    Invariant(
        "I14c",
        "Rút lại từ hạt giống ra đúng các khoản đó",
        "mẫu {0}, dòng chi trả {1}: {2}",
        DIFFERING_LINES,
    ),
    Invariant(
        "I14d",
        "Người đã chi không kiểm tra khoản mình chi",
        "lần hỏi {0}, dòng chi trả {1}: người hỏi {2} đã chi khoản này",
        CHECKED_BY_PAYER,
    ),
    Invariant(
        "I14e",
        "Sai lệch nào cũng có việc phải xử lý",
        "khoản {0} của mẫu, dòng chi trả {1}: có sai lệch mà không có việc xử lý",
        WITHOUT_FOLLOW_UP,
    ),
)
