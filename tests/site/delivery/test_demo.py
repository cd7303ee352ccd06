"""The demo's records stand, look at home in every kind, and are entered once."""

import pytest

from esep_site.delivery import demo
from esep_site.delivery.catalogue import kinds
from esep_site.delivery.models import Fault, JobSum, Record, Target

from ..conftest import DISTRICT, OTHER_DISTRICT, REGION


@pytest.mark.django_db
def test_the_demo_has_every_kind_a_fault_jobs_and_targets_and_is_made_once() -> None:
    for _time in range(2):
        demo.make(REGION, [DISTRICT, OTHER_DISTRICT])
    assert set(Record.objects.values_list("kind", flat=True)) == set(kinds())
    assert Record.objects.filter(parent__code="demo-zone").count() == 12
    assert Fault.objects.get().place == OTHER_DISTRICT
    assert Target.objects.filter(place=REGION).count() == 5
    double = sum(each.claimed - each.counted for each in JobSum.objects.filter(aspect="created"))
    assert double > 0, "some jobs are claimed twice"
