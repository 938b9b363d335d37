"""The gate: marks, refusals as pages, nothing told of what lies outside the scope."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from tongket.access.domain import Action, Actor, UnitScope, refused
from tongket.access.gate import no_role_for, page, require
from tongket.access.refusals import Refused


def actor(**grants: frozenset[int]) -> Actor:
    return Actor(1, "an", "An", {Action(key): value for key, value in grants.items()})


def ask(view, who: Actor) -> HttpResponse:
    request: HttpRequest = RequestFactory().get("/")
    request.actor = who
    return view(request)


@page(Action.SEE_LEADER_PAGE)
def leaders_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("vào được")


def test_a_marked_view_opens_for_who_holds_the_action() -> None:
    assert ask(leaders_page, actor(see_leader_page=frozenset({1}))).content.decode() == "vào được"


def test_a_marked_view_refuses_with_its_reason() -> None:
    with pytest.raises(Refused, match="dành cho lãnh đạo"):
        ask(leaders_page, actor(see_figures=frozenset({1})))


def test_require_raises_the_decisions_own_words() -> None:
    with pytest.raises(Refused, match="vì chưa tới hạn"):
        require(refused("Chưa gửi được vì chưa tới hạn."))


@pytest.mark.parametrize("action", list(Action))
def test_every_action_has_a_whole_sentence_of_refusal(action: Action) -> None:
    sentence = no_role_for(action)
    assert sentence[0].isupper()
    assert sentence.endswith(".")


def test_scope_holds_units_or_everything() -> None:
    assert 3 in UnitScope(everywhere=False, unit_ids=frozenset({3}))
    assert 4 not in UnitScope(everywhere=False, unit_ids=frozenset({3}))
    assert 4 in UnitScope(everywhere=True, unit_ids=frozenset())


@pytest.mark.django_db
def test_an_address_that_does_not_exist_answers_404_with_a_page(client: Client) -> None:
    response = client.get("/khong-co-trang-nay/")
    assert response.status_code == 404
    assert "Không có trang này" in response.content.decode()


@pytest.mark.django_db
def test_without_signing_in_every_page_leads_to_the_sign_in(client: Client) -> None:
    response = client.get("/to-chuc/")
    assert response.status_code == 302
    assert response["Location"].startswith("/dang-nhap/")


@pytest.mark.django_db
def test_pages_carry_the_strict_content_policy(client: Client) -> None:
    policy = client.get("/dang-nhap/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
