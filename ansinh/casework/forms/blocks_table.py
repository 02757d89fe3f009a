"""What several forms ask alike: who somebody is, where they live, what they draw, what is known of their health."""

from __future__ import annotations

from ansinh.casework.forms.declaration import YES_NO, Column, Field, Kind, Section, Signature

SEX = (("male", "Nam"), ("female", "Nữ"))
POVERTY = (("none", "Không"), ("poor", "Hộ nghèo"), ("near_poor", "Hộ cận nghèo"))
STUDYING = (("never", "Chưa đi học"), ("stopped", "Đã nghỉ học"), ("yes", "Đang đi học"))
DEGREE = (("extremely_severe", "Đặc biệt nặng"), ("severe", "Nặng"), ("mild", "Nhẹ"))
TYPES = (
    ("mobility", "Vận động"),
    ("hearing_speech", "Nghe, nói"),
    ("vision", "Nhìn"),
    ("mental", "Thần kinh, tâm thần"),
    ("intellectual", "Trí tuệ"),
    ("other", "Khác"),
)
PARENT = (
    ("caring", "Đang nuôi dưỡng"),
    ("deceased", "Đã chết"),
    ("missing", "Mất tích"),
    ("in_facility", "Ở cơ sở trợ giúp xã hội"),
    ("detained", "Chấp hành án phạt tù, biện pháp xử lý hành chính"),
    ("unidentified", "Không xác định được"),
)
MARITAL = (
    ("single", "Chưa kết hôn"),
    ("married", "Đang có vợ, chồng"),
    ("divorced", "Đã ly hôn"),
    ("widowed", "Góa"),
    ("spouse_missing", "Vợ, chồng mất tích"),
)
PLEDGE = (
    "Tôi xin cam đoan những lời khai trên là đúng, nếu có điều gì khai không đúng tôi xin chịu trách nhiệm hoàn toàn."
)
FROM_SUMMARY = "Dựng theo bản tóm tắt nội dung mẫu; chưa đối chiếu với phụ lục nghị định."
DECLARANT = (Signature("Người khai", "(Ký, ghi rõ họ tên)", dated=True),)


def who(rests: bool = True) -> tuple[Field, ...]:
    """Who the person is, in the words that open the forms of NĐ 20; ``rests``: this form is known by a summary."""

    def on(words: str) -> str:
        return words if rests else ""

    return (
        Field(
            "full_name",
            "Họ và tên (Viết chữ in hoa):",
            number="1.",
            required=True,
            shows="full_name",
            rests=on("họ tên"),
        ),
        Field(
            "born",
            "Ngày/tháng/năm sinh:",
            Kind.BIRTH,
            required=True,
            shows="born",
            rests=on("ngày sinh"),
            hint="dd/mm/yyyy; chỉ biết tháng thì mm/yyyy, chỉ biết năm thì yyyy.",
        ),
        Field(
            "sex",
            "Giới tính:",
            Kind.CHOICE,
            choices=SEX,
            written=True,
            joined=True,
            required=True,
            shows="sex",
            rests=on("giới tính"),
        ),
        Field("ethnicity", "Dân tộc:", joined=True, shows="ethnicity", longest=30, rests=on("dân tộc")),
        Field(
            "number",
            "Giấy CMND hoặc Căn cước công dân số",
            Kind.PAPER,
            shows="number",
            covered="paper",
            rests=on("CMND/CCCD (số, ngày, nơi cấp)"),
        ),
        Field("number_on", "Cấp ngày", Kind.DAY, joined=True, rests=on("CMND/CCCD (số, ngày, nơi cấp)")),
        Field("number_by", "Nơi cấp:", longest=160, rests=on("CMND/CCCD (số, ngày, nơi cấp)")),
    )


def lives(number: int) -> tuple[Field, ...]:
    """Where they are registered, where they live and with whom."""
    return (
        Field(
            "registered_at",
            "Hộ khẩu thường trú:",
            number=f"{number}.",
            shows="residence",
            required=True,
            rests="hộ khẩu thường trú",
        ),
        Field("lives_at", "Nơi ở hiện nay:", rests="nơi ở hiện nay"),
    )


def studies(number: int) -> tuple[Field, ...]:
    """Whether and where they learn."""
    words = "tình trạng đi học (chưa/đã nghỉ/đang học + lớp)"
    return (
        Field(
            "studying",
            "Tình trạng đi học:",
            Kind.CHOICE,
            number=f"{number}.",
            choices=STUDYING,
            shows="studying",
            rests=words,
        ),
        Field("not_studying_why", "Lý do:", when=("studying", ("never", "stopped")), rests=words),
        Field("school", "Đang học lớp, trường:", when=("studying", ("yes",)), rests=words),
    )


def insured(number: int) -> tuple[Field, ...]:
    """The health-insurance card."""
    return (Field("insured", "Có thẻ BHYT không?", Kind.CHOICE, number=f"{number}.", choices=YES_NO, rests="BHYT"),)


DRAWS = (
    ("pension", "Lương hưu/Trợ cấp BHXH hằng tháng"),
    ("allowance", "Trợ cấp xã hội hằng tháng"),
    ("merit", "Trợ cấp ưu đãi người có công hằng tháng"),
    ("other", "Trợ cấp, phụ cấp hằng tháng khác"),
)


