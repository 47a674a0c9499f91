from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from ..tools import face_check
from .common import TicketSaleCommon


@tagged("post_install", "-at_install")
class TestFaceGallery(TicketSaleCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.gallery = cls.env["ticket.face"].get_gallery()

    def test_every_face_of_the_gallery_can_be_saved(self):
        for face in self.gallery:
            errors = [
                problem
                for problem in face_check.check(face["template"], face["usage"])
                if problem.level == "error"
            ]
            self.assertEqual(errors, [], face["code"])

    def test_every_use_has_a_face_to_begin_with(self):
        self.assertLessEqual(
            {"print", "pdf", "phone"}, {face["usage"] for face in self.gallery}
        )

    def test_names_and_pictures_are_in_the_language_of_the_user(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        faces = self.env["ticket.face"].with_context(lang="zh_CN").get_gallery()
        for english, chinese in zip(self.gallery, faces, strict=True):
            self.assertEqual(english["code"], chinese["code"])
            self.assertNotEqual(english["name"], chinese["name"])
            self.assertNotEqual(english["svg"], chinese["svg"])

    def test_layers_are_not_named_in_a_foreign_language(self):
        faces = self.env["ticket.face"].with_context(lang="zh_CN").get_gallery()
        elements = [part for face in faces for part in face["template"]["elements"]]
        self.assertFalse([part for part in elements if part.get("name")])

    def test_only_who_may_change_faces_sees_the_gallery(self):
        cashier = new_test_user(
            self.env, login="box office", groups="ticket_sale.group_ticket_cashier"
        )
        with self.assertRaises(AccessError):
            self.env["ticket.face"].with_user(cashier).get_gallery()
