"""The made-up region on the site: two snapshots with something between them, and an account for each role."""

from __future__ import annotations

import pytest
from django.test import Client

from esep.demo import PLACE
from esep_site import demo
from esep_site.families import queries, storing
from esep_site.families.models import LoadedSnapshot
from esep_site.people.models import Account
from esep_site.people.roles import Role


@pytest.mark.django_db(transaction=True)
def test_the_demo_is_loaded_once_and_lets_every_role_sign_in() -> None:
    told: list[str] = []
    try:
        opened = demo.make_demo(2000, told.append)
        assert len(told) == 3
        current = queries.in_force(PLACE)
        before = queries.snapshot_before(current)
        assert (current.date, before.date) == (demo.DATE, demo.EARLIER)
        flows = current.flows
        assert flows["since"] == before.pk
        assert flows["stayed"] > 10 * (flows["came"] + flows["left"])
        assert flows["assistance"]["became_due"] > 0
        assert {each.role for each in opened} == set(Role)
        officers = [each.place for each in opened if each.role == Role.OFFICER]
        assert len(set(officers)) == 2
        again = demo.make_demo(2000, told.append)
        assert len(told) == 3, "loaded a second time"
        assert {each.login for each in again} == {each.login for each in opened}
        for each in again:
            assert Account.objects.get(login=each.login).check_password(each.password)
            signed_in = Client().post(
                "/kk/people/sign-in/", {"username": each.login, "password": each.password}
            )
            assert signed_in.status_code == 302
    finally:
        for row in LoadedSnapshot.objects.all():
            storing.remove(row.pk)
