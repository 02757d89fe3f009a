"""``ansinh enact`` and ``--law``: a draft becomes law by two people; files are answered with texts laid over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from ansinh.cli.determine import command as determine_command
from ansinh.cli.enact import command as enact_command
from ansinh.cli.explain import command as explain_command
from ansinh.cli.one_off import command as one_off_command
from ansinh.determination import public as determination
from ansinh.kernel.errors import Refusal
from tests.unit.determination.laws import HEAD, YEN_BAI_60, base, leader, maker, own

PERSON = ["born=1964-01-01", "poverty=poor", "--month", "2026-11"]


def run(command: object, *arguments: object) -> Result:
    return CliRunner().invoke(command, list(map(str, arguments)), catch_exceptions=True)  # type: ignore[arg-type]


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "nq.yaml"
    path.write_text(yaml.safe_dump(HEAD | own(YEN_BAI_60), allow_unicode=True), encoding="utf-8")
    return path


@pytest.mark.django_db
def test_prepared_published_listed_and_withdrawn(draft: Path) -> None:
    preparer, publisher = maker().username, leader().username
    done = run(enact_command, "prepare", draft, "--by", preparer)
    assert "Chờ người khác ban hành" in done.output
    (found,) = determination.enactments()
    assert "Đang chuẩn bị" in run(enact_command, "list").output
    assert yaml.safe_load(run(enact_command, "text", found.pk).output) == HEAD | own(YEN_BAI_60)
    lacking = run(enact_command, "publish", found.pk, "--by", publisher)
    assert isinstance(lacking.exception, Refusal)
    assert "ngày ký" in lacking.exception.message
    paper = ("--issued-on", "2026-08-01", "--issued-by", "HĐND tỉnh (thử)")
    assert "Đã ban hành: 01/2026/NQ-HĐND" in run(enact_command, "publish", found.pk, *paper, "--by", publisher).output
    assert determination.law_in_force().category("yen_bai_60").version("2026-11")
    held = run(enact_command, "withdraw", found.pk, "--reason", "thử", "--by", publisher).exception
    assert isinstance(held, Refusal)
    assert held.code == "already_holds"
    listed = run(enact_command, "list").output
    assert "Đã ban hành" in listed
    assert f"{preparer} nhập, {publisher} ban hành" in listed


@pytest.mark.django_db
@pytest.mark.parametrize("content", ["title: x", "[", "- 1", "a: &a [1]\nb: *a"])
def test_a_file_that_is_no_text_of_law_is_refused_by_name(draft: Path, content: str) -> None:
    draft.write_text(content)
    refused = run(enact_command, "prepare", draft, "--by", maker().username).exception
    assert isinstance(refused, Refusal)
    assert "nq.yaml" in refused.message


def test_one_person_and_files_are_answered_with_the_texts_given(draft: Path, tmp_path: Path) -> None:
    assert "300.000 đồng" in run(explain_command, *PERSON, "--law", draft).output
    assert "300.000 đồng" not in run(explain_command, *PERSON).output
    facts = tmp_path / "facts.jsonl"
    facts.write_text('{"person_id": "1", "born": "1964-01-01", "poverty": "poor"}\n')
    for law, vnd in ((("--law", draft), 300_000), ((), 0)):
        out = tmp_path / "out.jsonl"
        run(determine_command, facts, "--month", "2026-11", "--out", out, *law)
        assert json.loads(out.read_text())["total_vnd"] == vnd


def test_texts_are_laid_in_the_order_given_and_one_off_benefits_follow_the_base(tmp_path: Path) -> None:
    files = []
    for name, vnd in (("a", 650_000), ("b", 660_000)):
        path = tmp_path / f"{name}.yaml"
        path.write_text(yaml.safe_dump(HEAD | base(vnd), allow_unicode=True))
        files += ["--law", path]
    events = tmp_path / "events.jsonl"
    events.write_text(
        '{"event_id": "1", "kind": "injury", "happened": "2026-11-05", "cause": "disaster", "treatment_days": 5}\n'
    )
    answers = [run(one_off_command, events, *law).output for law in ((), files[:2], files)]
    totals = [json.loads(answer)["amount_vnd"] for answer in answers]
    assert totals[1] * 66 == totals[2] * 65
    assert totals[0] * 65 == totals[1] * 54


def test_a_certificate_verifies_with_the_law_it_was_made_by(draft: Path, tmp_path: Path) -> None:
    sealed = tmp_path / "certificate.json"
    sealed.write_text(run(explain_command, *PERSON, "--json", "--law", draft).output)
    assert run(explain_command, sealed, "--verify", "--law", draft).exit_code == 0
    without = run(explain_command, sealed, "--verify")
    assert without.exit_code == 1
    assert "pháp luật" in without.output
