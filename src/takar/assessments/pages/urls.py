"""Addresses of the pages of `assessments`."""

from django.urls import path

from takar.assessments.pages import draft, opening, overview, participants, sessions

app_name = "assessments"
urlpatterns = [
    path("", overview.assessments, name="assessments"),
    path("baru/", draft.new, name="new"),
    path("<str:assessment>/", overview.assessment, name="assessment"),
    path("<str:assessment>/ubah/", draft.change, name="change"),
    path("<str:assessment>/peserta/", participants.participants, name="participants"),
    path("<str:assessment>/peserta/tambah/", participants.add, name="add_participants"),
    path("<str:assessment>/peserta/berkas/", participants.add_file, name="add_file"),
    path("<str:assessment>/peserta/<str:sitting>/", participants.participant, name="participant"),
    path("<str:assessment>/peserta/<str:sitting>/waktu/", participants.minutes, name="minutes"),
    path("<str:assessment>/peserta/<str:sitting>/pindah/", participants.move, name="move"),
    path("<str:assessment>/peserta/<str:sitting>/hapus/", participants.remove, name="remove_participant"),
    path("<str:assessment>/sesi/", sessions.sessions, name="sessions"),
    path("<str:assessment>/sesi/tambah/", sessions.add, name="add_session"),
    path("<str:assessment>/sesi/bagikan/", sessions.assign, name="assign"),
    path("<str:assessment>/sesi/<str:session>/ubah/", sessions.change, name="change_session"),
    path("<str:assessment>/sesi/<str:session>/hapus/", sessions.remove, name="remove_session"),
    path("<str:assessment>/buka/", opening.opening, name="open"),
    path("<str:assessment>/tutup/", opening.close, name="close"),
]
