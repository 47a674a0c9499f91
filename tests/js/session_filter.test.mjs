import assert from "node:assert/strict";
import { test } from "node:test";
import { pinyinInitials } from "../../addons/ticket_pos/static/src/utils/pinyin.js";
import {
    answersTo,
    minutesUntil,
    nextToStart,
} from "../../addons/ticket_pos/static/src/utils/session_filter.js";

const lower = (text) => text.toLowerCase();
const lake = { show: "天鹅湖 Swan Lake", hall: "Grand Theatre · 大剧场" };

test("a Chinese name is typed by its initials", () => {
    for (const [name, initials] of [
        ["天鹅湖", "teh"],
        ["茶馆", "cg"],
        ["雷雨", "ly"],
        ["胡桃夹子", "htjz"],
        ["牡丹亭", "mdt"],
        ["音乐会", "yyh"],
        ["阿依达", "ayd"],
        ["足球", "zq"],
    ]) {
        assert.equal(pinyinInitials(name), initials, name);
    }
});

test("other letters stay, without spaces", () => {
    assert.equal(pinyinInitials("Swan 湖 2"), "swanh2");
});

test("a session answers to its show, its hall and its initials", () => {
    for (const wanted of ["swan", " LAKE ", "天鹅", "teh", "grand", "djc", ""]) {
        assert.equal(answersTo(lake, wanted, lower), true, wanted);
    }
    assert.equal(answersTo(lake, "nutcracker", lower), false);
});

test("the next to start is the first that has not begun", () => {
    const [running, soon, later] = [{ started: true }, { started: false }, { started: false }];
    assert.equal(nextToStart([running, soon, later]), soon);
    assert.equal(nextToStart([running]), running);
    assert.equal(nextToStart([]), null);
});

test("minutes are counted up, and never below nothing", () => {
    assert.equal(minutesUntil(90_000, 0), 2);
    assert.equal(minutesUntil(0, 90_000), 0);
});
