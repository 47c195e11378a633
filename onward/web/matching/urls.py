"""Where the pages are on which a tracking team says who is who."""

from django.urls import URLPattern, path

from onward.web.matching import governing, merging, review

MATCH = "matches/<int:match_id>/"
urlpatterns: list[URLPattern] = [
    path("matches/", review.matches, name="matches"),
    path(MATCH, review.match, name="match"),
    path(f"{MATCH}answer", review.answer, name="match-answer"),
    path(f"{MATCH}reopening", review.reopening, name="match-reopening"),
    path(f"{MATCH}merging", merging.merging, name="merging"),
    path("merges/", merging.merges, name="merges"),
    path("merges/<uuid:merge_id>/undoing", merging.undoing, name="merge-undoing"),
    path("matches/search", review.search, name="matches-search"),
    path("matches/rows/<uuid:landing_id>", review.taking_again, name="matches-again"),
]

# For the manager who declares and the data protection officer who approves, each at their own.
about_matching: list[URLPattern] = [
    path("matching/", governing.matching, name="matching"),
    path("matching/declaration", governing.declaration, name="matching-declaration"),
    path("matching/<int:declaration_id>/approval", governing.approval, name="matching-approval"),
    path(
        "matching/models/<int:model_id>/approval",
        governing.model_approval,
        name="matching-model-approval",
    ),
]
