// Makes the web viewer: node web/build.mjs [--wasm-build DIR] [--out DIR]
// Bundles the page's TypeScript and styles with esbuild, names every file after its content and
// writes index.html. Needs a build of target vr360_web_core (CMake preset "wasm") for the core and
// the shaders.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import * as esbuild from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values: options } = parseArgs({
    options: {
        'wasm-build': { type: 'string', default: join(root, 'build/wasm') },
        out: { type: 'string', default: join(root, 'build/web') },
    },
});
const wasmBuild = resolve(options['wasm-build']);
const out = resolve(options.out);
const inputs = {
    core: join(wasmBuild, 'bin/vr360.wasm'),
    'tile.vert': join(wasmBuild, 'shaders/tile.es.vert'),
    'tile.frag': join(wasmBuild, 'shaders/tile.es.frag'),
};
for (const path of Object.values(inputs)) {
    if (!existsSync(path)) {
        console.error(
            `${path}: not there. Build it first: cmake --preset wasm && ` +
                'cmake --build build/wasm --target vr360_web_core',
        );
        process.exit(1);
    }
}

/** Shaders as the C++ build makes them, without the spaces. */
const shaders = {
    name: 'shaders',
    setup(build) {
        build.onResolve({ filter: /^vr360:/ }, ({ path }) => ({
            path: path.slice('vr360:'.length),
            namespace: 'shader',
        }));
        build.onLoad({ filter: /.*/, namespace: 'shader' }, ({ path }) => ({
            contents: readFileSync(inputs[path], 'utf8').replace(/^\s+/gm, ''),
            loader: 'text',
        }));
    },
};

const bundle = await esbuild.build({
    absWorkingDir: root,
    entryPoints: { app: 'web/main.ts', style: 'web/page/style.css' },
    outdir: out,
    write: false,
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['es2020', 'chrome90', 'safari15', 'firefox90'],
    charset: 'utf8',
    legalComments: 'none',
    plugins: [shaders],
    logLevel: 'warning',
});

const named = (name, extension, bytes) => {
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
    return { file: `${name}.${hash}.${extension}`, bytes };
};
const output = (extension) => bundle.outputFiles.find((f) => f.path.endsWith(extension)).contents;
const files = {
    app: named('app', 'js', output('.js')),
    style: named('app', 'css', output('.css')),
    core: named('vr360', 'wasm', readFileSync(inputs.core)),
};
const html = readFileSync(join(root, 'web/page/index.html'), 'utf8')
    .replace(/\{\{(\w+)\}\}/g, (_, name) => files[name].file)
    .replace(/^\s+/gm, '')
    .replace(/\s*\n(?=[a-z/])/g, ' ');
files.page = { file: 'index.html', bytes: Buffer.from(html) };

// Files of an earlier build would be copied into packages, and never be read.
mkdirSync(out, { recursive: true });
const kept = new Set(Object.values(files).map((f) => f.file));
for (const old of readdirSync(out)) {
    if (!kept.has(old)) {
        rmSync(join(out, old), { recursive: true });
    }
}
let total = 0;
for (const { file, bytes } of Object.values(files)) {
    writeFileSync(join(out, file), bytes);
    const packed = gzipSync(bytes, { level: 9 }).length;
    total += packed;
    console.log(`${file.padEnd(32)} ${String(bytes.length).padStart(7)} bytes, ${packed} gzipped`);
}
console.log(`${'all'.padEnd(32)} ${String(total).padStart(23)} gzipped`);
