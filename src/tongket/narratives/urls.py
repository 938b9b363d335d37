"""Addresses of narrative reports."""

from django.urls import path

from tongket.narratives.views import acting, matching, reading, taking

app_name = "narratives"
_REPORT = "soat/<int:report_id>/"

urlpatterns = [
    path("soat/", reading.report_list, name="report_list"),
    path("soat/dua-vao/", acting.receive, name="receive"),
    path("soat/doi-chieu/", reading.figures, name="figures"),
    path(_REPORT, reading.report, name="report"),
    path(f"{_REPORT}tien-do/", reading.progress, name="progress"),
    path(f"{_REPORT}mo-ta/", acting.describe, name="describe"),
    path(f"{_REPORT}doc-lai/", acting.read_again, name="read_again"),
    path(f"{_REPORT}xoa/", acting.remove, name="remove"),
    path(f"{_REPORT}bo-qua/", acting.set_aside, name="set_aside"),
    path(f"{_REPORT}xac-nhan/", matching.confirm_suggested, name="confirm_suggested"),
    path(f"{_REPORT}so/<int:stated_id>/", matching.stated, name="stated"),
    path(f"{_REPORT}word/", taking.word, name="word"),
    path(f"{_REPORT}goc/", taking.original, name="original"),
]
