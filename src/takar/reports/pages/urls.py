"""Addresses of the pages of `reports`."""

from django.urls import path

from takar.reports.pages import views

app_name = "reports"
urlpatterns = [
    path("", views.reports, name="reports"),
    path("kegiatan/<str:assessment>", views.assessment, name="assessment"),
    path("individu/<str:sitting>", views.individual, name="individual"),
    path("rekap/<str:assessment>", views.recap, name="recap"),
    path("daftar-hadir/<str:session>", views.attendance, name="attendance"),
    path("kartu-acara/<str:assessment>", views.event_card, name="event_card"),
    path("semua/<str:assessment>", views.write_all, name="all"),
    path("arsip/<str:assessment>", views.archive, name="archive"),
]
