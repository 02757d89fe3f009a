"""A run's list in the columns of its payer."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from ansinh.access.public import allow
from ansinh.payments.public import file_layouts
from ansinh.staff.downloads import attachment
from ansinh.staff.opened_run import opened_run
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.refusals import shows_refusals
from ansinh.staff.run_steps import PAYROLL
from ansinh.staff.scope_choice import chosen_commune


@allow(*PAYROLL)
@asks_purpose
@shows_refusals("/chi-tra/")
def by_layout(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of a layout: of one commune, or of all of the run that is in sight."""
    found = opened_run(pk)
    code = request.GET.get("mau", "")
    if not any(one.layout.code == code for one in file_layouts.layouts_for(found.area_id, found.pay_on)):
        raise Http404("Không có mẫu tệp này.")
    one = file_layouts.layout_named(file_layouts.layouts_for(found.area_id, found.pay_on), code, "out")
    commune = chosen_commune(request, file_layouts.communes_of_run(pk)) if request.GET.get("xa") else None
    content = file_layouts.layout_file(found, one.layout, commune)
    part = commune.code if commune else found.area.code
    details = {"file": code, "layout": one.stamp, "part": part}
    record_read(
        request, "payroll.export", object_kind="payroll_run", object_id=pk, area_id=found.area_id, details=details
    )
    return attachment(content, f"{code}-{found.month:%Y-%m}-{part}.{one.layout.format}")
