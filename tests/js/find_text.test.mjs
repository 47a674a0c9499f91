import assert from "node:assert/strict";
import test from "node:test";
import { isTicketNumber, scannedKind } from "../../addons/ticket_pos/static/src/utils/find_text.js";

test("a ticket's number has sixteen digits and checks itself", () => {
    assert.equal(isTicketNumber("4539 1488 0343 6467"), true);
    assert.equal(isTicketNumber("4539148803436468"), false);
    assert.equal(isTicketNumber("453914880343646"), false);
});

test("signed codes, links and orders are told from goods", () => {
    assert.equal(scannedKind("T1" + "A".repeat(144)), "ticket");
    assert.equal(scannedKind("t2" + "a".repeat(180)), "ticket");
    assert.equal(scannedKind("https://x.example/t/1a-" + "Q".repeat(22)), "link");
    assert.equal(scannedKind("https://x.example/ticket/verify?code=1"), "link");
    assert.equal(scannedKind("S00042"), "order");
    assert.equal(scannedKind("2611-001-000007"), "order");
    assert.equal(scannedKind("5901234123457"), null);
    assert.equal(scannedKind("T1-20"), "order");
    assert.equal(scannedKind("popcorn"), null);
});
