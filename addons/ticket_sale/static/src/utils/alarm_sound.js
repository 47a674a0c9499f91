/** Two tones in turns, loud and unlike anything a till says otherwise. */
export class AlarmSound {
    constructor(AudioContext = globalThis.AudioContext) {
        this.AudioContext = AudioContext;
        this.context = null;
        this.timer = null;
    }

    get isOn() {
        return Boolean(this.timer);
    }

    /** Browsers that want a touch first stay silent until there is one; the picture stays. */
    start() {
        if (this.timer || !this.AudioContext) {
            return;
        }
        this.context ||= new this.AudioContext();
        let high = false;
        const sound = () => {
            high = !high;
            this.tone(high ? 960 : 720, 0.45);
        };
        this.timer = setInterval(sound, 500);
        sound();
    }

    stop() {
        clearInterval(this.timer);
        this.timer = null;
    }

    tone(frequency, seconds) {
        const { context } = this;
        if (context.state === "suspended") {
            context.resume().catch(() => {});
            return;
        }
        const oscillator = context.createOscillator();
        const volume = context.createGain();
        oscillator.type = "square";
        oscillator.frequency.value = frequency;
        volume.gain.value = 0.2;
        oscillator.connect(volume).connect(context.destination);
        oscillator.start();
        oscillator.stop(context.currentTime + seconds);
    }
}
