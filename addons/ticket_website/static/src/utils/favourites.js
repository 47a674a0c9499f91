export const COOKIE = "ticket_favourites";

/** The favourites a guest's browser remembers: words such as `show-12`. */
export function readFavourites(cookies) {
    const prefix = `${COOKIE}=`;
    const found = cookies.split("; ").find((cookie) => cookie.startsWith(prefix));
    const value = found ? found.slice(prefix.length).replaceAll('"', "") : "";
    return value.split(".").filter((word) => /^[a-z]+-\d+$/.test(word));
}
