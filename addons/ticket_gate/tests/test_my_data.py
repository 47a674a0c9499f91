import base64
from io import BytesIO

from PIL import Image

from odoo.tests import tagged

from .test_pass import PassCommon


@tagged("post_install", "-at_install")
class TestMyData(PassCommon):
    """A customer's pass is told to the customer, and forgotten with the customer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.holder = cls.env["res.partner"].create({"name": "Chen Jiayi"})
        picture = BytesIO()
        Image.new("RGB", (8, 8)).save(picture, "PNG")
        cls.pass_ = cls._create_pass(
            "Chen Jiayi",
            partner_id=cls.holder.id,
            image=base64.b64encode(picture.getvalue()),
        )

    def test_holder_is_told_of_the_pass(self):
        [told] = self.holder._my_data_sections()["passes"][0]
        self.assertEqual(told, self.pass_)

    def test_pass_of_an_erased_holder_opens_nothing_and_shows_nobody(self):
        self.holder.sudo()._erase_traces(self.holder.sudo())
        self.assertEqual(self.pass_.state, "cancelled")
        self.assertEqual(self.pass_.holder_name, "–")
        self.assertFalse(self.pass_.image or self.pass_.message_ids)
