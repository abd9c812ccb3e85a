"""Addresses of the pages of `delivery`: the proctor's console."""

from django.urls import path

from takar.delivery.pages import console, ordering

app_name = "delivery"
urlpatterns = [
    path("", console.sessions, name="sessions"),
    path("<str:session_id>/", console.session, name="session"),
    path("<str:session_id>/kini/", console.live, name="live"),
    path("<str:session_id>/layar/", console.projector, name="projector"),
    path("<str:session_id>/perintah/<str:kind>/", ordering.order, name="order"),
]
