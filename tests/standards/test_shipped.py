"""Shipped versions are frozen: a changed byte of meaning shows here. New text needs a new version and file."""

from __future__ import annotations

from takar.standards.shipped import shipped_files, shipped_standard

FROZEN = {
    "conduct-penyelenggaraan-2019.1.toml": "cde2e71aca0e61e05112c00fcdf7bd9532f10c0da0da95c28016b64dfec98cfa",
    "conduct-penyelenggaraan-dua-tahun-2019.1.toml": "91923ec23ba4dbbc3f8a41593d740dd32b6d6c82e8bb7a890f7a4931c0d794c4",
    "dictionary-2017.1.toml": "75ffc0a132268eaa98ba46e018d4382e18caa71cc68119b9fff953d77d576083",
    "job_standard-administrator-2017.1.toml": "21d44c52a38296124deff6f8f0101dd4227b4283dcd644c5fa6b2a8643d86d19",
    "job_standard-fungsional-2017.1.toml": "10411a944f5c132a8aede920175d5111b0dc8f8fac07c8b717f45a6daf5cf751",
    "job_standard-jpt_madya-2017.1.toml": "f2e2ae360b1228da3ad9b13ca325069021109f94821ec1a3b1c5d80a7bc1fe02",
    "job_standard-jpt_pratama-2017.1.toml": "fd17c3f7880dc0ea1e350ba35316ce4d2e85f9180b8ca579d833a937c3982a54",
    "job_standard-jpt_utama-2017.1.toml": "cbb5fce9f56738c8972200c58f10e08b918a4f33627ecf6a72f10a8381ce2d98",
    "job_standard-pelaksana-2017.1.toml": "98062f62344343a02cdb1b5d25d3fbb9aa38bfbb91019768826fa49e64d17bcc",
    "job_standard-pengawas-2017.1.toml": "f35206160dc5c6fc000ebc4dbc5d60fc981f09fb15582c2c675ce830c3a9046c",
    "placement-penempatan-2026.1.toml": "a861f5ca6aa15c9ddbfc14b8b7265524be3d6b67246d44064b73607251c2a5df",
    "raters-penilai-2026.1.toml": "4e555b834c37a7c55abe4c6c04c5f5789b6c6a637caeed30cebf1a6c50f2fd26",
    "retirement-batas-usia-pensiun-2014.1.toml": "541eea1f8f214eba5132539e15658fc25a9f2fd23ca94854b7eff01621acb3e6",
    "retirement-batas-usia-pensiun-2023.1.toml": "94e56ef7c860ba32004a863aad335033ef3dde39ebdb1cd58078b013dc9f2eda",
    "ruleset-pemetaan-2019.1.toml": "468a1208df22d62cbbbc37c00a09962cc288e5abf886bebdc8377b07782c16a5",
    "ruleset-seleksi-2019.1.toml": "22909f20953361fae8c86d394ba9a2f442a55afb7e79df81235c086690f31b83",
    "selection-seleksi-terbuka-2019.1.toml": "3cd62ca627cd58afbf4d45e8ec9a2bba252474d81b71966117799fe05f6a37a6",
    "selection-seleksi-terbuka-gabungan-2019.1.toml": "6ae9fe2cb385a66a78d709c735cb452e15556d5cd7137f337f3bfb8c2a7dcf4e",
    "talent-peta-talenta-2025.1.toml": "a5b371f6088da9c8237c529e9dec82e5f8edeca2bc84b1d37066478d9726a3bb",
    "talent-peta-talenta-kementerian-2025.1.toml": "3139926df10838a06add124b089b994744fce3590b71ef72d2b2a3615e47f2fe",
    "talent-peta-talenta-nomor-lain-2025.1.toml": "cb398dab3cfc1999913b54d78356aa94225e0bdf34295ddec9a95218d0c0ba23",
}


def test_no_shipped_version_has_changed() -> None:
    assert {path.name: shipped_standard(path).digest for path in shipped_files()} == FROZEN


def test_every_standard_names_a_source_and_says_when_a_number_is_unverified() -> None:
    for path in shipped_files():
        standard = shipped_standard(path)
        marks = {source.mark for source in standard.sources}
        assert standard.mark == "verified" or {"unverified", "secondary"} & marks
        assert all(source.address or source.mark == "unverified" for source in standard.sources)
