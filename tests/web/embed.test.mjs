// What docs/embedding.md promises.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from './support/browser.mjs';
import { eventually, onPage, shared, turn } from './support/shared.mjs';

test(
    '?ui=0 leaves the picture alone',
    onPage({ query: { ui: 0 } }, async (s) => {
        for (const id of ['bar', 'lower', 'hotspots', 'message']) {
            assert.equal(await s.page.isVisible(`#${id}`), false, id);
        }
        assert.equal(await s.page.isVisible('#picture'), true);
    }),
);

for (const deviceScaleFactor of [1, 1.5, 2, 3]) {
    const context = { viewport: { width: 411, height: 731 }, deviceScaleFactor };
    test(
        `the canvas has the screen's pixels at ${deviceScaleFactor}×`,
        onPage({ context }, async (s) => {
            const size = await s.page.evaluate(() => {
                const canvas = document.getElementById('picture');
                return [canvas.width, canvas.height, canvas.clientWidth, canvas.clientHeight];
            });
            const round = Math.round;
            assert.deepEqual(size, [
                round(411 * deviceScaleFactor),
                round(731 * deviceScaleFactor),
                411,
                731,
            ]);
        }),
    );
}

test(
    'setView, getView, settled and their events',
    onPage({}, async (s) => {
        const seen = await s.page.evaluate(async () => {
            const events = [];
            for (const name of ['viewchange', 'scenechange', 'settled']) {
                window.vr360.addEventListener(name, (event) => events.push([name, event.detail]));
            }
            const settled = new Promise((done) => window.vr360.addEventListener('settled', done));
            window.vr360.setView({ yaw: 170, pitch: 30 });
            const atOnce = window.vr360.settled();
            await settled;
            return { events, atOnce, then: window.vr360.settled(), view: window.vr360.getView() };
        });
        assert.equal(seen.atOnce, false);
        assert.equal(seen.then, true);
        assert.ok(
            turn(seen.view.yaw, 170) < 1e-6 && seen.view.pitch === 30 && seen.view.fov === 90,
        );
        assert.deepEqual(seen.events.at(-1)[0], 'settled');
        const change = seen.events.find(([name]) => name === 'viewchange');
        assert.equal(change[1].pitch, 30);
    }),
);

test(
    'goTo, and what it refuses',
    onPage({}, async (s) => {
        const result = await s.page.evaluate(async () => {
            const scenes = [];
            window.vr360.addEventListener('scenechange', (event) => scenes.push(event.detail));
            await window.vr360.goTo('chua-tran-quoc', 'court', { yaw: 50 });
            await window.vr360.goTo('phu-tay-ho');
            const refused = await window.vr360.goTo('nowhere').then(
                () => '',
                (error) => error.message,
            );
            return { scenes, refused };
        });
        assert.deepEqual(result.scenes[0], { site: 'chua-tran-quoc', scene: 'court' });
        assert.equal(result.scenes[1].site, 'phu-tay-ho');
        assert.match(result.refused, /nowhere/);
        await s.settle();
    }),
);

test(
    'the view stays within what there is',
    onPage({}, async (s) => {
        await s.page.evaluate(() => window.vr360.setView({ yaw: 725, pitch: 120, fov: 1 }));
        await s.settle();
        const view = await s.view();
        assert.ok(turn(view.yaw, 5) < 1e-6, `yaw ${view.yaw}`);
        assert.ok(view.pitch <= 90 && view.fov >= 2, JSON.stringify(view));
    }),
);

test('inside a frame of another page', async () => {
    const s = await openPage(shared.browser, shared.server.url, { query: { ui: 0 } });
    await s.settle();
    // A page of the same host that embeds the tour; the tour's own policy is not about others.
    await s.page.route('**/host.html', (route) =>
        route.fulfill({
            contentType: 'text/html',
            body: '<title>host</title><link rel=icon href=data:,><iframe src="./?site=phu-tay-ho&ui=0" width=600 height=400></iframe>',
        }),
    );
    await s.page.goto(`${shared.server.url}host.html`);
    const frame = s.page.frames().find((f) => f.parentFrame());
    await frame.waitForFunction(() => window.vr360?.settled());
    await eventually(
        () => frame.url(),
        (url) => url.includes('site=phu-tay-ho'),
        'its own address',
    );
    await s.close();
});
