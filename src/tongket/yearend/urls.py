"""Addresses of reviews."""

from django.urls import path

from tongket.yearend.views import reading, writing

app_name = "yearend"
_REVIEW = "tong-ket/<slug:unit>/<int:year>/"

urlpatterns = [
    path("tong-ket/", reading.review_list, name="review_list"),
    path("tong-ket/moi/", reading.create, name="create"),
    path(_REVIEW, reading.review, name="review"),
    path(f"{_REVIEW}word/", reading.word, name="word"),
    path(f"{_REVIEW}pdf/", reading.pdf, name="pdf"),
    path(f"{_REVIEW}soan/<slug:section>/", writing.edit_text, name="edit_text"),
    path(f"{_REVIEW}noi-bat/", writing.highlights, name="highlights"),
    path(f"{_REVIEW}han-che/", writing.limits, name="limits"),
    path(f"{_REVIEW}nhiem-vu/", writing.tasks, name="tasks"),
    path(f"{_REVIEW}the-thuc/", writing.particulars, name="particulars"),
    path(f"{_REVIEW}chot/", writing.seal, name="seal"),
    path(f"{_REVIEW}ly-do/", writing.explain, name="explain"),
]
