import { AMBER, GREEN, RED } from "../utils/outcome";

/** [frequency in Hz, start in s, length in s] of each tone. */
const TUNES = {
    [GREEN]: [
        [880, 0, 0.09],
        [1320, 0.1, 0.16],
    ],
    [AMBER]: [
        [520, 0, 0.18],
        [520, 0.26, 0.18],
    ],
    [RED]: [
        [190, 0, 0.5],
        [150, 0.12, 0.5],
    ],
};
const SIREN = [
    [620, 0, 0.6],
    [930, 0.65, 0.6],
];
const PULSES = { [GREEN]: [60], [AMBER]: [120, 80, 120], [RED]: [400] };

/** Sound and vibration, so that nobody has to look at the screen. */
export class Signals {
    constructor() {
        this.audio = null;
        this.unlocking = null;
        this.muted = false;
    }

    /** Browsers allow sound only after a touch or a key. */
    unlock() {
        if (!this.unlocking) {
            // Opening the sound card takes its time: not while a scanner types.
            this.unlocking = setTimeout(() => (this.audio = new AudioContext()));
        } else if (this.audio?.state === "suspended") {
            this.audio.resume();
        }
    }

    /** A siren, muted or not, until it is switched off. */
    alarm(isOn) {
        clearInterval(this.siren);
        if (isOn) {
            const wail = () => {
                navigator.vibrate?.(PULSES[RED]);
                if (this.audio) {
                    SIREN.forEach(([frequency, start, length]) =>
                        this.play(frequency, this.audio.currentTime + start, length, RED),
                    );
                }
            };
            this.siren = setInterval(wail, 1400);
            wail();
        }
    }

    give(colour) {
        navigator.vibrate?.(PULSES[colour]);
        if (!this.audio || this.muted) {
            return;
        }
        for (const [frequency, start, length] of TUNES[colour]) {
            this.play(frequency, this.audio.currentTime + start, length, colour);
        }
    }

    play(frequency, start, length, colour) {
        const oscillator = this.audio.createOscillator();
        const volume = this.audio.createGain();
        oscillator.type = colour === RED ? "sawtooth" : "sine";
        oscillator.frequency.value = frequency;
        volume.gain.setValueAtTime(0.0001, start);
        volume.gain.exponentialRampToValueAtTime(0.5, start + 0.01);
        volume.gain.exponentialRampToValueAtTime(0.0001, start + length);
        oscillator.connect(volume).connect(this.audio.destination);
        oscillator.start(start);
        oscillator.stop(start + length);
    }
}
