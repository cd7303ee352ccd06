"""Addresses of snapshots, below those of the family map."""

from django.urls import path

from esep_site.families import snapshot_pages as pages

ONE = "snapshots/<str:place>/<int:snapshot>/"

urlpatterns = [
    path("snapshots/", pages.my_snapshots, name="my-snapshots"),
    path("snapshots/<str:place>/", pages.snapshots, name="snapshots"),
    path(ONE, pages.snapshot, name="snapshot"),
    path(f"{ONE}progress/", pages.progress, name="snapshot-progress"),
    path(f"{ONE}faults.csv", pages.faults, name="snapshot-faults"),
    path(f"{ONE}load/", pages.load, name="snapshot-load"),
    path(f"{ONE}retry/", pages.retry, name="snapshot-retry"),
    path(f"{ONE}publish/", pages.publish, name="snapshot-publish"),
    path(f"{ONE}withdraw/", pages.withdraw, name="snapshot-withdraw"),
]
