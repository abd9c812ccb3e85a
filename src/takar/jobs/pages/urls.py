"""Addresses of the pages of `jobs`."""

from django.urls import path

from takar.jobs.pages import views

app_name = "jobs"
urlpatterns = [
    path("", views.jobs, name="jobs"),
    path("<int:job_id>/", views.job, name="job"),
    path("<int:job_id>/kemajuan/", views.progress, name="progress"),
    path("<int:job_id>/batal/", views.cancel, name="cancel"),
]
