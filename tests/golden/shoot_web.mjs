// Takes the web viewer's pictures: node shoot_web.mjs PACK PACKAGE SHOTS [WITHHOLD]
//   SHOTS     lines of "yaw pitch fov WxH out.png", as vr360-view --shots reads them
//   WITHHOLD  tiles of this level and finer ones never come where row + column is odd, as
//             vr360-view --withhold does
// Ends with 77 (skipped) if there is no browser.

import { readFileSync } from 'node:fs';
import { findChromium, launch } from '../web/support/browser.mjs';
import { servePackage } from '../web/support/served.mjs';

const kPatience = 120_000;
const kStillMs = 1_000;

const [pack, folder, list, withhold] = process.argv.slice(2);
if (!findChromium()) {
    console.log('skipped: no Chromium; `scripts/setup` installs it, or VR360_CHROMIUM names it');
    process.exit(77);
}

function parse(line) {
    const [yaw, pitch, fov, size, output] = line.split(' ');
    const [width, height] = size.split('x').map(Number);
    return { view: { yaw: Number(yaw), pitch: Number(pitch), fov: Number(fov) }, width, height, output };
}
const shots = readFileSync(list, 'utf8').split('\n').filter(Boolean).map(parse);

/** Returns a function: when the last tile that is not withheld came. */
async function withholdTiles(page, level) {
    let last = Date.now();
    await page.route(/\/panoramas\/[0-9a-f]+\/\d+\/\d+\/\d+\.webp$/, async (route) => {
        const [l, r, c] = route.request().url().match(/(\d+)\/(\d+)\/(\d+)\.webp$/).slice(1).map(Number);
        if (l >= level && (r + c) % 2 === 1) {
            await route.fulfill({ status: 404 });
        } else {
            last = Infinity;
            await route.fulfill({ response: await route.fetch() });
            last = Date.now();
        }
    });
    return () => last;
}

/** The page goes on trying for tiles that never come. This ends when everything else is drawn: when
 * nothing came for a while and two pictures, taken apart, are the same. */
async function waitUntilStill(page, lastTile) {
    const end = Date.now() + kPatience;
    for (let before; Date.now() < end; ) {
        await page.waitForTimeout(kStillMs);
        const now = await page.screenshot();
        if (before?.equals(now) && Date.now() - lastTile() > 2 * kStillMs) {
            return;
        }
        before = now;
    }
    throw new Error('the picture does not come to rest');
}

/** The page shows what it was asked for, or the comparison would be of two different things. */
function checkView(asked, got) {
    for (const key of ['yaw', 'pitch', 'fov']) {
        const off = Math.abs(asked[key] - got[key]);
        if (Math.min(off, Math.abs(off - 360)) > 1e-4) {
            throw new Error(`asked for ${JSON.stringify(asked)}, got ${JSON.stringify(got)}`);
        }
    }
}

async function take(page, { view, width, height, output }, lastTile) {
    const size = page.viewportSize();
    if (size.width !== width || size.height !== height) {
        await page.setViewportSize({ width, height });
        await page.waitForFunction(
            ([w, h]) => {
                const canvas = document.querySelector('canvas');
                return canvas?.width === w && canvas?.height === h;
            },
            [width, height],
            { timeout: kPatience },
        );
    }
    await page.evaluate((v) => window.vr360.setView(v), view);
    if (lastTile) {
        await waitUntilStill(page, lastTile);
    } else {
        await page.waitForFunction(() => window.vr360.settled(), null, { timeout: kPatience });
    }
    checkView(view, await page.evaluate(() => window.vr360.getView()));
    await page.screenshot({ path: output });
}

const server = await servePackage(pack, folder);
const browser = await launch();
try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    page.setDefaultTimeout(kPatience);
    const lastTile = withhold === undefined ? undefined : await withholdTiles(page, Number(withhold));
    await page.goto(`${server.url}?ui=0`);
    await page.evaluate(() => window.vr360.ready);
    for (const shot of shots) {
        await take(page, shot, lastTile);
    }
} finally {
    await browser.close();
    server.stop();
}
