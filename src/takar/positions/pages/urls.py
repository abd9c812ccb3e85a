from django.urls import path

from takar.accounts.public import Ability
from takar.people.public import TablePages
from takar.positions.lists import POSITION_LISTS
from takar.positions.pages import editing, positions

app_name = "positions"
urlpatterns = [
    path("", positions.positions, name="positions"),
    path("lowong/", positions.vacancies, name="vacancies"),
    path("baru/", editing.new_position, name="new"),
    *TablePages("positions", POSITION_LISTS, Ability.MANAGE_POSITIONS, "positions:positions").urls(),
    # Codes of agencies contain slashes.
    path("jabatan/<path:code>/", positions.position, name="position"),
    path("ubah/<path:code>/", editing.edit_position, name="edit"),
    path("hapus/<path:code>/", editing.abolish, name="abolish"),
]
