import assert from "node:assert/strict";
import test from "node:test";

import { readFavourites } from "../../addons/ticket_website/static/src/utils/favourites.js";

test("a guest's favourites are read from the cookies", () => {
    const cookies = "a=1; ticket_favourites=show-12.artist-7; b=2";
    assert.deepEqual(readFavourites(cookies), ["show-12", "artist-7"]);
});

test("nonsense in the cookie is left out", () => {
    assert.deepEqual(readFavourites('ticket_favourites="show-1.<b>.show-x"'), ["show-1"]);
    assert.deepEqual(readFavourites(""), []);
});
