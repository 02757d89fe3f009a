"""What becomes of a line checked after payment, what is told of it, and of what follows. Not listed: refused."""

from __future__ import annotations

from django.db import models


class SampledState(models.TextChoices):
    """Where the check of a sampled line stands."""

    OPEN = "open", "Chờ kiểm tra"
    SILENT = "silent", "Không liên lạc được"
    ANSWERED = "answered", "Đã có trả lời"


class How(models.TextChoices):
    """How somebody was asked."""

    PHONE = "phone", "Gọi điện"
    VISIT = "visit", "Đến nhà"


class Told(models.TextChoices):
    """What one attempt told."""

    WHOLE = "whole", "Đã nhận đủ"
    PART = "part", "Nhận thiếu"
    NONE = "none", "Không nhận được đồng nào"
    WRONG_PERSON = "wrong_person", "Không đúng người nhận"
    UNREACHED = "unreached", "Không liên lạc được"


class Collected(models.TextChoices):
    """Who collected the money."""

    SELF = "self", "Chính người hưởng"
    AUTHORISED = "authorised", "Người nhận thay có giấy"
    FAMILY = "family", "Người trong nhà, không có giấy"
    OTHER = "other", "Người khác"
    UNKNOWN = "unknown", "Không rõ ai"


class Satisfaction(models.IntegerChoices):
    """How the person finds the way they are paid."""

    VERY_BAD = 1, "Rất không hài lòng"
    BAD = 2, "Không hài lòng"
    FAIR = 3, "Bình thường"
    GOOD = 4, "Hài lòng"
    VERY_GOOD = 5, "Rất hài lòng"


class FollowUpState(models.TextChoices):
    """Where stands what a discrepancy leads to."""

    OPEN = "open", "Chờ xử lý"
    ROUTED = "routed", "Đã chuyển xử lý"
    CLOSED = "closed", "Đã kết luận"


class Route(models.TextChoices):
    """Where a discrepancy is settled: nowhere but where such things are settled anyway."""

    CORRECTION = "correction", "Điều chỉnh kết quả: chưa nhận, kỳ sau chi lại"
    MATCHING = "matching", "Đối chiếu ngân hàng: hỏi lại bút toán"
    GRIEVANCE = "grievance", "Hồ sơ phản ánh về chi trả"


class RuleKind(models.TextChoices):
    """How the size of a sample is said."""

    SHARE = "share", "Tỷ lệ số khoản của mỗi xã"
    WIDTH = "width", "Sai số muốn đạt"


DISCREPANT = (Told.PART, Told.NONE, Told.WRONG_PERSON)
"""What the answer differs by from what our lists say."""

SAMPLED_NEXT = {
    SampledState.OPEN: {SampledState.SILENT, SampledState.ANSWERED},
    SampledState.SILENT: {SampledState.OPEN, SampledState.ANSWERED},
    SampledState.ANSWERED: {SampledState.OPEN, SampledState.SILENT},
}

FOLLOW_UP_NEXT = {
    FollowUpState.OPEN: {FollowUpState.ROUTED, FollowUpState.CLOSED},
    FollowUpState.ROUTED: {FollowUpState.CLOSED},
    FollowUpState.CLOSED: set(),
}
