// Looking around: mouse, touch, wheel, keys and buttons.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, onPage, turn } from './support/shared.mjs';

const kTouch = { context: { viewport: { width: 390, height: 844 }, hasTouch: true } };

/** Until nothing moves any more. */
async function rest(s) {
    await s.settle();
    return s.view();
}

/** Fingers on the glass, as the browser itself would get them. */
async function fingers(s, type, points) {
    s.devtools ??= await s.context.newCDPSession(s.page);
    await s.devtools.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: points.map(([x, y], id) => ({ x, y, id })),
    });
}

test(
    'a drag moves the picture with the hand',
    onPage({}, async (s) => {
        await s.page.mouse.move(640, 360);
        await s.page.mouse.down();
        await s.page.mouse.move(440, 300, { steps: 8 });
        await s.page.waitForTimeout(300); // at rest, so that it does not run on
        await s.page.mouse.up();
        const view = await rest(s);
        // 200 pixels of 1280 at 90 degrees: atan(200/640) = 17.4 degrees at the middle.
        assert.ok(view.yaw > 12 && view.yaw < 23, `yaw ${view.yaw}`);
        assert.ok(view.pitch < -2 && view.pitch > -12, `pitch ${view.pitch}`);
    }),
);

test(
    'a picture let go in motion runs on',
    onPage({}, async (s) => {
        await s.page.mouse.move(640, 360);
        // Made in the page: on a busy machine a hand from outside would be too slow for a flick.
        await s.page.evaluate(async () => {
            const canvas = document.getElementById('picture');
            const send = (type, clientX) => {
                const place = { clientX, clientY: 360, pointerId: 1, pointerType: 'mouse' };
                canvas.dispatchEvent(new PointerEvent(type, { ...place, bubbles: true }));
            };
            send('pointerdown', 640);
            for (const x of [620, 600, 580, 560, 540]) {
                const end = performance.now() + 12;
                while (performance.now() < end) {
                    // a hand's pace, whatever else the browser does
                }
                send('pointermove', x);
            }
            send('pointerup', 540);
        });
        const released = (await s.view()).yaw;
        const view = await rest(s);
        assert.ok(view.yaw > released + 0.5, `${released} ran on to ${view.yaw}`);
    }),
);

test(
    'one finger turns, two zoom',
    onPage(kTouch, async (s) => {
        const start = await s.view();
        await fingers(s, 'touchStart', [[200, 400]]);
        for (const x of [180, 160, 140, 120]) {
            await fingers(s, 'touchMove', [[x, 400]]);
        }
        await s.page.waitForTimeout(300);
        await fingers(s, 'touchEnd', []);
        const turned = await rest(s);
        assert.ok(turned.yaw > start.yaw + 5, `yaw ${start.yaw} → ${turned.yaw}`);

        await fingers(s, 'touchStart', [
            [150, 400],
            [240, 400],
        ]);
        for (const d of [10, 20, 30, 40]) {
            await fingers(s, 'touchMove', [
                [150 - d, 400],
                [240 + d, 400],
            ]);
        }
        await fingers(s, 'touchEnd', []);
        const zoomed = await rest(s);
        assert.ok(zoomed.fov < turned.fov * 0.75, `fov ${turned.fov} → ${zoomed.fov}`);
    }),
);

test(
    'the wheel comes closer to what is under the pointer',
    onPage({}, async (s) => {
        await s.page.mouse.move(960, 360);
        await s.page.mouse.wheel(0, -300);
        const view = await rest(s);
        assert.ok(view.fov < 85, `fov ${view.fov}`);
        assert.ok(view.yaw > 1, `yaw ${view.yaw}`);
    }),
);

test(
    'a double click comes closer',
    onPage({}, async (s) => {
        await s.page.mouse.dblclick(640, 300);
        assert.ok((await rest(s)).fov < 80);
    }),
);

test(
    'arrow keys turn, plus and minus zoom, Home returns',
    onPage({}, async (s) => {
        const held = async (key) => {
            await s.page.keyboard.down(key);
            await s.page.waitForTimeout(400);
            await s.page.keyboard.up(key);
            return rest(s);
        };
        assert.ok((await held('ArrowRight')).yaw > 3);
        assert.ok((await held('ArrowUp')).pitch > 3);
        assert.ok((await held('+')).fov < 89);
        await s.page.keyboard.press('Home');
        const home = await rest(s);
        assert.ok(
            turn(home.yaw, 0) < 0.1 && Math.abs(home.pitch) < 0.1 && Math.abs(home.fov - 90) < 0.1,
        );
    }),
);

test(
    'buttons do all that a drag does',
    onPage({}, async (s) => {
        const press = async (id) => {
            const before = await s.view();
            await s.page.click(`#${id}`);
            return { before, after: await rest(s) };
        };
        const right = await press('turn-right');
        assert.ok(turn(right.before.yaw, right.after.yaw) > 20 && right.after.yaw > 0);
        const left = await press('turn-left');
        assert.ok(left.after.yaw < left.before.yaw - 20);
        const up = await press('turn-up');
        assert.ok(up.after.pitch > up.before.pitch + 20);
        const down = await press('turn-down');
        assert.ok(down.after.pitch < down.before.pitch - 20);
        const closer = await press('closer');
        assert.ok(closer.after.fov < 0.85 * closer.before.fov);
        const farther = await press('farther');
        assert.ok(farther.after.fov > 1.15 * farther.before.fov);
        // By keyboard, too.
        await s.page.focus('#turn-right');
        const before = await s.view();
        await s.page.keyboard.press('Enter');
        assert.ok(turn(before.yaw, (await rest(s)).yaw) > 20);
    }),
);

test(
    'on a phone the arrows unfold',
    onPage(kTouch, async (s) => {
        assert.equal(await s.page.isVisible('#turn-left'), false);
        await s.page.tap('#toggle-turn');
        await s.page.tap('#turn-left');
        await eventually(s.view, (view) => view.yaw < -10, 'the view should turn left');
    }),
);

test(
    'nothing runs while nothing changes',
    onPage({}, async (s) => {
        await s.page.waitForTimeout(500);
        const frames = await s.page.evaluate(async () => {
            let count = 0;
            const original = window.requestAnimationFrame;
            window.requestAnimationFrame = (callback) =>
                original((time) => (++count, callback(time)));
            await new Promise((done) => setTimeout(done, 500));
            return count;
        });
        assert.equal(frames, 0);
    }),
);
