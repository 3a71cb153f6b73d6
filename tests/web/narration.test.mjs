// Narration and its subtitles.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, onPage } from './support/shared.mjs';
import { kCues, kFrenchPace, kNarrationSeconds } from './support/tour.mjs';

const subtitle = (s) => s.page.evaluate(() => document.getElementById('subtitle').textContent);
const clock = (s) => s.page.evaluate(() => document.getElementById('audio').currentTime);
const seek = (s, seconds) =>
    s.page.evaluate((to) => {
        const bar = document.getElementById('seek');
        bar.value = String(to);
        bar.dispatchEvent(new Event('input'));
    }, seconds);

for (const lang of ['en', 'zh', 'vi']) {
    test(
        `narration plays with the right cue in ${lang}`,
        onPage({ query: { lang } }, async (s) => {
            assert.equal(await subtitle(s), '');
            await s.page.click('#play');
            await eventually(
                () => clock(s),
                (time) => time > 0.6,
                'the clock should run',
            );
            await eventually(
                () => subtitle(s),
                (text) => text === kCues[0][lang],
                'the first cue',
            );
            assert.equal(await s.page.getAttribute('#subtitle', 'lang'), lang);
            await seek(s, 5);
            await eventually(
                () => subtitle(s),
                (text) => text === kCues[1][lang],
                'the second cue',
            );
            // Between two cues nothing is said.
            await seek(s, 8.1);
            await eventually(
                () => subtitle(s),
                (text) => text === '',
                'silence between cues',
            );
            await eventually(
                () => subtitle(s),
                (text) => text === kCues[2][lang],
                'the third cue by itself',
            );
            const time = await clock(s);
            assert.ok(time >= 8.4 && time < 11.6, `third cue at ${time}`);
        }),
    );
}

test(
    'pause stops, and play goes on from there',
    onPage({}, async (s) => {
        await s.page.click('#play');
        await eventually(
            () => clock(s),
            (time) => time > 0.3,
            'the clock should run',
        );
        await s.page.click('#play');
        const paused = await clock(s);
        await s.page.waitForTimeout(400);
        assert.equal(await clock(s), paused);
        assert.equal(await s.page.getAttribute('#play', 'aria-label'), 'Play narration');
        await s.page.click('#play');
        await eventually(
            () => clock(s),
            (time) => time > paused + 0.2,
            'it should go on',
        );
    }),
);

