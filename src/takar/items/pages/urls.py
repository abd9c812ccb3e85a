"""Addresses of the pages of `items`."""

from django.urls import URLPattern, path

from takar.items.pages import generating, importing, item, listing, revise

app_name = "items"
urlpatterns: list[URLPattern] = [
    path("", listing.items, name="items"),
    path("", listing.items, name="list"),
    path("bawaan/", listing.load_shipped, name="load_shipped"),
    path("impor/", importing.upload, name="import"),
    path("impor/templat.xlsx", importing.template, name="template"),
    path("impor/<slug:code>/", importing.preview, name="preview"),
    path("impor/<slug:code>/ditolak.xlsx", importing.refused, name="refused"),
    path("impor/<slug:code>/terapkan/", importing.apply, name="apply"),
    path("buat/", generating.generating, name="generate"),
    path("butir/<str:item_id>/", item.item, name="item"),
    path("butir/<str:item_id>/telaah/", item.review, name="review"),
    path("butir/<str:item_id>/tarik/", item.retire, name="retire"),
    path("butir/<str:item_id>/ubah/", revise.revise, name="revise"),
]
