from odoo import api, models
from odoo.exceptions import ValidationError


class LoyaltyReward(models.Model):
    _inherit = "loyalty.reward"

    def _compute_description(self):
        """A strategy is called by its name, not by how Odoo's engine is told of it."""
        of_strategies = self.filtered("program_id.ticket_strategy_id")
        for reward in of_strategies:
            reward.description = reward.program_id.sudo().ticket_strategy_id.name
        return super(LoyaltyReward, self - of_strategies)._compute_description()

    @api.constrains("reward_type", "reward_product_id", "reward_product_tag_id")
    def _check_no_free_ticket(self):
        """A ticket has a place; a free product has none."""
        for reward in self.filtered(lambda reward: reward.reward_type == "product"):
            if "ticket" in reward.reward_product_ids.mapped("service_tracking"):
                raise ValidationError(
                    self.env._(
                        "“%(reward)s” would give a ticket without a place. Make a "
                        "strategy “Buy some, get some” in Ticketing instead.",
                        reward=reward.description or reward.program_id.name,
                    )
                )
