"""What waits at a desk: counts of work in each state, and whether the person may take it on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext

from ansinh.access.public import ROLES, Actor, EmergencyAccess
from ansinh.access.public import Permission as P
from ansinh.casework.public import filled_forms
from ansinh.casework.public import queries as casework
from ansinh.casework.public import queries_cases as cases
from ansinh.determination import public as determination
from ansinh.intake import public as intake
from ansinh.kernel.counting import counted
from ansinh.oversight.intake_files import files_waiting
from ansinh.oversight.payrolls import states_of_runs
from ansinh.oversight.queries_late_news import people_waiting
from ansinh.payments import public as payments
from ansinh.payments.public import account_names, recipients, sampling, uncollected
from ansinh.registry.public import queries_duplicates as duplicates
from ansinh.registry.public import queries_requests as requests

TOLD_DAYS = 7


@dataclass(frozen=True)
class Task:
    """Work that waits: how much, where it is done, whether it is this person's.

    ``who``: for whom it waits where it is somebody else's. ``light``: how it stands to its term, where it has one.
    """

    count: int
    label: str
    detail: str
    url: str
    mine: bool
    who: str = ""
    light: str = ""


def holders(permission: P) -> str:
    """The roles that an act waits for, those of the commune where there are any."""
    roles = [role for role in ROLES.values() if permission in role.permissions]
    near = [role for role in roles if role.code.startswith("commune_")] or roles
    return ", ".join(role.label.split(" (")[0] for role in near[:3])


@dataclass(frozen=True)
class Queue:
    """Rows that wait. ``mine`` None: this person's where there are any. ``always``: told when nothing waits too.

    ``light``: how they stand to their term, where they have one.
    """

    rows: QuerySet[Any, Any]
    label: str
    detail: str
    url: str
    mine: bool | None = True
    always: bool = True
    light: str = ""

    def task(self, count: int) -> Task:
        """What the desk shows."""
        mine = count > 0 if self.mine is None else self.mine
        return Task(count, self.label, self.detail, self.url, mine, light=self.light)


def waiting_for(actor: Actor, today: date) -> list[Task]:
    """The tasks of the areas the actor sees; those for the actor first."""
    tasks: list[Task] = []
    if actor.may(P.RECORD_NEWS) or actor.may(P.APPROVE_NEWS):
        tasks += _news(actor)
    if actor.may(P.PREPARE_PROPOSALS) or actor.may(P.DECIDE):
        tasks += _cases(actor, today)
        tasks += _proposals(actor)
    if any(actor.may(p) for p in (P.PREPARE_PAYROLL, P.APPROVE_PAYROLL, P.RELEASE_PAYROLL, P.RECORD_RETURNS)):
        tasks += _runs(actor)
    if actor.may(P.PREPARE_LAW) or actor.may(P.PUBLISH_LAW):
        tasks.append(_law(actor))
    queues = list(_queues(actor, today))
    counts = counted([queue.rows for queue in queues])
    tasks += [queue.task(n) for queue, n in zip(queues, counts, strict=True) if n or queue.always]
    return sorted(tasks, key=lambda task: (not task.mine, task.count == 0))


def _news(actor: Actor) -> list[Task]:
    others, own = requests.waiting_requests(actor)
    detail = gettext("Tin về người dân, hộ gia đình do người khác báo, kèm giấy tờ.")
    approves, who = actor.may(P.APPROVE_NEWS), holders(P.APPROVE_NEWS)
    tasks = [Task(others, gettext("Tin mới chờ duyệt"), detail, "/tin-moi/", approves, who)]
    sent = Task(own, gettext("Tin bạn đã gửi"), gettext("Chờ người khác duyệt."), "/tin-moi/", False, who)
    return [*tasks, sent] if own else tasks


def _law(actor: Actor) -> Task:
    """Texts of law that wait: a person's own wait for somebody else."""
    waiting = determination.waiting()
    mine = [each for each in waiting if each.prepared_by_id != actor.user_id] if actor.may(P.PUBLISH_LAW) else []
    detail = gettext("Đối chiếu với văn bản đã ký rồi ban hành; người ban hành khác người nhập.")
    publishes, who = actor.may(P.PUBLISH_LAW), holders(P.PUBLISH_LAW)
    return Task(len(mine or waiting), gettext("Văn bản của tỉnh chờ ban hành"), detail, "/phap-luat/", publishes, who)


