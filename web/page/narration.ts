// Narration: the browser's audio element, its controls, and subtitles that follow its clock.

import type { Core } from '../io/core.ts';
import type { Narration, Scene } from '../io/types.ts';
import { cueTextAt, readCues, type Cue } from '../io/web_vtt.ts';
import { byId, icon, nameButton, setIcon, show } from './dom.ts';
import type { Words } from './language.ts';
import type { Preferences } from './preferences.ts';

export interface Choice {
    /** '' is none. */
    narration: string;
    subtitles: string;
}

/** The subtitles that go with the narration in a language: its own, and in others the scene's. */
export function subtitlesFor(scene: Scene, narration: string): Record<string, string> {
    return { ...scene.subtitles, ...scene.narration?.[narration]?.subtitles };
}

/** The languages that a scene's narration and subtitles are in, by what the visitor wants. */
export function chooseLanguages(scene: Scene, language: string, wish: Preferences): Choice {
    const pick = (offered: Record<string, unknown> | undefined, wished: string): string => {
        const tags = Object.keys(offered ?? {});
        const found = [wished, language, ...tags].find((tag) => tags.includes(tag));
        return found ?? '';
    };
    const narration = pick(scene.narration, wish.narration);
    const offered = subtitlesFor(scene, narration);
    return {
        narration,
        subtitles: wish.subtitles === 'off' ? '' : pick(offered, wish.subtitles),
    };
}

export class NarrationPlayer {
    readonly audio = byId<HTMLAudioElement>('audio');
    private readonly extra = new Audio();
    private readonly section = byId('narration');
    private readonly playButton = byId('play');
    private readonly soundButton = byId('open-sound');
    private readonly seekBar = byId<HTMLInputElement>('seek');
    private readonly time = byId('time');
    private readonly subtitle = byId('subtitle');
    private scene: Scene | undefined;
    private choice: Choice = { narration: '', subtitles: '' };
    private narration: Narration | undefined;
    /** The one that was chosen; `narration` until it is known where to go on. */
    private wanted: Narration | undefined;
    private words: Words;
    private cues: Cue[] = [];
    private cuesPath = '';
    private cueTimer = 0;
    /** The place to carry on at when the language changes under way. */
    private resumeAt = 0;
    /** Another language is on its way, and plays as soon as it is there. */
    private resuming = false;

    constructor(
        private readonly core: Core | undefined,
        words: Words,
        openSettings: () => void,
        private readonly failed: () => void,
    ) {
        this.words = words;
        setIcon(this.playButton, 'play');
        this.soundButton.append(icon('captions'));
        this.soundButton.addEventListener('click', openSettings);
        this.playButton.addEventListener('click', () =>
            this.playing ? this.pause() : this.play(),
        );
        this.seekBar.addEventListener('input', () => this.seek(Number(this.seekBar.value)));
        for (const event of ['play', 'pause', 'ended', 'seeked', 'timeupdate', 'ratechange']) {
            this.audio.addEventListener(event, () => this.update());
        }
        for (const event of ['play', 'pause', 'ended']) {
            this.extra.addEventListener(event, () => this.update());
        }
        this.audio.addEventListener('error', () => {
            if (this.audio.getAttribute('src')) {
                this.failed();
            }
        });
    }

    get playing(): boolean {
        return this.resuming || (!this.audio.paused && !this.audio.ended);
    }

    /** Whether it is a computer's voice that speaks. */
    get machineVoice(): boolean {
        return this.narration?.voice === 'machine';
    }

    get transcript(): readonly Cue[] {
        return this.cues;
    }

    get languages(): Choice {
        return this.choice;
    }

    /** Another scene: stops. */
    setScene(scene: Scene): void {
        this.pause();
        this.audio.removeAttribute('src');
        this.resumeAt = 0;
        this.scene = scene;
        this.narration = this.wanted = undefined;
        show(this.section, Object.keys(scene.narration ?? {}).length > 0);
    }

    /** Takes the languages and the speed that the visitor wants; carries on where it was. */
    choose(language: string, preferences: Preferences): void {
        const scene = this.scene;
        if (!scene) {
            return;
        }
        this.choice = chooseLanguages(scene, language, preferences);
        this.audio.defaultPlaybackRate = this.audio.playbackRate = preferences.speed;
        const narration = scene.narration?.[this.choice.narration];
        if (narration !== this.wanted) {
            void this.changeNarration(scene, narration);
        } else {
            void this.loadCues();
        }
    }

    name(words: Words): void {
        this.words = words;
        this.section.setAttribute('aria-label', words.get('narration'));
        this.seekBar.setAttribute('aria-label', words.get('narration_position'));
        nameButton(this.soundButton, words.get('narration_settings'));
        this.update();
    }

    play(): void {
        if (!this.narration) {
            return;
        }
        this.extra.pause();
        if (!this.audio.getAttribute('src')) {
            this.audio.src = this.file(this.narration);
            this.audio.currentTime = this.resumeAt;
        }
        this.audio.play().catch((error: unknown) => this.refused(error));
    }

