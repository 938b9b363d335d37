"""Addresses of this room. Those of versions are kept in evidence and must stay."""

from django.urls import path

from tongket.submissions.views import amending, excel, filling, reviewing, rounds

app_name = "submissions"
urlpatterns = [
    path("bao-cao/", rounds.round_list, name="round_list"),
    path("bao-cao/mo-ky/", rounds.open_round, name="open_round"),
    path("bao-cao/phieu/<int:return_id>/", filling.form, name="form"),
    path("bao-cao/phieu/<int:return_id>/o/", filling.cell, name="cell"),
    path("bao-cao/phieu/<int:return_id>/gui/", filling.submit, name="submit"),
    path("bao-cao/phieu/<int:return_id>/duyet/", reviewing.review, name="review"),
    path("bao-cao/phieu/<int:return_id>/ban/<int:number>/", reviewing.version, name="version"),
    path("bao-cao/phieu/<int:return_id>/dieu-chinh/", amending.amend, name="amend"),
    path("bao-cao/phieu/<int:return_id>/excel/", excel.excel, name="excel"),
    path("bao-cao/phieu/<int:return_id>/excel/nhap/", excel.excel_upload, name="excel_upload"),
    path("bao-cao/dieu-chinh/<int:amendment_id>/", amending.amendment, name="amendment"),
    path("bao-cao/<slug:code>/bang/", rounds.board, name="board"),
    path("bao-cao/<slug:code>/bang/excel/", rounds.board_export, name="board_export"),
    path("bao-cao/<slug:code>/duyet-tat-ca/", rounds.accept_waiting, name="accept_waiting"),
    path("bao-cao/<slug:code>/chot/", rounds.seal, name="seal"),
]