def _cases(actor: Actor, today: date) -> list[Task]:
    """What is due today, what is late, what waits, what was raised."""
    waits = cases.waiting_cases(actor, today)
    detail = gettext("Đến lượt bạn xem, trình hoặc ký.")
    tasks = [Task(waits.turn, gettext("Hồ sơ chờ bạn"), detail, "/ho-so/", True, light="time")]
    if waits.today:
        detail = gettext("Hôm nay là ngày cuối của bước này.")
        tasks.insert(0, Task(waits.today, gettext("Hồ sơ đến hạn hôm nay"), detail, "/ho-so/", True, light="soon"))
    if waits.late:
        detail = gettext("Bước đang chờ bạn đã quá hạn.")
        tasks.insert(0, Task(waits.late, gettext("Hồ sơ quá hạn"), detail, "/ho-so/?han=late", True, light="late"))
    if others := waits.live - waits.turn:
        light = "late" if waits.late_elsewhere else "time"
        detail = gettext("Chờ người khác, người dân hoặc cơ quan khác; mở để xem từng hồ sơ đang ở ai.")
        tasks.append(Task(others, gettext("Hồ sơ đang ở người khác"), detail, "/ho-so/?cua=all", False, light=light))
    if actor.may(P.DECIDE) and waits.raised:
        label, detail = gettext("Hồ sơ quá hạn được báo lên"), gettext("Xem ai đang giữ và vì sao.")
        tasks.append(Task(waits.raised, label, detail, "/ho-so/?cua=all&han=late", True, light="late"))
    return tasks


def _proposals(actor: Actor) -> list[Task]:
    states = casework.states_count()
    prepares, decides = actor.may(P.PREPARE_PROPOSALS), actor.may(P.DECIDE)
    return [
        Task(
            states.get("open", 0),
            gettext("Đề nghị cần trình"),
            gettext("Thay đổi hệ thống phát hiện, chờ công chức xem và trình."),
            "/de-nghi/?trang-thai=open",
            prepares,
            holders(P.PREPARE_PROPOSALS),
        ),
        Task(
            states.get("returned", 0),
            gettext("Đề nghị bị trả lại"),
            gettext("Lãnh đạo trả lại kèm lý do; sửa thông tin rồi trình lại."),
            "/de-nghi/?trang-thai=returned",
            prepares,
            holders(P.PREPARE_PROPOSALS),
        ),
        Task(
            states.get("submitted", 0),
            gettext("Đề nghị chờ quyết định"),
            gettext("Công chức đã trình; chờ Chủ tịch ký."),
            "/de-nghi/?trang-thai=submitted",
            decides,
            holders(P.DECIDE),
        ),
    ]


def _runs(actor: Actor) -> list[Task]:
    states = states_of_runs()
    steps = (
        (
            "draft",
            gettext("Kỳ chi trả chờ chốt danh sách"),
            gettext("Kỳ đã mở, danh sách chưa lập."),
            P.PREPARE_PAYROLL,
        ),
        (
            "locked",
            gettext("Kỳ chi trả chờ duyệt"),
            gettext("Danh sách đã chốt; người duyệt khác người lập."),
            P.APPROVE_PAYROLL,
        ),
        (
            "approved",
            gettext("Kỳ chi trả chờ chuẩn chi"),
            gettext("Đã duyệt; chờ người khác chuẩn chi."),
            P.AUTHORISE_PAYROLL,
        ),
        (
            "authorised",
            gettext("Kỳ chi trả chờ chuyển"),
            gettext("Đã chuẩn chi; chờ chuyển cho đơn vị chi trả."),
            P.RELEASE_PAYROLL,
        ),
        (
            "released",
            gettext("Kỳ chi trả chờ kết quả"),
            gettext("Đã chuyển; chờ kết quả của bưu điện, ngân hàng."),
            P.RECORD_RETURNS,
        ),
    )
    return [
        Task(states.get(state, 0), label, detail, "/chi-tra/", actor.may(p), holders(p))
        for state, label, detail, p in steps
    ]


