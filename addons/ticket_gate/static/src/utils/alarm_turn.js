/** Which way a lane went when an alarm began: while it lasts people are counted out. */
export class AlarmTurn {
    before = null;

    /**
     * @param {boolean} isOn
     * @param {"in" | "out"} direction the lane's now
     * @returns {"in" | "out" | null} the way it goes again, when an alarm has just ended
     */
    note(isOn, direction) {
        const { before } = this;
        this.before = isOn ? (before ?? direction) : null;
        return isOn ? null : before;
    }
}
