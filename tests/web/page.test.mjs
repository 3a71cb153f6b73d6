// For everyone: sizes, names, contrast of the essentials, and nothing that reaches elsewhere.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onPage } from './support/shared.mjs';

const kSizes = [
    [360, 640],
    [390, 844],
    [820, 1180],
    [1280, 720],
    [1920, 1080],
    [740, 360],
];

for (const [width, height] of kSizes) {
    for (const lang of ['vi', 'en', 'zh']) {
        const options = { query: { lang }, context: { viewport: { width, height } } };
        test(
            `at ${width}×${height} in ${lang} everything fits and can be hit`,
            onPage(options, async (s) => {
                await s.page.click('#play');
                await s.page.waitForSelector('#subtitle:not([hidden])');
                const faults = await s.page.evaluate(() => {
                    const found = [];
                    const boxes = [];
                    const name = (e) => e.id || e.className || e.textContent;
                    for (const e of document.querySelectorAll('button, input, #subtitle')) {
                        if (
                            !e.checkVisibility({ visibilityProperty: true }) ||
                            e.classList.contains('away')
                        ) {
                            continue;
                        }
                        const box = e.getBoundingClientRect();
                        const hotspot = e.classList.contains('hotspot');
                        if (
                            !hotspot &&
                            (box.left < 0 ||
                                box.top < 0 ||
                                box.right > innerWidth ||
                                box.bottom > innerHeight)
                        ) {
                            found.push(`${name(e)} is outside the window`);
                        }
                        if (e.id !== 'subtitle' && (box.width < 44 || box.height < 44)) {
                            found.push(`${name(e)} is ${box.width}×${box.height}`);
                        }
                        if (!hotspot) {
                            boxes.push([name(e), box]);
                        }
                    }
                    for (const [i, [a, p]] of boxes.entries()) {
                        for (const [b, q] of boxes.slice(i + 1)) {
                            const w = Math.min(p.right, q.right) - Math.max(p.left, q.left);
                            const h = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
                            if (w > 1 && h > 1) {
                                found.push(`${a} and ${b} overlap`);
                            }
                        }
                    }
                    const { scrollWidth, scrollHeight } = document.documentElement;
                    if (scrollWidth > innerWidth || scrollHeight > innerHeight) {
                        found.push('the page scrolls');
                    }
                    return found;
                });
                assert.deepEqual(faults, []);
            }),
        );
    }
}

for (const [panel, open] of [
    ['sites', '#open-sites'],
    ['about', '#open-about'],
    ['language', '#open-language'],
    ['sound', '#open-sound'],
    ['more', '#open-more'],
]) {
    const options = { query: { lang: 'vi' }, context: { viewport: { width: 360, height: 640 } } };
    test(
        `the ${panel} panel fits a small phone`,
        onPage(options, async (s) => {
            await s.page.click(open);
            const faults = await s.page.evaluate(() => {
                const sheet = document.getElementById('sheet').getBoundingClientRect();
                const body = document.getElementById('sheet-body');
                const found = [];
                if (
                    sheet.left < 0 ||
                    sheet.right > innerWidth ||
                    sheet.top < 0 ||
                    sheet.bottom > innerHeight + 0.5
                ) {
                    found.push('outside the window');
                }
                if (body.scrollWidth > body.clientWidth) {
                    found.push('scrolls sideways');
                }
                for (const e of body.querySelectorAll('button, label, input:not([type=radio])')) {
                    const box = e.getBoundingClientRect();
                    if (box.width < 44 || box.height < 44) {
                        found.push(`${e.textContent}: ${box.width}×${box.height}`);
                    }
                }
                return found;
            });
            assert.deepEqual(faults, []);
        }),
    );
}

test(
    'every control has a name, in the page’s language',
    onPage({}, async (s) => {
        const nameless = await s.page.evaluate(() =>
            [...document.querySelectorAll('button, input, canvas, section, [role=group]')]
                .filter((e) => e.checkVisibility())
                .filter((e) => !(e.getAttribute('aria-label') || e.textContent).trim())
                .map((e) => e.id),
        );
        assert.deepEqual(nameless, []);
    }),
);

test(
    'the focus can be seen on every stop of the keyboard',
    onPage({}, async (s) => {
        const stops = new Set();
        for (let i = 0; i < 40; ++i) {
            await s.page.keyboard.press('Tab');
            const stop = await s.page.evaluate(() => {
                const e = document.activeElement;
                return e === document.body
                    ? null
                    : [
                          e.id || e.className,
                          getComputedStyle(e).outlineStyle,
                          parseFloat(getComputedStyle(e).outlineWidth),
                      ];
            });
            if (stop) {
                assert.ok(stop[1] !== 'none' && stop[2] >= 2, `no outline on ${stop[0]}`);
                stops.add(stop[0]);
            }
        }
        for (const id of [
            'picture',
            'open-sites',
            'open-language',
            'open-more',
            'play',
            'seek',
            'turn-left',
            'closer',
        ]) {
            assert.ok(stops.has(id), `${id} is not reached by Tab`);
        }
    }),
);

test(
    'less motion for those who ask for it',
    onPage({ context: { reducedMotion: 'reduce' } }, async (s) => {
        await s.page.click('#turn-right');
        await s.page.waitForTimeout(120);
        const at = (await s.view()).yaw;
        await s.page.waitForTimeout(300);
        assert.ok(at > 20);
        assert.equal((await s.view()).yaw, at);
    }),
);

test(
    'texts twice as large still fit',
    onPage(
        {
            context: { viewport: { width: 390, height: 844 } },
            before: (page) =>
                page.addInitScript(() => {
                    document.addEventListener('DOMContentLoaded', () => {
                        document.documentElement.style.fontSize = '200%';
                    });
                }),
        },
        async (s) => {
            const outside = await s.page.evaluate(() =>
                [...document.querySelectorAll('#bar button, #narration button, #turn button')]
                    .filter((e) => e.checkVisibility())
                    .filter((e) => {
                        const box = e.getBoundingClientRect();
                        return (
                            box.left < 0 ||
                            box.right > innerWidth + 0.5 ||
                            box.top < 0 ||
                            box.bottom > innerHeight
                        );
                    })
                    .map((e) => e.id),
            );
            assert.deepEqual(outside, []);
        },
    ),
);

test(
    'a strict policy stands in the page, without any inline code',
    onPage({}, async (s) => {
        const { policy, inline } = await s.page.evaluate(() => ({
            policy: document.querySelector('meta[http-equiv=Content-Security-Policy]').content,
            inline:
                [...document.scripts].filter((e) => !e.src).length +
                document.querySelectorAll('style, [style*=";"][onclick]').length,
        }));
        assert.match(policy, /default-src 'self'/);
        assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|https?:/);
        assert.equal(inline, 0);
    }),
);
