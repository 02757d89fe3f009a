"""The rule by which samples of paid lines are sized, set on the settings page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Permission, allow
from ansinh.areas.public import Unit
from ansinh.kernel.errors import Refusal
from ansinh.payments.public import sampling
from ansinh.staff.filters import typed_day, typed_number
from ansinh.staff.refusals import back, shows_refusals

PERCENT = ("share", "width", "expected")
COUNTS = ("least_commune", "least_channel", "days", "settle_days")


@allow(Permission.MANAGE_SETTINGS)
@require_POST
@shows_refusals("/cai-dat/")
def sample_rule(request: HttpRequest) -> HttpResponse:
    """Set the rule from a day on. Per cent are typed with a comma or a point, and kept as thousandths."""
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    area = Unit.objects.filter(kind=Unit.Kind.PROVINCE, valid__contains=today).first()
    since = typed_day(request.POST.get("since", ""))
    if area is None or since is None:
        raise Refusal("Hãy chọn ngày bắt đầu.", code="bad_choice")
    rule = sampling.Size(
        kind=request.POST.get("kind", ""),
        **{f"{name}_permille": _permille(request.POST.get(name, "")) for name in PERCENT},
        **{name: _count(request.POST.get(name, "")) for name in COUNTS},
    )
    because = request.POST.get("because", "")
    sampling.set_sample_rule(actor=actor, area=area, since=since, rule=rule, because=because, on=today)
    messages.success(request, gettext("Đã đặt quy tắc rút mẫu từ ngày %(since)s.") % {"since": f"{since:%d/%m/%Y}"})
    return back(request, "/cai-dat/")


def _permille(text: str) -> int:
    whole, _, part = text.strip().replace(".", ",").partition(",")
    percent, tenths = typed_number(whole, longest=3), typed_number(part or "0", longest=1)
    if percent is None or tenths is None:
        raise Refusal("Tỷ lệ ghi theo phần trăm, nhiều nhất một số lẻ: 3 hoặc 2,5.", code="bad_rule")
    return 10 * percent + tenths


def _count(text: str) -> int:
    count = typed_number(text, longest=4)
    if count is None:
        raise Refusal("Hãy ghi số khoản, số ngày bằng chữ số.", code="bad_rule")
    return count