def _queues(actor: Actor, today: date) -> Iterator[Queue]:
    """What waits in tables of its own, as far as the actor may see to it; counted together."""
    if actor.may(P.RECORD_NEWS):
        detail, unfinished = gettext("Khai tiếp, rồi in để người dân ký."), filled_forms.queries_forms.unfinished
        yield Queue(unfinished(actor.user_id), gettext("Tờ khai bạn đang làm"), detail, "/to-khai/", always=False)
    if actor.may(P.VERIFY_PAID):
        detail = gettext("Khoản đã chi được rút ngẫu nhiên, chờ gọi điện hoặc đến nhà hỏi lại.")
        to_ask, label = sampling.to_ask(actor.user_id), gettext("Khoản chờ kiểm tra sau chi trả")
        yield Queue(to_ask, label, detail, "/kiem-tra-sau-chi/toi/", always=False)
        detail, label = gettext("Tiền không đến đúng như danh sách ghi."), gettext("Sai lệch sau chi trả chờ xử lý")
        yield Queue(sampling.follow_ups(), label, detail, "/kiem-tra-sau-chi/sai-lech/", always=False)
    if actor.may(P.MERGE_PEOPLE):
        detail = gettext("Hai hồ sơ có thể là một người; chi trả vẫn như cũ cho tới khi gộp.")
        yield Queue(duplicates.waiting_pairs(), gettext("Cặp hồ sơ nghi trùng"), detail, "/nghi-trung/")
    if actor.may(P.IMPORT_LISTS):
        detail = gettext("Danh sách của xã còn dòng chưa duyệt.")
        yield Queue(files_waiting(), gettext("Tệp danh sách chờ duyệt"), detail, "/nap-danh-sach/")
        detail, url = (
            gettext("Danh sách Excel đã duyệt hết và quá thời hạn lưu; đề nghị xóa nội dung."),
            "/nap-danh-sach/luu-tru/",
        )
        yield Queue(intake.areas_to_tidy(), gettext("Xã có danh sách quá thời hạn lưu"), detail, url, always=False)
    if actor.may(P.DECIDE):
        detail, url = (
            gettext("Cả hai hồ sơ đang hưởng; người duyệt khác người đề nghị."),
            "/nghi-trung/?trang-thai=same",
        )
        yield Queue(duplicates.waiting_merges(), gettext("Đề nghị gộp hồ sơ chờ duyệt"), detail, url)
        detail, url = gettext("Người khác đã đề nghị; thông tin trong sổ không bị xóa."), "/nap-danh-sach/luu-tru/"
        removals = intake.removals_to_confirm(actor.user_id)
        yield Queue(removals, gettext("Đề nghị xóa danh sách quá hạn lưu"), detail, url, always=False)
    if actor.may(P.READ_PERSON):
        detail = gettext("Thông tin mới làm khác đi tháng đã xác định, đã chi; xem và trình đề nghị.")
        yield Queue(people_waiting(), gettext("Tin đến muộn"), detail, "/tin-den-muon/", actor.may(P.PREPARE_PROPOSALS))
    yield from _collecting(actor, today)
    yield from _money(actor)
    yield from _emergencies(actor, today)


