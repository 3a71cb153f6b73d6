// The web viewer's tests: node tests/web/run.mjs [FILE…]
// One browser and one served package for all, one test after another. Ends with 77 (skipped) if what
// they need is not there.

import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { findPack, kRoot } from './support/served.mjs';

const kSkipped = 77;

function skip(reason) {
    console.log(`skipped: ${reason}`);
    process.exit(kSkipped);
}

if (!existsSync(join(kRoot, 'node_modules/playwright-core'))) {
    skip('no node_modules; `npm ci` installs them');
}
const { findChromium, launch } = await import('./support/browser.mjs');
if (!findChromium()) {
    skip('no Chromium; `scripts/setup` installs it, or VR360_CHROMIUM names it');
}
if (!process.env.VR360_TEST_URL && !findPack()) {
    skip('no vr360-pack; build it, or let VR360_PACK name it');
}

const { shared } = await import('./support/shared.mjs');
before(async () => {
    const { serveTestTour } = await import('./support/served.mjs');
    shared.server = process.env.VR360_TEST_URL
        ? { url: process.env.VR360_TEST_URL, stop: () => {} }
        : await serveTestTour();
    shared.browser = await launch();
});
after(async () => {
    await shared.browser?.close();
    shared.server?.stop();
});

const here = join(kRoot, 'tests/web');
const wanted = process.argv.slice(2);
for (const file of (await readdir(here)).sort()) {
    if (file.endsWith('.test.mjs') && (!wanted.length || wanted.some((w) => file.includes(w)))) {
        await import(join(here, file));
    }
}
