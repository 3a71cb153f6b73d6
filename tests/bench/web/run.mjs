// How fast is the web viewer? node tests/bench/web/run.mjs PACKAGE [--runs 5] [--networks fast,10M,4M]
// Opens a package's start site at yaw 0, pitch 0, fov 90 on 1280×720 in a fresh Chromium each time,
// over a line of three speeds, and prints medians as a Markdown table: when something covers the view,
// when it is sharp, requests and bytes until then; then frame times of a turn of 360° in 4 s.

import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from '../../web/support/browser.mjs';
import { milestones, recordFrames } from './frames.mjs';
import { serveShaped } from './shaped_server.mjs';

const kNetworks = {
    fast: { name: 'unlimited' },
    '10M': { name: '10 Mbit/s, 40 ms', bitsPerSecond: 10e6, delayMs: 40 },
    '4M': { name: '4 Mbit/s, 100 ms', bitsPerSecond: 4e6, delayMs: 100 },
    '2M': { name: '2 Mbit/s, 80 ms', bitsPerSecond: 2e6, delayMs: 80 },
};
const kView = 'yaw=0&pitch=0&fov=90&ui=0&lang=en';

const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
        runs: { type: 'string', default: '5' },
        networks: { type: 'string', default: 'fast,10M,4M' },
    },
});
const folder = positionals[0];
if (!folder) {
    console.error('Name a package: node tests/bench/web/run.mjs PACKAGE');
    process.exit(2);
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const settled = (page) =>
    page.waitForFunction(() => window.vr360?.settled(), null, { timeout: 60_000 });

async function withPage(body) {
    const browser = await launch();
    try {
        const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
        return await body(await context.newPage());
    } finally {
        await browser.close();
    }
}

async function load(network) {
    const server = await serveShaped(folder, network);
    try {
        return await withPage(async (page) => {
            await page.goto('about:blank');
            const recording = await recordFrames(page);
            const start = Date.now();
            await page.goto(`${server.url}?${kView}`, { waitUntil: 'commit' });
            await settled(page);
            await page.waitForTimeout(700); // the last frame has to come through
            const result = milestones(await recording.stop(), start);
            // What comes later is for the scenes that may come next.
            const needed = server.log.filter(({ time }) => time <= start + result.sharp);
            const images = needed.filter(({ path }) => path.endsWith('.webp'));
            const bytes = images.reduce((sum, image) => sum + image.bytes, 0);
            return {
                ...result,
                requests: images.length,
                all: needed.length,
                kilobytes: bytes / 1000,
            };
        });
    } finally {
        await server.stop();
    }
}

/** Gaps between animation frames during a turn of 360° in 4 s. */
async function pan() {
    const server = await serveShaped(folder);
    const turn = (page) =>
        page.evaluate(async () => {
            const gaps = [];
            const start = performance.now();
            for (let last = start; last < start + 4000;) {
                window.vr360.setView({ yaw: (360 * (last - start)) / 4000 });
                const time = await new Promise((done) => requestAnimationFrame(done));
                gaps.push(time - last);
                last = time;
            }
            gaps.sort((a, b) => a - b);
            const share = (part) => gaps[Math.floor(part * gaps.length)];
            return { p50: share(0.5), p95: share(0.95) };
        });
    try {
        return await withPage(async (page) => {
            await page.goto(`${server.url}?${kView}`);
            await settled(page);
            const cold = await turn(page);
            await settled(page);
            const warm = await turn(page);
            return { cold, warm };
        });
    } finally {
        await server.stop();
    }
}

const code = readdirSync(folder).filter((name) => /\.(html|js|css|wasm)$/.test(name));
const packed = code.map((name) => gzipSync(readFileSync(join(folder, name)), { level: 9 }).length);
console.log(`Code, gzipped: ${(packed.reduce((a, b) => a + b, 0) / 1000).toFixed(1)} KB\n`);
console.log(
    '| network | first picture, ms | sharp, ms | image requests | image KB | all requests |',
);
console.log('| --- | --- | --- | --- | --- | --- |');
for (const key of values.networks.split(',')) {
    const results = [];
    for (let i = 0; i < Number(values.runs); ++i) {
        results.push(await load(kNetworks[key]));
    }
    const of = (name) => Math.round(median(results.map((result) => result[name])));
    const { name } = kNetworks[key];
    console.log(
        `| ${name} | ${of('first')} | ${of('sharp')} | ${of('requests')} | ${of('kilobytes')} | ${of('all')} |`,
    );
}
const { cold, warm } = await pan();
const ms = (value) => value.toFixed(1);
console.log('\n| turn of 360° in 4 s | frame gap p50, ms | p95, ms |');
console.log('| --- | --- | --- |');
console.log(`| first time | ${ms(cold.p50)} | ${ms(cold.p95)} |`);
console.log(`| again | ${ms(warm.p50)} | ${ms(warm.p95)} |`);
