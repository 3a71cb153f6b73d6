// What all test files share; run.mjs fills it.

import { withPage } from './browser.mjs';

export const shared = { browser: undefined, server: undefined };

/** A test body with a settled page: `onPage({ query: { site: '…' } }, async ({ page }) => …)`. */
export function onPage(options, body) {
    return withPage(
        () => shared.browser,
        () => shared.server.url,
        options,
        body,
    );
}

/** Waits until `read()` gives what `test` accepts; fails with the last value. */
export async function eventually(read, test, what) {
    let value;
    for (const end = Date.now() + 60_000; Date.now() < end;) {
        value = await read();
        if (test(value)) {
            return value;
        }
        await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`${what}; it is ${JSON.stringify(value)}`);
}

/** The shortest turn between two yaws. */
export function turn(a, b) {
    return Math.abs(((((b - a + 180) % 360) + 360) % 360) - 180);
}
