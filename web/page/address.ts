// The page's address: ?site=ID&scene=ID&lang=en&yaw=0&pitch=0&fov=90, and route=ID on a walk. Made for QR codes, so it is
// kept up to date while a visitor looks around. Parameters that are not ours stay as they are.

import type { View } from '../io/types.ts';

export interface Address {
    site: string | null;
    scene: string | null;
    lang: string | null;
    route: string | null;
    view: Partial<View>;
}

/** Browsers stop listening to pages that change their address more than about three times a second. */
const kPauseMs = 400;

export function readAddress(): Address {
    const query = new URLSearchParams(location.search);
    const view: Partial<View> = {};
    for (const key of ['yaw', 'pitch', 'fov'] as const) {
        const text = query.get(key);
        const value = Number(text);
        if (text && Number.isFinite(value)) {
            view[key] = value;
        }
    }
    const [site, scene, lang, route] = ['site', 'scene', 'lang', 'route'].map((key) =>
        query.get(key),
    ) as [string | null, string | null, string | null, string | null];
    return { site, scene, lang, route, view };
}

/** ?ui=0: the picture alone. */
export function isBare(): boolean {
    return new URLSearchParams(location.search).get('ui') === '0';
}

/** The page's address with this place and view in it. */
export function addressOf(
    { site, scene, lang, route }: { site: string; scene: string; lang: string; route?: string | undefined },
    view: View,
): string {
    const url = new URL(location.href);
    const round = (degrees: number) => String(Number(degrees.toFixed(2)));
    url.searchParams.set('site', site);
    url.searchParams.set('scene', scene);
    url.searchParams.set('lang', lang);
    if (route) {
        url.searchParams.set('route', route);
    } else {
        url.searchParams.delete('route');
    }
    url.searchParams.set('yaw', round(view.yaw));
    url.searchParams.set('pitch', round(view.pitch));
    url.searchParams.set('fov', round(view.fov));
    return url.href;
}

/** Writes the address, at most once a pause, and in the end always. */
export class AddressWriter {
    private timer = 0;

    constructor(private readonly current: () => string | undefined) {}

    /** The view moved. */
    touch(): void {
        if (this.timer === 0) {
            this.timer = window.setTimeout(() => this.replace(), kPauseMs);
        }
    }

    /** Another place: a step that the browser's back button undoes. */
    push(): void {
        this.write((href) => history.pushState(null, '', href));
    }

    replace(): void {
        this.write((href) => history.replaceState(null, '', href));
    }

    private write(put: (href: string) => void): void {
        clearTimeout(this.timer);
        this.timer = 0;
        const href = this.current();
        if (href && href !== location.href) {
            put(href);
        }
    }
}
