// Draws the core's patches: one instanced draw of a small grid mesh, a second one for a scene that
// fades in over another.

import fragmentText from 'vr360:tile.frag';
import vertexText from 'vr360:tile.vert';
import type { Frame } from '../io/core.ts';
import type { TextureArray } from './texture_array.ts';

/** As core/tiles/patches.h has it: cells of the mesh along longitude and latitude. */
const kMeshCellsLon = 16;
const kMeshCellsLat = 8;
const kPatchBytes = 48;
/** Attribute locations of shaders/tile.vert. */
const kMesh = 0;
const kInstance = [1, 2, 3];

export class TileRenderer {
    private readonly program: WebGLProgram;
    private readonly mesh: WebGLVertexArrayObject;
    private readonly instances: WebGLBuffer;
    private readonly block: WebGLBuffer;
    private readonly indexCount: number;
    private checked = false;

    constructor(private readonly gl: WebGL2RenderingContext) {
        this.program = this.link();
        this.mesh = gl.createVertexArray();
        gl.bindVertexArray(this.mesh);
        this.indexCount = this.makeMesh();
        this.instances = gl.createBuffer();
        gl.bindBuffer(gl.ARRAY_BUFFER, this.instances);
        for (const location of kInstance) {
            gl.enableVertexAttribArray(location);
            gl.vertexAttribDivisor(location, 1);
        }
        this.block = gl.createBuffer();
        gl.bindBufferBase(gl.UNIFORM_BUFFER, 0, this.block);
        gl.clearColor(0.05, 0.06, 0.07, 1);
    }

    draw(frame: Frame, tiles: TextureArray): void {
        const gl = this.gl;
        gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight);
        gl.clear(gl.COLOR_BUFFER_BIT | gl.STENCIL_BUFFER_BIT);
        if (frame.patchCount === 0) {
            return;
        }
        gl.useProgram(this.program);
        this.checkOnce();
        tiles.bind();
        gl.bindBuffer(gl.UNIFORM_BUFFER, this.block);
        gl.bufferData(gl.UNIFORM_BUFFER, frame.block, gl.DYNAMIC_DRAW);
        gl.bindVertexArray(this.mesh);
        gl.bindBuffer(gl.ARRAY_BUFFER, this.instances);
        gl.bufferData(gl.ARRAY_BUFFER, frame.patches, gl.DYNAMIC_DRAW);

        const solid = Math.min(frame.fadeFrom, frame.patchCount);
        this.drawRange(0, solid);
        if (frame.patchCount > solid) {
            this.blend(true);
            this.drawRange(solid, frame.patchCount - solid);
            this.blend(false);
        }
    }

    private drawRange(first: number, count: number): void {
        if (count === 0) {
            return;
        }
        const gl = this.gl;
        kInstance.forEach((location, i) => {
            const offset = first * kPatchBytes + 16 * i;
            gl.vertexAttribPointer(location, 4, gl.FLOAT, false, kPatchBytes, offset);
        });
        gl.drawElementsInstanced(gl.TRIANGLES, this.indexCount, gl.UNSIGNED_SHORT, 0, count);
    }

    /** Neighbouring patches overlap by a hair; the stencil lets each pixel be blended only once. */
    private blend(on: boolean): void {
        const gl = this.gl;
        if (!on) {
            gl.disable(gl.BLEND);
            gl.disable(gl.STENCIL_TEST);
            return;
        }
        gl.enable(gl.BLEND);
        gl.blendFunc(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA);
        gl.enable(gl.STENCIL_TEST);
        gl.stencilFunc(gl.EQUAL, 0, 0xff);
        gl.stencilOp(gl.KEEP, gl.KEEP, gl.INCR);
    }

    private makeMesh(): number {
        const gl = this.gl;
        const vertices: number[] = [];
        for (let y = 0; y <= kMeshCellsLat; ++y) {
            for (let x = 0; x <= kMeshCellsLon; ++x) {
                vertices.push(x / kMeshCellsLon, y / kMeshCellsLat);
            }
        }
        const indices: number[] = [];
        const stride = kMeshCellsLon + 1;
        for (let y = 0; y < kMeshCellsLat; ++y) {
            for (let x = 0; x < kMeshCellsLon; ++x) {
                const a = y * stride + x;
                indices.push(a, a + stride, a + 1, a + 1, a + stride, a + stride + 1);
            }
        }
        gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
        gl.bufferData(gl.ARRAY_BUFFER, new Float32Array(vertices), gl.STATIC_DRAW);
        gl.enableVertexAttribArray(kMesh);
        gl.vertexAttribPointer(kMesh, 2, gl.FLOAT, false, 0, 0);
        gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
        gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, new Uint16Array(indices), gl.STATIC_DRAW);
        return indices.length;
    }

    /** Asks for no result, so that the driver may compile while the first tiles are on their way. */
    private link(): WebGLProgram {
        const gl = this.gl;
        const program = gl.createProgram();
        const stages: [number, string][] = [
            [gl.VERTEX_SHADER, vertexText],
            [gl.FRAGMENT_SHADER, fragmentText],
        ];
        for (const [type, text] of stages) {
            const shader = gl.createShader(type) as WebGLShader;
            gl.shaderSource(shader, text);
            gl.compileShader(shader);
            gl.attachShader(program, shader);
            gl.deleteShader(shader);
        }
        gl.linkProgram(program);
        return program;
    }

    private checkOnce(): void {
        if (this.checked) {
            return;
        }
        this.checked = true;
        const gl = this.gl;
        if (!gl.getProgramParameter(this.program, gl.LINK_STATUS) && !gl.isContextLost()) {
            throw new Error(`shader: ${gl.getProgramInfoLog(this.program)}`);
        }
        const index = gl.getUniformBlockIndex(this.program, 'FrameBlock');
        gl.uniformBlockBinding(this.program, index, 0);
    }
}
