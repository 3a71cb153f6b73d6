// A package's subtitles: read by the core, or by the browser itself where the core cannot be run.

import type { Core } from './core.ts';

export interface Cue {
    start: number;
    end: number;
    text: string;
}

/** The cues of a file in their order; none if they cannot be read. Rejects if it does not come. */
export async function readCues(core: Core | undefined, path: string): Promise<Cue[]> {
    if (!core) {
        return readByBrowser(path);
    }
    const response = await fetch(path, { priority: 'low' });
    return response.ok ? core.readCues(await response.arrayBuffer()) : [];
}

function readByBrowser(path: string): Promise<Cue[]> {
    const element = document.createElement('track');
    document.createElement('audio').append(element);
    return new Promise((resolve, reject) => {
        element.addEventListener('load', () => {
            const cues = Array.from(element.track.cues ?? []) as VTTCue[];
            resolve(
                cues.map((cue) => ({
                    start: cue.startTime,
                    end: cue.endTime,
                    text: cue.getCueAsHTML().textContent ?? '',
                })),
            );
        });
        element.addEventListener('error', () => reject(new Error(`${path} does not come`)));
        element.src = path;
        element.track.mode = 'hidden'; // which makes the browser load it
    });
}

/** What `Core.cueTextAt` finds, for a page whose browser has no WebAssembly. */
export function cueTextAt(cues: readonly Cue[], time: number): { text: string; until: number } {
    const shown = cues.filter((cue) => cue.start <= time && time < cue.end);
    const changes = cues.flatMap((cue) => [cue.start, cue.end]).filter((change) => change > time);
    return { text: shown.map((cue) => cue.text).join('\n'), until: Math.min(...changes) };
}
