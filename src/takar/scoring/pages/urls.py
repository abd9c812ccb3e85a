"""Addresses of the pages of `scoring`."""

from django.urls import path

from takar.scoring.pages import audit, results

app_name = "scoring"
urlpatterns = [
    path("", results.results, name="results"),
    path("kegiatan/<str:assessment>/", results.recap, name="recap"),
    path("kegiatan/<str:assessment>/umumkan/", results.release, name="release"),
    path("kegiatan/<str:assessment>/register/", results.certify, name="certify"),
    path("peserta/<str:sitting>/", results.result, name="result"),
    path("peserta/<str:sitting>/tanda-terima/", results.receipt, name="receipt"),
    path("peserta/<str:sitting>/tanda-terima-rapat/", results.meeting_receipt, name="meeting_receipt"),
    path("audit/", audit.audit, name="audit"),
    path("audit/mulai/<str:assessment>/", audit.start, name="start_audit"),
    path("audit/<int:number>/", audit.audited, name="audited"),
]
