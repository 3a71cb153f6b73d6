// The package under test, made and served by the real vr360-pack.
//   VR360_PACK      the program (build/release/bin/vr360-pack if not given)
//   VR360_WEB_DIR   the web viewer it copies in (its own choice if not given)

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeTour } from './tour.mjs';

export const kRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

/** Its path, or nothing if it is not built. */
export function findPack() {
    const path = process.env.VR360_PACK ?? join(kRoot, 'build/release/bin/vr360-pack');
    return existsSync(path) ? path : undefined;
}

/** Builds the test tour and serves it; `stop` ends the server and removes everything. */
export async function serveTestTour() {
    const pack = findPack();
    const folder = mkdtempSync(join(tmpdir(), 'vr360-web-'));
    writeTour(join(folder, 'tour'));
    const built = spawnSync(pack, ['build', join(folder, 'tour'), '-o', join(folder, 'package')], {
        encoding: 'utf8',
    });
    if (built.status !== 0) {
        throw new Error(`vr360-pack build ended with ${built.status}:\n${built.stderr}`);
    }
    const server = await servePackage(pack, join(folder, 'package'));
    return {
        ...server,
        folder: join(folder, 'package'),
        stop: () => {
            server.stop();
            rmSync(folder, { recursive: true, force: true });
        },
    };
}

/** Serves a package on a port of its own. */
export async function servePackage(pack, folder) {
    const child = spawn(pack, ['serve', folder, '--port', '0', '--host', '127.0.0.1'], {
        stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    for (let tries = 0; tries < 300; ++tries) {
        if (child.exitCode !== null) {
            throw new Error(`vr360-pack serve ended with ${child.exitCode}:\n${output}`);
        }
        // It says its address once it listens; the system has chosen the port.
        const port = /^http:\/\/[^/]+:(\d+)\/$/m.exec(output)?.[1];
        if (port) {
            const url = `http://127.0.0.1:${port}/`;
            return { url, stop: () => child.kill('SIGTERM') };
        }
        await new Promise((done) => setTimeout(done, 100));
    }
    child.kill('SIGKILL');
    throw new Error(`vr360-pack serve does not answer:\n${output}`);
}
