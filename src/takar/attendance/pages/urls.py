"""Addresses of the pages of `attendance`."""

from __future__ import annotations

from django.urls import path

from takar.attendance.pages import day, deciding, desk, history, incidents, person, today

app_name = "attendance"
urlpatterns = [
    path("", today.today, name="today"),
    path("masuk/", desk.desk, name="desk"),
    path("masuk/catat/", desk.note, name="check_in"),
    path("masuk/siapa/", desk.who, name="who"),
    path("insiden/", incidents.incidents, name="incidents"),
    path("insiden/<str:batch>/<int:day>/baru/", incidents.report, name="report_incident"),
    path("insiden/<str:batch>/<int:entry>/tutup/", incidents.close, name="close_incident"),
    path("pegawai/<str:nip>/", history.history, name="history"),
    path("dokumen/<str:name>/", person.document, name="document"),
    path("<str:batch>/catatan/<int:entry>/koreksi/", person.correct, name="correct"),
    path("<str:batch>/<int:day>/", day.day, name="day"),
    path("<str:batch>/<int:day>/kini/", day.live, name="live"),
    path("<str:batch>/<int:day>/tanda-tangan/", day.sign, name="sign"),
    path("<str:batch>/<int:day>/<int:place>/", person.person, name="person"),
    path("<str:batch>/<int:day>/<int:place>/putusan/", deciding.decide, name="decide"),
    path("<str:batch>/<int:day>/<int:place>/tempat-baru/", deciding.repair, name="repair"),
    path("<str:batch>/<int:day>/<int:place>/<str:kind>/", person.note, name="note"),
]
