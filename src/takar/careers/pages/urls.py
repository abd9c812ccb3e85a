from django.urls import path

from takar.accounts.public import Ability
from takar.careers.lists import CAREER_LISTS
from takar.careers.pages import careers
from takar.people.public import TablePages

app_name = "careers"
urlpatterns = [
    path("", careers.careers, name="careers"),
    path("orang/<str:nip>/", careers.person, name="person"),
    *TablePages("careers", CAREER_LISTS, Ability.MANAGE_CAREERS, "careers:careers").urls(),
]