def _collecting(actor: Actor, today: date) -> Iterator[Queue]:
    """Money that nobody fetched, and papers of those who fetch it for somebody."""
    url = "/khong-nhan/"
    if actor.may(P.RECORD_NEWS):
        waits, label = uncollected.stretches(state="open"), gettext("Chờ đến nhà: ba tháng liền không nhận tiền")
        detail = gettext("Đến nhà xác minh trước, rồi mới đề nghị tạm dừng.")
        yield Queue(waits.filter(due_on__gte=today), label, detail, url, always=False, light="time")
        label, late = gettext("Quá hẹn đến nhà: ba tháng liền không nhận tiền"), waits.filter(due_on__lt=today)
        yield Queue(late, label, detail, url, always=False, light="late")
        detail = gettext("Sau ngày hết hạn, danh sách ghi người hưởng tự nhận tiền.")
        label, soon = gettext("Giấy nhận thay sắp hết hạn"), recipients.authorisations("soon", today)
        yield Queue(soon, label, detail, "/nguoi-nhan-thay/?xem=soon", always=False)
        label, over = (
            gettext("Giấy nhận thay vừa hết hạn, chưa có giấy mới"),
            recipients.authorisations("lapsed", today),
        )
        yield Queue(over, label, detail, "/nguoi-nhan-thay/?xem=lapsed", always=False)
        label, dead = gettext("Người nhận thay đã chết, chưa có người mới"), recipients.authorisations("dead", today)
        detail = gettext("Giấy tự hết hiệu lực từ ngày chết; hỏi người hưởng ai sẽ nhận thay.")
        yield Queue(dead, label, detail, "/nguoi-nhan-thay/?xem=dead", always=False)
    if actor.may(P.PREPARE_PROPOSALS):
        label, detail = gettext("Không nhận tiền: đã xác minh, chờ xử lý"), gettext("Lập hồ sơ tạm dừng hoặc kết thúc.")
        yield Queue(uncollected.stretches(state="visited"), label, detail, url + "?trang-thai=visited", always=False)
    if actor.may(P.APPROVE_NEWS):
        label, detail = gettext("Giấy nhận thay chờ xác nhận"), gettext("Người khác đã ghi; xác nhận rồi mới có tên.")
        waiting = recipients.papers_to_confirm(actor.user_id, today)
        yield Queue(waiting, label, detail, "/nguoi-nhan-thay/", always=False)


def _money(actor: Actor) -> Iterator[Queue]:
    """What stands between lists, banks and books until a person says what it is."""
    if any(actor.may(permission) for permission in account_names.DECIDERS):
        detail = gettext("Ngân hàng báo tên khác; danh sách giữ khoản này lại cho đến khi có kết luận.")
        label, held = gettext("Tên chủ tài khoản chờ kết luận"), account_names.checks("open")
        yield Queue(held, label, detail, "/chu-tai-khoan/", always=False)
    if actor.may(P.RECORD_RETURNS):
        detail = gettext("Sao kê có bút toán chưa rõ là của khoản nào; đề nghị hoặc giải thích.")
        label, doubtful = gettext("Bút toán đáng ngờ chờ xem"), payments.cases(state="open")
        yield Queue(doubtful, label, detail, "/doi-chieu/?trang-thai=open", always=False)
        detail = gettext("Người khác đã đề nghị khoản; xác nhận thì ghi sổ.")
        label, proposed = gettext("Bút toán chờ người thứ hai xác nhận"), payments.cases(state="proposed")
        others = proposed.exclude(proposed_by_id=actor.user_id)
        yield Queue(others, label, detail, "/doi-chieu/?trang-thai=proposed", always=False)
    if actor.may(P.PREPARE_PAYROLL):
        detail = gettext("Đã chi nhiều hơn mức được hưởng; đề nghị thu hồi hoặc xóa.")
        label, url = gettext("Khoản chi vượt chưa ai đề nghị xử lý"), "/chi-vuot/?trang-thai=propose"
        yield Queue(payments.to_propose(), label, detail, url, always=False)
    if actor.may(P.APPROVE_PAYROLL):
        detail = gettext("Người khác đã đề nghị thu hồi hoặc xóa; bạn quyết định.")
        label, url = gettext("Đề nghị về khoản chi vượt chờ quyết định"), "/chi-vuot/?trang-thai=decide"
        yield Queue(payments.to_decide(actor.user_id), label, detail, url, always=False)


def _emergencies(actor: Actor, today: date) -> Iterator[Queue]:
    """Wishes to decide, and for those in charge of the people the news that their records were opened."""
    about = EmergencyAccess.objects.exclude(asked_by_id=actor.user_id)
    if actor.may(P.LEND_RECORDS):
        detail = gettext("Người ở địa bàn khác cần gấp hồ sơ một người.")
        yield Queue(about.filter(granted=None), gettext("Đề nghị xem khẩn cấp"), detail, "/xem-khan-cap/")
    if actor.may(P.READ_PERSON) and not actor.wide:
        opened = about.filter(granted=True, decided_at__date__gt=today - timedelta(days=TOLD_DAYS))
        detail = gettext("Trong %(told_days)s ngày qua, người ngoài địa bàn được xem hồ sơ của xã.") % {
            "told_days": TOLD_DAYS
        }
        yield Queue(opened, gettext("Hồ sơ của xã được xem khẩn cấp"), detail, "/xem-khan-cap/", mine=None)
