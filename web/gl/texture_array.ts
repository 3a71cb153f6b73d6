// The tiles' texels: layers of 512×512, filled one at a time.

const kLayerPixels = 512;
/** Layers made at first; more come when the core uses them. A phone that looks at one scene stays small. */
const kFirstLayers = 16;

export class TextureArray {
    private texture: WebGLTexture;
    private capacity: number;

    constructor(
        private readonly gl: WebGL2RenderingContext,
        private readonly layers: number,
    ) {
        this.capacity = Math.min(kFirstLayers, layers);
        this.texture = this.make(this.capacity);
    }

    /** Bytes held on the GPU. */
    get bytes(): number {
        return this.capacity * kLayerPixels * kLayerPixels * 4;
    }

    bind(): void {
        this.gl.bindTexture(this.gl.TEXTURE_2D_ARRAY, this.texture);
    }

    upload(layer: number, pixels: ImageBitmap): void {
        const gl = this.gl;
        while (layer >= this.capacity) {
            this.grow();
        }
        this.bind();
        gl.texSubImage3D(
            gl.TEXTURE_2D_ARRAY,
            0,
            0,
            0,
            layer,
            pixels.width,
            pixels.height,
            1,
            gl.RGBA,
            gl.UNSIGNED_BYTE,
            pixels,
        );
    }

    dispose(): void {
        this.gl.deleteTexture(this.texture);
    }

    private make(layers: number): WebGLTexture {
        const gl = this.gl;
        const texture = gl.createTexture();
        gl.bindTexture(gl.TEXTURE_2D_ARRAY, texture);
        gl.texStorage3D(gl.TEXTURE_2D_ARRAY, 1, gl.RGBA8, kLayerPixels, kLayerPixels, layers);
        gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
        gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
        gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
        gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
        return texture;
    }

    /** Doubles the layers; what is there is copied on the GPU. */
    private grow(): void {
        const gl = this.gl;
        const old = this.texture;
        const oldCapacity = this.capacity;
        this.capacity = Math.min(this.layers, 2 * oldCapacity);
        this.texture = this.make(this.capacity);
        const framebuffer = gl.createFramebuffer();
        gl.bindFramebuffer(gl.READ_FRAMEBUFFER, framebuffer);
        for (let layer = 0; layer < oldCapacity; ++layer) {
            gl.framebufferTextureLayer(gl.READ_FRAMEBUFFER, gl.COLOR_ATTACHMENT0, old, 0, layer);
            gl.copyTexSubImage3D(
                gl.TEXTURE_2D_ARRAY,
                0,
                0,
                0,
                layer,
                0,
                0,
                kLayerPixels,
                kLayerPixels,
            );
        }
        gl.bindFramebuffer(gl.READ_FRAMEBUFFER, null);
        gl.deleteFramebuffer(framebuffer);
        gl.deleteTexture(old);
    }
}
