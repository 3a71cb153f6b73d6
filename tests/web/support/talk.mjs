// A package with one site that says a script of the sample tour, in subtitles of three languages as
// the packager writes them: from cues of a sentence each, which it has to break.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodePng } from './png.mjs';
import { findPack, kRoot, servePackage } from './served.mjs';
import { wav } from './tour.mjs';

/** What the script of each language takes, without pauses: slow enough for all of them. */
const kSeconds = 52;
export const kLanguages = ['vi', 'en', 'zh'];

/** The sentences of a script in assets/tayho, in a language. */
function script(site, language) {
    const text = readFileSync(join(kRoot, `assets/tayho/sites/${site}.toml`), 'utf8');
    const list = text.split('[script]')[1].split(`\n${language} = [`)[1].split('\n]')[0];
    return JSON.parse(`[${list.trim().replace(/,$/, '')}]`);
}

const stamp = (seconds) =>
    `00:${String(Math.floor(seconds / 60)).padStart(2, '0')}:${(seconds % 60).toFixed(3).padStart(6, '0')}`;

/** A sentence a cue, as long as it has characters; a pause after every third. */
function subtitles(sentences) {
    const speed = sentences.join('').length / kSeconds;
    let time = 0.6;
    const cues = sentences.map((text, i) => {
        const start = time;
        const end = start + text.length / speed;
        time = end + (i % 3 === 2 ? 0.75 : 0);
        return `${stamp(start)} --> ${stamp(end)}\n${text.replaceAll('&', '&amp;')}\n`;
    });
    return { text: `WEBVTT\n\n${cues.join('\n')}`, seconds: time };
}

/** Builds it and serves it; `files` are the subtitles, by language, in its folder. */
export async function serveTalk(site) {
    const folder = mkdtempSync(join(tmpdir(), 'vr360-talk-'));
    const put = (path, content) => {
        const file = join(folder, 'tour', path);
        mkdirSync(join(file, '..'), { recursive: true });
        writeFileSync(file, content);
    };
    put(
        'tour.toml',
        'title = { vi = "Thử", en = "Trial", zh = "试" }\nlanguages = ["vi", "en", "zh"]\n' +
            '[category.relic]\nname = { vi = "Di tích", en = "Relics", zh = "古迹" }\n',
    );
    put(
        `sites/${site}/site.toml`,
        'category = "relic"\nname = { vi = "Nơi", en = "Place", zh = "地方" }\n' +
            '[[scene]]\nid = "gate"\npanorama = "gate.png"\n',
    );
    put(
        `sites/${site}/gate.png`,
        encodePng(512, 256, (x, y) => [x / 2, y, 90]),
    );
    let seconds = 0;
    for (const language of kLanguages) {
        const made = subtitles(script(site, language));
        put(`sites/${site}/gate.subtitles.${language}.vtt`, made.text);
        seconds = Math.max(seconds, made.seconds);
    }
    put(`sites/${site}/gate.narration.vi.wav`, wav(seconds));
    const built = spawnSync(
        findPack(),
        ['build', join(folder, 'tour'), '-o', join(folder, 'package'), '--json'],
        { encoding: 'utf8' },
    );
    if (built.status !== 0) {
        throw new Error(`vr360-pack build ended with ${built.status}:\n${built.stderr}`);
    }
    const read = (path) => JSON.parse(readFileSync(join(folder, 'package', path), 'utf8'));
    const scene = read(read('tour.json').sites[0].file).scenes[0];
    const server = await servePackage(findPack(), join(folder, 'package'));
    return {
        url: server.url,
        folder: join(folder, 'package'),
        findings: JSON.parse(built.stdout).findings,
        narration: scene.narration.vi,
        subtitles: scene.subtitles,
        stop: () => {
            server.stop();
            rmSync(folder, { recursive: true, force: true });
        },
    };
}
