"""Addresses of the pages of `accounts`."""

from django.urls import path

from takar.accounts.pages import approvals, sign_in, signing, trail, users

app_name = "accounts"
urlpatterns = [
    path("masuk/", sign_in.login, name="login"),
    path("keluar/", sign_in.logout, name="logout"),
    path("kata-sandi/", sign_in.password, name="password"),
    path("kunci-tanda-tangan/", signing.signing_key, name="signing_key"),
    path("persetujuan/", approvals.approvals, name="approvals"),
    path("persetujuan/<int:number>/", approvals.decide, name="decide_approval"),
    path("pengguna/", users.users, name="users"),
    path("pengguna/baru/", users.new_user, name="new_user"),
    path("pengguna/<int:user_id>/", users.user, name="user"),
    path("pengguna/<int:user_id>/kata-sandi/", users.reset, name="reset_password"),
    path("jejak/", trail.trail, name="trail"),
    path("jejak/jejak.csv", trail.export, name="trail_csv"),
]
