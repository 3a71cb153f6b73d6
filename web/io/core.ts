// The core (C++ as WebAssembly), typed. web/bridge/bridge.h is the other half and fixes the layout
// of everything that is read from memory here.

import type { View } from './types.ts';
import type { Cue } from './web_vtt.ts';

/** A tile to fetch and decode. Level -1 is the preview. */
export interface TileRequest {
    number: number;
    panorama: number;
    level: number;
    row: number;
    column: number;
}

/** Decoded pixels of a request that are to go into a texture layer now. */
export interface TileUpload {
    number: number;
    layer: number;
}

/** One frame. The byte arrays are views into the core's memory: valid until the next call. */
export interface Frame {
    patches: Uint8Array;
    patchCount: number;
    fadeFrom: number;
    block: Uint8Array;
    changed: boolean;
    settled: boolean;
    moving: boolean;
    starts: TileRequest[];
    cancels: number[];
    uploads: TileUpload[];
    loading: number;
    view: View;
    /** Seconds on the clock of `now` when a failed tile is due again; Infinity if none is. */
    nextRetry: number;
}

/** What is said at a time, and until when this stays so (Infinity: to the end). */
export interface CueText {
    text: string;
    until: number;
}

export interface Panorama {
    number: number;
    width: number;
    height: number;
    limits?: { yaw: [number, number]; pitch: [number, number] } | undefined;
}

interface Exports extends WebAssembly.Exports {
    memory: WebAssembly.Memory;
    _initialize?(): void;
    create(layers: number, maxLoading: number, uploads: number, fadeSeconds: number): void;
    resize(width: number, height: number): void;
    show(
        panorama: number,
        width: number,
        height: number,
        yawMin: number,
        yawMax: number,
        pitchMin: number,
        pitchMax: number,
        yaw: number,
        pitch: number,
        fov: number,
        projection: number,
    ): number;
    prepare(
        panorama: number,
        width: number,
        height: number,
        yaw: number,
        pitch: number,
        fov: number,
    ): number;
    forgetPrepared(): void;
    tileSize(panorama: number, level: number, row: number, column: number): number;
    decoded(number: number): number;
    failed(number: number, now: number, permanent: number): void;
    dropLayers(): void;
    frame(now: number): number;
    hotspots(count: number): number;
    projectHotspots(margin: number): number;
    setView(yaw: number, pitch: number, fov: number): void;
    travelTo(yaw: number, pitch: number, fov: number, seconds: number, now: number): void;
    grab(x: number, y: number, now: number): void;
    drag(x: number, y: number, now: number): void;
    release(now: number): void;
    pinchStart(ax: number, ay: number, bx: number, by: number): void;
    pinch(ax: number, ay: number, bx: number, by: number): void;
    pinchEnd(): void;
    zoom(steps: number, x: number, y: number, now: number): void;
    steer(right: number, up: number, closer: number): void;
    autorotate(speed: number): void;
    room(size: number): number;
    readCues(): number;
    setCues(count: number): void;
    timeOfSameWords(fromCount: number, seconds: number, toCount: number): number;
    cueTextAt(seconds: number): number;
}

const kPatchBytes = 48;
const kBlockBytes = 64;
const kChanged = 1;
const kSettled = 2;
const kMoving = 4;

/** The clock of everything that the core is told. Seconds. */
export function now(): number {
    return performance.now() / 1000;
}

export interface CoreOptions {
    layers: number;
    maxLoading: number;
    uploadsPerFrame: number;
    fadeSeconds: number;
}

export class Core {
    private view: DataView;

    private constructor(readonly exports: Exports) {
        this.view = new DataView(exports.memory.buffer);
    }

    /** Compiles while it is still coming in, where the server's media type allows. */
    static async load(url: string): Promise<Core> {
        let core: Core | undefined;
        const fatal = (
            text: number,
            size: number,
            file: number,
            fileSize: number,
            line: number,
        ) => {
            const where = core ? `${core.text(file, fileSize)}:${line}` : '';
            console.error(`core: ${core?.text(text, size) ?? 'failed'} ${where}`);
        };
        // What the runtime may ask for; the core has no files, clock or arguments.
        const nothing = () => 0;
        const imports = {
            env: { fatal, emscripten_notify_memory_growth: nothing },
            wasi_snapshot_preview1: { proc_exit: nothing },
        };
        const response = fetch(url);
        let instance: WebAssembly.Instance;
        try {
            ({ instance } = await WebAssembly.instantiateStreaming(response, imports));
        } catch {
            // A browser without streaming, or a server that calls .wasm something else.
            const again = await fetch(url);
            if (!again.ok) {
                throw new Error(`${url}: HTTP ${again.status}`);
            }
            ({ instance } = await WebAssembly.instantiate(await again.arrayBuffer(), imports));
        }
        core = new Core(instance.exports as Exports);
        core.exports._initialize?.();
        return core;
    }

    create(options: CoreOptions): void {
        this.exports.create(
            options.layers,
            options.maxLoading,
            options.uploadsPerFrame,
            options.fadeSeconds,
        );
    }

    show(panorama: Panorama, view: View): boolean {
        const yaw = panorama.limits?.yaw ?? [-180, 180];
        const pitch = panorama.limits?.pitch ?? [-90, 90];
        const { number, width, height } = panorama;
        const shown = this.exports.show(
            number,
            width,
            height,
            yaw[0],
            yaw[1],
            pitch[0],
            pitch[1],
            view.yaw,
            view.pitch,
            view.fov,
            0,
        );
        return shown !== 0;
    }