    /** Not a fault: another scene came, or the browser wants a tap first. */
    private refused(error: unknown): void {
        const name = error instanceof Error ? error.name : '';
        if (name !== 'AbortError' && name !== 'NotAllowedError') {
            this.failed();
        }
    }

    /** A hotspot's sound, which speaks in place of the narration. */
    playExtra(narration: Narration): void {
        this.pause();
        this.extra.src = this.file(narration);
        this.extra.play().catch((error: unknown) => this.refused(error));
    }

    pause(): void {
        this.resuming = false;
        this.audio.pause();
        this.extra.pause();
    }

    seek(seconds: number): void {
        this.resumeAt = seconds;
        if (this.audio.getAttribute('src')) {
            this.audio.currentTime = seconds;
        }
        this.update();
    }

    private get position(): number {
        return this.audio.getAttribute('src') ? this.audio.currentTime : this.resumeAt;
    }

    /** Another language carries on where it says what was being said. */
    private async changeNarration(scene: Scene, wanted: Narration | undefined): Promise<void> {
        const before = this.narration;
        const position = this.position;
        this.wanted = wanted;
        this.resuming = this.playing;
        this.audio.pause();
        this.resumeAt = position;
        if (before && wanted && position > 0) {
            const found = await this.findSameWords(scene, before, wanted, position);
            if (wanted !== this.wanted || scene !== this.scene) {
                return; // another was chosen meanwhile
            }
            this.resumeAt = found ?? (position / before.duration) * wanted.duration;
        }
        this.audio.removeAttribute('src');
        this.narration = wanted;
        this.seekBar.max = String(wanted?.duration ?? 1);
        const go = this.resuming;
        this.resuming = false;
        if (go) {
            this.play();
        }
        void this.loadCues();
    }

    /** By subtitles in a language that both narrations have: those being read, else any. */
    private async findSameWords(
        scene: Scene,
        before: Narration,
        after: Narration,
        position: number,
    ): Promise<number | undefined> {
        const from = { ...scene.subtitles, ...before.subtitles };
        const to = { ...scene.subtitles, ...after.subtitles };
        const tags = [this.choice.subtitles, ...Object.keys(to)];
        const tag = tags.find((tag) => from[tag] && to[tag]) ?? '';
        const paths = [from[tag] ?? '', to[tag] ?? ''] as const;
        if (paths[0] === paths[1]) {
            return paths[0] ? position : undefined;
        }
        try {
            const [heard, wanted] = await Promise.all(paths.map((path) => readCues(this.core, path)));
            return this.core?.timeOfSameWords(heard ?? [], position, wanted ?? []);
        } catch {
            return undefined; // a share of its length will do
        }
    }

    private file(narration: Narration): string {
        const opus = this.audio.canPlayType('audio/ogg; codecs="opus"');
        return opus ? narration.opus : narration.mp3;
    }

    private async loadCues(): Promise<void> {
        const { narration, subtitles } = this.choice;
        const path = (this.scene && subtitlesFor(this.scene, narration)[subtitles]) ?? '';
        if (path === this.cuesPath) {
            this.update();
            return;
        }
        this.cuesPath = path;
        this.cues = [];
        this.core?.setCues([]);
        this.update();
        if (!path) {
            return;
        }
        try {
            const cues = await readCues(this.core, path);
            if (path !== this.cuesPath) {
                return; // another was chosen meanwhile
            }
            this.cues = cues;
            this.core?.setCues(this.cues);
        } catch {
            this.cuesPath = ''; // tried again with the next choice
        }
        this.update();
    }

    private update(): void {
        const position = this.position;
        const duration = this.narration?.duration ?? 0;
        setIcon(this.playButton, this.playing ? 'pause' : 'play');
        nameButton(this.playButton, this.words.get(this.playing ? 'pause' : 'play'));
        this.seekBar.value = String(position);
        this.seekBar.style.setProperty('--done', `${duration ? (100 * position) / duration : 0}%`);
        const clock = `${minutes(position)} / ${minutes(duration)}`;
        this.time.textContent = clock;
        this.seekBar.setAttribute('aria-valuetext', clock);
        this.showCue(position);
    }

    /** Shows what is said now, and comes back when that changes. */
    private showCue(position: number): void {
        clearTimeout(this.cueTimer);
        const begun = this.playing || position > 0;
        const cue = this.core?.cueTextAt(position) ?? cueTextAt(this.cues, position);
        // A hotspot's sound speaks of something else.
        const elsewhere = this.audio.ended || !this.extra.paused;
        const text = begun && !elsewhere ? cue.text : '';
        if (this.subtitle.textContent !== text) {
            this.subtitle.textContent = text;
        }
        this.subtitle.lang = this.choice.subtitles;
        show(this.subtitle, text !== '');
        if (this.playing && Number.isFinite(cue.until)) {
            const wait = (cue.until - position) / this.audio.playbackRate;
            this.cueTimer = window.setTimeout(() => this.update(), Math.max(20, 1000 * wait + 5));
        }
    }
}

function minutes(seconds: number): string {
    const whole = Math.floor(seconds + 0.05);
    return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
