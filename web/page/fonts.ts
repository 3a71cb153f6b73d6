// The tour's fonts, for devices that lack a script. They stand behind the device's own in the
// font list, so a browser fetches one only when it meets a character that nothing else can draw.

import type { Tour } from '../io/types.ts';

export function offerFonts(tour: Tour): void {
    const families = new Set<string>();
    for (const font of tour.fonts ?? []) {
        families.add(JSON.stringify(font.family));
        document.fonts.add(
            new FontFace(font.family, `url(${JSON.stringify(font.woff2)})`, {
                weight: String(font.weight),
                display: 'swap',
            }),
        );
    }
    if (families.size > 0) {
        document.documentElement.style.setProperty('--tour-fonts', [...families].join(', '));
    }
}