    frame(): Frame {
        const at = this.exports.frame(now());
        const memory = this.memory();
        const u32 = (index: number) => memory.getUint32(at + 4 * index, true);
        const buffer = memory.buffer;
        const flags = u32(4);
        return {
            patches: new Uint8Array(buffer, u32(0), u32(1) * kPatchBytes),
            patchCount: u32(1),
            fadeFrom: u32(2),
            block: new Uint8Array(buffer, u32(3), kBlockBytes),
            changed: (flags & kChanged) !== 0,
            settled: (flags & kSettled) !== 0,
            moving: (flags & kMoving) !== 0,
            starts: this.list(u32(5), u32(6), 16, (p) => this.requestAt(p)),
            cancels: this.list(u32(7), u32(8), 4, (p) => memory.getUint32(p, true)),
            uploads: this.list(u32(9), u32(10), 20, (p) => ({
                number: memory.getUint32(p, true),
                layer: memory.getInt32(p + 4, true),
            })),
            loading: u32(11),
            view: {
                yaw: memory.getFloat64(at + 48, true),
                pitch: memory.getFloat64(at + 56, true),
                fov: memory.getFloat64(at + 64, true),
            },
            nextRetry: memory.getFloat64(at + 72, true),
        };
    }

    /** Sets the hotspots that `projectHotspots` follows. Degrees. */
    setHotspots(places: readonly { yaw: number; pitch: number }[]): void {
        const at = this.exports.hotspots(places.length);
        const memory = this.memory();
        places.forEach((place, i) => {
            memory.setFloat64(at + 16 * i, place.yaw, true);
            memory.setFloat64(at + 16 * i + 8, place.pitch, true);
        });
    }

    /** x, y (physical pixels) and visible (0 or 1) of each hotspot, one after another. */
    projectHotspots(count: number, margin: number): Float32Array {
        return new Float32Array(
            this.exports.memory.buffer,
            this.exports.projectHotspots(margin),
            3 * count,
        );
    }

    /** The cues of a WebVTT file in their order; none if it cannot be read. */
    readCues(file: ArrayBuffer | Uint8Array): Cue[] {
        const bytes = new Uint8Array(file);
        const room = this.exports.room(bytes.length);
        new Uint8Array(this.exports.memory.buffer, room, bytes.length).set(bytes);
        const at = this.exports.readCues();
        const memory = this.memory();
        return this.list(memory.getUint32(at, true), memory.getUint32(at + 4, true), 24, (p) => ({
            start: memory.getFloat64(p, true),
            end: memory.getFloat64(p + 8, true),
            text: this.text(memory.getUint32(p + 16, true), memory.getUint32(p + 20, true)),
        }));
    }

    /** Takes a narration's subtitles, sorted by their start. */
    setCues(cues: readonly Cue[]): void {
        this.putCues(cues);
        this.exports.setCues(cues.length);
    }

    /**
     * When the narration of `to` says what that of `from` says at a time; both are subtitles in one
     * language. Undefined if there is no telling.
     */
    timeOfSameWords(
        from: readonly Cue[],
        seconds: number,
        to: readonly Cue[],
    ): number | undefined {
        this.putCues([...from, ...to]);
        const found = this.exports.timeOfSameWords(from.length, seconds, to.length);
        return Number.isNaN(found) ? undefined : found;
    }

    /** Into the core's room, as web/bridge/cues.cpp reads them. */
    private putCues(cues: readonly Cue[]): void {
        const encoder = new TextEncoder();
        const texts = cues.map((cue) => encoder.encode(cue.text));
        const stride = (text: Uint8Array) => 24 + 8 * Math.ceil(text.length / 8);
        let at = this.exports.room(texts.reduce((sum, text) => sum + stride(text), 0));
        const memory = this.memory();
        cues.forEach((cue, i) => {
            const text = texts[i] as Uint8Array;
            memory.setFloat64(at, cue.start, true);
            memory.setFloat64(at + 8, cue.end, true);
            memory.setUint32(at + 16, text.length, true);
            new Uint8Array(memory.buffer, at + 24, text.length).set(text);
            at += stride(text);
        });
    }

    cueTextAt(seconds: number): CueText {
        const at = this.exports.cueTextAt(seconds);
        const memory = this.memory();
        return {
            text: this.text(memory.getUint32(at, true), memory.getUint32(at + 4, true)),
            until: memory.getFloat64(at + 8, true),
        };
    }

    private requestAt(p: number): TileRequest {
        return {
            number: this.view.getUint32(p, true),
            panorama: this.view.getUint32(p + 4, true),
            level: this.view.getInt16(p + 8, true),
            row: this.view.getInt16(p + 10, true),
            column: this.view.getInt16(p + 12, true),
        };
    }

    /** Memory moves when it grows. */
    private memory(): DataView {
        if (this.view.buffer !== this.exports.memory.buffer) {
            this.view = new DataView(this.exports.memory.buffer);
        }
        return this.view;
    }

    private list<T>(at: number, count: number, stride: number, read: (p: number) => T): T[] {
        const result: T[] = [];
        for (let i = 0; i < count; ++i) {
            result.push(read(at + i * stride));
        }
        return result;
    }

    private text(at: number, size: number): string {
        return new TextDecoder().decode(new Uint8Array(this.exports.memory.buffer, at, size));
    }
}
