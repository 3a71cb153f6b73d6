// The picture itself: right way round, whole while loading, back after faults.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodePng } from './support/png.mjs';
import { eventually, onPage } from './support/shared.mjs';
import { kLandmarks, paintedAt } from './support/tour.mjs';

const kBare = { query: { ui: 0 } };

async function shot(s) {
    return decodePng(await s.page.screenshot());
}

const near = (a, b, tolerance) => a.every((v, i) => Math.abs(v - b[i]) <= tolerance);

test(
    'every landmark is where it belongs',
    onPage(kBare, async (s) => {
        for (const mark of kLandmarks) {
            const { yaw, pitch } = mark;
            await s.page.evaluate((view) => window.vr360.setView(view), { yaw, pitch, fov: 70 });
            await s.settle();
            const picture = await shot(s);
            const middle = picture.at(640, 360);
            assert.ok(near(middle, mark.color, 12), `${mark.name}: ${middle}, not ${mark.color}`);
            // Looking level, the sky is lighter than the ground: the picture is not upside down.
            if (pitch === 0) {
                assert.ok(picture.at(200, 60)[0] > picture.at(200, 660)[0] + 15, mark.name);
            }
        }
    }),
);

/** The direction (degrees) seen at a pixel: a projection of its own, to check the viewer's by. */
function seenAt(view, size, x, y) {
    const rad = Math.PI / 180;
    const focal = size.width / 2 / Math.tan((view.fov / 2) * rad);
    const [u, v] = [(x + 0.5 - size.width / 2) / focal, (size.height / 2 - y - 0.5) / focal];
    const [cp, sp] = [Math.cos(view.pitch * rad), Math.sin(view.pitch * rad)];
    const up = v * cp + sp;
    const ahead = cp - v * sp;
    const yaw = Math.atan2(u, ahead) / rad + view.yaw;
    return { yaw, pitch: Math.atan2(up, Math.hypot(u, ahead)) / rad };
}

const kViews = [
    { yaw: 0, pitch: 0, fov: 90 },
    { yaw: 180, pitch: 15, fov: 60 },
    { yaw: 45, pitch: 70, fov: 90 },
    { yaw: -135, pitch: -89, fov: 100 },
    { yaw: 77, pitch: 88, fov: 50 },
    { yaw: -30, pitch: -20, fov: 20 },
    { yaw: 30, pitch: 20, fov: 110 },
];

test(
    'every pixel shows what is painted there, at the seam and the poles too',
    onPage(kBare, async (s) => {
        for (const view of kViews) {
            await s.page.evaluate((v) => window.vr360.setView(v), view);
            await s.settle();
            const seen = await s.view();
            const picture = await shot(s);
            let worst = { off: 0 };
            for (let y = 0; y < picture.height; y += 2) {
                for (let x = 0; x < picture.width; ++x) {
                    const { yaw, pitch } = seenAt(seen, picture, x, y);
                    const { color, edge } = paintedAt(
                        ((((yaw + 180) % 360) + 360) % 360) - 180,
                        pitch,
                    );
                    if (edge < 0.6) {
                        continue; // blurred by the encoder and by every filter
                    }
                    const real = picture.at(x, y);
                    const off = Math.max(...real.map((c, i) => Math.abs(c - color[i])));
                    worst = off > worst.off ? { off, x, y, real, color } : worst;
                }
            }
            assert.ok(worst.off <= 14, `${JSON.stringify(view)}: ${JSON.stringify(worst)}`);
        }
    }),
);

/** Never answers for tiles of the finest level in odd rows and odd columns. */
async function holdBackSomeTiles(page) {
    await page.route(/\/panoramas\/[0-9a-f]+\/3\/\d*[13579]\/\d*[13579]\.webp$/, () => {});
}

test(
    'while tiles are missing, coarser ones stand in',
    onPage({ ...kBare, before: holdBackSomeTiles, settled: false }, async (s) => {
        await s.ready();
        await s.page.waitForTimeout(1500);
        assert.equal(await s.page.evaluate(() => window.vr360.settled()), false);
        const picture = await shot(s);
        for (let y = 20; y < 720; y += 20) {
            for (let x = 20; x < 1280; x += 20) {
                const color = picture.at(x, y);
                assert.ok(Math.max(...color) > 35, `a hole at ${x}, ${y}: ${color}`);
            }
        }
    }),
);

function failing(times, answer) {
    const tries = new Map();
    return (page) =>
        page.route('**/panoramas/**/*.webp', async (route) => {
            const url = route.request().url();
            const count = tries.get(url) ?? 0;
            tries.set(url, count + 1);
            await (count < times ? route.fulfill(answer) : route.continue());
        });
}

const kFaults = {
    'answers 500': { status: 500, body: 'busy' },
    'answers 404': { status: 404, body: 'gone' },
    'sends something else': { status: 200, contentType: 'text/html', body: '<p>Please log in</p>' },
    'sends half a file': {
        status: 200,
        contentType: 'image/webp',
        body: Buffer.from('RIFF\x90\x01\0\0WEBPVP8 ', 'latin1'),
    },
};
for (const [what, answer] of Object.entries(kFaults)) {
    test(
        `sharp in the end when the server ${what} at first`,
        onPage(
            {
                ...kBare,
                before: failing(1, answer),
                expected: /HTTP (500|404)|status of (500|404)/,
            },
            async (s) => {
                const middle = (await shot(s)).at(640, 360);
                assert.ok(near(middle, kLandmarks[0].color, 12), `${middle}`);
            },
        ),
    );
}

test(
    'a lost context comes back with its picture',
    onPage(kBare, async (s) => {
        await s.page.evaluate(() => {
            const extension = document
                .getElementById('picture')
                .getContext('webgl2')
                .getExtension('WEBGL_lose_context');
            extension.loseContext();
            setTimeout(() => extension.restoreContext(), 200);
        });
        await eventually(
            () => s.page.evaluate(() => window.vr360.settled()),
            (on) => !on,
            'it is lost',
        );
        await s.settle();
        const middle = (await shot(s)).at(640, 360);
        assert.ok(near(middle, kLandmarks[0].color, 12), `${middle}`);
    }),
);

test(
    'one draw, and two while scenes fade',
    onPage(
        {
            ...kBare,
            before: (page) =>
                page.addInitScript(() => {
                    const original = WebGL2RenderingContext.prototype.drawElementsInstanced;
                    const clear = WebGL2RenderingContext.prototype.clear;
                    window.draws = [];
                    WebGL2RenderingContext.prototype.clear = function (...args) {
                        window.draws.push(0);
                        clear.apply(this, args);
                    };
                    WebGL2RenderingContext.prototype.drawElementsInstanced = function (...args) {
                        window.draws[window.draws.length - 1] += 1;
                        original.apply(this, args);
                    };
                }),
        },
        async (s) => {
            await s.page.evaluate(() => window.vr360.goTo('phu-tay-ho'));
            await s.settle();
            const draws = await s.page.evaluate(() => window.draws);
            assert.ok(Math.max(...draws) === 2 && draws.at(-1) === 1, `draws a frame: ${draws}`);
        },
    ),
);
