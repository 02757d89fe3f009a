"""Headings of communes' lists → keys. Patterns are matched on folded text (no diacritics, single spaces); the highest
score wins.

Keys of the contract are plain; helper keys end in parts that map_columns puts together:
born_male/born_female (a year of birth under "Nam" or "Nữ"), …_mark (an x in the column), amount_total, arrears, ignore.
"""

from __future__ import annotations

import re

_OF_THE_PERSON = r"\b(nam sinh|ngay sinh|ngay thang|sinh nam|cccd|cmnd|cmt|can cuoc|chung minh|dinh danh|ddcn|dia chi|noi o|thon|ban|gioi tinh|dan toc)\b"
_OTHER_PERSON = r"\b(chu ho|nguoi nhan|nhan thay|nhan ho|linh thay|nguoi linh|giam ho|dai dien|uy quyen|nguoi cham soc|nguoi nuoi duong|cha me|bo me|vo chong|than nhan)\b"
_TABLE: tuple[tuple[str, int, str], ...] = (
    ("stt", 100, r"^(stt|tt|so tt|so thu tu|thu tu|so t t|s tt)$"),
    # what looks like one of ours and is not
    ("ignore", 99, r"\b(ngay cap|noi cap|co quan cap|thoi han|co gia tri)\b"),
    ("ignore", 99, r"\b(ky nhan|ky ten|chu ky|diem chi|ky xac nhan|nguoi nhan ky|ky)\b"),
    ("ignore", 98, r"\b(quan he|moi quan he|qh voi)\b"),
    ("ignore", 97, r"\b(so qd|qd so|so quyet dinh|ngay qd|ngay quyet dinh|quyet dinh)\b"),
    ("ignore", 97, r"\b(bhyt|the bao hiem|bhxh|so so|so bia|giay khai sinh|giay xac nhan|giay chung nhan)\b"),
    ("ignore", 97, r"^so thang\b|\b(ngay|nam|thang|thoi gian) xac (dinh|nhan)\b|\btro cap khac\b"),
    ("ignore", 96, r"^(tuoi|so tuoi|do tuoi|nhom tuoi)$"),
    ("ignore", 96, r"^(noi sinh|que quan|nguyen quan|ton giao|trinh do.*|nghe nghiep|quoc tich|van hoa)$"),
    ("ignore", 96, r"^(ma ho|so ho|so khau|so nhan khau|nhan khau|so nguoi)$"),
    ("ignore", 96, r"^(xa|xa phuong|phuong|phuong xa|xa phuong thi tran|huyen|quan huyen|huyen thi xa|tinh|tinh tp|tinh thanh pho)$"),
    ("ignore", 96, r"\b(muc chuan|chuan tro giup|muc tro giup chuan|mai tang)\b"),
    ("ignore", 96, r"\b(chu tai khoan|ten tai khoan)\b"),
    ("ignore", 95, r"^(bo|me|cha|vo|chong|con)$|\b(ho ten|ho va ten|ten) (cua )?(cha|me|bo|vo|chong|bo me|cha me|con)\b"),
    # what is said of another person than the one on the list, except how to reach and pay whoever collects
    ("ignore", 97, rf"^(?!.*\b(ho ten|ho va ten)\b).*{_OF_THE_PERSON}.*{_OTHER_PERSON}|\bcua (con|cha|me|bo|vo|chong)\b"),
    # other people first: their heading also says "họ tên"
    ("recipient", 94, r"\b(nhan thay|linh thay|nhan ho|linh ho|nguoi nhan|nguoi linh|uy quyen|nguoi duoc uy quyen)\b"),
    ("recipient", 80, r"\b(giam ho|dai dien|nguoi cham soc|nguoi nuoi duong|nguoi truc tiep cham soc)\b"),
    ("recipient", 93, r"\b(ho ten|ho va ten|ten) (cua )?nguoi (giam ho|dai dien|cham soc|nuoi duong|truc tiep)\b"),
    ("household_head", 93, r"\bchu ho\b"),
    # the person
    ("full_name", 92, r"^(ho va ten|ho ten|h ten|ho va chu ten|ho chu dem (va )?ten|ho ten doi tuong|ho va ten doi tuong|hoten|ho ten nguoi huong|full name)$"),
    ("full_name", 90, r"^(ho va ten|ho ten|hoten)\b"),
    ("full_name", 88, r"^ten doi tuong$"),
    ("full_name", 70, r"^(ten nguoi|ten nct|ten nkt|nguoi huong|nguoi duoc huong|nguoi thu huong|nguoi cao tuoi ho ten)"),
    ("full_name", 60, r"^(ten|ten day du)$"),
    ("born", 92, r"\b(ngay thang nam sinh|nam sinh|ngay sinh|ngay thang sinh|sinh nam|sinh ngay|ntns|ngay thang nam|nam thang sinh|ns|ng sinh|n sinh|n t n s)\b"),
    ("died", 94, r"\b(ngay|thang|nam|thoi diem|thoi gian) (thang nam |thang )?(chet|mat|tu tran|qua doi)\b|^(chet|tu tran|chet ngay|mat ngay|da chet)\b"),
    ("sex", 92, r"\b(gioi tinh|g tinh|nam nu|phai)\b|^(gioi|gt)$"),
    ("ethnicity", 92, r"\bdan toc\b|^(d toc|toc nguoi)$"),
    ("id_number", 92, r"\b(cccd|can cuoc|dinh danh|ddcn|dinh danh ca nhan|so dd ca nhan|so ca nhan)\b|^(so|ma) (cc|dd)$"),
    ("id_number", 90, r"\b(cmnd|cmtnd|cmt|cmndan|chung minh|giay to tuy than|gttt|cmtnd cccd)\b"),
    ("village", 92, r"^(ten |thuoc )?(thon|ban|xom|to dan pho|tdp|khu pho|khu|lang|ap|buon|to|khu dan cu|khoi pho)\b(?!.*\bxa\b)"),
    ("village", 88, r"^(ten )?(thon|ban|xom|to dan pho|tdp|khu pho)\b"),
    ("village", 50, r"\b(dia chi|noi o|cho o|noi cu tru|thuong tru|ho khau|hktt|tru quan|tam tru|dia ban|noi dang ky)\b"),
    ("poverty", 91, r"\bngheo\b.*\b(can ngheo|cn|hcn)\b|\bcan ngheo\b.*\b(ngheo|hn)\b|\bhn h?cn\b|^ho n cn$"),
    ("poverty", 90, r"\b(tinh trang ngheo|tinh trang ho|dien ngheo|dien ho|loai ho|ho thuoc dien|thuoc dien ho|thuoc ho|chuan ngheo|hoan canh kinh te|hoan canh gia dinh|hoan canh|phan loai ho)\b"),
    ("poor_mark", 92, r"^thuoc (dien )?ho ngheo$"),
    ("near_poor_mark", 89, r"\b(can ngheo|c ngheo|hcn)\b|^(ho )?cn$"),
    ("poor_mark", 88, r"\b(ngheo|hn)\b"),
    ("not_poor_mark", 92, r"\b(khong ngheo|ho khac|khong thuoc)\b"),
    ("disability_type", 92, r"\b(dang tat|dang khuyet tat|loai tat|loai khuyet tat|dang kt|cac dang|khuyet tat dang)\b"),
    ("disability", 91, r"\b(muc do|md khuyet tat|md kt|mdkt|muc khuyet tat|hang tat|muc kt)\b"),
    ("disability", 60, r"\b(khuyet tat|nkt)\b"),
    ("coefficient", 95, r"\bhe so\b|^(hs|h so)$"),
    ("arrears", 95, r"\b(truy linh|linh bu|truy tra|thang truoc|con ton|chua linh|bo sung)\b"),
    ("deductions", 95, r"\b(truy thu|khau tru|thu hoi|(khoan|phai|bi|tien) tru)\b|^tru\b(?! quan| so)"),
    ("amount_vnd", 93, r"\b(muc tro cap|muc huong|muc tc|muc tcxh|muc chi tra|muc duoc huong|muc tien|muc ho tro|muc tro giup|tro cap hang thang|tro cap thang|muc thang)\b"),
    ("amount_vnd", 91, r"\b(so tien|tien) (1 |mot |tro cap |huong |duoc huong )?(hang )?thang\b|\btien tro cap\b|\btien huong\b"),
    ("amount_vnd", 85, r"^(so tien|thanh tien|kinh phi|tien|tro cap)\b|\b(so tien|thanh tien)$"),
    ("amount_total", 92, r"\b(tong so tien|tong tien|tong cong|tong nhan|thuc linh|(?<!hinh )thuc nhan|duoc nhan|duoc linh|tien nhan|tong kinh phi|cong tien)\b|^(tong|tong so|cong)$"),
    ("from_month", 94, r"\b(tu thang|thoi diem huong|thoi gian huong|bat dau|huong tu|thang huong|ngay huong|thang nam huong|tu ngay|thoi diem duoc huong|thang duoc huong)\b"),
    ("category_text", 86, r"\b(doi tuong|dien huong|dien doi tuong|loai dt|nhom dt|dien chinh sach|loai tro cap|che do|dien bao tro|dien tro cap|loai hinh|noi dung huong)\b|^(thuoc )?(dien|nhom|loai)$"),
    ("phone", 95, r"\b(dien thoai|d thoai|sdt|so dt|dtdd|dt lien he|di dong|so dien thoai|phone)\b|^(dt)$"),
    ("bank_account", 96, r"\b(so tai khoan|stk|so tk|tk ngan hang|tai khoan)\b"),
    ("bank", 97, r"^(ten )?ngan hang\b"),
    ("bank", 94, r"\b(ngan hang|ten nh|mo tai|nh mo)\b|^nh$"),
    ("note", 94, r"\b(ghi chu|luu y|chu thich|ghi chep)\b|^(gc|g c)$"),
)  # fmt: skip

