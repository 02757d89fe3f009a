"""What any provider has to do, checked against the one in the repository: the interface as its description says it."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from dataclasses import replace

import pytest

from ansinh.payments.gateway.client import Client, Contact, Instruction, NoAnswer
from tests.reference_provider.process import KEY_ID, SECRET, Running, reference_provider

pytestmark = pytest.mark.promise
ONE = Instruction("AS2611-00001-000001", 540_000, "LO VAN THU", "Ngân hàng thử", "0101123", "Tro cap xa hoi")


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with reference_provider(tmp_path_factory.mktemp("provider")) as running:
        yield running


@pytest.fixture
def client(provider: Running) -> Iterator[Client]:
    provider.control(at_once=True)
    with Client(Contact(provider.url, KEY_ID, SECRET)) as made:
        yield made


def numbered(number: int) -> Instruction:
    return replace(ONE, key=f"AS2611-00002-{number:06d}")


def test_a_key_is_paid_once_however_often_it_comes(client: Client, provider: Running) -> None:
    first = client.send([ONE])
    assert [(t.key, t.state, t.amount_vnd) for t in first] == [(ONE.key, "executed", 540_000)]
    assert client.send([ONE, ONE]) == first * 2
    assert [debit for debit in provider.debits() if debit[0] == ONE.key] == [(ONE.key, 540_000)]


def test_a_key_with_another_payment_is_refused_and_pays_nothing(client: Client, provider: Running) -> None:
    client.send([numbered(1)])
    with pytest.raises(NoAnswer, match="409"):
        client.send([replace(numbered(1), amount_vnd=1), numbered(2)])
    assert client.ask([numbered(2).key])[0].state == "not_known", "all or nothing"


def test_it_says_that_it_does_not_know(client: Client) -> None:
    (told,) = client.ask(["AS2611-09999-000001"])
    assert (told.state, told.version, told.amount_vnd) == ("not_known", 0, 0)


def test_a_version_grows_with_every_change(client: Client, provider: Running) -> None:
    provider.control(at_once=False)
    versions = [client.send([numbered(3)])[0].version]
    provider.control(settle=True)
    versions.append(client.ask([numbered(3).key])[0].version)
    provider.control(give_back=[numbered(3).key])
    (last,) = client.ask([numbered(3).key])
    assert last.state == "returned"
    assert versions[0] < versions[1] < last.version


def test_a_wrong_account_is_refused_with_a_reason(client: Client) -> None:
    (told,) = client.send([replace(numbered(4), account="000")])
    assert (told.state, told.reason) == ("refused", "AC01 sai số tài khoản")


def test_nobody_else_is_listened_to(provider: Running) -> None:
    for contact in (Contact(provider.url, KEY_ID, "x" * 40), Contact(provider.url, "another", SECRET)):
        with Client(contact) as stranger, pytest.raises(NoAnswer):
            stranger.send([numbered(5)])
    connection = http.client.HTTPConnection("127.0.0.1", provider.port, timeout=20)
    connection.request("POST", "/v1/payments", b'{"payments": []}')
    assert connection.getresponse().status == 401
    connection.close()
    with Client(Contact(provider.url, KEY_ID, SECRET)) as client:
        assert client.ask([numbered(5).key])[0].state == "not_known"


@pytest.mark.parametrize(
    "fault", ["unsigned", "forged", "half", "error_after", "silent_after", "silent_before", "busy"]
)
def test_what_is_not_signed_for_this_question_is_no_answer(client: Client, provider: Running, fault: str) -> None:
    provider.control(faults=[fault])
    with pytest.raises(NoAnswer):
        client.ask([ONE.key])
    assert client.ask([ONE.key])[0].key == ONE.key, "the conversation goes on"


def test_an_answer_to_another_question_is_no_answer(client: Client, provider: Running) -> None:
    client.ask([ONE.key])
    provider.control(faults=["replayed"])
    with pytest.raises(NoAnswer, match="chữ ký"):
        client.ask([ONE.key])


def test_a_secret_is_not_printed(provider: Running) -> None:
    assert SECRET not in repr(Contact(provider.url, KEY_ID, SECRET))
