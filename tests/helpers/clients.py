"""Buyers as the server sees them: plain HTTP, no import of ours.

Each client is one customer, one till or one reseller; a process may have many.
"""

import hashlib
import hmac
import json
import re
import time
from uuid import uuid4

import requests


class Refused(Exception):
    """The server said no; ``code`` is the one of its error, or Odoo's error name."""

    def __init__(self, code, message, details=None):
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.details = details or {}

    def __reduce__(self):
        """Also from another process: a pool waits for ever for what it cannot read."""
        return type(self), (self.code, self.message, self.details)


class Client:
    """A browser without a screen: cookies are kept, JSON-RPC errors are raised."""

    def __init__(self, base_url, timeout=60):
        self.base_url = base_url.rstrip("/")
        self.http = requests.Session()
        self.timeout = timeout

    def get(self, path, **options):
        reply = self.http.get(self.base_url + path, timeout=self.timeout, **options)
        reply.raise_for_status()
        return reply

    def rpc(self, path, **params):
        reply = self.http.post(
            self.base_url + path,
            json={"jsonrpc": "2.0", "method": "call", "params": params},
            timeout=self.timeout,
        )
        reply.raise_for_status()
        answer = reply.json()
        if "error" in answer:
            data = answer["error"].get("data", {})
            raise Refused(data.get("name"), data.get("message"), data)
        return answer.get("result")

    def call(self, model, method, args=(), **kwargs):
        return self.rpc(
            f"/web/dataset/call_kw/{model}/{method}",
            model=model,
            method=method,
            args=list(args),
            kwargs=kwargs,
        )

    def login(self, database, login, password):
        self.rpc(
            "/web/session/authenticate", db=database, login=login, password=password
        )
        return self

    def run_job(self, job_id, patience=60):
        """Run a cron job now, or after the run that the server has begun itself.

        :param patience: seconds until a job that always runs is an error
        """
        end = time.monotonic() + patience
        while True:
            try:
                return self.call("ir.cron", "method_direct_trigger", [[job_id]])
            except Refused as refusal:
                if "already executing" not in refusal.message or time.monotonic() > end:
                    raise
                time.sleep(0.2)


class Website(Client):
    """A guest who buys in the website shop with the demo payment provider."""

    def hold(self, session_id, **wanted):
        """:raise Refused: with the picker's code, such as ``places_unavailable``"""
        answer = self.rpc("/ticket/web/hold", session_id=session_id, **wanted)
        if error := answer.get("error"):
            raise Refused(error["code"], error["message"], error["details"])
        return answer["hold"]

    def add_to_cart(self, hold, type_id):
        answer = self.rpc(
            "/ticket/web/cart",
            token=hold["token"],
            types={str(place["id"]): type_id for place in hold["places"]},
        )
        if error := answer.get("error"):
            raise Refused(error["code"], error["message"], error["details"])

    def add_package(self, package_id, zones, units=1):
        """Keep the places of a package in every session, in the cart.

        :param zones: {session id: zone id}
        :raise Refused: nothing is kept then
        """
        answer = self.rpc(
            "/ticket/web/package/hold",
            package_id=package_id,
            choices=[{"session": s, "zone": zone} for s, zone in zones.items()],
            units=units,
        )
        if "error" not in answer:
            answer = self.rpc("/ticket/web/package/cart")
        if error := answer.get("error"):
            raise Refused(error["code"], error["message"], error["details"])

    def check_out(self, name, email):
        """Give name and address, as far as the payment page.

        :return: the payment page's HTML
        """
        self.give_address(name, email)
        return self.get("/shop/payment").text

    def give_address(self, name, email):
        form = self.get("/shop/address").text
        country = re.search(r'<option[^>]*value="(\d+)"[^>]*selected', form)
        reply = self.http.post(
            self.base_url + "/shop/address/submit",
            data={
                "csrf_token": re.search(r'csrf_token: "([^"]+)"', form)[1],
                "name": name,
                "email": email,
                "phone": "+86 138 0000 0000",
                "street": "1 Test Road",
                "city": "Shanghai",
                "zip": "200000",
                "country_id": country[1] if country else "48",
                "address_type": "billing",
                "use_delivery_as_billing": "true",
                "required_fields": "",
            },
            timeout=self.timeout,
        )
        reply.raise_for_status()
        answer = reply.json()
        if "invalid_fields" in answer or answer.get("messages"):
            raise Refused("address", str(answer))

    def pay(self, page, state="done"):
        """Pay the cart through the demo provider; returns when Odoo has processed it.

        :param page: the payment page's HTML
        :raise Refused: the last check before payment said no
        """

        def value(name):
            return re.search(rf'data-{name}="([^"]*)"', page)[1]

        start = page.rfind("<", 0, page.index('data-provider-code="demo"'))
        option = page[start : page.index(">", start)]
        transaction = self.rpc(
            value("transaction-route"),
            access_token=value("access-token"),
            amount=float(value("amount")),
            provider_id=int(re.search(r'data-provider-id="(\d+)"', option)[1]),
            payment_method_id=int(
                re.search(r'data-payment-option-id="(\d+)"', option)[1]
            ),
            token_id=None,
            flow="direct",
            tokenization_requested=False,
            landing_route=value("landing-route"),
        )
        self.rpc(
            "/payment/demo/simulate_payment",
            reference=transaction["reference"],
            payment_details="1234",
            simulated_state=state,
        )
        return self.rpc("/payment/status/poll")

    def buy(self, session_id, type_id, name="Guest", **wanted):
        """From an empty cart to tickets."""
        hold = self.hold(session_id, **wanted)
        self.add_to_cart(hold, type_id)
        self.pay(self.check_out(name, f"{uuid4().hex[:8]}@example.com"))
        return hold


