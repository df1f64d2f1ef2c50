"""That something has changed, for all who wait to hear of it."""

import asyncio

import pytest
from gradkata.workshop.news import News

LONG_S = 600.0  # none of these tests waits for that


def test_each_change_is_another_version_and_so_is_a_restart():
    news, versions = News(), []
    for _ in range(3):
        versions.append(news.version)
        assert news.version == versions[-1]
        news.tell()
    assert len({*versions, news.version, News().version}) == 5


@pytest.mark.parametrize("version", ["", "another"])
def test_who_knows_another_version_need_not_wait(version):
    asyncio.run(News().after(version, LONG_S))


def test_all_who_wait_hear_of_a_change():
    async def run():
        news = News()
        waiting = [asyncio.create_task(news.after(news.version, LONG_S)) for _ in range(100)]
        await asyncio.sleep(0)
        assert not any(task.done() for task in waiting)
        news.tell()
        await asyncio.gather(*waiting)

    asyncio.run(run())


def test_who_asks_between_two_changes_hears_of_the_second():
    async def run():
        news = News()
        before = news.version
        news.tell()
        await news.after(before, LONG_S)
        task = asyncio.create_task(news.after(news.version, LONG_S))
        await asyncio.sleep(0)
        assert not task.done()
        news.tell()
        news.tell()
        await task

    asyncio.run(run())


def test_without_a_change_the_wait_ends():
    async def run():
        news = News()
        before = news.version
        await news.after(before, 0.0)
        await news.after(before, 0.01)
        assert news.version == before

    asyncio.run(run())
