"""What a tracking adviser may reach: what the own authority has asked."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from onward.tracking.data_requests.models import DataRequest, DataRequestQuerySet
from onward.web.access import StaffRequest

RELATED = ("authority", "district", "agreement", "asked_from")


def own_requests(request: StaffRequest) -> DataRequestQuerySet:
    return DataRequest.objects.asked_by(request.acting_for).select_related(*RELATED)


def own_request(request: StaffRequest, request_id: UUID) -> DataRequest:
    return get_object_or_404(own_requests(request), pk=request_id)
