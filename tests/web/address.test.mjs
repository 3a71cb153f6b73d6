// The page's address: opens at a view, is kept up to date, survives nonsense.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, onPage, turn } from './support/shared.mjs';

const kDeep = { site: 'chua-tran-quoc', scene: 'court', lang: 'zh', yaw: 90, pitch: 20, fov: 60 };

test(
    'a deep link opens its site, scene, language and view',
    onPage({ query: kDeep }, async (s) => {
        const view = await s.view();
        assert.ok(turn(view.yaw, 90) < 0.01 && Math.abs(view.pitch - 20) < 0.01);
        assert.ok(Math.abs(view.fov - 60) < 0.01);
        assert.equal(await s.page.textContent('#site-name'), '镇国寺');
        assert.equal(await s.page.textContent('#scene-name'), '内院');
        assert.equal(await s.page.getAttribute('html', 'lang'), 'zh');
    }),
);

test(
    'without an address the tour starts where its editor wants',
    onPage({}, async (s) => {
        assert.equal(await s.page.textContent('#site-name'), 'Tran Quoc Pagoda');
        const query = new URL(s.page.url()).searchParams;
        assert.equal(query.get('site'), 'chua-tran-quoc');
        assert.equal(query.get('scene'), 'gate');
        assert.equal(query.get('lang'), 'en');
    }),
);

test(
    'an unknown site or scene falls back to one that is there',
    onPage({ query: { site: 'no-such-site', scene: 'nor-this', yaw: 'abc' } }, async (s) => {
        assert.equal(await s.page.textContent('#site-name'), 'Tran Quoc Pagoda');
        assert.equal((await s.view()).yaw, 0);
    }),
);

test(
    'the address follows the view, and opens the same view again',
    onPage({}, async (s) => {
        await s.page.evaluate(() => window.vr360.setView({ yaw: -123.5, pitch: 11, fov: 50 }));
        const href = await eventually(
            () => s.page.url(),
            (url) => new URL(url).searchParams.get('yaw') === '-123.5',
            'the address should hold yaw -123.5',
        );
        await s.page.goto(href);
        await s.settle();
        const view = await s.view();
        assert.ok(turn(view.yaw, -123.5) < 0.01 && Math.abs(view.pitch - 11) < 0.01);
    }),
);

test(
    'parameters that are not ours stay',
    onPage({ query: { utm: 'qr' } }, async (s) => {
        assert.equal(new URL(s.page.url()).searchParams.get('utm'), 'qr');
    }),
);

test(
    'back and forward go through the places seen',
    onPage({}, async (s) => {
        await s.page.evaluate(() => window.vr360.goTo('phu-tay-ho'));
        const name = () => s.page.textContent('#site-name');
        assert.equal(await name(), 'Tay Ho Palace');
        await s.page.goBack();
        await eventually(
            name,
            (text) => text === 'Tran Quoc Pagoda',
            'back should show the first place',
        );
        await s.page.goForward();
        await eventually(
            name,
            (text) => text === 'Tay Ho Palace',
            'forward should show the second',
        );
        await s.settle();
    }),
);
