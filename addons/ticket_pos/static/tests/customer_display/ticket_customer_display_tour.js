import { rpc } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { session } from "@web/session";

const QR =
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg==";

const told = {};

/** What a till sends, two seats and a popcorn. */
function cart(values = {}) {
    return {
        lines: [
            {
                productName: "Adult",
                price: "$ 760.00",
                qty: "2",
                ticket: {
                    session_id: told.card.id,
                    session: told.card.show,
                    type_id: Number(Object.keys(told.card.types)[0]),
                    type: "as the till calls it",
                    zone_id: told.card.zones[0].id,
                    zone: "as the till calls it",
                    color: "#123456",
                    seats: told.seats.map((id) => ({ id, label: "as the till calls it" })),
                },
            },
            { productName: "Popcorn", price: "$ 25.00", qty: "1" },
        ],
        finalized: false,
        amount: "$ 785.00",
        paymentLines: [],
        change: false,
        qrPaymentData: null,
        ...values,
    };
}

async function learn() {
    const ask = (session_ids) =>
        rpc("/ticket/pos/display", {
            config_id: session.config_id,
            access_token: session.access_token,
            session_ids,
        });
    const { coming } = await ask([]);
    [told.card] = (await ask([coming[0].id])).sessions;
    const map = await (await fetch(told.card.geometry)).json();
    const [first] = map.ids[0];
    told.seats = [first, first + 1];
}

function send(content, trigger, message) {
    return {
        content,
        trigger,
        run: () => new BroadcastChannel("UPDATE_CUSTOMER_DISPLAY").postMessage(message()),
    };
}

const see = (content, trigger) => ({ content, trigger });

registry.category("web_tour.tours").add("ticket_customer_display", {
    steps: () => [
        {
            content: "idle: the next session",
            trigger: ".o_display_next h1:contains(Swan Lake)",
            run: learn,
        },
        send("the cashier takes two seats", ".o_display_next", () => cart()),
        see("the show", ".o_display_where h1:contains(Swan Lake)"),
        see("the seats in the hall, with a ring around both", ".o_display_ring:only-of-type"),
        see("seats by name", ".o_display_ticket .o_display_seats:contains(Seat)"),
        see("the type by its own name", ".o_display_ticket .o_display_name:not(:contains(till))"),
        see("snacks", ".o_display_line:contains(Popcorn):contains(25.00)"),
        see("the total", ".o_display_total:contains(785.00)"),
        send("pay by code", ".o_display_cart", () =>
            cart({
                paymentLines: [{ name: "QR", amount: "$ 785.00" }],
                qrPaymentData: { amount: "$ 785.00", name: "QR", qrCode: QR },
            }),
        ),
        see("a code to pay with", ".modal img.o_ticket_pay_code"),
        send("paid", ".modal img", () => cart({ finalized: true, change: "$ 15.00" })),
        see("thanks", ".o_display_thank:contains(Thank you)"),
        see("where to go", ".o_display_visits .o_display_seats:contains(Seat)"),
        see("the change", ".o_display_steps:contains(15.00)"),
        send("the next customer", ".o_display_thanks", () => cart({ lines: [] })),
        see("idle again", ".o_display_next"),
    ],
});
