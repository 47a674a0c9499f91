from odoo import models


class SaleOrder(models.Model):
    """What a customer is told of an order by itself: in the customer's language, from the
    house, whoever is at work (a cashier, a provider's notice, a clock)."""

    _inherit = "sale.order"

    def _ticket_for_customer(self):
        """The order in the customer's language; words for :meth:`_ticket_tell` are
        said in its environment."""
        return self.with_context(lang=self.partner_id.lang or self.env.lang)

    def _ticket_tell(self, title, text, seats=None, button=None, attachments=()):
        """Write one mail to the customer, and keep it with the order.

        :param title: heading and subject
        :param seats: {session: words for each seat}, shown below the text
        :param button: what the link to the order says
        :param attachments: ``[(file name, content)]``
        :return: the message
        """
        self.ensure_one()
        order = self._ticket_for_customer()
        house_sudo = order.sudo().company_id
        body = order.env["ticket.ticket"]._customer_letter(
            order.partner_id,
            house_sudo,
            title=title,
            text=text,
            seats=seats or {},
            url=order.get_base_url() + order.get_portal_url(),
            button=button or order.env._("See my order"),
        )
        reachable = order.partner_id.filtered("email")
        return order.with_context(
            ticket_own_button=True,
            ticket_mail_buyer_only=bool(attachments),  # tickets admit whoever has them
        ).message_post(
            body=body,
            subject=order.env._(
                "%(title)s, order %(order)s", title=title, order=order.name
            ),
            author_id=house_sudo.partner_id.id,
            email_from=house_sudo.email_formatted or None,
            partner_ids=reachable.ids,
            attachments=list(attachments),
            subtype_xmlid="mail.mt_comment",
            email_layout_xmlid="mail.mail_notification_layout",
            email_add_signature=False,
        )

    def _ticket_tell_refund(self, tickets, back, fee, money):
        """Say which tickets are void and where the money goes.

        :param money: see ``ticket.ticket._refund``
        """
        self.ensure_one()
        order = self._ticket_for_customer()
        env, currency = order.env, order.currency_id
        ways = {
            "online": env._(
                "%(back)s goes back the way you paid; banks take some days for it.",
                back=currency.format(back),
            ),
            "wallet": env._(
                "%(back)s is in your e-wallet now.", back=currency.format(back)
            ),
            "credit": env._(
                "%(back)s stands to your credit; the box office pays it out.",
                back=currency.format(back),
            ),
        }
        sentences = [env._("These tickets are given back and admit nobody any more.")]
        if not currency.is_zero(back):
            sentences.append(ways[money])
        if not currency.is_zero(fee):
            kept = env._("We keep a fee of %(fee)s.", fee=currency.format(fee))
            sentences.append(kept)
        return order._ticket_tell(
            env._("Your refund"),
            "\n".join(sentences),
            tickets._seats_in_words(order.env),
        )

    def _notify_get_recipients_groups(self, message, model_description, msg_vals=False):
        """A mail with a way to the order of its own needs no second one above it; other
        messages call the order what customers call it."""
        groups = super()._notify_get_recipients_groups(
            message, model_description, msg_vals=msg_vals
        )
        if not self._ticket_lines():
            return groups
        for name, _function, group in groups:
            if self.env.context.get("ticket_own_button"):
                group["has_button_access"] = False
            elif name == "portal_customer":
                group.setdefault("button_access", {}).setdefault(
                    "title", self.env._("See my order")
                )
        return groups
