// Narration and its subtitles.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, onPage } from './support/shared.mjs';
import { kCues, kNarrationSeconds } from './support/tour.mjs';

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

test(
    'a scene without narration shows no bar for it',
    onPage({ query: { site: 'phu-tay-ho' } }, async (s) =>
        assert.equal(await s.page.isVisible('#narration'), false),
    ),
);
