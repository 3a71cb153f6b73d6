// What a visitor chose, kept from visit to visit where the browser allows.

export interface Preferences {
    /** The interface's language; empty: not chosen yet. */
    lang: string;
    /** A language, 'off', or 'auto': the interface's. */
    subtitles: string;
    /** A language, or 'auto': the interface's. */
    narration: string;
    largeText: boolean;
    speed: number;
}

const kKey = 'vr360';
const kDefaults: Preferences = {
    lang: '',
    subtitles: 'auto',
    narration: 'auto',
    largeText: false,
    speed: 1,
};

export function readPreferences(): Preferences {
    try {
        const stored = JSON.parse(localStorage.getItem(kKey) ?? '{}') as Partial<Preferences>;
        return { ...kDefaults, ...stored };
    } catch {
        return { ...kDefaults }; // storage is closed to us, as inside some frames
    }
}

export function writePreferences(preferences: Preferences): void {
    try {
        localStorage.setItem(kKey, JSON.stringify(preferences));
    } catch {
        // As above: they last as long as the page.
    }
}