class Till(Client):
    """A cashier's till: what Odoo's point of sale sends, without its screen."""

    def open(self, database, login="cashier", password="cashier"):
        """Log in and open the shift of the first till that sells tickets."""
        self.login(database, login, password)
        [self.config] = self.call(
            "pos.config",
            "search_read",
            [[["ticket_selling", "=", True]]],
            fields=["current_session_id", "payment_method_ids", "pricelist_id"],
            order="id",
            limit=1,
        )
        if not self.config["current_session_id"]:
            self.call("pos.config", "open_ui", [self.config["id"]])
            [self.config] = self.call(
                "pos.config",
                "read",
                [self.config["id"]],
                fields=["current_session_id", "payment_method_ids", "pricelist_id"],
            )
            self.call(
                "pos.session",
                "set_opening_control",
                [self.config["current_session_id"][0], 0, ""],
            )
        return self

    def hold(self, session_id, type_id, wanted):
        """:param wanted: ``{"seat_ids": …}``, ``{"place_ids": …}`` or ``{"best": …}``"""
        return self.call(
            "pos.config",
            "ticket_hold",
            [self.config["id"], session_id, type_id, wanted],
        )

    def _taxes(self, product_id):
        """The product's taxes and their rate together; the demo's are included."""
        [product] = self.call(
            "product.product", "read", [[product_id]], fields=["taxes_id"]
        )
        taxes = self.call(
            "account.tax", "read", [product["taxes_id"]], fields=["amount"]
        )
        return product["taxes_id"], sum(tax["amount"] for tax in taxes) / 100

    def lease(self, session_id, key, count):
        """Keep the best seats for offline sale; returns what this device has now."""
        return self.call(
            "pos.config",
            "ticket_lease_take",
            [self.config["id"], session_id, {"key": key, "name": ""}, {"count": count}],
        )["leases"]

    def sale_offline(self, package, type_id, key):
        """The order of all seats of a lease, as a till makes it without the line."""
        seats, lines = [], {}
        for place in package["places"]:
            slip = place["slips"][str(type_id)]
            seats.append({"place_id": place["place_id"], "number": slip["number"]})
            line = lines.setdefault(slip["line"]["zone_id"], dict(slip["line"]))
            line.setdefault("place_ids", []).append(place["place_id"])
            line["lease"] = {"key": key}
        return self.order({"seats": seats, "lines": list(lines.values())})

    def pay(self, held):
        """Send the order of one hold, paid in full; returns its tickets' numbers."""
        return self.send(self.order(held))

    def send(self, order):
        return self.call("pos.order", "sync_from_ui", [[order]])

    def order(self, held):
        """The order of one hold, paid in full."""
        seats = {seat["place_id"]: seat for seat in held["seats"]}
        lines = []
        for line in held["lines"]:
            taxes, rate = self._taxes(line["product_id"])
            gross = line["price_unit"] * len(line["place_ids"])
            net = round(gross / (1 + rate), 2)
            lines.append(
                {
                    "uuid": str(uuid4()),
                    "product_id": line["product_id"],
                    "qty": len(line["place_ids"]),
                    "price_unit": line["price_unit"],
                    "discount": 0,
                    "tax_ids": [(6, 0, taxes)],
                    "price_subtotal": net,
                    "price_subtotal_incl": gross,
                    "full_product_name": "Ticket",
                    "pack_lot_ids": [],
                    "ticket_selection": {
                        "type_id": line["type_id"],
                        "seats": [seats[place] for place in line["place_ids"]],
                        "lease": line.get("lease", False),
                    },
                }
            )
        total = sum(line["price_subtotal_incl"] for line in lines)
        uuid = str(uuid4())
        now = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime())
        return {
            "uuid": uuid,
            "access_token": uuid,
            "name": "Order",
            "session_id": self.config["current_session_id"][0],
            "partner_id": False,
            "pricelist_id": self.config["pricelist_id"]
            and self.config["pricelist_id"][0],
            "fiscal_position_id": False,
            "date_order": now,
            "lines": [(0, 0, line) for line in lines],
            "amount_total": total,
            "amount_paid": total,
            "amount_return": 0,
            "amount_tax": round(
                total - sum(line["price_subtotal"] for line in lines), 2
            ),
            "state": "paid",
            "last_order_preparation_change": "{}",
            "payment_ids": [
                (
                    0,
                    0,
                    {
                        "uuid": str(uuid4()),
                        "amount": total,
                        "name": now,
                        "payment_method_id": self.config["payment_method_ids"][0],
                    },
                )
            ],
        }