def draws(
    number: int, words: str = "đang hưởng chế độ nào (lương hưu/BHXH, TCXH, NCC, khác: mức, từ tháng)"
) -> tuple[Field, ...]:
    """What they draw already: which, how much a month, since which month."""
    found = [
        Field(
            "draws",
            "Đang hưởng chế độ nào sau đây:",
            Kind.TICKS,
            number=f"{number}.",
            choices=DRAWS,
            shows="draws",
            rests=words,
        )
    ]
    for code, label in DRAWS:
        when = ("draws", (code,))
        found += [
            Field(
                f"{code}_vnd",
                f"{label}:",
                Kind.MONEY,
                unit="đồng.",
                shows=f"{code}_vnd" if code in ("pension", "allowance") else "",
                when=when,
                rests=words,
            ),
            Field(
                f"{code}_since",
                "Hưởng từ tháng",
                Kind.MONTH,
                joined=True,
                shows=f"{code}_since" if code != "other" else "",
                when=when,
                rests=words,
            ),
        ]
    return tuple(found)


def poverty(number: int) -> tuple[Field, ...]:
    """Whether the household is poor or near-poor."""
    label = "Thuộc hộ nghèo, hộ cận nghèo không?"
    return (
        Field(
            "poverty",
            label,
            Kind.CHOICE,
            number=f"{number}.",
            choices=POVERTY,
            required=True,
            shows="poverty",
            rests="hộ nghèo/cận nghèo",
        ),
    )


def disability(number: int, *, asks: bool = True) -> tuple[Field, ...]:
    """The certificate of disability. ``asks``: whether there is one; else the form is for people who have it."""
    words = "khuyết tật (giấy số, ngày, nơi cấp, dạng, mức)"
    when = ("disabled", ("yes",)) if asks else None
    first = (
        (
            Field(
                "disabled",
                "Có khuyết tật không?",
                Kind.CHOICE,
                number=f"{number}.",
                choices=YES_NO,
                shows="disabled",
                covered="disability",
                rests=words,
            ),
        )
        if asks
        else ()
    )
    return (
        *first,
        Field(
            "certificate",
            "Giấy xác nhận khuyết tật số",
            number="" if asks else f"{number}.",
            when=when,
            longest=60,
            rests=words,
        ),
        Field(
            "certified_on",
            "Ngày cấp",
            Kind.DAY,
            joined=True,
            when=when,
            shows="certified_on",
            covered="disability",
            rests=words,
            required=not asks,
        ),
        Field("certified_by", "Nơi cấp", joined=True, when=when, longest=160, rests=words),
        Field(
            "types",
            "Dạng khuyết tật:",
            Kind.TICKS,
            choices=TYPES,
            when=when,
            shows="types",
            covered="disability",
            rests=words,
            required=not asks,
        ),
        Field(
            "degree",
            "Mức độ khuyết tật:",
            Kind.CHOICE,
            choices=DEGREE,
            when=when,
            shows="degree",
            covered="disability",
            rests=words,
            required=not asks,
        ),
    )


def parents(number: int) -> tuple[Field, ...]:
    """Father and mother: who they are and how it stands with them."""
    found: list[Field] = []
    for step, (code, label) in enumerate((("father", "cha"), ("mother", "mẹ"))):
        words = f"thông tin {label}"
        found += [
            Field(
                f"{code}_name",
                f"Thông tin về {label} của đối tượng – Họ và tên:",
                number=f"{number + step}.",
                shows=f"{code}_name",
                rests=words,
            ),
            Field(f"{code}_born", "Năm sinh:", Kind.BIRTH, joined=True, shows=f"{code}_born", rests=words),
            Field(f"{code}_state", "Tình trạng:", Kind.CHOICE, choices=PARENT, shows=f"{code}_state", rests=words),
        ]
    return tuple(found)


def number_of(prefix: str, words: str, *, label: str = "Giấy CMND hoặc Căn cước công dân số") -> tuple[Field, ...]:
    """The number of somebody's paper, when and by whom it was issued."""
    return (
        Field(f"{prefix}number", label, Kind.PAPER, covered="paper", rests=words),
        Field(f"{prefix}number_on", "Cấp ngày", Kind.DAY, joined=True, rests=words),
        Field(f"{prefix}number_by", "Nơi cấp:", longest=160, rests=words),
    )


_SUBSTITUTE = "người khai thay (CCCD, quan hệ, địa chỉ)"
SUBSTITUTE = Section(
    "Thông tin người khai thay",
    (
        Field("substitute", "Họ và tên:", rests=_SUBSTITUTE),
        *number_of("substitute_", _SUBSTITUTE),
        Field("substitute_relation", "Mối quan hệ với đối tượng:", longest=60, rests=_SUBSTITUTE),
        Field("substitute_address", "Địa chỉ:", rests=_SUBSTITUTE),
    ),
    level=2,
    lead="Chỉ khai khi người khác khai thay đối tượng.",
)

_CONFIRMED = "xác nhận UBND xã (họp ngày, kết luận khoản/điều, hệ số)"
CONFIRMATION = Section(
    "XÁC NHẬN CỦA ỦY BAN NHÂN DÂN CẤP XÃ",
    (
        Field("met_on", "Họp xét duyệt ngày", Kind.DAY, rests=_CONFIRMED),
        Field(
            "conclusion",
            "Kết luận (ghi rõ khoản, điểm, Điều và hệ số):",
            Kind.LONG,
            lines=2,
            longest=1000,
            rests=_CONFIRMED,
        ),
    ),
    office=True,
)
CONFIRMATION_OF_OFFICE = Section("XÁC NHẬN CỦA ỦY BAN NHÂN DÂN CẤP XÃ", office=True)
OFFICE = (Signature("CÁN BỘ PHỤ TRÁCH"), Signature("CHỦ TỊCH", "(Ký tên, đóng dấu)", dated=True))

CHILDREN = (
    Column("name", "Họ và tên", width=4),
    Column("born", "Ngày sinh", Kind.BIRTH),
    Column("lives_at", "Nơi ở", width=3),
    Column("studies", "Học tập", width=2),
    Column("draws", "Chế độ đang hưởng", width=3),
)
