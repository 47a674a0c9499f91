import * as PartnerList from "@point_of_sale/../tests/pos/tours/utils/partner_list_util";

/** Steps on the seat screen; seats are chosen in the list, which stands for the canvas. */

export function isShown() {
    return [{ content: "the seat map is there", trigger: ".o_ticket_desk .o_ticket_seat_map" }];
}

export function open() {
    return [
        { content: "go to the seats", trigger: ".o_ticket_navbar", run: "click" },
        ...isShown(),
    ];
}

export function showList(section, row) {
    return [
        {
            content: "seats as a list",
            trigger: ".o_seat_map_controls button[aria-label='Seats as a list']",
            run: "click",
        },
        {
            content: `open section ${section}`,
            trigger: `.o_seat_map_list .o_line:contains(${section})`,
            run: "click",
        },
        {
            content: `open row ${row}`,
            trigger: `.o_seat_map_rows .o_line:contains(Row ${row})`,
            run: "click",
        },
    ];
}

export function pickSeat(number) {
    return [
        {
            content: `pick seat ${number}`,
            trigger: `.o_seat_map_seats button:text(${number}):enabled`,
            run: "click",
        },
        ...seatIsInCart(`Seat ${number}`),
    ];
}

export function pickType(name) {
    return [
        { content: `sell ${name}`, trigger: `.o_ticket_type:contains(${name})`, run: "click" },
        { content: `${name} is on`, trigger: `.o_ticket_type.btn-primary:contains(${name})` },
    ];
}

export function pickBest(count) {
    return [
        {
            content: `take the best ${count}`,
            trigger: `.o_ticket_best_count:text(${count})`,
            run: "click",
        },
    ];
}

export function seatIsInCart(label) {
    return [
        {
            content: `${label} is in the cart`,
            trigger: `.o_ticket_cart_seat:contains(${label})`,
        },
    ];
}

export function cartIsEmpty() {
    return [
        {
            content: "no seat is in the cart",
            trigger: ".o_ticket_cart:not(:has(.o_ticket_cart_seat))",
        },
    ];
}

export function changeType(label, name) {
    return [
        {
            content: `${label} becomes ${name}`,
            trigger: `.o_ticket_cart_seat:contains(${label}) .o_ticket_cart_type`,
            run: `selectByLabel ${name}`,
        },
        {
            content: `${label} is ${name}`,
            trigger: `.o_ticket_cart_line:has(div:contains(× ${name})) .o_ticket_cart_seat:contains(${label})`,
        },
    ];
}

export function removeSeat(label) {
    return [
        {
            content: `remove ${label}`,
            trigger: `.o_ticket_cart_seat:contains(${label}) .o_ticket_cart_remove`,
            run: "click",
        },
        {
            content: `${label} is gone`,
            trigger: `.o_ticket_cart:not(:has(.o_ticket_cart_seat:contains(${label})))`,
        },
    ];
}

export function totalIs(amount) {
    return [
        {
            content: `the total is ${amount}`,
            trigger: `.o_ticket_cart_total:contains(${amount})`,
        },
    ];
}

export function pay() {
    return [{ content: "go to payment", trigger: ".o_ticket_pay:enabled", run: "click" }];
}

export function openProducts() {
    return [{ content: "add products", trigger: ".o_ticket_products", run: "click" }];
}

export function ticketsAreListed(count) {
    return [
        {
            content: `${count} tickets are shown after payment`,
            trigger: `.o_ticket_print_row:nth-child(${count})`,
        },
    ];
}

export function chooseCustomer(name) {
    return [
        { content: "choose the customer", trigger: ".o_ticket_cart .set-partner", run: "click" },
        ...[PartnerList.clickPartner(name)].flat(),
        { content: `${name} is chosen`, trigger: `.o_ticket_cart .set-partner:contains(${name})` },
    ];
}

export function typePin(pin) {
    return [
        {
            content: "the supervisor types the PIN",
            trigger: ".o_ticket_supervisor input[type=password]",
            run: `edit ${pin}`,
        },
        { content: "and approves", trigger: ".o_ticket_supervisor_confirm:enabled", run: "click" },
    ];
}
