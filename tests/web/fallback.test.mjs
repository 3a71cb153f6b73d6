// Browsers that cannot do it all, and faults of the network: texts and narration work as ever.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, onPage } from './support/shared.mjs';
import { kCues } from './support/tour.mjs';

const noWebGl = (page) =>
    page.addInitScript(() => {
        const original = HTMLCanvasElement.prototype.getContext;
        HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
            return /webgl/.test(kind) ? null : original.call(this, kind, ...rest);
        };
    });
const noWasm = (page) => page.addInitScript(() => delete window.WebAssembly);

for (const [what, before] of [
    ['WebGL2', noWebGl],
    ['WebAssembly', noWasm],
]) {
    test(
        `without ${what}: a still picture, texts, narration and subtitles`,
        onPage(
            { before, expected: /core could not be started|preload/, query: { lang: 'zh' } },
            async (s) => {
                const { page } = s;
                assert.match(await page.textContent('#message'), /静态图片/);
                const tiles = page.locator('#still img');
                assert.equal(await tiles.count(), 2);
                await eventually(
                    () =>
                        tiles.evaluateAll((all) =>
                            all.every((img) => img.complete && img.naturalWidth > 0),
                        ),
                    (loaded) => loaded,
                    'the tiles should load',
                );
                await page.click('#play');
                await eventually(
                    () => page.evaluate(() => document.getElementById('subtitle').textContent),
                    (text) => text === kCues[0].zh,
                    'the first cue',
                );
                await page.click('.hotspot.info');
                assert.match(await page.textContent('#sheet-body'), /塔高十一层/);
                await page.keyboard.press('Escape');
                await page.click('.hotspot.scene');
                assert.equal(await page.textContent('#scene-name'), '内院');
            },
        ),
    );
}

test(
    'a place that cannot be loaded says so, and can be tried again',
    onPage({}, async (s) => {
        let broken = true;
        await s.page.route('**/sites/lang-nhat-tan.*', (route) =>
            broken ? route.abort('connectionreset') : route.continue(),
        );
        s.complaints.length = 0;
        await s.page.click('#open-sites');
        await s.page.click('.row:has-text("Nhat Tan")');
        await s.page.waitForSelector('#message button');
        assert.match(await s.page.textContent('#message'), /could not be loaded/);
        assert.equal(await s.page.textContent('#site-name'), 'Tran Quoc Pagoda');
        broken = false;
        await s.page.click('#message button');
        await eventually(
            () => s.page.textContent('#site-name'),
            (name) => name === 'Nhat Tan Village',
            'there',
        );
        await s.settle();
        assert.ok(s.complaints.length > 0, 'the fault was real');
        s.complaints.length = 0;
    }),
);

test(
    'without tour.json the page says what is wrong',
    onPage(
        {
            before: (page) =>
                page.route('**/tour.json', (route) => route.fulfill({ status: 404, body: '' })),
            expected: /./,
            settled: false,
            query: { lang: 'vi' },
        },
        async (s) => {
            await s.page.waitForSelector('#message button');
            assert.match(await s.page.textContent('#message'), /Không tải được chuyến tham quan/);
            assert.equal(await s.page.getAttribute('html', 'lang'), 'vi');
        },
    ),
);

test(
    'a server that calls the core something else',
    onPage(
        {
            before: (page) =>
                page.route('**/*.wasm', async (route) => {
                    const response = await route.fetch();
                    await route.fulfill({ response, contentType: 'application/octet-stream' });
                }),
            expected: /MIME|preload/,
        },
        async (s) => assert.equal(await s.page.isVisible('#picture'), true),
    ),
);