test(
    'the bar tells the length before anything is loaded',
    onPage({}, async (s) => {
        const max = Number(await s.page.getAttribute('#seek', 'max'));
        assert.ok(Math.abs(max - kNarrationSeconds) < 0.1, `length ${max}`);
        const loaded = await s.page.evaluate(
            () =>
                performance.getEntriesByType('resource').filter((r) => /\/audio\//.test(r.name))
                    .length,
        );
        assert.equal(loaded, 0);
    }),
);

test(
    'subtitles in another language than the interface, or none',
    onPage({}, async (s) => {
        const { page } = s;
        await page.click('#open-sound');
        await page.check('input[name=subtitles][value=zh]');
        await page.click('#sheet-close');
        await page.click('#play');
        await eventually(
            () => subtitle(s),
            (text) => text === kCues[0].zh,
            'a Chinese cue',
        );
        assert.equal(await page.getAttribute('html', 'lang'), 'en');
        await page.click('#open-sound');
        await page.check('input[name=subtitles][value=off]');
        await page.click('#sheet-close');
        await seek(s, 5);
        await page.waitForTimeout(300);
        assert.equal(await subtitle(s), '');
    }),
);

test(
    'speech can be in another language, faster, and its subtitles larger',
    onPage({}, async (s) => {
        const { page } = s;
        const source = () => page.getAttribute('#audio', 'src');
        await page.click('#play');
        await eventually(
            () => clock(s),
            (time) => time > 0.2,
            'the clock should run',
        );
        const english = await source();
        const before = await page.evaluate(() =>
            parseFloat(getComputedStyle(document.getElementById('subtitle')).fontSize),
        );
        await page.click('#open-sound');
        await page.check('input[name=narration][value=vi]');
        await page.check('input[name=speed][value="1.5"]');
        await page.check('input[name=size][value=large]');
        assert.match(await page.textContent('details'), new RegExp(kCues[2].en));
        await page.click('#sheet-close');
        // The tone is the same, so both languages may be one file; then only the choice can be seen.
        assert.ok(english);
        await eventually(
            () => source(),
            (src) => !!src,
            'it should go on playing',
        );
        assert.equal(await page.evaluate(() => document.getElementById('audio').playbackRate), 1.5);
        const after = await page.evaluate(() =>
            parseFloat(getComputedStyle(document.getElementById('subtitle')).fontSize),
        );
        assert.ok(after > 1.3 * before, `${before}px → ${after}px`);
    }),
);

/** Opens the sound's panel, chooses, and closes it. */
async function choose(s, name, value) {
    await s.page.click('#open-sound');
    await s.page.check(`input[name=${name}][value="${value}"]`);
    await s.page.click('#sheet-close');
}

test(
    'voice and subtitles are chosen apart, and the cue stays in mid-sentence',
    onPage({}, async (s) => {
        const says = (text, why) =>
            eventually(
                () => subtitle(s),
                (now) => now === text,
                why,
            );
        await s.page.click('#play');
        await eventually(
            () => clock(s),
            (time) => time > 0.2,
            'the clock should run',
        );
        await s.page.click('#play'); // paused, so that nothing moves but by choice
        await seek(s, 5);
        await says(kCues[1].en, 'the second cue');

        await choose(s, 'narration', 'fr');
        await says(kCues[1].en, 'the same cue of a voice that is there later');
        const place = Number(await s.page.inputValue('#seek'));
        assert.ok(Math.abs(place - kFrenchPace * kCues[1].start) < 0.15, `French at ${place}`);
        const length = Number(await s.page.getAttribute('#seek', 'max'));
        assert.ok(Math.abs(length - kFrenchPace * kNarrationSeconds) < 0.1, `${length} long`);
        // By the French voice's own times: by the others' this would be the third cue.
        await seek(s, 9.5);
        await says(kCues[1].en, 'the cue of its own times');

        await choose(s, 'subtitles', 'zh');
        await says(kCues[1].zh, 'the same cue in Chinese');
        assert.equal(await s.page.inputValue('#seek'), '9.5', 'the voice stays where it is');
        await choose(s, 'narration', 'vi');
        await says(kCues[1].zh, 'Chinese under a Vietnamese voice');
        const back = Number(await s.page.inputValue('#seek'));
        assert.ok(Math.abs(back - kCues[1].start) < 0.15, `Vietnamese at ${back}`);
        assert.equal(await s.page.getAttribute('html', 'lang'), 'en');
    }),
);

test(
    'who listens goes on listening in another language, and without subtitles too',
    onPage({}, async (s) => {
        await choose(s, 'subtitles', 'off');
        await s.page.click('#play');
        await seek(s, 9);
        await eventually(
            () => clock(s),
            (time) => time > 9.1,
            'the clock should run',
        );
        await choose(s, 'narration', 'fr');
        await eventually(
            () => clock(s),
            (time) => time > kFrenchPace * kCues[2].start + 0.1,
            'the third cue, spoken in French',
        );
        assert.ok((await clock(s)) < kFrenchPace * kCues[2].end);
        assert.equal(await s.page.getAttribute('#play', 'aria-label'), 'Pause narration');
        assert.equal(await subtitle(s), '');
    }),
);

test(
    'a machine is said to be one',
    onPage({}, async (s) => {
        const note = () => s.page.isVisible('#sheet .note');
        await s.page.click('#open-sound');
        assert.equal(await note(), false, 'English is spoken by a person');
        await s.page.check('input[name=narration][value=fr]');
        await eventually(note, (there) => there, 'French is not');
        assert.equal(
            await s.page.textContent('#sheet .note'),
            'The narration is spoken by a computer voice.',
        );
    }),
);

test(
    'the cue is the one that the browser itself would show',
    onPage({}, async (s) => {
        for (const voice of ['en', 'fr']) {
            await choose(s, 'narration', voice);
            const differences = await s.page.evaluate(compareWithTrack, {
                voice,
                times: Array.from({ length: 50 }, () => 0.01 + Math.random() * 11.9),
            });
            assert.deepEqual(differences, []);
        }
    }),
);

/** In the page: what the viewer shows at some times, against the browser's own reading of the file. */
async function compareWithTrack({ voice, times }) {
    const tour = await (await fetch('tour.json')).json();
    const site = await (await fetch(tour.sites[0].file)).json();
    const scene = site.scenes[0];
    const path = scene.narration[voice].subtitles?.en ?? scene.subtitles.en;
    const media = document.createElement('video');
    const element = document.createElement('track');
    element.src = path;
    media.append(element);
    document.body.append(media);
    element.track.mode = 'hidden';
    await new Promise((done, failed) => {
        element.onload = done;
        element.onerror = failed;
    });
    const bar = document.getElementById('seek');
    const differences = [];
    for (const time of times) {
        bar.value = String(time);
        bar.dispatchEvent(new Event('input'));
        const at = Number(bar.value); // as exact as the bar is
        const wanted = [...element.track.cues]
            .filter((cue) => cue.startTime <= at && at < cue.endTime)
            .map((cue) => cue.getCueAsHTML().textContent)
            .join('\n');
        const shown = document.getElementById('subtitle').textContent;
        if (shown !== wanted) {
            differences.push({ voice, at, shown, wanted });
        }
    }
    media.remove();
    return differences;
}

test(
    'a scene without narration shows no bar for it',
    onPage({ query: { site: 'phu-tay-ho' } }, async (s) =>
        assert.equal(await s.page.isVisible('#narration'), false),
    ),
);
