// Walks with a theme: choosing one, going from stop to stop, leaving it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, onPage } from './support/shared.mjs';

const at = (s) => Object.fromEntries(new URL(s.page.url()).searchParams);
const stop = (s) => s.page.textContent('#route-stop');

async function arrives(s, site) {
    await eventually(() => at(s).site, (now) => now === site, `the visit should come to ${site}`);
    await s.settle();
}

test(
    'a walk begins at its first stop and leads through all of them',
    onPage({}, async (s) => {
        assert.equal(await s.page.isVisible('#route'), false);
        await s.page.click('#open-sites');
        await s.page.click('#open-routes');
        assert.equal(await s.page.textContent('#sheet-title'), 'Walks');
        await s.page.waitForSelector('.walk');
        assert.deepEqual(await s.page.locator('.walk .row-name').allTextContents(), [
            'Along the shore',
            'Villages',
        ]);
        await s.page.click('.walk >> nth=0');
        await arrives(s, 'phu-tay-ho');
        assert.equal(at(s).route, 'shore');
        assert.equal(await stop(s), 'Stop 1 of 3');
        assert.ok(await s.page.isDisabled('#route-previous'));
        await s.page.click('#route-next');
        await arrives(s, 'chua-tran-quoc');
        await s.page.click('#route-next');
        await arrives(s, 'duong-thanh-nien');
        assert.equal(await stop(s), 'Stop 3 of 3');
        assert.ok(await s.page.isDisabled('#route-next'));
        await s.page.click('#route-previous');
        await arrives(s, 'chua-tran-quoc');
        assert.equal(await stop(s), 'Stop 2 of 3');
    }),
);

test(
    'a link may carry a walk, in any language',
    onPage({ query: { route: 'shore', lang: 'vi' } }, async (s) => {
        assert.equal(at(s).site, 'phu-tay-ho');
        assert.equal(await s.page.textContent('#route-title'), 'Ven hồ');
        assert.equal(await stop(s), 'Điểm 1 / 3');
    }),
);

test(
    'after a side trip the way leads back to the walk',
    onPage({ query: { route: 'shore', site: 'chua-tran-quoc' } }, async (s) => {
        assert.equal(await stop(s), 'Stop 2 of 3');
        await s.page.evaluate(() => window.vr360.goTo('lang-nhat-tan'));
        await arrives(s, 'lang-nhat-tan');
        assert.equal(await stop(s), 'Stop 2 of 3');
        assert.equal(await s.page.getAttribute('#route-next', 'aria-label'), 'Back to the walk');
        await s.page.click('#route-next');
        await arrives(s, 'chua-tran-quoc');
    }),
);

test(
    'leaving a walk takes it out of the address too',
    onPage({ query: { route: 'villages' } }, async (s) => {
        await s.page.click('#route-leave');
        assert.equal(await s.page.isVisible('#route'), false);
        assert.equal(at(s).route, undefined);
        assert.equal(at(s).site, 'lang-nhat-tan');
    }),
);

test(
    'the back button goes back along the walk, and out of it',
    onPage({}, async (s) => {
        await s.page.click('#open-sites');
        await s.page.click('#open-routes');
        await s.page.click('.walk >> nth=1');
        await arrives(s, 'lang-nhat-tan');
        await s.page.click('#route-next');
        await arrives(s, 'phu-tay-ho');
        await s.page.goBack();
        await arrives(s, 'lang-nhat-tan');
        assert.equal(await stop(s), 'Stop 1 of 2');
        await s.page.goBack();
        await arrives(s, 'chua-tran-quoc');
        await eventually(
            () => s.page.isVisible('#route'),
            (visible) => !visible,
            'the walk should be over',
        );
    }),
);

test(
    'the bar of a walk covers nothing on a small phone',
    onPage(
        { query: { route: 'shore', lang: 'vi' }, context: { viewport: { width: 360, height: 640 } } },
        async (s) => {
            const box = (id) => s.page.locator(id).boundingBox();
            const [bar, route, lower] = [await box('#bar'), await box('#route'), await box('#lower')];
            assert.ok(route.y >= bar.y + bar.height, 'below the bar');
            assert.ok(route.y + route.height <= lower.y, 'above the narration');
            assert.ok(route.x >= 0 && route.x + route.width <= 360, 'inside the window');
        },
    ),
);
