// What a visitor sees, and when: every frame of the page while it loads, compared with the last one.

import { decodePng } from '../../web/support/png.mjs';

/** Records the page's frames from now on; `stop` gives [{ time (ms), png }]. */
export async function recordFrames(page) {
    const devtools = await page.context().newCDPSession(page);
    const frames = [];
    devtools.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
        frames.push({ time: metadata.timestamp * 1000, png: Buffer.from(data, 'base64') });
        devtools.send('Page.screencastFrameAck', { sessionId }).catch(() => {});
    });
    await devtools.send('Page.startScreencast', { format: 'png', everyNthFrame: 1 });
    return {
        stop: async () => {
            await devtools.send('Page.stopScreencast');
            return frames;
        },
    };
}

/** Peak signal-to-noise ratio of two pictures, in dB. */
export function psnr(a, b) {
    let sum = 0;
    for (let i = 0; i < a.pixels.length; ++i) {
        const d = a.pixels[i] - b.pixels[i];
        sum += d * d;
    }
    const mean = sum / a.pixels.length;
    return mean === 0 ? Infinity : 10 * Math.log10((255 * 255) / mean);
}

/** True when every part of the window shows about what it will show in the end. */
export function covers(picture, final) {
    const [columns, rows] = [16, 9];
    for (let row = 0; row < rows; ++row) {
        for (let column = 0; column < columns; ++column) {
            const difference = meanOf(
                picture,
                column / columns,
                row / rows,
                1 / columns,
                1 / rows,
            ).map(
                (value, i) =>
                    value - meanOf(final, column / columns, row / rows, 1 / columns, 1 / rows)[i],
            );
            if (Math.max(...difference.map(Math.abs)) > 48) {
                return false;
            }
        }
    }
    return true;
}

function meanOf(picture, left, top, width, height) {
    const sum = [0, 0, 0];
    let count = 0;
    const [x0, y0] = [Math.floor(left * picture.width), Math.floor(top * picture.height)];
    for (let y = y0; y < y0 + height * picture.height - 1; y += 4) {
        for (let x = x0; x < x0 + width * picture.width - 1; x += 4) {
            picture.at(x, y).forEach((value, i) => (sum[i] += value));
            ++count;
        }
    }
    return sum.map((value) => value / count);
}

/** Milliseconds from `start` to the first covering and to the first sharp (≥ 40 dB) frame. */
export function milestones(frames, start) {
    const final = decodePng(frames.at(-1).png);
    let first;
    for (const { time, png } of frames) {
        const picture = decodePng(png);
        if (picture.width !== final.width || time < start) {
            continue;
        }
        if (first === undefined && covers(picture, final)) {
            first = time - start;
        }
        if (psnr(picture, final) >= 40) {
            return { first, sharp: time - start };
        }
    }
    return { first, sharp: undefined };
}
