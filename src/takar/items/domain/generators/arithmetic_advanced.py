"""Word problems of levels 3 and 4: an equation, an overlap, a reversal."""

from __future__ import annotations

from math import comb, lcm

from takar.items.domain.chance import Chance
from takar.items.domain.generators.arithmetic_parts import Problem, Template, clock, hours, rupiah, unit
from takar.kernel.numbers import grouped


def together(chance: Chance) -> Problem | None:
    a, b = chance.between(3, 10), chance.between(6, 15)
    minutes, rest = divmod(a * b * 60, a + b)
    if rest or minutes % 10 or a >= b:
        return None
    return Problem(
        f"Operator pertama dapat memasukkan seluruh data bantuan sosial sendirian dalam {a} jam, sedangkan operator kedua "
        f"memerlukan {b} jam. Jika keduanya bekerja bersama sejak awal dengan kecepatan masing-masing, berapa lama "
        "pekerjaan itu selesai?",
        minutes,
        ((a + b) * 30, (b - a) * 60, a * 30, minutes + 30, minutes - 30, minutes + 60),
        20,
        hours,
        f"Setiap jam selesai 1/{a} + 1/{b} bagian = {a + b}/{a * b}; seluruhnya {a * b}/{a + b} jam = {hours(minutes)}.",
    )


def catch_up(chance: Chance) -> Problem | None:
    slow, fast, late = (
        chance.pick((36, 40, 45, 48, 50)),
        chance.pick((54, 60, 70, 75, 80)),
        chance.pick((20, 30, 40, 45)),
    )
    start = chance.between(7, 9) * 60
    chase, rest = divmod(slow * late, fast - slow)
    if rest or chase % 5 or chase == late:
        return None
    answer = start + late + chase
    return Problem(
        f"Sebuah truk logistik berangkat dari gudang pada {clock(start)} dengan kecepatan tetap {slow} km/jam. Mobil pengawas "
        f"menyusul dari gudang yang sama melalui jalan yang sama pada {clock(start + late)} dengan kecepatan tetap "
        f"{fast} km/jam. "
        "Pukul berapa mobil pengawas menyusul truk itu?",
        answer,
        (start + chase, answer + late, answer - 10, answer + 10, answer + 30, answer - 20),
        15,
        clock,
        f"Saat mobil berangkat, truk sudah {late} menit di depan. Selisih kecepatan {fast - slow} km/jam, sehingga tersusul "
        f"setelah {slow} × {late} : {fast - slow} = {chase} menit, yaitu {clock(answer)}.",
    )


