// Exports, shown by the unmodified npm releases of other viewers, against what the panorama itself
// looks like from there (vr360-reference, which shares no code with the packager).
//   node tests/export/export.test.mjs   (77: skipped, what it needs is not there)

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createReadStream, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { decodePng } from '../web/support/png.mjs';
import { findPack, kRoot } from '../web/support/served.mjs';

const kSkipped = 77;
const kSize = { width: 800, height: 600 };
/** yaw, pitch, fov: ahead, the seam, corners of the cube, zenith, nadir. */
const kViews = [
    { yaw: 0, pitch: 0, fov: 90 },
    { yaw: 180, pitch: 0, fov: 60 },
    { yaw: 135, pitch: 35, fov: 75 },
    { yaw: -100, pitch: -55, fov: 90 },
    { yaw: 20, pitch: 85, fov: 90 },
    { yaw: -70, pitch: -85, fov: 80 },
];
/** dB. What is turned, mirrored or shifted by a pixel is far below. */
const kLeast = {
    pannellum: 42,
    marzipano: 42,
    'photo-sphere-viewer': 42,
};
const kTypes = {
    '.html': 'text/html',
    '.mjs': 'text/javascript',
    '.js': 'text/javascript',
    '.css': 'text/css',
    '.json': 'application/json',
    '.webp': 'image/webp',
};

function skip(reason) {
    console.log(`skipped: ${reason}`);
    process.exit(kSkipped);
}

const bin = process.env.VR360_BIN ?? join(kRoot, 'build/release/bin');
const reference = join(bin, 'vr360-reference');
const painter = join(bin, 'vr360-draw-test-panorama');
const pack = findPack();
if (!pack || !existsSync(reference) || !existsSync(painter)) {
    skip('vr360-pack, vr360-reference or vr360-draw-test-panorama is not built');
}
for (const module of ['playwright-core', 'pannellum', 'marzipano', '@photo-sphere-viewer/core']) {
    if (!existsSync(join(kRoot, 'node_modules', module))) {
        skip(`node_modules has no ${module}; scripts/setup installs it`);
    }
}
const { findChromium, launch, openPage } = await import('../web/support/browser.mjs');
if (!findChromium()) {
    skip('no Chromium; scripts/setup installs it');
}

function run(program, ...words) {
    const done = spawnSync(program, words, { encoding: 'utf8' });
    assert.equal(done.status, 0, `${program} ${words.join(' ')}\n${done.stderr}`);
}

const scene = (id, spots) => `
[[scene]]
id = "${id}"
name = { vi = "${id}", en = "${id}" }
panorama = "p.png"
view = { yaw = 30.0, pitch = 5.0, fov = 80.0 }
${spots}`;

function writeTour(folder, panorama) {
    const site = join(folder, 'sites/lake');
    mkdirSync(site, { recursive: true });
    writeFileSync(
        join(folder, 'tour.toml'),
        `title = { vi = "Hồ", en = "Lake" }\nlanguages = ["vi", "en"]\n[category.c]\nname = { vi = "C", en = "C" }\n`,
    );
    writeFileSync(
        join(site, 'site.toml'),
        `category = "c"\nname = { vi = "Hồ Tây", en = "West Lake" }\n` +
            scene('shore', `[[scene.hotspot]]\nkind = "scene"\nscene = "tower"\nyaw = 30.0\npitch = 5.0\n` +
                `arrive = { yaw = 100.0 }\n[[scene.hotspot]]\nkind = "info"\nyaw = 40.0\npitch = 0.0\n` +
                `text = { vi = "<b>đậm</b>", en = "<b>bold</b>" }\n`) +
            scene('tower', ''),
    );
    symlinkSync(panorama, join(site, 'p.png'));
}

function serve(folder) {
    const server = createServer((request, response) => {
        const path = normalize(decodeURIComponent(new URL(request.url, 'http://x').pathname));
        const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
        if (path === '/favicon.ico' || !existsSync(file)) {
            response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
            return;
        }
        response.setHeader('Content-Type', kTypes[extname(file)] ?? 'application/octet-stream');
        createReadStream(file).pipe(response);
    });
    return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}

