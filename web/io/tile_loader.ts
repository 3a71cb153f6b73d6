// Fetches and decodes tiles for the core: a request comes in by number, its pixels wait here until
// the core gives them a texture layer.

import type { TileRequest } from './core.ts';

/** Where a panorama's tiles are. */
export interface TileSource {
    /** panoramas/<hash> */
    path: string;
    /** data: URL of the preview */
    preview: string;
}

export interface TileLoaderEvents {
    /** Pixels are ready. False: nobody waits for them any more. */
    decoded(number: number): boolean;
    failed(number: number): void;
    /** The size that a tile must have, gutter included, as height · 65536 + width. */
    tileSize(request: TileRequest): number;
}

/** Straight from the file's bytes to texels: no colour management, no multiplied alpha. */
const kDecoding: ImageBitmapOptions = { colorSpaceConversion: 'none', premultiplyAlpha: 'none' };

export class TileLoader {
    private readonly underway = new Map<number, AbortController>();
    private readonly ready = new Map<number, ImageBitmap>();
    /** Tiles that failed once: whatever a cache holds of them is not to be trusted. */
    private readonly suspect = new Set<string>();

    constructor(private readonly events: TileLoaderEvents) {}

    /** How many decoded tiles wait for a layer. */
    get waiting(): number {
        return this.ready.size;
    }

    start(request: TileRequest, source: TileSource, urgent: boolean): void {
        const abort = new AbortController();
        this.underway.set(request.number, abort);
        const { level, row, column } = request;
        const path = `${source.path}/${level}/${row}/${column}.webp`;
        const bytes =
            level < 0
                ? Promise.resolve(bytesOfDataUrl(source.preview))
                : this.fetchTile(path, abort.signal, urgent);
        bytes
            .then((data) => decode(data, this.events.tileSize(request)))
            .then((bitmap) => {
                if (!this.underway.delete(request.number)) {
                    bitmap.close();
                    return;
                }
                this.suspect.delete(path);
                this.ready.set(request.number, bitmap);
                if (!this.events.decoded(request.number)) {
                    this.cancel(request.number);
                }
            })
            .catch(() => {
                if (this.underway.delete(request.number)) {
                    this.suspect.add(path);
                    this.events.failed(request.number);
                }
            });
    }

    cancel(number: number): void {
        const abort = this.underway.get(number);
        this.underway.delete(number);
        abort?.abort();
        this.ready.get(number)?.close();
        this.ready.delete(number);
    }

    /** Hands over a request's pixels; the taker closes them. */
    take(number: number): ImageBitmap | undefined {
        const bitmap = this.ready.get(number);
        this.ready.delete(number);
        return bitmap;
    }

    private async fetchTile(
        path: string,
        signal: AbortSignal,
        urgent: boolean,
    ): Promise<ArrayBuffer> {
        const response = await fetch(path, {
            signal,
            priority: urgent ? 'high' : 'low',
            cache: this.suspect.has(path) ? 'reload' : 'default',
        });
        if (!response.ok) {
            throw new Error(`${path}: HTTP ${response.status}`);
        }
        return response.arrayBuffer();
    }
}

/** Refuses what is not a whole WebP image of the right size: a network can hand over anything. */
async function decode(data: ArrayBuffer, size: number): Promise<ImageBitmap> {
    const head = new DataView(data);
    const riff = data.byteLength >= 16 && head.getUint32(0) === 0x52494646;
    const webp = riff && head.getUint32(8) === 0x57454250;
    if (!webp || head.getUint32(4, true) + 8 > data.byteLength) {
        throw new Error('not a whole WebP image');
    }
    const blob = new Blob([data], { type: 'image/webp' });
    const bitmap = await createImageBitmap(blob, kDecoding);
    if (bitmap.height * 65536 + bitmap.width !== size) {
        bitmap.close();
        throw new Error('a tile of another size');
    }
    return bitmap;
}

/** Not by fetch: the page's Content-Security-Policy lets it connect to its own host only. */
export function bytesOfDataUrl(url: string): ArrayBuffer {
    const text = atob(url.slice(url.indexOf(',') + 1));
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; ++i) {
        bytes[i] = text.charCodeAt(i);
    }
    return bytes.buffer;
}
