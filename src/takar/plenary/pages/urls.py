"""Addresses of the pages of `plenary`."""

from __future__ import annotations

from django.urls import path

from takar.plenary.pages import acts, objections, opening, outcome, room, signing

app_name = "plenary"
urlpatterns = [
    path("", opening.listed, name="plenaries"),
    path("seleksi/<str:selection>/", opening.prepare, name="prepare"),
    path("seleksi/<str:selection>/buka/", opening.open_it, name="open"),
    path("<str:plenary>/", room.room, name="room"),
    path("<str:plenary>/kini/", room.live, name="live"),
    path("<str:plenary>/bukti/<str:post>/<str:nip>/", room.evidence, name="evidence"),
    # in the room
    path("<str:plenary>/hadir/", acts.come_in, name="come"),
    path("<str:plenary>/pergi/", acts.go, name="leave"),
    path("<str:plenary>/kehadiran/", acts.attend, name="attend"),
    path("<str:plenary>/mundur/", acts.step_aside, name="recuse"),
    path("<str:plenary>/tirai/", acts.draw, name="show"),
    path("<str:plenary>/usul/", acts.propose, name="move"),
    path("<str:plenary>/usul/catat/", acts.note_motion, name="note_motion"),
    path("<str:plenary>/usul/<str:motion>/suara/", acts.cast_vote, name="vote"),
    path("<str:plenary>/usul/<str:motion>/hitung/", acts.count, name="decide"),
    path("<str:plenary>/akhiri/", acts.finish_talk, name="end"),
    # the minutes
    path("<str:plenary>/berita-acara/", signing.minutes, name="minutes"),
    path("<str:plenary>/berita-acara/tanda-tangan/", signing.sign, name="sign"),
    path("<str:plenary>/berita-acara/tolak/", signing.decline, name="decline"),
    path("<str:plenary>/berita-acara/penolakan/", signing.note_refusal, name="note_refusal"),
    path("<str:plenary>/berita-acara/selesai/", signing.finish, name="close"),
    # afterwards
    path("<str:plenary>/hasil/", outcome.outcome, name="outcome"),
    path("<str:plenary>/hasil/serahkan/", outcome.deliver, name="hand_over"),
    path("<str:plenary>/hasil/pilih/", outcome.appoint, name="choose"),
    path("<str:plenary>/hasil/umumkan/", outcome.publish, name="release"),
    path("<str:plenary>/hasil/lebih-awal/", outcome.ask_early, name="ask_early"),
    path("<str:plenary>/hasil/lebih-awal/<int:number>/", outcome.allow_early, name="allow_early"),
    path("<str:plenary>/keberatan/", objections.objections, name="objections"),
    path("<str:plenary>/keberatan/terima/", objections.receive, name="receive"),
    path("<str:plenary>/keberatan/<str:objection>/jawab/", objections.reply, name="answer"),
    path("<str:plenary>/keberatan/<str:objection>/betulkan/", objections.ask, name="ask_amendment"),
    path("<str:plenary>/keberatan/setujui/<int:number>/", objections.approve, name="approve_amendment"),
    path("<str:plenary>/keberatan/<str:objection>/dokumen/", objections.document, name="document"),
]
