// Without WebGL2 or WebAssembly: the coarsest level as pictures side by side, to be scrolled. Texts,
// narration and subtitles work as ever.

import type { PanoramaRef } from '../io/types.ts';
import { byId, make, show } from './dom.ts';

const kMaxTilePixels = 510;

export class Still {
    private readonly place = byId('still');

    constructor() {
        show(byId('picture'), false);
        show(this.place, true);
        document.body.classList.add('is-still');
        this.place.tabIndex = 0;
    }

    show(panorama: PanoramaRef, label: string): void {
        this.place.setAttribute('role', 'img');
        this.place.setAttribute('aria-label', label);
        let { width, height } = panorama;
        while (height > kMaxTilePixels) {
            width = Math.ceil(width / 2);
            height = Math.ceil(height / 2);
        }
        // Level 0 is a single row that holds the equator, so it keeps all its pixels (docs/format.md).
        const columns = Math.ceil(width / kMaxTilePixels);
        const tiles: HTMLElement[] = [];
        for (let column = 0; column < columns; ++column) {
            const src = `panoramas/${panorama.id}/0/0/${column}.webp`;
            const image = make('img', { src, alt: '', onload: () => this.centre() });
            tiles.push(make('span', { class: 'still-tile' }, image));
        }
        this.place.replaceChildren(...tiles);
    }

    /** Yaw 0 is the picture's middle. */
    private centre(): void {
        this.place.scrollLeft = (this.place.scrollWidth - this.place.clientWidth) / 2;
    }
}
