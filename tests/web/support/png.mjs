// Pictures for tests: an 8-bit RGB PNG from a function of the pixel, and reading a screenshot back.

import { crc32, deflateSync, inflateSync } from 'node:zlib';

const kSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type, data) {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(checksum(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** zlib.crc32 came with Node 20.15. */
function checksum(bytes) {
    if (crc32) {
        return crc32(bytes);
    }
    let crc = ~0;
    for (const byte of bytes) {
        crc ^= byte;
        for (let bit = 0; bit < 8; ++bit) {
            crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
        }
    }
    return ~crc >>> 0;
}

/** `color(x, y)` gives [r, g, b], 0…255. */
export function encodePng(width, height, color) {
    const raw = Buffer.alloc(height * (1 + 3 * width));
    let at = 0;
    for (let y = 0; y < height; ++y) {
        raw[at++] = 0; // no filter
        for (let x = 0; x < width; ++x) {
            const [r, g, b] = color(x, y);
            raw[at++] = r;
            raw[at++] = g;
            raw[at++] = b;
        }
    }
    const header = Buffer.alloc(13);
    header.writeUInt32BE(width, 0);
    header.writeUInt32BE(height, 4);
    header.set([8, 2, 0, 0, 0], 8);
    return Buffer.concat([
        kSignature,
        chunk('IHDR', header),
        chunk('IDAT', deflateSync(raw, { level: 1 })),
        chunk('IEND', Buffer.alloc(0)),
    ]);
}

const paeth = (a, b, c) => {
    const p = a + b - c;
    const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
    return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
};

/** Reads an 8-bit RGB or RGBA PNG without interlacing (what browsers write as screenshots). */
export function decodePng(bytes) {
    let at = 8;
    const data = [];
    let width = 0;
    let height = 0;
    let channels = 0;
    while (at < bytes.length) {
        const size = bytes.readUInt32BE(at);
        const type = bytes.toString('latin1', at + 4, at + 8);
        const body = bytes.subarray(at + 8, at + 8 + size);
        if (type === 'IHDR') {
            width = body.readUInt32BE(0);
            height = body.readUInt32BE(4);
            channels = { 2: 3, 6: 4 }[body[9]];
        } else if (type === 'IDAT') {
            data.push(body);
        }
        at += 12 + size;
    }
    const raw = inflateSync(Buffer.concat(data));
    const stride = width * channels;
    const pixels = Buffer.alloc(stride * height);
    for (let y = 0; y < height; ++y) {
        const filter = raw[y * (stride + 1)];
        for (let i = 0; i < stride; ++i) {
            const left = i >= channels ? pixels[y * stride + i - channels] : 0;
            const up = y > 0 ? pixels[(y - 1) * stride + i] : 0;
            const corner = i >= channels && y > 0 ? pixels[(y - 1) * stride + i - channels] : 0;
            const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
            pixels[y * stride + i] = raw[y * (stride + 1) + 1 + i] + guess;
        }
    }
    return {
        width,
        height,
        pixels,
        at: (x, y) => [
            ...pixels.subarray(y * stride + x * channels, y * stride + x * channels + 3),
        ],
    };
}
