from __future__ import annotations

from xml.etree import ElementTree

import pytest

from takar.scoring.domain.radar import Spoke, point, radar_svg

LABELS = ("Standar", "Rating")


def test_the_first_spoke_points_up_and_values_are_held_within_the_scale() -> None:
    x, top = point(0, 9, 5)
    assert x == 260.0
    assert point(0, 9, 7) == (x, top)
    assert point(0, 9, -1) == point(4, 9, 0)


def test_it_is_well_formed_names_itself_and_escapes() -> None:
    spokes = [Spoke("A & <B>", 3, 3.4), Spoke("Pengembangan Diri dan Orang Lain", 3, 2), Spoke("C", 3, 5)]
    svg = radar_svg(spokes, "Judul <x>", LABELS)
    root = ElementTree.fromstring(svg)
    assert root.attrib["role"] == "img"
    assert "Judul <x>" in "".join(root.itertext())
    assert "style=" not in svg
    assert "<script" not in svg


def test_two_spokes_have_no_area() -> None:
    with pytest.raises(ValueError, match="three"):
        radar_svg([Spoke("A", 1, 1)] * 2, "x", LABELS)
