// Going from place to place: hotspots, the list of sites, search.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, onPage, turn } from './support/shared.mjs';

const place = async (s) => {
    const query = new URL(s.page.url()).searchParams;
    return `${query.get('site')}/${query.get('scene')}`;
};

test(
    'hotspots sit where the picture has their place',
    onPage({}, async (s) => {
        // yaw 15, pitch -12 at fov 90 on 1280 pixels: x = 640·tan 15°, y from the ray's height.
        const box = await s.page.locator('.hotspot.scene').boundingBox();
        const rad = Math.PI / 180;
        const x = 640 + 640 * Math.tan(15 * rad);
        const y = 360 + (640 * Math.tan(12 * rad)) / Math.cos(15 * rad);
        assert.ok(
            Math.abs(box.x + box.width / 2 - x) < 1.5,
            `x ${box.x + box.width / 2}, not ${x}`,
        );
        assert.ok(
            Math.abs(box.y + box.height / 2 - y) < 1.5,
            `y ${box.y + box.height / 2}, not ${y}`,
        );
    }),
);

test(
    'an information hotspot tells',
    onPage({}, async (s) => {
        await s.page.click('.hotspot.info');
        assert.equal(await s.page.textContent('#sheet-title'), 'The tower');
        assert.match(await s.page.textContent('#sheet-body'), /eleven storeys/);
        await s.page.keyboard.press('Escape');
        assert.equal(await s.page.isVisible('#sheet'), false);
        // The focus is back where it was.
        assert.ok(await s.page.evaluate(() => document.activeElement.classList.contains('info')));
    }),
);

test(
    'a link to a scene keeps the compass direction',
    onPage({}, async (s) => {
        await s.page.evaluate(() => window.vr360.setView({ yaw: 10, pitch: -5 }));
        await s.settle();
        await s.page.click('.hotspot.scene');
        await s.settle();
        assert.equal(await place(s), 'chua-tran-quoc/court');
        assert.equal(await s.page.textContent('#scene-name'), 'Inner court');
        // North is at yaw -90 there: the first scene has heading 0, this one 90.
        assert.ok(turn((await s.view()).yaw, -80) < 0.1, JSON.stringify(await s.view()));
    }),
);

test(
    'a link to a site arrives at its view',
    onPage({ query: { yaw: 110 } }, async (s) => {
        await s.page.click('.hotspot.site');
        await s.settle();
        assert.equal((await place(s)).split('/')[0], 'phu-tay-ho');
        const view = await s.view();
        assert.ok(
            turn(view.yaw, 40) < 0.1 &&
                Math.abs(view.pitch - 5) < 0.1 &&
                Math.abs(view.fov - 70) < 0.1,
        );
    }),
);

test(
    'the keyboard reaches hotspots that are out of sight',
    onPage({}, async (s) => {
        const site = s.page.locator('.hotspot.site');
        assert.ok(await site.evaluate((element) => element.classList.contains('away')));
        await site.focus();
        await eventually(s.view, (view) => turn(view.yaw, 120) < 1, 'the view should turn to it');
        await s.settle();
        assert.ok(!(await site.evaluate((element) => element.classList.contains('away'))));
        assert.equal(await site.getAttribute('aria-label'), 'Go to: Tay Ho Palace');
        await s.page.keyboard.press('Enter');
        await eventually(
            () => place(s),
            (at) => at.startsWith('phu-tay-ho/'),
            'Enter should go there',
        );
        await s.settle();
    }),
);

test(
    'links to elsewhere open beside the tour',
    onPage({ query: { yaw: 150 } }, async (s) => {
        await s.context.route('https://example.org/**', (route) =>
            route.fulfill({ body: 'elsewhere' }),
        );
        const opened = s.context.waitForEvent('page');
        await s.page.click('.hotspot.url');
        const page = await opened;
        await eventually(
            () => page.url(),
            (url) => url === 'https://example.org/',
            'the other page',
        );
    }),
);

test(
    'the list of sites, with its categories',
    onPage({}, async (s) => {
        await s.page.click('#open-sites');
        const names = () => s.page.locator('#sheet .row-name').allTextContents();
        assert.equal((await names()).length, 4);
        await s.page.click('.chip[lang=en]:has-text("Craft villages")');
        assert.deepEqual(await names(), ['Nhat Tan Village']);
        await s.page.click('.row');
        await s.settle();
        assert.equal((await place(s)).split('/')[0], 'lang-nhat-tan');
        // The list is as it was left.
        await s.page.click('#open-sites');
        assert.deepEqual(await names(), ['Nhat Tan Village']);
    }),
);

for (const [query, found] of [
    ['tran quoc', 'Chùa Trấn Quốc'],
    ['TRANQUOC', 'Chùa Trấn Quốc'],
    ['đào nhat', 'Làng đào Nhật Tân'],
    ['镇国', 'Chùa Trấn Quốc'],
    ['palace', 'Phủ Tây Hồ'],
    ['di dao', 'Đường Thanh Niên'],
]) {
    test(
        `the search forgives: "${query}"`,
        onPage({ query: { lang: 'vi' } }, async (s) => {
            await s.page.click('#open-sites');
            await s.page.fill('#search', query);
            assert.deepEqual(await s.page.locator('#sheet .row-name').allTextContents(), [found]);
        }),
    );
}

test(
    'a search without result says so',
    onPage({ query: { lang: 'zh' } }, async (s) => {
        await s.page.click('#open-sites');
        await s.page.fill('#search', 'xyzzy');
        assert.match(await s.page.textContent('.count'), /没有找到/);
    }),
);

test(
    'about the place, credits and the draft’s mark',
    onPage({}, async (s) => {
        await s.page.click('#open-about');
        assert.match(
            await s.page.textContent('#sheet-body'),
            /not yet reviewed.*A pagoda by the lake/s,
        );
        await s.page.keyboard.press('Escape');
        await s.page.click('#open-more');
        const more = await s.page.textContent('#sheet-body');
        assert.match(more, /The tourism office/);
        assert.match(more, /Test pictures/);
        assert.match(more, /not yet reviewed/);
    }),
);

test(
    'sharing gives the link of this view',
    onPage({}, async (s) => {
        await s.page.evaluate(() => window.vr360.setView({ yaw: 33 }));
        await s.settle();
        await s.page.click('#share');
        const link = await s.page.inputValue('#sheet input[type=text]');
        assert.equal(new URL(link).searchParams.get('yaw'), '33');
    }),
);
