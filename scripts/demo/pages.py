"""What the website tells beside its shows: artists, a topic, news, and a second site."""

from datetime import timedelta

from odoo import fields

from .posters import scene
from .venues import bilingual, named

# show, name in the cast, (biography)
ARTISTS = (
    (
        "swan_lake",
        "Lin Yue",
        (
            "Principal dancer of the house since 2019, Odette at twenty.",
            "2019年起任本院首席舞者，二十岁首演奥杰塔。",
        ),
    ),
    (
        "late_jazz",
        "The House Trio",
        (
            "Piano, bass and drums; a new programme every week, never the same twice.",
            "钢琴、贝斯与鼓；每周一套新曲目，从不重样。",
        ),
    ),
)
# blog, (name), (subtitle), days ago, show
POSTS = (
    (
        "news",
        ("Behind the curtain of Swan Lake", "《天鹅湖》幕后"),
        ("Two hours with the corps before the first night", "首演前与群舞共度两小时"),
        2,
        "swan_lake",
    ),
    (
        "news",
        ("The season in ten evenings", "十个夜晚看本季"),
        ("What our box office would choose", "票房同事的私人推荐"),
        6,
        None,
    ),
    (
        "notices",
        ("Box office open until 22:00 on show days", "演出日售票处开放至22:00"),
        ("Main entrance, ground floor", "一楼正门"),
        1,
        None,
    ),
)


def load(env, settings):
    for show_xmlid, name, biography in ARTISTS:
        _artist(env, env.ref(f"demo.{show_xmlid}"), name, biography)
    _topic(env)
    for blog, name, subtitle, days, show_xmlid in POSTS:
        post = env["blog.post"].create(
            {
                "blog_id": env.ref(f"ticket_website.blog_{blog}").id,
                "name": name[0],
                "published_date": fields.Datetime.now() - timedelta(days=days),
                "ticket_show_id": show_xmlid and env.ref(f"demo.{show_xmlid}").id,
                "is_published": True,
            }
        )
        bilingual(post, name=name, subtitle=subtitle)
    return {}


def _artist(env, show, name, biography):
    member = show.cast_ids.filtered(lambda member: member.name == name)
    artist = env["ticket.artist"].create({"name": name, "is_published": True})
    chinese = member.with_context(lang="zh_CN").name
    bilingual(artist, name=(name, chinese), biography=biography)
    member.artist_id = artist


def _topic(env):
    topic = env["ticket.topic"].create(
        {
            "name": "Winter Festival",
            "picture": scene(1),
            "show_ids": [
                env.ref(f"demo.{xmlid}").id for xmlid in ("swan_lake", "teahouse")
            ],
            "is_published": True,
        }
    )
    bilingual(
        topic,
        name=("Winter Festival", "冬季艺术节"),
        subtitle=("Dance and drama by the river", "江畔的舞与戏"),
    )
    named(env, "demo.winter_festival", topic)