/** Mean squared error over all pixels and channels, as dB. */
function psnr(a, b) {
    assert.deepEqual([a.width, a.height], [b.width, b.height]);
    let sum = 0;
    for (let y = 0; y < a.height; ++y) {
        for (let x = 0; x < a.width; ++x) {
            const [p, q] = [a.at(x, y), b.at(x, y)];
            for (let c = 0; c < 3; ++c) {
                sum += (p[c] - q[c]) ** 2;
            }
        }
    }
    return 10 * Math.log10((255 ** 2 * a.width * a.height * 3) / sum);
}

/** A picture once nothing changes in it any more, without the viewers' own controls. */
async function settledShot(page) {
    let last;
    for (let tries = 0; tries < 40; ++tries) {
        await page.waitForTimeout(250);
        const shot = await page.screenshot();
        if (last?.equals(shot)) {
            return decodePng(shot);
        }
        last = shot;
    }
    throw new Error('the picture does not come to rest');
}

const kHideControls = `.pnlm-ui, .pnlm-hotspot-base, .psv-navbar, .psv-loader-container, .psv-markers, .spot, #scenes {
    visibility: hidden !important; }`;

let browser;
let work;
before(async () => {
    work = mkdtempSync(join(tmpdir(), 'vr360-export-'));
    const panorama = join(work, 'panorama.png');
    run(painter, 'smooth', '4096', panorama);
    writeTour(join(work, 'tour'), panorama);
    run(pack, 'build', join(work, 'tour'), '-o', join(work, 'package'), '--no-web', '--quality', '95');
    const shots = kViews.map(
        ({ yaw, pitch, fov }, i) =>
            `${yaw} ${pitch} ${fov} ${kSize.width}x${kSize.height} ${join(work, `reference-${i}.png`)}`,
    );
    writeFileSync(join(work, 'shots.txt'), `${shots.join('\n')}\n`);
    run(reference, panorama, '--shots', join(work, 'shots.txt'));
    browser = await launch();
});
after(async () => {
    await browser?.close();
    rmSync(work, { recursive: true, force: true });
});

for (const viewer of Object.keys(kLeast)) {
    describe(viewer, () => {
        let server;
        let session;
        before(async () => {
            const folder = join(work, viewer);
            run(pack, 'export', join(work, 'package'), '--for', viewer, '-o', folder, '--quality', '95');
            symlinkSync(join(kRoot, 'node_modules'), join(folder, 'node_modules'));
            server = await serve(folder);
            session = await openPage(browser, `http://127.0.0.1:${server.address().port}/`, {
                context: { viewport: kSize, locale: 'en-US' },
                // Software drawing is slow, and the viewers read pixels back; both are theirs to say.
                expected: /GPU stall|WebGL: |software/,
            });
            await session.page.waitForFunction(() => window.vr360Export);
            await settledShot(session.page);
        });
        after(async () => {
            // The page first: a server that goes while tiles are under way makes it complain.
            await session?.close();
            server?.close();
        });

        test('shows every direction where it is', async () => {
            const { page } = session;
            const style = await page.addStyleTag({ content: kHideControls });
            for (const [i, view] of kViews.entries()) {
                await page.evaluate((wish) => window.vr360Export.lookAt(wish), view);
                const shown = await settledShot(page);
                const wanted = decodePng(await readFile(join(work, `reference-${i}.png`)));
                const likeness = psnr(shown, wanted);
                assert.ok(
                    likeness >= kLeast[viewer],
                    `${JSON.stringify(view)}: ${likeness.toFixed(1)} dB`,
                );
            }
            await style.evaluate((element) => element.remove());
        });

        test('links lead on, and texts are text', async () => {
            const { page } = session;
            assert.equal(await page.evaluate(() => window.vr360Export.scene()), 'lake/shore');
            assert.equal(await page.locator('#scenes option').first().textContent(), 'West Lake · shore');
            assert.equal(await page.locator('#panorama b').count(), 0);
            await page.locator('#scenes').selectOption('lake/tower');
            await page.waitForFunction(() => window.vr360Export.scene() === 'lake/tower');
            await page.evaluate(() => window.vr360Export.goTo('lake/shore'));
            await page.waitForFunction(() => window.vr360Export.scene() === 'lake/shore');
            await settledShot(page);
            // The hotspot that leads on is where the view begins.
            await page.mouse.click(kSize.width / 2, kSize.height / 2);
            await page.waitForFunction(() => window.vr360Export.scene() === 'lake/tower');
        });
    });
}
