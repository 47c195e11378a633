"""Every table of the package, where Django looks for them; each stands with what it is of."""

from onward.tracking.activities.models import ActivityStatement
from onward.tracking.contact.models import Contact
from onward.tracking.data_requests.models import DataRequest, Inspection, Release
from onward.tracking.documents.models import Document
from onward.tracking.following.models import Following, LeftCohort, RiskWeighing, Service
from onward.tracking.month.models import InReturn, MonthlyReturn, ReturnFinding
from onward.tracking.places.models import GazetteerAddress, Place, PlaceVersion
from onward.tracking.sessions.models import Attendance, YouthSession
from onward.tracking.taking_over.models import OldReference, OldWords, Takeover

__all__ = [
    "ActivityStatement",
    "Attendance",
    "Contact",
    "DataRequest",
    "Document",
    "Following",
    "GazetteerAddress",
    "InReturn",
    "Inspection",
    "LeftCohort",
    "MonthlyReturn",
    "OldReference",
    "OldWords",
    "Place",
    "PlaceVersion",
    "Release",
    "ReturnFinding",
    "RiskWeighing",
    "Service",
    "Takeover",
    "YouthSession",
]
