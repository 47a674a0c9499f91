/** Tickets side by side: swiped, or turned by buttons and arrow keys. */
export class Deck {
    /**
     * @param {HTMLElement} root
     * @param {(card: HTMLElement) => void} onTurn called with the card that is turned up
     */
    constructor(root, onTurn) {
        this.strip = root.querySelector(".o_phone_deck");
        this.cards = [...this.strip.children];
        this.onTurn = onTurn;
        this.index = 0;
        this.turns = root.querySelectorAll("[data-turn]");
        this.position = root.querySelectorAll(".o_phone_position");
        for (const button of this.turns) {
            button.addEventListener("click", () => this.turn(Number(button.dataset.turn)));
        }
        this.strip.addEventListener("scroll", () => this.follow(), { passive: true });
        document.addEventListener("keydown", (event) => this.onKey(event));
        this.show(0);
    }

    get card() {
        return this.cards[this.index];
    }

    turn(step) {
        const index = Math.min(Math.max(this.index + step, 0), this.cards.length - 1);
        const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
        const behavior = calm ? "instant" : "smooth";
        this.strip.scrollTo({ left: this.cards[index].offsetLeft, behavior });
        this.show(index);
    }

    /** The strip was swiped: the card nearest to its left edge is the one shown. */
    follow() {
        const distance = (card) => Math.abs(card.offsetLeft - this.strip.scrollLeft);
        const gaps = this.cards.map(distance);
        const nearest = gaps.indexOf(Math.min(...gaps));
        if (gaps[nearest] < this.strip.clientWidth / 4) {
            this.show(nearest);
        }
    }

    onKey(event) {
        const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
        if (step) {
            event.preventDefault();
            this.turn(step);
        }
    }

    show(index) {
        this.index = index;
        for (const text of this.position) {
            text.textContent = `${index + 1} / ${this.cards.length}`;
        }
        for (const button of this.turns) {
            const next = index + Number(button.dataset.turn);
            button.disabled = next < 0 || next >= this.cards.length;
        }
        this.onTurn(this.card);
    }
}
