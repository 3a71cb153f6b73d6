// The picture in the window: asks the core for each frame, carries out what it wants, and draws.
// Runs only while something moves or comes in.

import { now, type Core, type Frame, type Panorama } from '../io/core.ts';
import { TileLoader, type TileSource } from '../io/tile_loader.ts';
import type { PanoramaRef, View } from '../io/types.ts';
import type { Surface } from './surface.ts';

export interface PictureEvents {
    /** After every frame that was drawn: the view as it is now. */
    drawn(view: View): void;
    settled(): void;
}

export class Picture {
    private readonly loader: TileLoader;
    private readonly sources: TileSource[] = [];
    private readonly numbers = new Map<string, number>();
    private shownPanorama = -1;
    private request = 0;
    private retryTimer = 0;
    private isSettled = false;
    /** Whether `events.settled` was called for the present picture. */
    private told = false;
    private lost = false;
    private size = { width: 0, height: 0 };

    constructor(
        private readonly surface: Surface,
        readonly core: Core,
        private readonly events: PictureEvents,
        fadeSeconds: number,
    ) {
        core.create({
            layers: surface.layers,
            maxLoading: 12,
            uploadsPerFrame: 4,
            fadeSeconds,
        });
        this.loader = new TileLoader({
            decoded: (number) => {
                this.refresh();
                return core.exports.decoded(number) !== 0;
            },
            failed: (number) => {
                core.exports.failed(number, now(), 0);
                this.refresh();
            },
            tileSize: (r) => core.exports.tileSize(r.panorama, r.level, r.row, r.column),
        });
        this.watchContext();
        this.watchSize();
    }

    /** True when all that the view wants is in the picture, and nothing is about to change it. */
    get settled(): boolean {
        return this.isSettled && this.request === 0;
    }

    get canvas(): HTMLCanvasElement {
        return this.surface.canvas;
    }

    /** Physical pixels a CSS pixel. */
    get scale(): number {
        return this.size.width / Math.max(1, this.canvas.clientWidth);
    }

    show(ref: PanoramaRef, view: View): boolean {
        const panorama = this.number(ref);
        this.shownPanorama = panorama.number;
        const shown = this.core.show(panorama, view);
        this.refresh();
        return shown;
    }

    /** Fetches what a scene needs at first, when nothing else is left to do. */
    prepare(ref: PanoramaRef, view: View): void {
        const { number, width, height } = this.number(ref);
        this.core.exports.prepare(number, width, height, view.yaw, view.pitch, view.fov);
        this.refresh();
    }

    /** Something changed: draws soon. */
    refresh(): void {
        if (this.request === 0 && !this.lost) {
            this.request = requestAnimationFrame(this.tick);
        }
    }

    private readonly tick = (): void => {
        this.request = 0;
        if (this.size.width === 0) {
            return; // no size yet; watchSize comes back
        }
        const frame = this.core.frame();
        this.load(frame);
        if (frame.changed) {
            this.surface.draw(frame);
        }
        this.events.drawn(frame.view);
        if (frame.moving || this.loader.waiting > 0) {
            this.refresh();
        }
        this.planRetry(frame);
        this.isSettled = frame.settled;
        this.told &&= frame.settled && !frame.changed;
        if (this.settled && !this.told) {
            this.told = true;
            this.events.settled();
        }
    };

    private load(frame: Frame): void {
        for (const { number, layer } of frame.uploads) {
            const pixels = this.loader.take(number);
            if (pixels) {
                this.surface.upload(layer, pixels);
                pixels.close();
            }
        }
        for (const number of frame.cancels) {
            this.loader.cancel(number);
        }
        for (const request of frame.starts) {
            const source = this.sources[request.panorama] as TileSource;
            this.loader.start(request, source, request.panorama === this.shownPanorama);
        }
    }

    private planRetry(frame: Frame): void {
        clearTimeout(this.retryTimer);
        if (Number.isFinite(frame.nextRetry)) {
            const wait = Math.max(0, frame.nextRetry - now());
            this.retryTimer = window.setTimeout(() => this.refresh(), 1000 * wait + 5);
        }
    }

    private number(ref: PanoramaRef): Panorama {
        let number = this.numbers.get(ref.id);
        if (number === undefined) {
            number = this.sources.length;
            this.numbers.set(ref.id, number);
            this.sources.push({ path: `panoramas/${ref.id}`, preview: ref.preview });
        }
        return { number, width: ref.width, height: ref.height, limits: ref.limits };
    }

    private watchContext(): void {
        this.surface.watch({
            lost: () => {
                this.lost = true;
                this.isSettled = false;
                cancelAnimationFrame(this.request);
                this.request = 0;
            },
            restored: () => {
                this.lost = false;
                this.core.exports.dropLayers();
                this.refresh();
            },
        });
    }

    /** The canvas has exactly as many pixels as the screen gives it. */
    private watchSize(): void {
        const resize = (width: number, height: number) => {
            if (width === this.size.width && height === this.size.height) {
                return;
            }
            this.size = { width, height };
            this.canvas.width = width;
            this.canvas.height = height;
            if (width > 0 && height > 0) {
                this.core.exports.resize(width, height);
                // Setting the size cleared the picture: draw before the browser shows that.
                cancelAnimationFrame(this.request);
                this.tick();
            }
        };
        new ResizeObserver((entries) => {
            const entry = entries[entries.length - 1] as ResizeObserverEntry;
            const width = entry.contentRect.width * devicePixelRatio;
            const height = entry.contentRect.height * devicePixelRatio;
            const exact = entry.devicePixelContentBoxSize?.[0];
            // A browser that only plays a finer screen tells the true one's pixels here.
            if (exact && Math.abs(exact.inlineSize - width) < 2) {
                resize(exact.inlineSize, exact.blockSize);
            } else {
                resize(Math.round(width), Math.round(height));
            }
        }).observe(this.canvas, boxOptions());
    }
}

/** Safari does not know the exact box, and refuses to observe it. */
function boxOptions(): ResizeObserverOptions {
    const exact = 'devicePixelContentBoxSize' in ResizeObserverEntry.prototype;
    return { box: exact ? 'device-pixel-content-box' : 'content-box' };
}
