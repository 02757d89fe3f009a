"""``ansinh explain``: facts as pairs or a file, a text or a certificate that can be checked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ansinh.cli.main import main


def explain(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["explain", *arguments])


def test_pairs_give_a_text_with_what_would_change_it() -> None:
    done = explain("born=1952-03-15", "sex=male", "--month", "2026-11", "--name", "Giàng A Sử")
    assert done.exit_code == 0
    assert done.output.startswith("Ông Giàng A Sử (sinh ngày 15/03/1952) chưa đủ điều kiện hưởng")
    assert "- Từ tháng 03/2027, đủ 75 tuổi: " in done.output
    assert "- Nếu hộ được công nhận là hộ cận nghèo hoặc hộ được công nhận là hộ nghèo: " in done.output
    assert "Mã chứng nhận: " in done.output


def test_a_file_and_a_pair_that_counts_more(tmp_path: Path) -> None:
    facts = tmp_path / "nguoi.json"
    facts.write_text('{"month": "2026-11", "born": "1990-05-01", "disability": "mild", "children_under_16": 2}')
    done = explain(str(facts), "disability=severe", "marital=", "poverty=poor", "hiv=false", "--json")
    found = json.loads(done.output)
    assert found["certificate"]["facts"]["disability"] == "severe"
    assert found["certificate"]["answer"]["missing"] == ["marital"]
    assert found["text"][0]["kind"] == "undetermined"
    assert found["what_would_change"]["by_fact"]


def test_a_certificate_is_checked(tmp_path: Path) -> None:
    paper = tmp_path / "chung-nhan.json"
    paper.write_text(explain("born=1949-03-15", "--month", "2026-11", "--json").output, encoding="utf-8")
    assert explain(str(paper), "--verify").output == "Chứng nhận đúng: tính lại cho cùng kết quả.\n"
    content = json.loads(paper.read_text(encoding="utf-8"))
    content["certificate"]["facts"]["pension_vnd"] = 3_000_000
    paper.write_text(json.dumps(content), encoding="utf-8")
    done = explain(str(paper), "--verify")
    assert done.exit_code == 1
    assert "Khác (kết quả) answer.outcome: ghi 'eligible', tính lại 'not_eligible'" in done.output


def test_in_public_there_is_neither_name_nor_hash() -> None:
    done = explain(
        "born=1990-03-15", "poverty=poor", "hiv=true", "--month", "2026-11", "--name", "Nguyễn Văn B", "--public"
    )
    assert done.output == (
        "Tháng 11/2026: trợ cấp xã hội hằng tháng theo Điều 5, Điều 6 Nghị định 335/2026/NĐ-CP; mức hưởng: 810.000"
        " đồng/tháng.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["born=1949-03-15"], "Thiếu tháng"),
        (["born=1949-03-15", "--month", "1990-01"], "no law for 1990-01"),
        (["born=1949-03-15", "favourite=red", "--month", "2026-11"], "favourite"),
        (["born=1949-03-15", "hiv=có", "--month", "2026-11"], "chỉ nhận true hoặc false"),
        (["children_under_16=hai", "born=1990", "--month", "2026-11"], "children_under_16"),
        (["khong-co.json", "--month", "2026-11"], "Không đọc được khong-co.json"),
        (["born=1949-03-15", "--verify"], "not a certificate"),
    ],
)
def test_what_cannot_be_explained_is_a_sentence_and_exit_code_2(arguments: list[str], words: str) -> None:
    done = explain(*arguments)
    assert done.exit_code == 2
    assert words in done.output
