/** The first character of each initial, in the order of pinyin. */
const FIRST = "阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥扨它穵夕丫帀";
const INITIALS = "abcdefghjklmnopqrstwxyz";
/** Words of show bills in which a character is not read as usual. */
const WORDS = { 音乐: "yy", 乐团: "yt", 乐队: "yd", 重庆: "cq", 重奏: "cz" };
const HAN = /\p{Script=Han}/u;

const collator = new Intl.Collator("zh-CN-u-co-pinyin");

function initialOf(character) {
    let initial = INITIALS[0];
    for (let i = 0; i < FIRST.length && collator.compare(FIRST[i], character) <= 0; i++) {
        initial = INITIALS[i];
    }
    return initial;
}

/**
 * What a cashier types for a Chinese name: 天鹅湖 -> "teh". Other text stays, without
 * spaces; a character with two readings has the usual one, or that of its word.
 *
 * @param {string} text
 */
export function pinyinInitials(text) {
    const words = Object.entries(WORDS);
    const known = words.reduce((said, [word, initials]) => said.replaceAll(word, initials), text);
    return [...known.toLowerCase()]
        .filter((character) => /\S/.test(character))
        .map((character) => (HAN.test(character) ? initialOf(character) : character))
        .join("");
}
