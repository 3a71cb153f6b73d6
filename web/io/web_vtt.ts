// Reads the WebVTT of a package: what core's writeWebVtt writes, which is WebVTT without styles,
// settings and markup. The packager has read and checked what editors wrote.

export interface Cue {
    start: number;
    end: number;
    text: string;
}

const kTiming = /^(?:(\d+):)?(\d\d):(\d\d\.\d{3}) --> (?:(\d+):)?(\d\d):(\d\d\.\d{3})/;

/** The cues in order of their start; empty if there is none to be read. */
export function readWebVtt(text: string): Cue[] {
    const cues: Cue[] = [];
    for (const block of text.replace(/\r\n?/g, '\n').split(/\n{2,}/)) {
        const lines = block.split('\n');
        const at = lines.findIndex((line) => kTiming.test(line));
        const timing = kTiming.exec(lines[at] ?? '');
        if (timing) {
            cues.push({
                start: seconds(timing[1], timing[2], timing[3]),
                end: seconds(timing[4], timing[5], timing[6]),
                text: unescape(lines.slice(at + 1).join('\n')),
            });
        }
    }
    return cues.sort((a, b) => a.start - b.start);
}

/** What `Core.cueTextAt` finds, for a page whose browser has no WebAssembly. */
export function cueTextAt(cues: readonly Cue[], time: number): { text: string; until: number } {
    const shown = cues.filter((cue) => cue.start <= time && time < cue.end);
    const changes = cues.flatMap((cue) => [cue.start, cue.end]).filter((change) => change > time);
    return { text: shown.map((cue) => cue.text).join('\n'), until: Math.min(...changes) };
}

function seconds(h: string | undefined, m: string | undefined, s: string | undefined): number {
    return 3600 * Number(h ?? 0) + 60 * Number(m) + Number(s);
}

function unescape(text: string): string {
    return text
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&nbsp;', '\u00a0')
        .replaceAll('&amp;', '&')
        .trimEnd();
}
