"""Three invented cases to begin with; nobody in them exists."""

from __future__ import annotations

from typing import Any

_SCALE = {"least": "1", "most": "5", "decimals": 0}


def _dimension(code: str, name: str, expert: str, why: str, anchors: tuple[str, str, str]) -> dict[str, Any]:
    low, middle, high = anchors
    return {
        "code": code,
        "name": name,
        "expert": expert,
        "why": why,
        "anchors": {"1": low, "3": middle, "5": high},
    }


INTEGRITY = (
    "Mematuhi aturan bila diingatkan.",
    "Memastikan tim mematuhi aturan; menegur dan menghargai.",
    "Membangun kebijakan dan menjadi teladan di luar instansinya.",
)
TEAMWORK = (
    "Ikut serta bila diminta.",
    "Membentuk tim yang bekerja; merundingkan perbedaan.",
    "Membangun kerja sama lintas lembaga yang bertahan.",
)
COMMUNICATION = (
    "Menyampaikan hal sederhana dengan jelas.",
    "Menyampaikan hal sulit secara tegas dan memeriksa pemahaman.",
    "Membangun sistem komunikasi yang terbuka.",
)
RESULTS = (
    "Bekerja sesuai standar yang diberikan.",
    "Menetapkan sasaran unit yang menantang dan memantaunya.",
    "Menaikkan mutu hasil seluruh organisasi.",
)
DECISIONS = (
    "Mengumpulkan keterangan sebelum bertindak.",
    "Membandingkan pilihan dan menimbang risikonya.",
    "Memutuskan hal strategis berjangka panjang.",
)

CASES: tuple[dict[str, Any], ...] = (
    {
        "code": "lampu-jalan",
        "title": "Wawancara: pengadaan lampu jalan",
        "scale": _SCALE,
        "text": [
            "Peserta memimpin seksi dengan sembilan orang. Ia bercerita bahwa seorang anggotanya menerima bingkisan dari calon "
            "penyedia. “Saya panggil dia hari itu juga, bingkisan kami kembalikan dengan tanda terima, lalu saya sampaikan "
            "aturannya kepada semua orang dalam rapat Senin.” Sejak itu setiap pertemuan dengan penyedia dihadiri dua orang.",
            "Ketika bidang lain menolak membagi data jalan, ia “mengirim surat dua kali”. Datanya datang setelah atasannya turun "
            "tangan. Ia tidak menemui bidang itu karena “suratnya sudah jelas”.",
        ],
        "dimensions": [
            _dimension(
                "M.01",
                "Integritas",
                "3",
                "Bertindak segera, menegur, dan membuat aturan bagi timnya; tidak di luar timnya.",
                INTEGRITY,
            ),
            _dimension(
                "M.02",
                "Kerja Sama",
                "2",
                "Meminta secara tertulis saja; tidak berunding ketika ditolak.",
                TEAMWORK,
            ),
            _dimension(
                "M.03",
                "Komunikasi",
                "3",
                "Menyampaikan hal sulit secara terbuka kepada seluruh tim.",
                COMMUNICATION,
            ),
        ],
    },
    {
        "code": "antrean-loket",
        "title": "Diskusi kelompok: antrean loket",
        "scale": _SCALE,
        "text": [
            "Enam peserta membahas antrean loket. Pada menit ketiga peserta ini menawarkan urutan pembahasan dan kelompok "
            "menerimanya. Ia bertanya kepada dua orang yang diam dan mencatat usul mereka di papan.",
            "Dua peserta berselisih tentang loket daring. Ia berkata, “Mungkin keduanya benar untuk pengguna yang berbeda,” lalu "
            "membagi pengguna menjadi tiga kelompok; kedua pihak setuju. Ia menutup tanpa menetapkan siapa mengerjakan apa, dan "
            "angka sasaran yang diminta lembar tugas tidak disebut.",
        ],
        "dimensions": [
            _dimension(
                "M.02",
                "Kerja Sama",
                "4",
                "Mengajak yang diam dan menyatukan pihak yang berselisih.",
                TEAMWORK,
            ),
            _dimension(
                "M.03",
                "Komunikasi",
                "3",
                "Jelas dan mendengarkan; tidak ada hal peka yang harus disampaikan.",
                COMMUNICATION,
            ),
            _dimension(
                "M.04",
                "Orientasi pada Hasil",
                "2",
                "Tidak ada sasaran, penanggung jawab, atau tenggat.",
                RESULTS,
            ),
        ],
    },
    {
        "code": "banjir-malam",
        "title": "In-basket: banjir pada malam libur",
        "scale": _SCALE,
        "text": [
            "Dari dua belas surat, peserta mendahulukan laporan tanggul retak. Ia menulis tiga pilihan (mengungsikan sekarang, "
            "menunggu ukuran pukul sepuluh, menutup pintu air), menulis biaya dan bahaya masing-masing, dan memilih mengungsikan "
            "dua RT yang terendah dahulu dengan alasan “salah mengungsikan dapat diperbaiki, terlambat tidak”.",
            "Ia menugaskan empat orang dengan nama, jam, dan nomor telepon, serta meminta kabar setiap jam. Keluhan tentang "
            "keterlambatan gaji tenaga harian ia beri catatan “nanti”, tanpa tanggal.",
        ],
        "dimensions": [
            _dimension(
                "M.08",
                "Pengambilan Keputusan",
                "4",
                "Membandingkan tiga pilihan dengan risiko besar dan waktu sempit, beralasan.",
                DECISIONS,
            ),
            _dimension(
                "M.04",
                "Orientasi pada Hasil",
                "3",
                "Tugas dengan nama, jam, dan pemantauan; satu urusan dibiarkan tanpa tanggal.",
                RESULTS,
            ),
            _dimension(
                "M.03", "Komunikasi", "3", "Perintah tertulis jelas dan dapat diperiksa.", COMMUNICATION
            ),
        ],
    },
)
