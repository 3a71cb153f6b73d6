// Three languages: of the interface, of the tour's words, and the marks that say so.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onPage } from './support/shared.mjs';

test(
    'the language changes the interface and the words, and the address',
    onPage({}, async (s) => {
        const { page } = s;
        await page.click('#open-language');
        await page.click('#sheet-body button[lang=vi]');
        assert.equal(await page.getAttribute('html', 'lang'), 'vi');
        assert.equal(await page.textContent('#site-name'), 'Chùa Trấn Quốc');
        assert.equal(await page.getAttribute('#site-name', 'lang'), 'vi');
        assert.equal(await page.getAttribute('#open-sites', 'aria-label'), 'Địa điểm');
        assert.equal(await page.textContent('.hotspot.info .label'), 'Bảo tháp');
        assert.match(await page.title(), /Chùa Trấn Quốc/);
        assert.equal(new URL(page.url()).searchParams.get('lang'), 'vi');
        await page.click('#open-language');
        await page.click('#sheet-body button[lang=zh]');
        assert.equal(await page.getAttribute('html', 'lang'), 'zh');
        assert.equal(await page.textContent('#site-name'), '镇国寺');
        assert.equal(await page.getAttribute('#play', 'aria-label'), '播放讲解');
    }),
);

test(
    'the browser’s language is taken',
    onPage({ context: { locale: 'vi-VN' } }, async (s) => {
        assert.equal(await s.page.getAttribute('html', 'lang'), 'vi');
    }),
);

test(
    'a language chosen once is remembered',
    onPage({}, async (s) => {
        await s.page.click('#open-language');
        await s.page.click('#sheet-body button[lang=zh]');
        await s.page.goto(s.page.url().split('?')[0]);
        await s.settle();
        assert.equal(await s.page.getAttribute('html', 'lang'), 'zh');
    }),
);

for (const lang of ['vi', 'en', 'zh']) {
    test(
        `every text in ${lang} says which language it is in`,
        onPage({ query: { lang } }, async (s) => {
            const wrong = await s.page.evaluate((expected) => {
                const found = [];
                const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                const cjk = /[\u4e00-\u9fff]/;
                const vietnamese = /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i;
                for (let node = walk.nextNode(); node; node = walk.nextNode()) {
                    const text = node.textContent.trim();
                    const element = node.parentElement;
                    if (!text || !element.checkVisibility()) {
                        continue;
                    }
                    const lang = element.closest('[lang]').lang;
                    const seen = cjk.test(text) ? 'zh' : vietnamese.test(text) ? 'vi' : null;
                    if (
                        (seen && seen !== lang) ||
                        (!seen && /\p{L}{4}/u.test(text) && lang !== expected)
                    ) {
                        found.push(`${lang}: ${text}`);
                    }
                }
                return found;
            }, lang);
            assert.deepEqual(wrong, []);
        }),
    );
}