HEADINGS: tuple[tuple[str, int, re.Pattern[str]], ...] = tuple(
    (key, score, re.compile(pattern)) for key, score, pattern in _TABLE
)

# Words under a shared heading, by what the shared heading says.
NOT_POOR = frozenset(("khac", "ho khac", "khong", "khong ngheo", "binh thuong", "trung binh", "con lai", "khong thuoc"))
BIRTH = re.compile(r"\b(nam sinh|ngay sinh|ngay thang nam sinh|ngay thang sinh|sinh|ntns)\b")
SEX = re.compile(r"\bgioi tinh\b|^gioi$")
OTHER_PERSON = re.compile(_OTHER_PERSON)
DISABILITY_TYPES = {
    "van dong": "mobility", "kt van dong": "mobility",
    "nghe noi": "hearing_speech", "nghe": "hearing_speech", "noi": "hearing_speech",
    "nhin": "vision",
    "than kinh tam than": "mental", "than kinh": "mental", "tam than": "mental", "tk tt": "mental",
    "tri tue": "intellectual",
    "khac": "other", "kt khac": "other", "khuyet tat khac": "other",
}  # fmt: skip
DISABILITY_DEGREES = {
    "dac biet nang": "extremely_severe", "db nang": "extremely_severe", "dbn": "extremely_severe",
    "nang": "severe", "nhe": "mild",
}  # fmt: skip
SUB_HEADINGS = frozenset(
    ["nam", "nu", "ngay", "thang", "ngay", "thang", "so", "so", "cccd", "so", "cmnd", "noi", "cap", "ngay", "cap", "ho", "ten", "thon", "ban", "xa", "huyen", "x", "k"]
) | frozenset(
    ("ho va ten", "ho ten", "ngay cap", "noi cap", "nam sinh", "ngay sinh", "ho ngheo", "ho can ngheo", "ngheo", "can ngheo", "muc do", "dang tat",
     "truy linh", "tong", "tong cong", "so tien", "he so", "trong thang", "hang thang", "co", "khong", "xa phuong", "thon ban", "so tai khoan", "ngan hang")
) | frozenset(DISABILITY_TYPES) | frozenset(DISABILITY_DEGREES)  # fmt: skip
