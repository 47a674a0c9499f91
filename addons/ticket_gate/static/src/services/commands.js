/** Does what the server asks of this device, each once, and says so with the next beat. */
export class Commands {
    /** @param {Object<string, (command: object) => void>} handlers by name of the command */
    constructor(handlers) {
        this.handlers = handlers;
        this.done = [];
        this.obeyed = new Set();
    }

    /**
     * @param {{id: number, command: string, text: string | null}[]} commands all that the
     *  server has not heard to be done
     * @returns {boolean} whether there was anything new
     */
    obey(commands) {
        const fresh = commands.filter(({ id }) => !this.obeyed.has(id));
        for (const command of fresh) {
            this.handlers[command.command]?.(command);
            this.obeyed.add(command.id);
        }
        this.done = commands.map(({ id }) => id); // told again where it was not heard
        return fresh.length > 0;
    }
}
