// What is drawn on: the canvas' WebGL2 context and all that lives in it. It may be lost at any time and
// comes back empty. Needs no core, so that it is made while everything else is still on its way.

import type { Frame } from '../io/core.ts';
import { TextureArray } from './texture_array.ts';
import { TileRenderer } from './tile_renderer.ts';

const kContext: WebGLContextAttributes = {
    alpha: false,
    antialias: false,
    depth: false,
    stencil: true,
    powerPreference: 'default',
};

/** More helps nobody; and a phone must stay below 64 MB. */
function affordableLayers(): number {
    return Math.min(screen.width, screen.height) < 600 ? 60 : 120;
}

export interface SurfaceEvents {
    lost(): void;
    restored(): void;
}

export class Surface {
    /** Texture layers there may be. */
    readonly layers = affordableLayers();
    private renderer: TileRenderer;
    private tiles: TextureArray;

    private constructor(
        readonly canvas: HTMLCanvasElement,
        private readonly gl: WebGL2RenderingContext,
    ) {
        this.renderer = new TileRenderer(gl);
        this.tiles = new TextureArray(gl, this.layers);
    }

    /** Undefined if the browser has no WebGL2. */
    static open(canvas: HTMLCanvasElement): Surface | undefined {
        const gl = canvas.getContext('webgl2', kContext);
        return gl ? new Surface(canvas, gl) : undefined;
    }

    get textureBytes(): number {
        return this.tiles.bytes;
    }

    upload(layer: number, pixels: ImageBitmap): void {
        this.tiles.upload(layer, pixels);
    }

    draw(frame: Frame): void {
        this.renderer.draw(frame, this.tiles);
    }

    watch(events: SurfaceEvents): void {
        this.canvas.addEventListener('webglcontextlost', (event) => {
            event.preventDefault(); // asks the browser to give it back
            events.lost();
        });
        this.canvas.addEventListener('webglcontextrestored', () => {
            this.renderer = new TileRenderer(this.gl);
            this.tiles = new TextureArray(this.gl, this.layers);
            events.restored();
        });
    }
}
