"""The pages on which staff follow their own jobs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.html import escape

from takar.accounts.models import User
from takar.jobs.models import Job, State
from takar.jobs.public import enqueue
from takar.jobs.sentences import BROKEN
from takar.kernel.clock import utc_now

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def ratna(client: Client) -> Client:
    client.force_login(User.objects.create(username="ratna", roles=["reader"]))
    return client


@pytest.fixture
def job() -> Job:
    return enqueue("test.x", {}, actor="ratna", title="Impor 449.000 pegawai")


def put(job: Job, **values: object) -> None:
    Job.objects.filter(pk=job.pk).update(**values)


def test_a_waiting_job_refreshes_itself_and_can_be_cancelled(ratna: Client, job: Job) -> None:
    page = ratna.get(f"/pekerjaan/{job.pk}/").content.decode()
    assert 'hx-trigger="every 1s"' in page
    assert "menunggu giliran" in page
    ratna.post(f"/pekerjaan/{job.pk}/batal/")
    assert Job.objects.get(pk=job.pk).state == State.CANCELLED
    assert "hx-trigger" not in ratna.get(f"/pekerjaan/{job.pk}/").content.decode()


def test_a_job_that_nobody_takes_up_says_so(ratna: Client, job: Job) -> None:
    address = f"/pekerjaan/{job.pk}/kemajuan/"
    assert "Proses pekerja mungkin mati" not in ratna.get(address).content.decode()
    put(job, queued_at=job.queued_at - timedelta(minutes=1))
    assert "Proses pekerja mungkin mati" in ratna.get(address).content.decode()
    busy = Job.objects.create(kind="lain", title="lain", actor="ratna", queued_at=job.queued_at)
    put(busy, state=State.RUNNING, lease_until=utc_now() + timedelta(minutes=1))
    assert "Proses pekerja mungkin mati" not in ratna.get(address).content.decode()


def test_progress_is_shown_in_rows_and_percent(ratna: Client, job: Job) -> None:
    put(job, state=State.RUNNING, lease_until=job.queued_at, done=224_500, total=449_000, note="Kota Contoh")
    page = ratna.get(f"/pekerjaan/{job.pk}/kemajuan/").content.decode()
    assert 'max="449000" value="224500"' in page
    assert "224.500 dari 449.000" in page
    assert "Kota Contoh" in page


def test_a_finished_job_leads_on(ratna: Client, job: Job) -> None:
    put(job, state=State.DONE, result={"next": "/pegawai/", "label": "Lihat pegawai"})
    part = ratna.get(f"/pekerjaan/{job.pk}/kemajuan/")
    assert part["HX-Redirect"] == "/pegawai/"
    assert "Lihat pegawai" in part.content.decode()


def test_a_finished_file_waits_for_a_press_and_is_not_fetched_again_and_again(
    ratna: Client, job: Job
) -> None:
    put(
        job,
        state=State.DONE,
        done=1,
        total=2,
        result={"next": "/laporan/arsip", "label": "Unduh", "file": True},
    )
    part = ratna.get(f"/pekerjaan/{job.pk}/kemajuan/")
    assert "HX-Redirect" not in part
    assert "hx-trigger" not in part.content.decode()
    assert 'href="/laporan/arsip"' in part.content.decode()
    assert "100 %" in ratna.get("/pekerjaan/").content.decode()


def test_a_failure_is_told_in_the_readers_language(ratna: Client, job: Job) -> None:
    put(job, state=State.FAILED, error=BROKEN.as_json()["error"])
    assert BROKEN.id in ratna.get(f"/pekerjaan/{job.pk}/").content.decode()
    ratna.cookies["django_language"] = "en"
    assert escape(BROKEN.en) in ratna.get(f"/pekerjaan/{job.pk}/").content.decode()


def test_nobody_sees_or_stops_somebody_elses_job(client: Client, job: Job) -> None:
    client.force_login(User.objects.create(username="budi", roles=["reader"]))
    assert client.get(f"/pekerjaan/{job.pk}/").status_code == 404
    assert client.post(f"/pekerjaan/{job.pk}/batal/").status_code == 404
    assert "Impor 449.000" not in client.get("/pekerjaan/").content.decode()
    assert Job.objects.get(pk=job.pk).state == State.QUEUED


def test_the_list_shows_own_jobs(ratna: Client, job: Job) -> None:
    assert "Impor 449.000 pegawai" in ratna.get("/pekerjaan/").content.decode()


def test_an_empty_list_says_what_will_be_here(ratna: Client) -> None:
    assert "Belum ada pekerjaan" in ratna.get("/pekerjaan/").content.decode()
