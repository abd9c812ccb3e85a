"""Addresses of the papers before, on and after the days. Apart from `reports`, because proctors print here and see no score."""

from django.urls import path

from takar.reports.pages import paper_of_the_day, paper_of_the_plan
from takar.reports.pages import paper_views as views

app_name = "paper"
urlpatterns = [
    path("", views.days, name="days"),
    path("hari/<str:batch>/<int:day>", views.day, name="day"),
    path("program", views.programmes_page, name="programmes"),
    path("program/<str:programme>", views.programme, name="programme"),
    path("gelombang/<str:batch>", views.batch, name="batch"),
    # of a day, for those who hold it
    path("kartu/<str:batch>", paper_of_the_day.cards, name="cards"),
    path("kartu/<str:batch>/<int:place>", paper_of_the_day.card, name="card"),
    path("ruang/<str:batch>/<int:day>", paper_of_the_day.rooms, name="rooms"),
    path("denah/<str:batch>/<int:day>", paper_of_the_day.seats, name="seats"),
    path("daftar-hadir/<str:batch>/<int:day>", paper_of_the_day.blank, name="blank"),
    path(
        "daftar-hadir/<str:batch>/<int:day>/kegiatan",
        paper_of_the_day.blank_activities,
        name="blank_activities",
    ),
    path(
        "daftar-hadir/<str:batch>/<int:day>/<int:activity>",
        paper_of_the_day.blank_activity,
        name="blank_activity",
    ),
    path("kehadiran/<str:batch>/<int:day>", paper_of_the_day.filled, name="filled"),
    path(
        "kehadiran/<str:batch>/<int:day>/<int:activity>",
        paper_of_the_day.filled_activity,
        name="filled_activity",
    ),
    path("berita-acara/<str:batch>/<int:day>", paper_of_the_day.minutes, name="minutes"),
    path(
        "berita-acara/<str:batch>/<int:day>/<int:activity>",
        paper_of_the_day.minutes_activity,
        name="minutes_activity",
    ),
    path("ulang/<str:batch>/<int:place>", paper_of_the_day.redo_letter, name="redo_letter"),
    path("rekap/<str:batch>", paper_of_the_day.recap, name="recap"),
    path("rekap/<str:batch>/excel", paper_of_the_day.recap_workbook, name="recap_workbook"),
    path("paket/<str:batch>/<int:day>", views.write_pack, name="pack"),
    path("paket/<str:batch>/<int:day>/zip", views.pack_file, name="pack_file"),
    path("akar", views.root_words, name="root_words"),
    # of the plan
    path("undangan/<str:batch>", paper_of_the_plan.invitations, name="invitations"),
    path("undangan/<str:batch>/<int:place>", paper_of_the_plan.invitation, name="invitation"),
    path("daftar/<str:batch>", paper_of_the_plan.lists, name="lists"),
    path("kalender/<str:batch>", paper_of_the_plan.calendar, name="calendar"),
    path("kalender/<str:batch>/<int:place>", paper_of_the_plan.person_calendar, name="person_calendar"),
    path("program/<str:programme>/asesor", paper_of_the_plan.schedules, name="schedules"),
    path("program/<str:programme>/asesor/<int:assessor>", paper_of_the_plan.schedule, name="schedule"),
    path("program/<str:programme>/tugas", paper_of_the_plan.duties, name="duties"),
    path("program/<str:programme>/tugas/<int:assessor>", paper_of_the_plan.duty, name="duty"),
    path(
        "program/<str:programme>/kalender/<int:assessor>",
        paper_of_the_plan.assessor_calendar,
        name="assessor_calendar",
    ),
    path("program/<str:programme>/ikhtisar", paper_of_the_plan.roster, name="roster"),
    path("program/<str:programme>/daftar", paper_of_the_plan.programme_lists, name="programme_lists"),
    path("program/<str:programme>/rekap", paper_of_the_day.programme_recap, name="programme_recap"),
    path(
        "program/<str:programme>/rekap/excel",
        paper_of_the_day.programme_recap_workbook,
        name="programme_recap_workbook",
    ),
    path("program/<str:programme>/paket", views.write_programme, name="programme_pack"),
    path("program/<str:programme>/paket/zip", views.programme_file, name="programme_file"),
]
