"""The pack comes after gradkata's own katas, and changes nothing about them."""

from gradkata import plugins

from gradkata_transformer import plugin


def test_the_pack_is_found_and_nothing_is_left_out():
    found = plugins.load()
    assert found.problems == []
    assert plugin.kata_packs()[0].name in {kata.pack for kata in found.katas.values()}
