// Chromium, and a page that remembers everything that went wrong in it.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const kChromium = process.env.VR360_CHROMIUM ?? '/usr/bin/chromium';
const kFlags = [
    '--no-sandbox',
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
    '--ignore-gpu-blocklist',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
];
/** The machine may be busy with other things. */
export const kPatience = 120_000;

export function findChromium() {
    return existsSync(kChromium) ? kChromium : undefined;
}

/** `options`: Playwright's own, as `env`. */
export function launch(options = {}) {
    return chromium.launch({
        executablePath: kChromium,
        args: kFlags,
        headless: true,
        ...options,
    });
}

/**
 * Opens a page of the package. `options`: `query` (object), `path`, `context` (Playwright's),
 * `before(page)` (runs before the page loads), `expected` (RegExp: complaints that belong to the test).
 */
export async function openPage(browser, url, options = {}) {
    const context = await browser.newContext({
        viewport: { width: 1280, height: 720 },
        locale: 'en-US',
        ...options.context,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(kPatience);
    const complaints = [];
    const complain = (text) => {
        if (!options.expected?.test(text)) {
            complaints.push(text);
        }
    };
    page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) {
            complain(`console ${message.type()}: ${message.text()}`);
        }
    });
    page.on('pageerror', (error) => complain(`uncaught: ${error.stack}`));
    page.on('requestfailed', (request) => {
        // A tile that is no longer wanted is cancelled; that is not a failure.
        const reason = request.failure()?.errorText;
        if (reason !== 'net::ERR_ABORTED') {
            complain(`request failed (${reason}): ${request.url()}`);
        }
    });
    page.on('response', (response) => {
        if (response.status() >= 400) {
            complain(`HTTP ${response.status()}: ${response.url()}`);
        }
    });
    const origin = new URL(url).origin;
    page.on('request', (request) => {
        if (/^https?:/.test(request.url()) && new URL(request.url()).origin !== origin) {
            complain(`third-party request: ${request.url()}`);
        }
    });
    await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
            console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
        });
    });
    await options.before?.(page);
    const query = new URLSearchParams(options.query ?? {}).toString();
    await page.goto(`${url}${options.path ?? ''}${query ? `?${query}` : ''}`);
    return {
        page,
        context,
        complaints,
        view: () => page.evaluate(() => window.vr360.getView()),
        /** Until every tile that the view wants is drawn. */
        settle: () =>
            page.waitForFunction(() => window.vr360?.settled(), null, { timeout: kPatience }),
        ready: () => page.evaluate(() => window.vr360.ready),
        /** Every test ends so: nothing was complained about on the way. */
        close: async () => {
            await context.close();
            assert.deepEqual(complaints, []);
        },
    };
}

/** Opens a page, runs `body` with it once it is settled, and checks that nothing went wrong. */
export function withPage(browser, url, options, body) {
    return async () => {
        const session = await openPage(browser(), url(), options);
        try {
            if (options.settled !== false) {
                await session.settle();
            }
            await body(session);
        } catch (error) {
            await session.context.close();
            if (session.complaints.length > 0) {
                error.message += `\nThe page complained:\n${session.complaints.join('\n')}`;
            }
            throw error;
        }
        await session.close();
    };
}
