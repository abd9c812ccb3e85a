"""Word problems of levels 1 and 2: one to three steps."""

from __future__ import annotations

from takar.items.domain.chance import Chance
from takar.items.domain.generators.arithmetic_parts import Problem, Template, hours, percent, rupiah, unit
from takar.kernel.numbers import grouped


def purchase(chance: Chance) -> Problem:
    n, m = chance.between(4, 9), chance.between(10, 15)
    p, q = chance.between(48, 62) * 1000, chance.between(12, 35) * 1000
    total = n * p + m * q
    return Problem(
        f"Bagian perlengkapan membeli {n} rim kertas seharga {rupiah(p)} per rim dan {m} botol tinta stempel seharga "
        f"{rupiah(q)} per botol. Berapa jumlah yang harus dibayar?",
        total,
        (n * p + n * q, m * p + n * q, total - 10_000, total + 10_000, total - 100_000),
        20_000,
        rupiah,
        f"{n} × {rupiah(p)} + {m} × {rupiah(q)} = {rupiah(n * p)} + {rupiah(m * q)} = {rupiah(total)}.",
    )


def absent(chance: Chance) -> Problem:
    n, p = chance.between(80, 360, 20), chance.pick((15, 35, 45, 55, 65, 85))
    joined = n * p // 100
    rest = n - joined
    return Problem(
        f"Dari {n} pegawai di sebuah dinas, {p}% telah mengikuti pelatihan pelayanan prima. Berapa pegawai yang belum "
        "mengikuti pelatihan itu?",
        rest,
        (joined, n - p, rest + n // 10, rest - n // 20, rest + n // 20),
        max(2, n // 20),
        unit("orang"),
        f"Yang sudah: {p}% × {n} = {joined} orang. Yang belum: {n} − {joined} = {rest} orang.",
    )


def same_speed(chance: Chance) -> Problem | None:
    speed, h, far = chance.pick((40, 45, 50, 60)), chance.between(2, 4), chance.between(5, 13)
    km, target = speed * h, speed * far // 2
    minutes = far * 30
    if far <= 2 * h or speed * far % 2:
        return None
    return Problem(
        f"Sebuah mobil dinas menempuh jarak {km} km dalam waktu {h} jam. Dengan kecepatan rata-rata yang sama, berapa "
        f"lama waktu yang diperlukan untuk menempuh jarak {target} km?",
        minutes,
        (minutes - 30, minutes + 30, minutes + 15, minutes - 15, minutes + 60),
        15,
        hours,
        f"Kecepatannya {km} : {h} = {speed} km/jam, sehingga {target} km ditempuh dalam {hours(minutes)}.",
    )


def daily_mean(chance: Chance) -> Problem:
    mean = chance.between(38, 74)
    gaps = [chance.between(-9, 9) for _ in range(4)]
    days = [mean + gap for gap in gaps] + [mean - sum(gaps)]
    return Problem(
        "Dalam lima hari kerja, sebuah loket pelayanan melayani berturut-turut "
        f"{', '.join(map(str, days[:4]))}, dan {days[4]} pemohon. Berapa rata-rata pemohon yang dilayani per hari?",
        mean,
        (sorted(days)[2], sum(days) // 4, mean + 2, mean - 2, mean + 1, mean - 1),
        3,
        unit("pemohon"),
        f"Jumlah seluruhnya {sum(days)} pemohon, dibagi 5 hari = {mean} pemohon per hari.",
    )


def files_left(chance: Chance) -> Problem:
    n = chance.between(5, 20) * 12
    left = n - n // 3 - n // 4
    return Problem(
        f"Seorang arsiparis harus memeriksa {n} berkas. Sepertiga dari seluruh berkas diperiksa pada pagi hari dan "
        "seperempat dari seluruh berkas diperiksa pada siang hari. Berapa berkas yang belum diperiksa?",
        left,
        (n // 2, n // 3 + n // 4, n - n // 3 - n // 6, n * 2 // 7, n // 3),
        n // 12,
        unit("berkas"),
        f"Sudah diperiksa {n // 3} + {n // 4} = {n // 3 + n // 4} berkas; tersisa {n} − {n // 3 + n // 4} = {left} berkas.",
    )


def budget_left(chance: Chance) -> Problem:
    ceiling, first, second = (
        chance.between(20, 90, 5) * 4_000_000,
        chance.pick((25, 30, 40)),
        chance.pick((15, 20, 35)),
    )
    left = ceiling * (100 - first - second) // 100
    used = ceiling - left
    return Problem(
        f"Pagu sebuah kegiatan adalah {rupiah(ceiling)}. Pada triwulan pertama telah dipakai {first}% dari pagu, dan pada "
        f"triwulan kedua {second}% dari pagu. Berapa sisa anggaran kegiatan itu?",
        left,
        (
            used,
            ceiling * (100 - first) // 100,
            ceiling * (100 - second) // 100,
            left + ceiling // 20,
            left - ceiling // 20,
        ),
        ceiling // 20,
        rupiah,
        f"Terpakai {first}% + {second}% = {first + second}%; sisanya {100 - first - second}% × {rupiah(ceiling)} = "
        f"{rupiah(left)}.",
    )


def discount_and_tax(chance: Chance) -> Problem:
    price, off, tax = chance.between(6, 18) * 1_000_000, chance.pick((5, 10, 15, 20)), chance.pick((10, 11))
    net = price * (100 - off) // 100
    paid = net * (100 + tax) // 100
    return Problem(
        f"Harga sebuah laptop adalah {rupiah(price)}. Penyedia memberi potongan {off}%, kemudian harga setelah potongan "
        f"dikenai pajak {tax}%. Berapa yang harus dibayar?",
        paid,
        (
            net,
            price * (100 - off + tax) // 100,
            price * (100 + tax) // 100,
            price * (100 - off - tax) // 100,
            price,
        ),
        price // 50,
        rupiah,
        f"Setelah potongan: {rupiah(net)}. Pajak {tax}%: {rupiah(paid - net)}. Jumlah: {rupiah(paid)}.",
    )


def more_hands(chance: Chance) -> Problem | None:
    few, days, many = chance.between(3, 8), chance.between(8, 24), chance.between(5, 12)
    answer = few * days // many
    if few * days % many or many <= few:
        return None
    return Problem(
        f"Sebanyak {few} petugas dapat memindai seluruh arsip kepegawaian dalam {days} hari. Jika semua petugas bekerja "
        f"dengan kecepatan yang sama, dalam berapa hari pekerjaan itu selesai oleh {many} petugas?",
        answer,
        (days - (many - few), days * many // few, answer + 2, answer - 1, answer + 1),
        2,
        unit("hari"),
        f"Pekerjaan itu memerlukan {few} × {days} = {few * days} hari-orang; dibagi {many} petugas = {answer} hari.",
    )


def ratio_total(chance: Chance) -> Problem | None:
    a, b, k = chance.between(4, 9), chance.between(2, 7), chance.between(6, 15)
    if a <= b or a % b == 0 or (a, b) in ((6, 4), (9, 6), (8, 6)):
        return None
    return Problem(
        f"Perbandingan banyaknya pegawai di bagian umum dan bagian keuangan adalah {a} : {b}. Pegawai bagian umum "
        f"{(a - b) * k} orang lebih banyak daripada pegawai bagian keuangan. Berapa jumlah pegawai kedua bagian itu?",
        (a + b) * k,
        (a * k, b * k, (a + b) * (a - b), (a + b + 1) * k, (a + b - 1) * k, (a + b) * (k + 1)),
        k,
        unit("orang"),
        f"Selisih {a - b} bagian = {(a - b) * k} orang, jadi satu bagian = {k} orang. Jumlahnya {a + b} × {k} = "
        f"{(a + b) * k} orang.",
    )


def new_member(chance: Chance) -> Problem:
    n, mean, rise = chance.between(6, 14), chance.between(68, 78), chance.pick((1, 1, 2))
    score = mean + rise * (n + 1)
    return Problem(
        f"Rata-rata nilai {n} peserta pelatihan adalah {mean}. Setelah nilai seorang peserta susulan dimasukkan, "
        f"rata-ratanya menjadi {mean + rise}. Berapa nilai peserta susulan itu?",
        score,
        (
            mean + rise * n,
            mean + rise,
            mean + rise * 2,
            score + n,
            score - n,
            score + 1,
            score - 1,
            score + 2,
        ),
        3,
        str,
        f"Jumlah baru {n + 1} × {mean + rise} = {(n + 1) * (mean + rise)}; jumlah lama {n} × {mean} = {n * mean}; "
        f"selisihnya {score}.",
    )


def percent_rise(chance: Chance) -> Problem | None:
    old, p = chance.between(120, 600, 20), chance.pick((15, 20, 25, 30, 35, 40, 60))
    new = old + old * p // 100
    if old * p % 100 or new - old == p:
        return None
    return Problem(
        f"Jumlah permohonan izin usaha di sebuah kota naik dari {grouped(old)} pada bulan Maret menjadi {grouped(new)} "
        "pada bulan April. Berapa persen kenaikannya?",
        p,
        (round((new - old) * 100 / new), p + 5, p - 5, p + 10, p - 10),
        5,
        percent,
        f"Kenaikannya {new - old} dari {old}, yaitu {new - old} : {old} × 100% = {p}%.",
    )


def not_yet(chance: Chance) -> Problem | None:
    whole, p = chance.between(60, 400, 20), chance.pick((55, 60, 65, 70, 75, 85, 90))
    done = whole * p // 100
    if whole * p % 100:
        return None
    rest = whole - done
    return Problem(
        f"Sebanyak {done} pegawai, yaitu {p}% dari seluruh pegawai sebuah kantor, telah mengisi laporan kinerja. Berapa "
        "pegawai yang belum mengisinya?",
        rest,
        (done * (100 - p) // 100, 100 - p, whole, rest + whole // 20, rest - whole // 20),
        max(2, whole // 20),
        unit("orang"),
        f"Seluruh pegawai: {done} : {p}% = {whole} orang. Yang belum: {whole} − {done} = {rest} orang.",
    )


LEVEL_1: tuple[Template, ...] = (purchase, absent, same_speed, daily_mean, files_left, budget_left)
LEVEL_2: tuple[Template, ...] = (discount_and_tax, more_hands, ratio_total, new_member, percent_rise, not_yet)
