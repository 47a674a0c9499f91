"""The house at the foot of each page, instead of Odoo's own example company."""

LINKS = (
    ("/shows", "What's on", "演出信息"),
    ("/packages", "Packages", "套票"),
    ("/venues", "Venues", "场馆"),
    ("/help", "Help", "帮助"),
    ("/about", "About us", "关于我们"),
)
HOURS = (
    ("Box office", "售票处"),
    (
        "Every day from 10:00 to 20:00, on show days until 22:00",
        "每日10:00–20:00，演出日至22:00",
    ),
    ("88 Riverside Avenue, Shanghai", "上海市滨江大道88号"),
)
OTHERS = (
    ("Discover", "浏览"),
    ("Your tickets", "您的门票"),
    ("Show tickets at the door", "入场出示"),
    ("My account", "我的账户"),
)
PHONE, MAIL = "+86 21 5550 1200", "tickets@riverside.example"
FOOTER = """
<data inherit_id="website.layout">
    <xpath expr="//div[@id='footer']" position="replace">
        <div id="footer" class="oe_structure oe_structure_solo" t-ignore="true"
             t-if="not no_footer">
            <section class="s_text_block pt40 pb32">
                <div class="container"><div class="row">
                    <div class="col-lg-3 pt16 pb16">
                        <h5>Discover</h5><ul class="list-unstyled">{links}</ul>
                    </div>
                    <div class="col-lg-4 pt16 pb16">
                        <h5>Your tickets</h5><ul class="list-unstyled">
                            <li><a href="/my/tickets/phone">Show tickets at the door</a></li>
                            <li><a href="/my">My account</a></li>
                        </ul>
                    </div>
                    <div class="col-lg-5 pt16 pb16">
                        <h5>Box office</h5>
                        <p>{hours}</p>
                        <p>{street}</p>
                        <ul class="list-unstyled">
                            <li><i class="fa fa-phone fa-fw me-2"/>{phone}</li>
                            <li><i class="fa fa-envelope fa-fw me-2"/>{mail}</li>
                        </ul>
                    </div>
                </div></div>
            </section>
        </div>
    </xpath>
</data>
"""


def load(env, settings):
    website = env["website"].search([], limit=1)
    views = env["ir.ui.view"].with_context(website_id=website.id, lang="en_US")
    links = "".join(f'<li><a href="{url}">{name}</a></li>' for url, name, _zh in LINKS)
    footer = FOOTER.format(
        links=links,
        hours=HOURS[1][0],
        street=HOURS[2][0],
        phone=f'<a href="tel:{PHONE.replace(" ", "")}">{PHONE}</a>',
        mail=f'<a href="mailto:{MAIL}">{MAIL}</a>',
    )
    views.browse(env.ref("website.footer_custom").id).arch = footer
    own = env["ir.ui.view"].search(
        [("key", "=", "website.footer_custom"), ("website_id", "=", website.id)]
    )
    terms = dict([*HOURS, *OTHERS, *((name, zh) for _url, name, zh in LINKS)])
    own.update_field_translations("arch_db", {"zh_CN": terms})
    # Room for the menu: no example number, no button beside it.
    for name in ("header_text_element", "header_call_to_action"):
        views.browse(env.ref(f"website.{name}").id).active = False
    copyright_view = views.browse(env.ref("website.footer_copyright_company_name").id)
    copyright_view.arch = copyright_view.arch.replace(
        "Copyright &amp;copy; Company name", "© Riverside Performing Arts 江畔演艺"
    )
