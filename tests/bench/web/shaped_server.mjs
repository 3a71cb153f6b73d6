// A static file server with a network's slowness: every request waits `delayMs`, all answers together get
// `bitsPerSecond`. Texts are compressed, as any real server would.

import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const kTypes = {
    '.html': 'text/html; charset=utf-8',
    '.js': 'text/javascript',
    '.css': 'text/css',
    '.wasm': 'application/wasm',
    '.json': 'application/json',
    '.webp': 'image/webp',
    '.jpg': 'image/jpeg',
    '.vtt': 'text/vtt',
    '.opus': 'audio/ogg',
    '.mp3': 'audio/mpeg',
};
const kCompressed = new Set(['.html', '.js', '.css', '.wasm', '.json', '.vtt']);
const kSliceMs = 5;

/** Hands out bytes at the line's speed, to all who wait in turn. */
class Line {
    constructor(bitsPerSecond) {
        this.bytesPerMs = bitsPerSecond / 8000;
        this.waiting = [];
        this.timer = undefined;
    }

    send(response, body) {
        if (!Number.isFinite(this.bytesPerMs)) {
            response.end(body);
            return;
        }
        this.waiting.push({ response, body, at: 0 });
        this.last ??= performance.now();
        this.timer ??= setInterval(() => this.slice(), kSliceMs);
    }

    slice() {
        const now = performance.now();
        let budget = (now - this.last) * this.bytesPerMs;
        this.last = now;
        while (budget > 0 && this.waiting.length > 0) {
            const share = Math.ceil(budget / this.waiting.length);
            for (const item of [...this.waiting]) {
                const size = Math.min(share, item.body.length - item.at);
                item.response.write(item.body.subarray(item.at, item.at + size));
                item.at += size;
                budget -= size;
                if (item.at >= item.body.length || item.response.destroyed) {
                    item.response.end();
                    this.waiting.splice(this.waiting.indexOf(item), 1);
                }
            }
        }
        if (this.waiting.length === 0) {
            clearInterval(this.timer);
            this.timer = this.last = undefined;
        }
    }
}

/** Serves a folder; `log` gets { path, bytes, time } of every answer as it begins. */
export async function serveShaped(folder, { delayMs = 0, bitsPerSecond = Infinity } = {}) {
    const line = new Line(bitsPerSecond);
    const log = [];
    const server = createServer((request, response) => {
        let path = normalize(decodeURIComponent(new URL(request.url, 'http://x').pathname));
        path = path.endsWith('/') ? `${path}index.html` : path;
        const file = join(folder, path);
        setTimeout(() => {
            if (!existsSync(file)) {
                response.writeHead(404).end();
                return;
            }
            const extension = extname(file);
            const packed = kCompressed.has(extension);
            const bytes = readFileSync(file);
            const body = packed ? gzipSync(bytes) : bytes;
            log.push({ path, bytes: body.length, time: Date.now() });
            response.writeHead(200, {
                'content-type': kTypes[extension] ?? 'application/octet-stream',
                'content-length': body.length,
                'cache-control': 'no-cache',
                ...(packed ? { 'content-encoding': 'gzip' } : {}),
            });
            line.send(response, body);
        }, delayMs);
    });
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    return {
        url: `http://127.0.0.1:${server.address().port}/`,
        log,
        stop: () => new Promise((done) => server.close(done) && server.closeAllConnections()),
    };
}
