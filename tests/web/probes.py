"""Pages that exist in tests alone: each does one thing to the request around it."""

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import include, path

from config import urls as product
from onward.parties.models import Organisation, Staff
from onward.parties.permissions import Permission
from onward.people.models import Look
from onward.tenancy.context import acting
from onward.web.access import StaffRequest, requires
from onward.web.acting import streaming
from tests.times import NOON


@requires()
def who(request: StaffRequest) -> HttpResponse:
    names = ", ".join(Staff.objects.order_by("name").values_list("name", flat=True))
    return HttpResponse(f"{request.acting_for.code} {acting().user} {names}")


@requires()
def write(request: StaffRequest) -> HttpResponse:
    Organisation.objects.filter(pk=request.acting_for.pk).update(name="Renamed")
    return HttpResponse(status=int(request.GET.get("answer", "200")))


@requires()
def write_then_crash(request: StaffRequest) -> HttpResponse:
    write(request)
    raise ZeroDivisionError


@requires()
def look(request: StaffRequest) -> HttpResponse:
    Look.objects.create(
        organisation=request.acting_for,
        handle=UUID(int=1),
        staff=request.user.handle,
        what=Look.What.RECORD,
        at=NOON,
    )
    return HttpResponse("seen")


def _names() -> Iterator[bytes]:
    for staff in Staff.objects.all():
        yield staff.name.encode()


@requires()
def stream(request: StaffRequest) -> StreamingHttpResponse:
    chunks = _names() if "bare" in request.GET else streaming(request, _names())
    return StreamingHttpResponse(chunks)


@requires(Permission.SIGN_RUNS)
def for_signers(request: StaffRequest, number: int = 0) -> HttpResponse:
    return HttpResponse("signed")


@requires(Permission.CLAIM)
def for_claimants(request: StaffRequest) -> HttpResponse:
    return render(request, "home.html")


def anyone(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(vars(request)["user"]))


# Beside the product's own, which the header of every page leads to.
urlpatterns = [
    path("who", who),
    path("write", write),
    path("write-then-crash", write_then_crash),
    path("look", look),
    path("stream", stream),
    path("runs/", for_signers, name="runs"),
    path("runs/<int:number>", for_signers),
    path("runs/old/", for_signers, name="old-runs"),
    path("claims/", for_claimants, name="claims"),
    path("probes/", include(([path("", for_signers, name="home")], "probes"))),
    path("participant/anyone", anyone),
    *product.urlpatterns,
]