class Distributor(Client):
    """A reseller's program, written from the interface description alone."""

    PREFIX = "/ticket/api/v1/distributor/"

    def __init__(self, base_url, key, secret):
        super().__init__(base_url)
        self.key, self.secret = key, secret

    def ask(self, method, path, body=None, **headers):
        """One signed request; every write carries a fresh Idempotency-Key.

        :param headers: replace the signed ones, underscores for dashes
        :raise Refused: with the code of the error
        """
        path = self.PREFIX + path
        data = b"" if body is None else json.dumps(body).encode()
        stamp = str(int(time.time()))
        text = "\n".join([method, path, stamp, hashlib.sha256(data).hexdigest()])
        signed = {
            "X-Ticket-Key": self.key,
            "X-Ticket-Timestamp": stamp,
            "X-Ticket-Signature": hmac.new(
                self.secret.encode(), text.encode(), hashlib.sha256
            ).hexdigest(),
            "Content-Type": "application/json",
        }
        if method == "POST":
            signed["Idempotency-Key"] = uuid4().hex
        signed |= {name.replace("_", "-"): value for name, value in headers.items()}
        reply = self.http.request(
            method,
            self.base_url + path,
            data=data,
            headers=signed,
            timeout=self.timeout,
        )
        answer = reply.json()
        if reply.status_code >= 400:
            error = answer["error"]
            raise Refused(error["code"], error["message"], error.get("details"))
        return answer


class Lane(Client):
    """A turnstile that asks the server about every code."""

    def __init__(self, base_url, token):
        super().__init__(base_url)
        self.http.headers["Authorization"] = f"Bearer {token}"

    def scan(self, code, direction="in", scan_id=None, **more):
        """The answer to one scan; a refusal is an answer too."""
        reply = self.http.post(
            self.base_url + "/ticket/api/v1/gate/scan",
            json={
                "code": code,
                "direction": direction,
                "scan_id": scan_id or uuid4().hex,
                **more,
            },
            timeout=self.timeout,
        )
        if reply.status_code >= 400:
            error = reply.json()["error"]
            raise Refused(error["code"], error["message"], error.get("details"))
        return reply.json()
