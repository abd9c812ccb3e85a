"""Addresses of the pages of `accounts`."""

from django.urls import path

from takar.accounts.pages import sign_in, trail, users

app_name = "accounts"
urlpatterns = [
    path("masuk/", sign_in.login, name="login"),
    path("keluar/", sign_in.logout, name="logout"),
    path("kata-sandi/", sign_in.password, name="password"),
    path("pengguna/", users.users, name="users"),
    path("pengguna/baru/", users.new_user, name="new_user"),
    path("pengguna/<int:user_id>/", users.user, name="user"),
    path("pengguna/<int:user_id>/kata-sandi/", users.reset, name="reset_password"),
    path("jejak/", trail.trail, name="trail"),
    path("jejak/jejak.csv", trail.export, name="trail_csv"),
]
