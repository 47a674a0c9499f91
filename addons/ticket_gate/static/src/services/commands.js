/** Does what the server asks of this device, each once, and says so with the next beat. */
export class Commands {
    /** @param {Object<string, (command: object) => void>} handlers by name of the command */
    constructor(handlers) {
        this.handlers = handlers;
        this.done = [];
    }

    /** @param {{id: number, command: string, text: string | null}[]} commands */
    obey(commands) {
        const fresh = commands.filter(({ id }) => !this.done.includes(id));
        for (const command of fresh) {
            this.handlers[command.command]?.(command);
            this.done.push(command.id);
        }
        return fresh.length > 0;
    }

    /** The server has heard that these are done. */
    heard(ids) {
        this.done = this.done.filter((id) => !ids.includes(id));
    }
}
