"""Addresses of `talent`."""

from django.urls import path

from takar.talent.pages import lists, map, maps, person

app_name = "talent"
urlpatterns = [
    path("", maps.latest, name="map"),
    path("peta/", maps.maps, name="maps"),
    path("peta/baru/", maps.new_map, name="new_map"),
    path("<int:number>/", map.map_of, name="map_of"),
    path("<int:number>/titik.json", map.points, name="points"),
    path("<int:number>/peta.xlsx", map.excel, name="excel"),
    path("<int:number>/ringkasan/", lists.summary, name="summary"),
    path("<int:number>/belum-dinilai/", lists.unassessed, name="unassessed"),
    path("<int:number>/kelompok/", lists.pool, name="pool"),
    path("<int:number>/suksesi/", lists.successions, name="successions"),
    path("<int:number>/suksesi/<str:code>/", lists.succession, name="succession"),
    path("<int:number>/pensiun/", lists.retirements, name="retirements"),
    path("<int:number>/orang/<str:nip>/", person.person, name="person"),
    path("<int:number>/orang/<str:nip>/tindak-lanjut/", person.follow_up, name="follow_up"),
    path("<int:number>/orang/<str:nip>/pengembangan/", person.develop, name="develop"),
    path("<int:number>/orang/<str:nip>/kelompok/", person.pool_decision, name="pool_decision"),
    path("<int:number>/orang/<str:nip>/<str:kind>/<int:row>/", person.move, name="move"),
]
