// One clock for subtitles: what the desktop's core, the core in the browser, and Chromium's own
// <track> show at a time is the same, on what the packager wrote of real sentences.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { transform } from 'esbuild';
import { openPage } from './support/browser.mjs';
import { kRoot } from './support/served.mjs';
import { eventually, shared } from './support/shared.mjs';
import { kLanguages, serveTalk } from './support/talk.mjs';

const kTimes = 50;
const kClock = process.env.VR360_CUE_CLOCK ?? join(kRoot, 'build/release/bin/cue_clock');

let talk;
before(async () => {
    talk = await serveTalk('chua-tran-quoc');
});
after(() => talk?.stop());

/** Mulberry32: the same numbers in every run. */
function randomNumbers(seed) {
    let state = seed;
    return () => {
        state = (state + 0x6d2b79f5) | 0;
        let t = Math.imul(state ^ (state >>> 15), 1 | state);
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
}

function randomTimes() {
    const next = randomNumbers(360);
    return Array.from({ length: kTimes }, () => next() * talk.narration.duration);
}

/** What the desktop viewer shows at each time. */
function desktop(language, times) {
    const run = spawnSync(kClock, [join(talk.folder, talk.subtitles[language])], {
        input: times.join('\n'),
        encoding: 'utf8',
    });
    assert.equal(run.status, 0, run.stderr);
    return JSON.parse(run.stdout);
}

/** The core as the page loads it, in this process. */
async function wasmCore() {
    const source = readFileSync(join(kRoot, 'web/io/core.ts'), 'utf8');
    const { code } = await transform(source, { loader: 'ts' });
    const { Core } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
    const wasm = readdirSync(talk.folder).find((name) => name.endsWith('.wasm'));
    return Core.load(talk.url + wasm);
}

/** A page with nothing but the narration and a <track> a language. */
async function trackPage() {
    const session = await openPage(shared.browser, talk.url, {
        path: 'tour.json',
        expected: /status of 404/, // a page that names no icon is asked for one
    });
    await session.page.evaluate(
        async ({ opus, subtitles }) => {
            const audio = document.createElement('audio');
            audio.id = 'talk';
            audio.src = `/${opus}`;
            audio.preload = 'auto';
            for (const [language, path] of Object.entries(subtitles)) {
                const track = document.createElement('track');
                track.srclang = language;
                track.src = `/${path}`;
                audio.append(track);
                track.track.mode = 'hidden';
            }
            document.body.append(audio);
        },
        { opus: talk.narration.opus, subtitles: talk.subtitles },
    );
    await eventually(
        () =>
            session.page.evaluate(() => [
                document.getElementById('talk').readyState,
                ...[...document.querySelectorAll('track')].map((track) => track.readyState),
            ]),
        ([audio, ...tracks]) => audio >= 2 && tracks.every((state) => state === 2),
        'narration and tracks should be there',
    );
    return session;
}

const activeCues = (page) =>
    page.evaluate(() =>
        Object.fromEntries(
            [...document.getElementById('talk').textTracks].map((track) => [
                track.language,
                [...track.activeCues].map((cue) => cue.getCueAsHTML().textContent).join('\n'),
            ]),
        ),
    );

test('the packager broke the long sentences, and the cues still are the sentences', () => {
    for (const language of kLanguages) {
        const notes = talk.findings.filter(
            (finding) => finding.severity === 'note' && finding.file.includes(`.${language}.`),
        );
        assert.ok(notes.length > 0, `${language}: ${JSON.stringify(talk.findings)}`);
    }
    assert.deepEqual(
        talk.findings.filter((finding) => finding.severity !== 'note'),
        [],
    );
});

test(`desktop, WebAssembly and <track> agree at ${kTimes} times`, async () => {
    const times = randomTimes();
    const core = await wasmCore();
    const shown = {};
    for (const language of kLanguages) {
        shown[language] = desktop(language, times);
        assert.ok(new Set(shown[language]).size > 7, 'the times should meet many cues');
        core.setCues(core.readCues(readFileSync(join(talk.folder, talk.subtitles[language]))));
        times.forEach((time, i) => {
            assert.equal(core.cueTextAt(time).text, shown[language][i], `${language} at ${time}`);
        });
    }

    const session = await trackPage();
    for (const [i, time] of times.entries()) {
        await session.page.evaluate((to) => {
            document.getElementById('talk').currentTime = to;
        }, time);
        await eventually(
            () => activeCues(session.page),
            (active) => kLanguages.every((language) => active[language] === shown[language][i]),
            `<track> at ${time} should be ${kLanguages.map((language) => shown[language][i])}`,
        );
    }
    await session.close();
});

test('seeking, pausing and another language in mid-cue keep the right cue', async () => {
    // The picture does not matter: a small one is soon drawn.
    const session = await openPage(shared.browser, talk.url, {
        query: { lang: 'en' },
        context: { viewport: { width: 480, height: 320 } },
    });
    const { page } = session;
    const subtitle = () => page.evaluate(() => document.getElementById('subtitle').textContent);
    const now = () => page.evaluate(() => document.getElementById('audio').currentTime);
    const seek = (to) =>
        page.evaluate((seconds) => {
            const bar = document.getElementById('seek');
            bar.value = String(seconds);
            bar.dispatchEvent(new Event('input'));
        }, to);
    const expectNow = async (language, what) => {
        const wanted = desktop(language, [await now()])[0];
        await eventually(subtitle, (text) => text === wanted, `${what}: ${wanted}`);
    };

    await page.click('#play');
    await eventually(now, (time) => time > 0.1, 'the clock should run');
    await page.click('#play');
    for (const time of randomTimes().slice(0, 8)) {
        await seek(time);
        await eventually(now, (at) => Math.abs(at - time) < 0.2, `at ${time}`);
        await expectNow('en', `paused at ${time}`);
    }
    // While it plays, by itself; then stopped in the middle of what is said.
    await seek(3);
    await page.click('#play');
    await eventually(now, (time) => time > 4, 'it should go on');
    await page.click('#play');
    await expectNow('en', 'after a while');
    for (const language of ['zh', 'vi', 'en']) {
        const before = await now();
        await page.click('#open-sound');
        await page.check(`input[name=subtitles][value=${language}]`);
        await page.click('#sheet-close');
        await expectNow(language, `in ${language}`);
        assert.equal(await now(), before);
    }
    await session.close();
});