def two_kinds(chance: Chance) -> Problem | None:
    cheap, dear = chance.between(5, 9) * 500, chance.between(10, 16) * 500
    many, few = chance.between(15, 40), chance.between(8, 30)
    if many == few or dear <= cheap:
        return None
    total = many * cheap + few * dear
    return Problem(
        f"Panitia rapat membeli {many + few} map yang terdiri atas map kertas seharga {rupiah(cheap)} dan map plastik seharga "
        f"{rupiah(dear)} per buah. Seluruhnya dibayar {rupiah(total)}. Berapa banyak map plastik yang dibeli?",
        few,
        (many, (many + few) // 2, total // (cheap + dear), few + 2, few - 2, few + 4),
        3,
        unit("map"),
        f"Bila semua map kertas: {many + few} × {rupiah(cheap)} = {rupiah((many + few) * cheap)}. Kelebihan "
        f"{rupiah(total - (many + few) * cheap)} dibagi selisih harga {rupiah(dear - cheap)} = {few} map.",
    )


def overlap(chance: Chance) -> Problem | None:
    both, only_a, only_b, none = (chance.between(*span) for span in ((8, 20), (9, 30), (10, 30), (4, 12)))
    a, b, n = only_a + both, only_b + both, only_a + only_b + both + none
    if a + b - n == both or only_a == only_b:
        return None
    return Problem(
        f"Dari {n} pegawai sebuah badan, {a} orang menguasai aplikasi pengadaan, {b} orang menguasai aplikasi kepegawaian, dan "
        f"{none} orang tidak menguasai keduanya. Berapa pegawai yang menguasai kedua aplikasi itu?",
        both,
        (a + b - n, only_a, only_b, both + none, both + 2, both - 2, both - 3),
        3,
        unit("orang"),
        f"Yang menguasai paling sedikit satu aplikasi: {n} − {none} = {n - none}. Yang menguasai keduanya: "
        f"{a} + {b} − {n - none} = {both} orang.",
    )


def joint_mean(chance: Chance) -> Problem | None:
    n, m = chance.between(10, 40, 5), chance.between(10, 40, 5)
    low, high = chance.between(66, 76), chance.between(78, 88)
    mean, rest = divmod(n * low + m * high, n + m)
    if rest or n == m or (low + high) % 2:
        return None
    return Problem(
        f"Rata-rata nilai {n} pegawai bidang perencanaan adalah {low}, sedangkan rata-rata nilai {m} pegawai bidang pengawasan "
        f"adalah {high}. Berapa rata-rata nilai semua pegawai kedua bidang itu?",
        mean,
        ((low + high) // 2, low + high - mean, mean + 1, mean - 1, mean + 2, mean - 2),
        2,
        str,
        f"({n} × {low} + {m} × {high}) : {n + m} = {grouped(n * low + m * high)} : {n + m} = {mean}.",
    )


def up_then_down(chance: Chance) -> Problem | None:
    start, up, down = (
        chance.between(60, 240, 10) * 1_000_000,
        chance.pick((10, 20, 25, 30, 40)),
        chance.pick((5, 10, 15, 20)),
    )
    end, rest = divmod(start * (100 + up) * (100 - down), 10_000)
    if rest or end % 100_000 or end == start:
        return None
    return Problem(
        f"Anggaran sebuah program dinaikkan {up}%, kemudian anggaran hasil kenaikan itu dipotong {down}% sehingga menjadi "
        f"{rupiah(end)}. Berapa anggaran program itu semula?",
        start,
        (
            end * (100 - up + down) // 100 // 100_000 * 100_000,
            end * 100 // (100 + up - down) // 100_000 * 100_000,
            end,
            end * 100 // (100 + up) // 100_000 * 100_000,
            end * 100 // (100 - down) // 100_000 * 100_000,
        ),
        5_000_000,
        rupiah,
        f"Setiap Rp100 menjadi Rp{100 + up} × {100 - down}% = Rp{_hundredths((100 + up) * (100 - down))}. "
        f"Semula: {rupiah(end)} × 100 : {_hundredths((100 + up) * (100 - down))} = {rupiah(start)}.",
    )


def _hundredths(value: int) -> str:
    whole, rest = divmod(value, 100)
    return f"{whole},{rest:02}".rstrip("0").rstrip(",")


def reinforced(chance: Chance) -> Problem | None:
    few, days, gone, more = (
        chance.between(4, 9),
        chance.between(9, 20),
        chance.between(2, 6),
        chance.between(2, 6),
    )
    left, rest = divmod(few * (days - gone), few + more)
    if rest or left < 3:
        return None
    return Problem(
        f"Sebanyak {few} petugas direncanakan menyelesaikan pendataan dalam {days} hari. Setelah {gone} hari bekerja, datang "
        f"{more} petugas tambahan yang sama cepatnya. Berapa hari lagi pendataan itu selesai sejak petugas tambahan datang?",
        left,
        (few * days // (few + more), days - gone, left + gone, left - 1, left + 1, left + 2),
        1,
        unit("hari"),
        f"Sisa pekerjaan {few} × ({days} − {gone}) = {few * (days - gone)} hari-orang, dibagi {few + more} petugas "
        f"= {left} hari.",
    )


def patrols(chance: Chance) -> Problem:
    cycle = chance.pick(((12, 15, 20), (10, 12, 15), (8, 12, 18), (9, 12, 18), (10, 15, 18), (12, 16, 24)))
    start, every = chance.between(7, 9) * 60, lcm(*cycle)
    answer = start + 2 * every
    return Problem(
        f"Tiga regu patroli berangkat bersama dari pos pada {clock(start)}. Selanjutnya regu pertama berangkat "
        f"setiap {cycle[0]} menit, "
        f"regu kedua setiap {cycle[1]} menit, dan regu ketiga setiap {cycle[2]} menit. Pukul berapa ketiga regu "
        "berangkat bersama "
        f"lagi untuk kedua kalinya setelah {clock(start)}?",
        answer,
        (
            start + every,
            start + 3 * every,
            start + sum(cycle),
            answer - 30,
            answer + 30,
            answer + 15,
            answer - 15,
        ),
        20,
        clock,
        f"Kelipatan persekutuan terkecil dari {cycle[0]}, {cycle[1]}, dan {cycle[2]} adalah {every} menit; yang "
        "kedua kalinya setelah "
        f"{2 * every} menit, yaitu {clock(answer)}.",
    )


def team(chance: Chance) -> Problem:
    n, k = chance.between(6, 9), chance.pick((3, 4))
    answer = comb(n - 1, k - 1)
    return Problem(
        f"Dari {n} pegawai akan dibentuk sebuah tim yang terdiri atas {k} orang tanpa pembagian jabatan. Salah "
        "seorang dari mereka, "
        "yaitu narahubung kegiatan, harus menjadi anggota tim. Berapa banyak susunan tim yang mungkin dibentuk?",
        answer,
        (
            comb(n, k),
            comb(n - 1, k),
            comb(n, k - 1),
            (n - 1) * (k - 1),
            answer * 2,
            n * k,
            answer + n,
            answer - n,
        ),
        3,
        unit("susunan"),
        f"Narahubung sudah pasti ikut, sehingga tinggal memilih {k - 1} dari {n - 1} pegawai lain: {answer} susunan.",
    )


def shares(chance: Chance) -> Problem | None:
    a, b = chance.pick(((1, 4), (2, 5), (1, 3), (3, 8))), chance.pick(((1, 3), (1, 4), (2, 5), (3, 5)))
    whole = chance.between(2, 12) * 120_000_000
    after = whole - whole * a[0] // a[1]
    left = after - after * b[0] // b[1]
    if a == b:
        return None
    return Problem(
        f"Sebanyak {a[0]}/{a[1]} dari pagu sebuah kegiatan dipakai untuk honorarium. Dari sisanya, {b[0]}/{b[1]} dipakai untuk "
        f"perjalanan dinas. Setelah itu masih tersisa {rupiah(left)}. Berapa pagu kegiatan itu?",
        whole,
        (
            after,
            left * a[1] * b[1] // max(1, a[1] * b[1] - a[0] * b[1] - b[0] * a[1]),
            left * a[1] // (a[1] - a[0]) // 1_000_000 * 1_000_000,
            left * 2,
            whole + 60_000_000,
            whole - 60_000_000,
        ),
        30_000_000,
        rupiah,
        f"Sisa akhir = {b[1] - b[0]}/{b[1]} × {a[1] - a[0]}/{a[1]} dari pagu, jadi pagu = {rupiah(left)} × "
        f"{b[1] * a[1]}/{(b[1] - b[0]) * (a[1] - a[0])} = {rupiah(whole)}.",
    )


def years_of_service(chance: Chance) -> Problem | None:
    k, m, years = chance.pick((3, 4, 5)), 2, chance.between(3, 8)
    staff, rest = divmod(years * (m - 1), k - m)
    if rest or not 2 <= staff <= 9:
        return None
    return Problem(
        f"Saat ini masa kerja seorang kepala bidang {k} kali masa kerja seorang stafnya. Tepat {years} tahun yang "
        "akan datang, masa kerja "
        f"kepala bidang itu menjadi {m} kali masa kerja staf tersebut. Berapa tahun masa kerja kepala bidang saat ini?",
        k * staff,
        (
            staff,
            k * staff + years,
            m * staff,
            k * years,
            m * (staff + years) + years,
            k * staff - 2,
            k * staff + 2,
        ),
        2,
        unit("tahun"),
        f"Misalkan masa kerja staf x: {k}x + {years} = {m}(x + {years}), sehingga x = {staff} dan {k}x = {k * staff} tahun.",
    )


def cheaper_units(chance: Chance) -> Problem | None:
    off, more = chance.pick((10, 20, 25, 40, 50)), chance.between(4, 24)
    units, rest = divmod(more * (100 - off), off)
    if rest or not 12 <= units <= 150:
        return None
    return Problem(
        f"Harga satu unit pemindai turun {off}%. Dengan jumlah anggaran yang sama, sebuah kantor kini dapat membeli "
        f"{more} unit lebih banyak "
        "daripada rencana semula. Berapa unit yang semula direncanakan?",
        units,
        (
            units + more,
            more * 100 // off,
            more * off // 10,
            units - more,
            units + more // 2,
            units - more // 2,
        ),
        max(2, more // 2),
        unit("unit"),
        f"Misalkan semula n unit: n = (n + {more}) × {100 - off}%, sehingga n × {off}% = {more} × {100 - off}% dan n = {units}.",
    )


LEVEL_3: tuple[Template, ...] = (together, catch_up, two_kinds, overlap, joint_mean, up_then_down)
LEVEL_4: tuple[Template, ...] = (reinforced, patrols, team, shares, years_of_service, cheaper_units)
